import Foundation
import HandrailSource
import HandrailSyntax
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
