package import HandrailEngine

/// What a node may still come to: a set of truths, never empty on a way that can happen.
package struct TruthSet: Sendable, Hashable, BitwiseCopyable {
  /// One bit a truth, by its raw value.
  package private(set) var bits: UInt8

  package static let none = TruthSet(bits: 0)
  package static let all = TruthSet(bits: 0b1111)
  package static let yes = TruthSet(.yes)
  package static let no = TruthSet(.no)
  /// Every truth but *no*.
  package static let notNo = TruthSet(bits: 0b1110)
  /// Every truth but *yes*.
  package static let notYes = TruthSet(bits: 0b1101)
  /// The two sorts of can't tell.
  package static let undecided = TruthSet(bits: 0b1100)

  package init(bits: UInt8) { self.bits = bits & 0b1111 }
  package init(_ truth: Truth) { bits = 1 << truth.rawValue }
  package init(_ isTrue: Bool) { self.init(isTrue ? Truth.yes : .no) }

  package init(_ truths: [Truth]) {
    bits = truths.reduce(0) { $0 | 1 << $1.rawValue }
  }

  package var isEmpty: Bool { bits == 0 }
  package var isOne: Bool { bits != 0 && bits & (bits &- 1) == 0 }
  package func contains(_ truth: Truth) -> Bool { bits >> truth.rawValue & 1 != 0 }
  package func isSubset(of other: TruthSet) -> Bool { bits & ~other.bits == 0 }
  package func meets(_ other: TruthSet) -> Bool { bits & other.bits != 0 }
  package func union(_ other: TruthSet) -> TruthSet { TruthSet(bits: bits | other.bits) }

  /// The members, yes first: what a search tries first.
  package var members: [Truth] { [.yes, .no, .open, .fault].filter(contains) }

  private var hasNo: Bool { contains(.no) }
  private var hasYes: Bool { contains(.yes) }
  private var hasOpen: Bool { contains(.open) }
  private var hasFault: Bool { contains(.fault) }

  /// Yes and no swap.
  package var negated: TruthSet {
    var result = TruthSet(bits: bits & 0b1100)
    if hasNo { result.bits |= TruthSet.yes.bits }
    if hasYes { result.bits |= TruthSet.no.bits }
    return result
  }

  /// What `all of` may come to.
  package func and(_ other: TruthSet) -> TruthSet {
    var result = TruthSet.none
    if hasNo || other.hasNo { result.bits |= TruthSet.no.bits }
    if hasYes && other.hasYes { result.bits |= TruthSet.yes.bits }
    if hasFault && other.meets(.notNo) || other.hasFault && meets(.notNo) {
      result.bits |= TruthSet(.fault).bits
    }
    let calm = TruthSet(bits: 0b0110)
    if hasOpen && other.meets(calm) || other.hasOpen && meets(calm) {
      result.bits |= TruthSet(.open).bits
    }
    return result
  }

  /// What `any of` may come to.
  package func or(_ other: TruthSet) -> TruthSet { negated.and(other.negated).negated }

  /// What another reading of each member gives.
  package func mapped(_ reading: (Truth) -> Truth) -> TruthSet {
    var result = TruthSet.none
    for truth in Truth.allCases where contains(truth) { result.bits |= 1 << reading(truth).rawValue }
    return result
  }
}
