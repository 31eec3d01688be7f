import Foundation
import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Reading an edited file by its blocks gives the tree that reading it whole gives.
@Suite("Reading again what was edited")
struct RereadTests {
  @Test(
    "is reading the whole",
    arguments: ["retail/gate.policy", "bank/stolen_card.policy", "toolgate/back_office.policy"])
  func same(path: String) throws {
    let source = SourceText(path: path, bytes: try policyBytes(path))
    let tree = parse(source).value
    var random = Seeded(UInt64(source.bytes.count))
    var joined = 0
    for _ in 0..<300 {
      let (range, bytes) = edit(source, tree, &random)
      let edited = source.replacing(range, with: bytes)
      guard let quick = reread(tree, replacing: range, by: edited) else { continue }
      joined += 1
      let whole = parse(edited)
      #expect(whole.diagnostics.isEmpty, "\(range) → \(String(decoding: bytes, as: UTF8.self))")
      #expect(Shape(quick) == Shape(whole.value), "\(range)")
    }
    #expect(joined > 50)
  }

  @Test("of an edit upon an edit is reading the whole")
  func chain() throws {
    var tree = parse(SourceText(path: "", bytes: try policyBytes("retail/desk.policy"))).value
    var random = Seeded(11)
    var joined = 0
    for _ in 0..<300 {
      let (range, bytes) = edit(tree.source, tree, &random)
      let edited = tree.source.replacing(range, with: bytes)
      guard let quick = reread(tree, replacing: range, by: edited) else { continue }
      joined += 1
      #expect(Shape(quick) == Shape(parse(edited).value))
      tree = quick
    }
    #expect(joined > 50)
  }

  private func policyBytes(_ path: String) throws -> [UInt8] {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: package.appending(path: "policies/\(path)")))
  }

  /// A token dropped, doubled or replaced, a line taken out or put in, or any few bytes.
  private func edit(
    _ source: SourceText, _ tree: SyntaxTree, _ random: inout Seeded
  ) -> (Range<Int>, [UInt8]) {
    let tokens = tree.tokens.elements.filter { $0.kind != .end }
    let range = random.pick(tokens).range.offsets
    let other = Array(source.bytes[random.pick(tokens).range.offsets])
    let line = source.lineRange(1 + random.below(source.lineStarts.count)).offsets
    let whole = line.lowerBound..<min(line.upperBound + 1, source.bytes.count)
    switch random.below(7) {
    case 0: return (range, [])
    case 1: return (range.lowerBound..<range.lowerBound, other + [0x20])
    case 2: return (range, other)
    case 3: return (whole, [])
    case 4: return (whole.upperBound..<whole.upperBound, Array(source.bytes[whole]))
    case 5: return (line.upperBound..<line.upperBound, Array(" # a note, and more".utf8))
    default:
      let at = random.below(source.bytes.count)
      return (at..<min(at + random.below(3), source.bytes.count), Array("  \n".utf8))
    }
  }

  private struct Shape: Equatable {
    var tokens: [String]
    var nodes: [String]
    var childIDs: [NodeID]
    var lines: [UInt32]

    init(_ tree: SyntaxTree) {
      tokens = tree.tokens.elements.map { "\($0.kind) \($0.keyword) \($0.range)" }
      nodes = tree.nodes.elements.map {
        "\($0.kind) \($0.firstToken) \($0.tokenCount) \($0.firstChild) \($0.childCount)"
      }
      childIDs = tree.childIDs
      lines = tree.source.lineStarts
    }
  }
}
