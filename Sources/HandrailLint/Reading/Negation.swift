import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// The words of a test that is yes where this one is no, and cannot be told where it cannot;
  /// `nil` where the language has none.
  func negated(_ test: Test) -> String? {
    guard test.window == nil, let node = node(.test, at: test.origin.place) else { return nil }
    switch test.body {
    case .during: return "outside \(node.word(1)?.text ?? "")"
    case .outside: return "during \(node.word(1)?.text ?? "")"
    // A moment to come is in neither; days have no such pair.
    case .inTheLast, .age, .ahead, .before, .after, .trend: return nil
    case .compare(let comparing) where isAtEdge(comparing): return nil
    case .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes, .excludes, .compare:
      guard let operand = node.child(.operand), node.children.count == 2 else { return nil }
      return negatedCheck(node.children[1]).map { "\(operand.formatted) \($0)" }
    }
  }

  /// Beyond the limit there would be nothing.
  private func isAtEdge(_ comparing: Comparing) -> Bool {
    guard comparing.right.terms.isEmpty, comparing.left.terms.count == 1,
      let term = comparing.left.terms.first
    else { return false }
    let domain = model.vocabulary.facts[term.fact].domain
    let edges =
      domain.kind == .level ? [0, Int64(domain.words.count - 1)] : [domain.lowest, domain.highest]
    return comparing.right.constant.scaled(to: domain.decimals).map { edges.contains($0) } ?? false
  }

  private func negatedCheck(_ check: Written) -> String? {
    let last = check.lastWord?.text ?? ""
    switch check.kind {
    case .isUnknownCheck: return "is known"
    case .isKnownCheck: return "is unknown"
    case .isEmptyCheck: return "is not empty"
    case .isNotEmptyCheck: return "is empty"
    case .includesCheck: return "excludes \(last)"
    case .excludesCheck: return "includes \(last)"
    case .isCheck: return negatedChoice(check.formatted)
    case .bound: return negatedBound(check)
    case let other: return other == .file ? nil : nil
    }
  }

  private func negatedChoice(_ text: String) -> String {
    if text == "is yes" { return "is no" }
    if text == "is no" { return "is yes" }
    if text.hasPrefix("is not ") { return "is " + text.dropFirst(7) }
    return "is not " + text.dropFirst(3)
  }

  private func negatedBound(_ check: Written) -> String? {
    let words = check.formatted.split(separator: " ").map(String.init)
    switch words.first {
    case "above": return (["at", "most"] + words.dropFirst()).joined(separator: " ")
    case "below": return (["at", "least"] + words.dropFirst()).joined(separator: " ")
    case "at":
      let word = words.dropFirst().first == "least" ? "below" : "above"
      return ([word] + words.dropFirst(2)).joined(separator: " ")
    case .some, .none: return nil
    }
  }
}
