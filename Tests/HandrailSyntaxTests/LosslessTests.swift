import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Holds what must be true of the tree of any bytes.
func holdTree(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
  let source = SourceText(path: "any", bytes: bytes)
  let outcome = parse(source)
  let tree = outcome.value
  #expect(isLossless(tree), sourceLocation: sourceLocation)
  #expect(isWellFormed(tree), sourceLocation: sourceLocation)
  let isBroken = tree.nodes.elements.contains { $0.kind == .unexpected }
  let isInvalid = tree.tokens.elements.contains { $0.kind == .invalid }
  if isBroken || isInvalid {
    #expect(!outcome.diagnostics.isEmpty, "nothing said", sourceLocation: sourceLocation)
  }
  for diagnostic in outcome.diagnostics {
    #expect(diagnostic.place.range.upper <= UInt32(bytes.count), sourceLocation: sourceLocation)
    #expect(diagnostic.place.range.lower <= diagnostic.place.range.upper)
  }
}

/// Tokens ascend to the end of the file, and between them lie only gaps, comments and what a
/// message names.
private func isLossless(_ tree: SyntaxTree) -> Bool {
  var offset: UInt32 = 0
  for token in tree.tokens.elements {
    guard token.range.lower >= offset && token.range.upper >= token.range.lower else {
      return false
    }
    let gap = tree.source.bytes[Int(offset)..<Int(token.range.lower)]
    guard isTrivia(gap) else { return false }
    offset = token.range.upper
  }
  return offset == UInt32(tree.source.bytes.count) && tree.tokens.elements.last?.kind == .end
}

private func isTrivia(_ bytes: ArraySlice<UInt8>) -> Bool {
  var isComment = false
  for byte in bytes {
    if byte == 0x0A || byte == 0x0D {
      isComment = false
    } else if byte == 0x23 {
      isComment = true
    } else if !isComment && byte > 0x20 && byte < 0x7F {
      return false
    }
  }
  return true
}

/// Children stand before their parent, inside it, in order; the root holds every token.
private func isWellFormed(_ tree: SyntaxTree) -> Bool {
  let nodes = tree.nodes.elements
  guard let root = nodes.last, root.kind == .file else { return false }
  guard root.firstToken.offset == 0 && Int(root.tokenCount) == tree.tokens.count else {
    return false
  }
  var parents = 0
  for (index, node) in nodes.enumerated() {
    var next = node.firstToken.offset
    for child in tree.children(NodeID(index)) {
      let inner = nodes[child.offset]
      guard child.offset < index, inner.firstToken.offset >= next else { return false }
      next = inner.firstToken.offset + Int(inner.tokenCount)
      parents += 1
    }
    guard next <= node.firstToken.offset + Int(node.tokenCount) else { return false }
    if node.kind == .unexpected && node.childCount > 0 { return false }
  }
  return parents == nodes.count - 1
}

@Suite("Reading any bytes")
struct LosslessTests {
  @Test("random bytes", arguments: UInt64(0)..<100)
  func anyBytes(seed: UInt64) {
    var random = Seeded(seed)
    let bytes = (0..<random.below(400)).map { _ in UInt8.random(in: 0...255, using: &random) }
    holdTree(bytes)
  }

  @Test("random pieces of the language and of what it refuses", arguments: UInt64(0)..<200)
  func anyPieces(seed: UInt64) {
    let pieces = [
      "rule", "when", " ", "\n", "\n  ", ",", ",\n", "all of", "- ", "-- ", "--- ", "|", "->", "\"",
      "\"x\"", "\\", "#", "GBP", "40", "10,000", "£5", "8pm", "03/04/2026", "2026-02-30", "24:00",
      "Europe/London", "UTC+1", "LateFees", "late-fees", "a.b", "a.", ".", "\u{200B}", "\u{202E}",
      "\u{00A0}", "\u{FEFF}", "“", "”", "é", "а", "\0", "\r", "\r\n", "\u{2028}", "\t", ">=", "–",
      "policy p version 1\n", "facts\n", "table t\n", "| a -> queue |\n", "is", "one of", "(", "5%",
      "if closed or waited too long\n", "choose c\n", "language", "🦊", "%", "$5", "-5", "-", "use",
    ]
    var random = Seeded(seed)
    var text = random.oneIn(2) ? "policy p version 1\n" : ""
    for _ in 0..<random.below(60) { text += random.pick(pieces) + (random.oneIn(3) ? " " : "") }
    holdTree(Array(text.utf8))
    holdFormat(Array(text.utf8))
  }

  @Test("the examples, cut at every byte", arguments: exampleNames)
  func truncated(name: String) throws {
    let bytes = try golden("syntax/\(name)/input.policy")
    for count in stride(from: 0, to: bytes.count, by: 7) { holdTree(Array(bytes.prefix(count))) }
    for count in stride(from: 0, to: bytes.count, by: 97) { holdFormat(Array(bytes.prefix(count))) }
  }

  @Test("the examples with each token lost, doubled and swapped", arguments: exampleNames)
  func tokens(name: String) throws {
    let bytes = try golden("syntax/\(name)/input.policy")
    let ranges = parse(SourceText(path: name, bytes: bytes)).value.tokens.elements
      .map(\.range.offsets)
    var random = Seeded(UInt64(ranges.count))
    for (place, range) in ranges.enumerated() where !range.isEmpty {
      var changed = bytes
      switch random.below(3) {
      case 0: changed.removeSubrange(range)
      case 1: changed.insert(contentsOf: bytes[range], at: range.upperBound)
      default:
        let other = ranges[random.below(max(1, place))]
        changed.replaceSubrange(range, with: bytes[other])
      }
      holdTree(changed)
      if random.oneIn(4) { holdFormat(changed) }
    }
  }
}
