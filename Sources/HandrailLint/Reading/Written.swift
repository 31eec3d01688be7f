import HandrailSource
import HandrailSyntax

/// A node of a file's tree with the file it stands in: the author's exact words.
struct Written {
  let file: FileID
  let tree: SyntaxTree
  let node: NodeID

  var kind: NodeKind { tree.kind(node) }

  /// The children, in the order of the text.
  var children: [Written] { tree.children(node).map { Written(file: file, tree: tree, node: $0) } }

  /// The first child of a kind.
  func child(_ kind: NodeKind) -> Written? {
    tree.child(node, kind).map { Written(file: file, tree: tree, node: $0) }
  }

  func children(_ kind: NodeKind) -> [Written] { children.filter { $0.kind == kind } }

  /// The condition of a line such as `when …`.
  var condition: Written? {
    children.first {
      [.conditionGroup, .allTests, .anyTests, .test].contains($0.kind)
    }
  }

  var tokens: ArraySlice<Token> { tree.tokens(of: node) }

  /// A token with its text; `nil` past the node's end.
  func word(_ position: Int) -> WrittenWord? {
    tree.token(node, at: position).map { WrittenWord($0, in: self) }
  }

  /// The name of a heading.
  var name: WrittenWord? { word(1) }

  /// The last token before the closing newline.
  var lastWord: WrittenWord? {
    tokens.last { $0.kind != .newline && $0.kind != .end }.map { WrittenWord($0, in: self) }
  }

  /// The tokens of one kind, in order.
  func words(_ kind: TokenKind) -> [WrittenWord] {
    tokens.lazy.filter { $0.kind == kind }.map { WrittenWord($0, in: self) }
  }

  /// The names of the first `names` child.
  var listedNames: [WrittenWord] { child(.names)?.words(.word) ?? [] }

  /// The node's first line or its first words, up to the closing newline of all.
  var place: SourcePlace { SourcePlace(file: file, range: tree.range(node)) }

  /// The first line of a block, for a message about the whole heading.
  var headPlace: SourcePlace {
    let tokens = tokens
    guard let first = tokens.first else { return place }
    var upper = first.range.upper
    for token in tokens {
      if token.kind == .newline || token.kind == .end { break }
      upper = token.range.upper
    }
    return SourcePlace(file: file, range: ByteRange(first.range.lower, upper))
  }

  /// The words as the formatter writes them: one space between, none before a comma.
  var formatted: String {
    var text = ""
    for token in tokens where token.kind != .newline && token.kind != .end {
      if token.kind != .comma && !text.isEmpty { text += " " }
      text += tree.text(token)
    }
    return text
  }

  /// The author's bytes from the first word to the last.
  var text: String { tree.source.text(place.range) }
}

/// One token's text and place.
struct WrittenWord {
  let text: String
  let kind: TokenKind
  let place: SourcePlace

  init(_ token: Token, in node: Written) {
    text = node.tree.text(token)
    kind = token.kind
    place = SourcePlace(file: node.file, range: token.range)
  }
}

extension LintedPolicy {
  /// The headings of all files, in order of file and line; the `policy` lines are among them.
  var headings: [Written] {
    trees.indices.flatMap { index in file(FileID(index)).children }
  }

  /// The headings of a kind, in order of file and line.
  func headings(_ kind: NodeKind) -> [Written] {
    trees.indices.flatMap { index in file(FileID(index)).children(kind) }
  }

  private func file(_ id: FileID) -> Written {
    Written(file: id, tree: trees[id.offset], node: trees[id.offset].root)
  }

  /// The heading that holds a place.
  func heading(at place: SourcePlace) -> Written? {
    guard trees.indices.contains(place.file.offset) else { return nil }
    let tree = trees[place.file.offset]
    return LintedPolicy.child(of: tree.root, in: tree, at: place.range.lower)
      .map { Written(file: place.file, tree: tree, node: $0) }
  }

  /// The smallest node of a kind that holds a place: an effect's line, a condition's test.
  func node(_ kind: NodeKind, at place: SourcePlace) -> Written? {
    var found: Written?
    var next = heading(at: place)
    while let at = next {
      if at.kind == kind { found = at }
      next = LintedPolicy.child(of: at.node, in: at.tree, at: place.range.lower)
        .map { Written(file: place.file, tree: at.tree, node: $0) }
    }
    return found
  }

  /// The child that holds an offset; children stand in order, so it is found by halving.
  private static func child(
    of node: NodeID, in tree: SyntaxTree, at offset: UInt32
  ) -> NodeID? {
    let children = tree.children(node)
    var low = children.startIndex
    var high = children.endIndex
    while low < high {
      let middle = (low + high) / 2
      if tree.range(children[middle]).lower <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > children.startIndex else { return nil }
    let found = children[low - 1]
    let range = tree.range(found)
    return offset < range.upper || range.lower == range.upper ? found : nil
  }
}
