package import HandrailEngine

/// How a group takes its lines together.
package enum GroupMode: UInt8, Sendable { case all, any, none }

/// A condition: one line, or a group of at most two levels.
package struct Condition: Sendable {
  package var mode: GroupMode
  package var entries: [ConditionEntry]

  package init(mode: GroupMode, entries: [ConditionEntry]) {
    self.mode = mode
    self.entries = entries
  }
}

package enum ConditionEntry: Sendable {
  case test(Test)
  indirect case group(Condition)
}

/// One test of a condition.
package struct Test: Sendable {
  package var body: TestBody
  package var window: Window?
  package var origin: Origin
  /// The test's words as the formatter writes them: it names switches in memory and explanations.
  package var text: String

  package init(body: TestBody, window: Window? = nil, origin: Origin, text: String) {
    self.body = body
    self.window = window
    self.origin = origin
    self.text = text
  }
}

package enum Window: Sendable, Equatable {
  /// `in at least N of the last M turns`.
  case turns(atLeast: Int, of: Int)
  /// `at any point`.
  case anyPoint
}

package enum TestBody: Sendable {
  /// `during C`.
  case during(CalendarID)
  /// `outside C`.
  case outside(CalendarID)
  case isUnknown(FactID)
  case isKnown(FactID)
  case isEmpty(FactID, negated: Bool)
  /// `is V`, `is one of …` on lists, levels, yes or no, task; values are cell values. On a fact of
  /// `one of` with two files' lists equal by name.
  case isAmong(FactID, values: [Int64], negated: Bool)
  /// `is F`, `is one of F, G` between references, or between facts of equal lists.
  case equals(FactID, others: [FactID], negated: Bool)
  /// `includes W`: the bit's position.
  case includes(FactID, word: Int)
  case excludes(FactID, word: Int)
  /// `before DATE` in the policy's zone: earlier than that day's first instant.
  case before(FactID, CalendarDate)
  /// `after DATE` in the policy's zone: the next day's first instant or later.
  case after(FactID, CalendarDate)
  /// `in the last D`: age from 0 to D, both included; microseconds.
  case inTheLast(FactID, Int64)
  /// `at most 30 days ago` and its like; microseconds.
  case age(FactID, Comparison, Int64)
  /// `at least 2 hours ahead`; microseconds.
  case ahead(FactID, Comparison, Int64)
  case trend(FactID, Trend)
  /// `above`, `below`, `at least`, `at most`, and `is [not]` on numbers, between sums.
  case compare(Comparing)
}

/// `rising|falling by V over the last N turns`.
package struct Trend: Sendable, Equatable {
  package var isRising: Bool
  /// In cell units of the fact.
  package var by: Int64
  package var turns: Int

  package init(isRising: Bool, by: Int64, turns: Int) {
    self.isRising = isRising
    self.by = by
    self.turns = turns
  }
}

/// A comparison of two sums of one kind, and of one currency.
package struct Comparing: Sendable, Equatable {
  package var left: Sum
  package var comparison: Comparison
  package var right: Sum

  package init(left: Sum, comparison: Comparison, right: Sum) {
    self.left = left
    self.comparison = comparison
    self.right = right
  }
}

/// A linear sum: terms and a constant.
package struct Sum: Sendable, Equatable {
  package var terms: [SumTerm]
  package var constant: Decimal

  package init(terms: [SumTerm] = [], constant: Decimal = .zero) {
    self.terms = terms
    self.constant = constant
  }
}

/// A factor times a fact, or times its average over the last turns.
///
/// The fact's value is its cell over ten to the power of its domain's `decimals`; levels and lists
/// stand as their position.
package struct SumTerm: Sendable, Equatable {
  package var factor: Decimal
  package var fact: FactID
  package var averageOverTurns: Int?

  package init(factor: Decimal, fact: FactID, averageOverTurns: Int? = nil) {
    self.factor = factor
    self.fact = fact
    self.averageOverTurns = averageOverTurns
  }
}
