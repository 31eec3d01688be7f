/// Why a fact has no value that may be used.
package enum UnknownCause: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// It has a value.
  case none
  /// Declared `or unknown`, and absent or `null`.
  case absent
  /// Confidence at or below the trusted limit, missing, or outside 0 to 1.
  case notTrusted
  /// Older than `fresh for`, without a moment, or observed after the question.
  case stale
  /// A turn fact where there is no current turn, or an agent fact outside a candidate.
  case noTurn
  /// A table or `choose` gave no result.
  case noResult
  /// Promised, and absent or `null`.
  case missing
  /// Not of its kind.
  case wrongKind
  /// Outside its bounds, off its steps, or not in its list.
  case outOfRange
  /// More decimals than its kind keeps.
  case tooManyDecimals
  /// Sent twice with different values.
  case contradictory
  /// Sent where it may not be: a turn fact outside turns, a built-in or worked-out fact.
  case misplaced
  /// A moment after the question, where the policy does not test it with `ahead`.
  case inTheFuture
  /// Memory or events that are missing, foreign or damaged.
  case unusableMemory

  /// True where the host broke a promise: the can't tell that rests on it is a fault.
  package var isFault: Bool {
    switch self {
    case .none, .absent, .notTrusted, .stale, .noTurn, .noResult: false
    case .missing, .wrongKind, .outOfRange, .tooManyDecimals, .contradictory, .misplaced,
      .inTheFuture, .unusableMemory:
      true
    }
  }

  /// The name in decisions and messages.
  package var name: String {
    switch self {
    case .none: "none"
    case .absent: "absent"
    case .notTrusted: "not_trusted"
    case .stale: "stale"
    case .noTurn: "no_turn"
    case .noResult: "no_result"
    case .missing: "missing"
    case .wrongKind: "wrong_kind"
    case .outOfRange: "out_of_range"
    case .tooManyDecimals: "too_many_decimals"
    case .contradictory: "contradictory"
    case .misplaced: "misplaced"
    case .inTheFuture: "in_the_future"
    case .unusableMemory: "unusable_memory"
    }
  }
}

/// What is known of one fact: a value as `Domain` lays out, or why there is none.
package struct Cell: Sendable, BitwiseCopyable, Equatable {
  package var value: Int64
  package var cause: UnknownCause
  /// True where `usually` or `otherwise` filled in for a legitimate absence.
  package var isAssumed = false
  /// True for a fault whose sort came from a table that rests on one (`cause` is `noResult`).
  package var restsOnFault = false

  package init(_ value: Int64) {
    self.value = value
    cause = .none
  }

  package init(unknown cause: UnknownCause) {
    value = 0
    self.cause = cause
  }

  package var isKnown: Bool { cause == .none }

  /// Yes where known, else the sort of can't tell that a test on it has.
  package var truthOfKnowing: Truth {
    if isKnown { return .yes }
    return cause.isFault || restsOnFault ? .fault : .open
  }
}
