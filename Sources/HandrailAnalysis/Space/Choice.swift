package import HandrailEngine

/// One thing that an input may be: a run of values that no test tells apart, or unknown.
package struct Choice: Sendable, Hashable, BitwiseCopyable {
  /// The lowest and the highest value of the run, both included; a position for inputs that are no
  /// numbers.
  package var low: Int64
  package var high: Int64
  /// `.none` where the value is known.
  package var cause: UnknownCause

  package init(_ value: Int64) { self.init(from: value, to: value) }

  package init(from low: Int64, to high: Int64) {
    self.low = low
    self.high = high
    cause = .none
  }

  package init(unknown cause: UnknownCause) {
    (low, high) = (0, 0)
    self.cause = cause
  }

  package var isKnown: Bool { cause == .none }

  /// A cell that stands for the choice.
  package var cell: Cell { isKnown ? Cell(low) : Cell(unknown: cause) }

  /// Yes where known, else the sort of can't tell of whatever tests it.
  package var sort: Truth { cell.truthOfKnowing }
}

/// An input of decisions, with all that it may be.
package struct Variable: Sendable {
  package enum Kind: Sendable, Hashable, BitwiseCopyable {
    /// What is asked about: a task's position, then none, then missing.
    case task
    /// A class of moments.
    case moment
    /// How many customer turns happened; unknown: `turns` is left out.
    case turnCount
    /// The turns of the present stretch, counted back; 0: all.
    case stretch
    /// In the one of two versions that begins with a person, that person has it still: 0 no, 1 yes.
    case heldFromStart
    /// 0 new, 1 kept with the AI, 2 kept with a person, 3 unusable.
    case memory
    /// A fact's cell: at a turn so many turns back, or 0.
    case cell(fact: Int32, back: Int32)
    /// A word of a set, where the set is known: 0 absent, 1 present.
    case word(fact: Int32, back: Int32, word: UInt8)
    /// Some word of a set that no test names: 0 absent, 1 present.
    case otherWord(fact: Int32, back: Int32)
    /// Two references are the same text, where both are known.
    case same(fact: Int32, other: Int32, back: Int32)
    /// How a sum lies that several inputs make up: no, yes, or can't tell by its raw value.
    case sum(node: Int32, back: Int32)
    /// What memory says of a switch: a truth's raw value.
    case memorySwitch(Int32)
    /// In a trial: 0 out, 1 in; unknown: no session.
    case trial(Int32)
    /// How an approval of the task stands: 0 not granted, 1 granted, 2 refused, 3 expired.
    case approval(Int32)
    /// How an offer of the task stands: 0 open, then the choice: ai, human, callback.
    case offer(Int32)
    /// What was said to a confirmation: 0 nothing that counts, 1 yes, 2 no, 3 no answer.
    case confirmation(Int32)
    /// The queue of the person who holds the conversation; the count of queues: none.
    case heldQueue
    /// Lines that name this queue now were yes in the decision before: 0 not all, 1 all.
    case called(queue: Int32)
    /// A hand-over line of one version alone was yes in the decision before: 0 no, 1 yes.
    case calledLine(effect: Int32)
    /// A person was chosen in this offer since the last decision: 0 no, 1 yes.
    case chosen(offer: Int32)
    /// A way back that is armed: 0 no, 1 yes.
    case armed(Int32)
    /// The last return leaves these tasks: 0 all, else the return's position and 1.
    case returnedTo
    /// `start with human` was judged before: 0 no, 1 yes.
    case judged(effect: Int32)
  }

  package var kind: Kind
  package var choices: [Choice]

  package init(_ kind: Kind, _ choices: [Choice]) {
    self.kind = kind
    self.choices = choices
  }

  package init(_ kind: Kind, count: Int) {
    self.init(kind, (0..<count).map { Choice(Int64($0)) })
  }
}
