import HandrailEngine
import HandrailModel
import HandrailSource

extension Test {
  /// Whenever this test is yes the other is too: equal words, or a tighter limit on the same sum.
  func implies(_ other: Test) -> Bool {
    if text == other.text { return true }
    guard window == other.window else { return false }
    switch (body, other.body) {
    case (.compare(let mine), .compare(let others)):
      return mine.left == others.left && mine.right.terms.isEmpty && others.right.terms.isEmpty
        && mine.isWithin(others)
    case (.isAmong(let fact, let values, false), .isAmong(let another, let others, false)):
      return fact == another && Set(values).isSubset(of: others)
    case (_, _): return false
    }
  }
}

extension Comparing {
  /// Both are limits on one side, and this one is at least as tight.
  fileprivate func isWithin(_ other: Comparing) -> Bool {
    let mine = right.constant
    let limit = other.right.constant
    switch (comparison, other.comparison) {
    case (.above, .above), (.above, .atLeast), (.atLeast, .atLeast):
      return !limit.isMore(than: mine)
    case (.atLeast, .above): return mine.isMore(than: limit)
    case (.below, .below), (.below, .atMost), (.atMost, .atMost): return !mine.isMore(than: limit)
    case (.atMost, .below): return limit.isMore(than: mine)
    case (_, _): return false
    }
  }
}

extension Condition {
  /// Whenever this condition is yes the other is too; `nil` conditions are always yes.
  ///
  /// Only plain conditions of tests that all have to be yes are compared.
  static func implies(_ one: Condition?, _ other: Condition?) -> Bool {
    guard let other else { return true }
    guard let needed = other.conjuncts, needed.count == other.entries.count,
      let given = one?.conjuncts
    else { return false }
    return needed.allSatisfy { test in given.contains { $0.implies(test) } }
  }
}
