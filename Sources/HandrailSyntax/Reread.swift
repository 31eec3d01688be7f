package import HandrailSource

/// Reads an edited file again, of which only the blocks that the edit touches are looked at.
///
/// `tree` must have been read without any message. `nil` where a block that was touched cannot be
/// read, or might be read another way among the others: then the file is to be read whole. What is
/// not `nil` is the tree that reading the file whole would give.
package func reread(
  _ tree: SyntaxTree, replacing range: Range<Int>, by edited: SourceText
) -> SyntaxTree? {
  let shift = edited.bytes.count - tree.source.bytes.count
  guard let blocks = TouchedBlocks(tree, range), edited.bytes.count <= Lexer.mostBytes else {
    return nil
  }
  let start = blocks.startByte
  let end = blocks.endByte + shift
  // A block that does not begin a line would be read as part of the line before it.
  guard end == edited.bytes.count || edited.bytes[end - 1] == 0x0A else { return nil }
  let part = SourceText(path: edited.path, bytes: Array(edited.bytes[start..<end]))
  let lexed = lex(part)
  guard lexed.flaws.isEmpty, lexed.tokens.first?.range.lower == 0 else { return nil }
  var parser = Parser(source: part, tokens: lexed.tokens)
  parser.items()
  guard parser.failures.isEmpty else { return nil }
  var splice = Splice(old: tree, blocks: blocks, part: parser, shift: shift)
  splice.joinTokens()
  splice.joinNodes()
  guard splice.tokens.count <= Lexer.mostTokens else { return nil }
  var joined = SyntaxTree(source: edited)
  joined.tokens = Table(splice.tokens)
  joined.nodes = Table(splice.nodes)
  joined.childIDs = splice.childIDs
  return joined
}

/// The blocks between which an edit lies, and what of the tree is theirs.
private struct TouchedBlocks {
  /// Positions among the root's children.
  let items: Range<Int>
  let startByte: Int
  let endByte: Int
  let tokens: Range<Int>
  let nodes: Range<Int>
  let childIDs: Range<Int>

  /// `nil` where the edit reaches the file's own header.
  init?(_ tree: SyntaxTree, _ range: Range<Int>) {
    let all = tree.children(tree.root)
    func start(_ item: Int) -> Int {
      Int(tree.tokens[tree.nodes[all[all.startIndex + item]].firstToken].range.lower)
    }
    /// The first block that begins at a byte or after it.
    func first(from byte: Int) -> Int {
      var low = 0
      var high = all.count
      while low < high {
        let middle = (low + high) / 2
        if start(middle) < byte { low = middle + 1 } else { high = middle }
      }
      return low
    }
    // What touches a block's first byte may belong to the block before it.
    let lower = first(from: range.lowerBound) - 1
    let upper = first(from: range.upperBound + 1)
    guard lower > 0, lower < upper else { return nil }
    items = lower..<upper
    let before = all[all.startIndex + lower - 1]
    let last = all[all.startIndex + upper - 1]
    let root = tree.nodes[tree.root]
    startByte = start(lower)
    endByte = upper < all.count ? start(upper) : tree.source.bytes.count
    // Behind the last block stands the end of the file alone.
    let firstToken = tree.nodes[all[all.startIndex + lower]].firstToken.offset
    let endToken =
      upper < all.count
      ? tree.nodes[all[all.startIndex + upper]].firstToken.offset : Int(root.tokenCount) - 1
    tokens = firstToken..<endToken
    nodes = before.offset + 1..<last.offset + 1
    childIDs = tree.nodes[before].endOfChildren..<tree.nodes[last].endOfChildren
  }
}

extension Node {
  /// Where the children of a block's own node end, those of all nodes in it end.
  fileprivate var endOfChildren: Int { Int(firstChild) + Int(childCount) }
}

/// The tree before and after the touched blocks, with their new reading between.
private struct Splice {
  private let old: SyntaxTree
  private let blocks: TouchedBlocks
  private let part: Parser
  private let shift: Int
  private(set) var tokens: [Token] = []
  private(set) var nodes: [Node] = []
  private(set) var childIDs: [NodeID] = []

  init(old: SyntaxTree, blocks: TouchedBlocks, part: Parser, shift: Int) {
    self.old = old
    self.blocks = blocks
    self.part = part
    self.shift = shift
  }

  mutating func joinTokens() {
    let all = old.tokens.elements
    tokens.reserveCapacity(all.count - blocks.tokens.count + part.tokens.count)
    tokens += all[..<blocks.tokens.lowerBound]
    for token in part.tokens.dropLast() { tokens.append(token.moved(by: blocks.startByte)) }
    for token in all[blocks.tokens.upperBound...] { tokens.append(token.moved(by: shift)) }
  }

  mutating func joinNodes() {
    let all = old.nodes.elements
    let ids = old.childIDs
    let root = all[all.count - 1]
    let ownIDs = Int(root.firstChild)
    let own = Moving(
      nodes: blocks.nodes.lowerBound, tokens: blocks.tokens.lowerBound,
      childIDs: blocks.childIDs.lowerBound)
    let rest = Moving(
      nodes: part.nodes.count - blocks.nodes.count,
      tokens: part.tokens.count - 1 - blocks.tokens.count,
      childIDs: part.childIDs.count - blocks.childIDs.count)
    nodes.reserveCapacity(all.count + rest.nodes)
    nodes += all[..<blocks.nodes.lowerBound]
    for node in part.nodes { nodes.append(own.moved(node)) }
    for node in all[blocks.nodes.upperBound..<all.count - 1] { nodes.append(rest.moved(node)) }
    childIDs.reserveCapacity(ids.count + rest.childIDs + part.pending.count)
    childIDs += ids[..<blocks.childIDs.lowerBound]
    for id in part.childIDs { childIDs.append(own.moved(id)) }
    for id in ids[blocks.childIDs.upperBound..<ownIDs] { childIDs.append(rest.moved(id)) }
    let firstItem = childIDs.count
    childIDs += ids[ownIDs..<ownIDs + blocks.items.lowerBound]
    for id in part.pending { childIDs.append(own.moved(id)) }
    for id in ids[(ownIDs + blocks.items.upperBound)...] { childIDs.append(rest.moved(id)) }
    nodes.append(
      Node(
        kind: root.kind, firstToken: root.firstToken, tokenCount: UInt32(tokens.count),
        firstChild: UInt32(firstItem), childCount: UInt32(childIDs.count - firstItem)))
  }
}

/// By how much positions change.
private struct Moving {
  var nodes: Int
  var tokens: Int
  var childIDs: Int

  func moved(_ id: NodeID) -> NodeID { NodeID(id.offset + nodes) }

  func moved(_ node: Node) -> Node {
    var moved = node
    moved.firstToken = TokenID(node.firstToken.offset + tokens)
    moved.firstChild = UInt32(Int(node.firstChild) + childIDs)
    return moved
  }
}

extension Token {
  fileprivate func moved(by shift: Int) -> Token {
    var moved = self
    moved.range = ByteRange(Int(range.lower) + shift..<Int(range.upper) + shift)
    return moved
  }
}
