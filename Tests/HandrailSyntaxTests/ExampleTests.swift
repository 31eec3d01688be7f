import Foundation
import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Reads a file below `Tests/Golden`.
func golden(_ path: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return Array(try Data(contentsOf: root.appending(path: "Golden/\(path)")))
}

@Suite("The example files")
struct ExampleTests {
  @Test(
    "read without a message",
    arguments: exampleNames)
  func reads(name: String) throws {
    let source = SourceText(path: name, bytes: try golden("syntax/\(name)/input.policy"))
    let outcome = parse(source)
    for diagnostic in outcome.diagnostics {
      Issue.record(
        "\(name) line \(source.line(at: diagnostic.place.range.lower)): \(diagnostic.headline)")
    }
    let kinds = outcome.value.nodes.elements.map(\.kind)
    #expect(kinds.count > 60 && !kinds.contains(.unexpected))
  }
}

@Suite("The examples together")
struct CoverageTests {
  @Test("show every word of the language and every sort of node")
  func everything() throws {
    var kinds: Set<NodeKind> = []
    var words: Set<Keyword> = []
    for name in Golden.cases("syntax") {
      let source = SourceText(path: name, bytes: try golden("syntax/\(name)/input.policy"))
      let tree = parse(source).value
      kinds.formUnion(tree.nodes.elements.map(\.kind))
      words.formUnion(tree.tokens.elements.map(\.keyword))
    }
    let missing = NodeKind.allCases.filter { !kinds.contains($0) && $0 != .unexpected }
    #expect(missing == [])
    #expect(Keyword.allCases.filter { !words.contains($0) }.map(\.spelling) == [])
  }
}
