import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// Every name that stands where a fact may be used; declarations and marks are no use.
  ///
  /// A word of a list counts too where it could be a fact: rather a use too many than one missed.
  var namesUsedAsFacts: Set<String> {
    var used: Set<String> = []
    for tree in trees {
      for (index, node) in tree.nodes.elements.enumerated() {
        for token in tree.factTokens(NodeID(index), node.kind) { used.insert(tree.text(token)) }
      }
      for token in tree.tokens.elements where token.kind == .string {
        used.formUnion(namesInBraces(tree.text(token)))
      }
    }
    return used
  }

  private func namesInBraces(_ text: String) -> [String] {
    text.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }
}

extension SyntaxTree {
  /// The tokens of a node that name a fact.
  fileprivate func factTokens(_ node: NodeID, _ kind: NodeKind) -> [Token] {
    switch kind {
    case .factTerm, .wordValue, .output, .set: first(node)
    case .percentTerm, .averageTerm, .percentValue, .moneyValue, .numberValue:
      tokens(of: node).filter { $0.kind == .word }
    case .bestLine, .rememberLine: tokens(of: node).filter { $0.kind == .word }
    case .askLine, .confirmLine, .includeLine, .leaveOutLine, .collectLine:
      child(node, .names).map { Array(tokens(of: $0)) } ?? []
    case let other: other == .file ? [] : []
    }
  }

  private func first(_ node: NodeID) -> [Token] { token(node, at: 0).map { [$0] } ?? [] }
}
