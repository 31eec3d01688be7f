import HandrailSource
import HandrailSyntax

/// One parsed file of the compilation.
final class ParsedFile: Sendable {
  let id: FileID
  let tree: SyntaxTree

  init(id: FileID, tree: SyntaxTree) {
    self.id = id
    self.tree = tree
  }
}

/// A node with the file it stands in: all that the checker reads of the tree.
struct Reading {
  let file: ParsedFile
  let node: NodeID

  var kind: NodeKind { file.tree.kind(node) }

  /// The children, in the order of the text.
  var children: [Reading] { file.tree.children(node).map { Reading(file: file, node: $0) } }

  /// One look at the tree, where `children` would make a list.
  var childCount: Int { file.tree.childCount(node) }

  /// A child by position; `nil` past the last.
  func child(at position: Int) -> Reading? {
    file.tree.child(node, at: position).map { Reading(file: file, node: $0) }
  }

  /// The first child of a kind.
  func child(_ kind: NodeKind) -> Reading? {
    file.tree.child(node, kind).map { Reading(file: file, node: $0) }
  }

  func children(_ kind: NodeKind) -> [Reading] {
    file.tree.children(node).lazy.filter { file.tree.kind($0) == kind }
      .map { Reading(file: file, node: $0) }
  }

  /// True where a line of this block could not be read: what is absent may stand there.
  var isDamaged: Bool { file.tree.child(node, .unexpected) != nil }

  var tokens: ArraySlice<Token> { file.tree.tokens(of: node) }

  /// A token with its text; `nil` past the node's end.
  func word(_ position: Int) -> Word? {
    file.tree.token(node, at: position).map { Word($0, in: file) }
  }

  /// The last token before the closing newline.
  var lastWord: Word? {
    tokens.last { $0.kind != .newline && $0.kind != .end }.map { Word($0, in: file) }
  }

  /// The tokens of one kind, in order.
  func words(_ kind: TokenKind) -> [Word] {
    tokens.lazy.filter { $0.kind == kind }.map { Word($0, in: file) }
  }

  /// The names of a `names` node.
  var names: [Word] { words(.word) }

  /// The names of the first `names` child.
  var listedNames: [Word] { child(.names)?.names ?? [] }

  /// `plus` and `minus` of an `operand` or `bound`, in order: they are never names.
  var signs: [Int64] {
    guard childCount > 1 else { return [] }
    return words(.word).compactMap { $0.text == "minus" ? -1 : $0.text == "plus" ? 1 : nil }
  }

  var place: SourcePlace { SourcePlace(file: file.id, range: file.tree.range(node)) }

  var line: Int { file.tree.source.line(at: place.range.lower) }

  var origin: Origin { Origin(place: place, line: line) }

  /// The first line of a block, for a message about the whole heading.
  var headPlace: SourcePlace {
    let tokens = file.tree.tokens(of: node)
    guard let first = tokens.first else { return place }
    var upper = first.range.upper
    for token in tokens {
      if token.kind == .newline || token.kind == .end { break }
      upper = token.range.upper
    }
    return SourcePlace(file: file.id, range: ByteRange(first.range.lower, upper))
  }

  /// The words as the formatter writes them: one space between, none before a comma.
  var formatted: String {
    var text = ""
    for token in tokens {
      switch token.kind {
      case .newline, .end: continue
      case .comma: text += ","
      case .word, .number, .percent, .currency, .zone, .date, .time, .string, .pipe, .arrow, .dash,
        .doubleDash, .invalid:
        if !text.isEmpty { text += " " }
        text += file.tree.text(token)
      }
    }
    return text
  }

  /// The whole line or lines of the node with their line end, for an edit that removes them.
  var wholeLines: SourcePlace {
    let source = file.tree.source
    let range = place.range
    let first = source.line(at: range.lower)
    let last = source.line(at: range.upper > range.lower ? range.upper - 1 : range.upper)
    let end =
      last < source.lineStarts.count ? source.lineStarts[last] : UInt32(source.bytes.count)
    return SourcePlace(file: file.id, range: ByteRange(source.lineStarts[first - 1], end))
  }

  /// An edit that writes a line of its own after the node's first line.
  func insertion(afterHead text: String) -> Edit { insertion(text, at: headPlace.range.upper) }

  /// An edit that writes a line of its own after the node's last line.
  func insertion(afterLast text: String) -> Edit { insertion(text, at: place.range.upper) }

  /// Beyond a comment that trails the line.
  private func insertion(_ text: String, at offset: UInt32) -> Edit {
    let end = lineEnd(offset)
    return Edit(SourcePlace(file: file.id, range: ByteRange(end, end)), "\n" + text)
  }

  /// The end of the line that holds an offset, comments included.
  func lineEnd(_ offset: UInt32) -> UInt32 {
    let source = file.tree.source
    return source.lineRange(source.line(at: offset)).upper
  }
}

/// One token's text and place.
struct Word {
  var text: String
  var kind: TokenKind
  var place: SourcePlace

  init(_ token: Token, in file: ParsedFile) {
    text = file.tree.text(token)
    kind = token.kind
    place = SourcePlace(file: file.id, range: token.range)
  }

  /// The words of a string without its quotes, `\"` resolved.
  var unquoted: String {
    guard kind == .string, text.utf8.count >= 2 else { return text }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8.dropFirst().dropLast() {
      if !isEscaped && byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if isEscaped && byte != UInt8(ascii: "\"") { bytes.append(UInt8(ascii: "\\")) }
      isEscaped = false
      bytes.append(byte)
    }
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
