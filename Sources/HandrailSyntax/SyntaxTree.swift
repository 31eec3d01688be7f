package import HandrailSource

package struct NodeID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// One node: a production of the grammar over a run of tokens.
package struct Node: Sendable, BitwiseCopyable {
  package var kind: NodeKind
  package var firstToken: TokenID
  package var tokenCount: UInt32
  /// Where its children stand in `SyntaxTree.childIDs`.
  package var firstChild: UInt32
  package var childCount: UInt32

  package init(
    kind: NodeKind, firstToken: TokenID, tokenCount: UInt32, firstChild: UInt32, childCount: UInt32
  ) {
    self.kind = kind
    self.firstToken = firstToken
    self.tokenCount = tokenCount
    self.firstChild = firstChild
    self.childCount = childCount
  }
}

/// The lossless tree of one file: every byte is in a token or between two.
///
/// Nodes stand children before parents; the root is the last. Nothing is ever removed or changed:
/// later phases keep columns of their own beside it. Deliberately absent: names, kinds, values.
package struct SyntaxTree: Sendable {
  package let source: SourceText
  package var tokens: Table<TokenID, Token>
  package var nodes: Table<NodeID, Node>
  package var childIDs: [NodeID]

  package init(source: SourceText) {
    self.source = source
    tokens = Table()
    nodes = Table()
    childIDs = []
  }

  package var root: NodeID { NodeID(nodes.count - 1) }

  package func kind(_ node: NodeID) -> NodeKind { entry(node).kind }

  /// Read from the array itself: the table's own door is closed to the optimiser of this target.
  private func entry(_ node: NodeID) -> Node { nodes.elements[node.offset] }

  /// A node's children, in the order of the text.
  package func children(_ node: NodeID) -> ArraySlice<NodeID> {
    let entry = entry(node)
    return childIDs[Int(entry.firstChild)..<Int(entry.firstChild + entry.childCount)]
  }

  /// How many children a node has.
  package func childCount(_ node: NodeID) -> Int { Int(entry(node).childCount) }

  /// A child by position; `nil` past the last.
  package func child(_ node: NodeID, at position: Int) -> NodeID? {
    let entry = entry(node)
    guard position >= 0, position < Int(entry.childCount) else { return nil }
    return childIDs[Int(entry.firstChild) + position]
  }

  /// The first child of a kind.
  package func child(_ node: NodeID, _ kind: NodeKind) -> NodeID? {
    let entry = entry(node)
    for position in Int(entry.firstChild)..<Int(entry.firstChild + entry.childCount) {
      let child = childIDs[position]
      if nodes.elements[child.offset].kind == kind { return child }
    }
    return nil
  }

  /// All tokens of a node, its children's and the closing newline included.
  package func tokens(of node: NodeID) -> ArraySlice<Token> {
    let entry = entry(node)
    return tokens.elements[
      entry.firstToken.offset..<entry.firstToken.offset + Int(entry.tokenCount)]
  }

  /// A token of a node by position; `nil` past its end.
  package func token(_ node: NodeID, at position: Int) -> Token? {
    let entry = entry(node)
    guard position >= 0 && position < Int(entry.tokenCount) else { return nil }
    return tokens.elements[entry.firstToken.offset + position]
  }

  package func text(_ token: Token) -> String { source.text(token.range) }

  /// The bytes of a node from its first token to its last, without a closing newline.
  package func range(_ node: NodeID) -> ByteRange {
    let all = tokens(of: node)
    guard let first = all.first else {
      let at = tokens[entry(node).firstToken].range.lower
      return ByteRange(at, at)
    }
    let last = all.last { $0.kind != .newline && $0.kind != .end } ?? first
    return ByteRange(first.range.lower, max(first.range.lower, last.range.upper))
  }
}
