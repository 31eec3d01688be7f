import HandrailModel
import HandrailSource
import HandrailSyntax

/// The case that a promise speaks of, in words that another heading can bear behind `when`.
struct PromiseCase {
  /// One line, or a group with its lines; empty: every case.
  private(set) var words: String
  /// The promise's own test where there is only one, or those that all have to be yes.
  let tests: [Test]
  private var isAnd: Bool
  private var isGroup = false

  /// `nil` where the case cannot be said in one condition.
  init?(_ promise: Promise, in policy: LintedPolicy) {
    guard let condition = promise.whenever ?? promise.once else {
      words = ""
      tests = []
      isAnd = true
      return
    }
    let kind: NodeKind = promise.whenever == nil ? .onceLine : .wheneverLine
    guard let written = policy.line(of: condition, kind)?.condition else { return nil }
    tests = condition.conjuncts ?? []
    isAnd = condition.conjuncts != nil
    words = PromiseCase.words(of: written)
    isGroup = written.kind == .conditionGroup
    // From then on: a switch, which only a single test can be.
    guard promise.whenever == nil else { return }
    guard let only = condition.onlyTest, only.window == nil else { return nil }
    words += " at any point"
  }

  /// The same where one more test is yes; `nil` where the words have no place for it.
  func with(_ test: String) -> PromiseCase? {
    var narrowed = self
    if words.isEmpty {
      narrowed.words = test
    } else if isAnd {
      narrowed.words += isGroup ? "\n    - " + test : " and " + test
    } else {
      return nil
    }
    return narrowed
  }

  /// A condition as the formatter writes it beneath a heading.
  static func words(of condition: Written) -> String {
    guard condition.kind == .conditionGroup else { return condition.formatted }
    var text = "\(condition.word(0)?.text ?? "all") of"
    for entry in condition.children {
      guard entry.kind == .conditionGroup else {
        text += "\n    - " + entry.formatted
        continue
      }
      text += "\n    - \(entry.word(0)?.text ?? "all") of"
      for test in entry.children { text += "\n      -- " + test.formatted }
    }
    return text
  }
}
