import Foundation
import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// The files of `grammar/` that other tools read.
@Suite("The grammar's files")
struct GrammarFileTests {
  private static func file(_ name: String) throws -> Data {
    let root = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: "grammar/\(name)"))
  }

  /// The lines of `tokens.txt` that begin with a word, without it, split at the first gap.
  private static func entries(_ sort: String) throws -> [(name: String, rest: String)] {
    String(decoding: try file("tokens.txt"), as: UTF8.self).split(separator: "\n").compactMap {
      guard $0.hasPrefix(sort + " ") else { return nil }
      let parts = $0.dropFirst(sort.count + 1).split(separator: " ", maxSplits: 1)
      let rest = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      return (String(parts[0]), String(rest))
    }
  }

  @Test("tokens.txt lists every kind, each example of its kind")
  func kinds() throws {
    let entries = try Self.entries("kind")
    #expect(entries.map(\.name) == TokenKind.allCases.map { "\($0)" })
    for (name, example) in entries where !example.isEmpty {
      let tokens = parse(SourceText(path: "example", text: example)).value.tokens.elements
      #expect(tokens.first.map { "\($0.kind)" } == name)
      #expect(tokens.count == 3, "\(example) is more than one token")
    }
  }

  @Test("tokens.txt lists every word and says which are reserved")
  func words() throws {
    let entries = try Self.entries("word")
    let keywords = Keyword.allCases.filter { $0 != .none }
    #expect(Set(entries.map(\.name)) == Set(keywords.map(\.spelling)))
    for (name, rest) in entries {
      let keyword = keywords.first { $0.spelling == name }
      #expect(rest == (keyword?.isReserved == true ? "reserved" : ""), "\(name)")
    }
  }

  @Test("every heading's word is its own")
  func headings() {
    #expect(Heading.allCases.allSatisfy { $0.keyword.heading == $0 && $0.keyword.isReserved })
    #expect(Keyword.allCases.count { $0.heading != nil } == Heading.allCases.count)
  }

  @Test("the TextMate grammar colours every word, and no name as one")
  func textMate() throws {
    let json = try JSONSerialization.jsonObject(with: Self.file("handrail.tmLanguage.json"))
    let grammar = try #require(json as? [String: Any])
    #expect(grammar["scopeName"] as? String == "source.handrail")
    let repository = try #require(grammar["repository"] as? [String: [String: Any]])
    let included = try #require(grammar["patterns"] as? [[String: String]])
    #expect(
      Set(included.compactMap { $0["include"]?.dropFirst() }.map(String.init))
        == Set(repository.keys))
    let heading = try Self.expression(repository["heading"])
    let words = try ["constant", "joint", "keyword"].map { try Self.expression(repository[$0]) }
    for keyword in Keyword.allCases where keyword != .none {
      let text = keyword.spelling
      #expect(words.contains { Self.matches($0, text) }, "\(text) has no colour")
      #expect(Self.matches(heading, text) == (keyword.heading != nil), "\(text) as a heading")
    }
    for name in ["ruler", "when_free", "mark.up", "x.rule", "amount"] {
      #expect(!words.contains { Self.matches($0, name) }, "\(name) is coloured as a word")
    }
  }

  private static func expression(_ entry: [String: Any]?) throws -> NSRegularExpression {
    try NSRegularExpression(pattern: try #require(entry?["match"] as? String))
  }

  private static func matches(_ expression: NSRegularExpression, _ text: String) -> Bool {
    expression.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
  }
}
