import Foundation
import HandrailReporting
import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

@Suite("Messages about reading a file")
struct GoldenReadingTests {
  private static let shownName = "input.policy"

  private static func read(_ bytes: [UInt8]) -> (SourceText, [Diagnostic]) {
    let source = SourceText(path: shownName, bytes: bytes)
    return (source, parse(source).diagnostics)
  }

  @Test("say what they said before", arguments: Golden.cases("reading"))
  func expected(name: String) throws {
    let golden = Golden("reading", name)
    let (source, found) = Self.read(try golden.bytes("input.policy"))
    let text = DiagnosticText([source]).render(found)
    let verdict = try golden.compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
    #expect(golden.files == ["expected.txt", "input.policy"])
  }

  @Test("have the code that their case is named by", arguments: Golden.cases("reading"))
  func code(name: String) throws {
    let (_, found) = Self.read(try Golden("reading", name).bytes("input.policy"))
    #expect(found.map(\.code) == [String(name.prefix(6))])
  }

  @Test("have a case for every code")
  func everyCode() {
    let covered = Set(
      (Golden.cases("reading") + Golden.cases("large")).map { String($0.prefix(6)) })
    for number in 1...27 {
      let code = "PL01" + (number < 10 ? "0" : "") + String(number)
      #expect(covered.contains(code), "no case shows \(code)")
    }
  }

  @Test("take at most eight lines each", arguments: Golden.cases("reading"))
  func eightLines(name: String) throws {
    let (source, found) = Self.read(try Golden("reading", name).bytes("input.policy"))
    for diagnostic in found {
      let lines = DiagnosticText([source]).render([diagnostic]).split(separator: "\n")
      #expect(lines.count <= 8)
    }
  }

  @Test("offer fixes that mend their line and break none", arguments: Golden.cases("reading"))
  func fixes(name: String) throws {
    let (source, found) = Self.read(try Golden("reading", name).bytes("input.policy"))
    for diagnostic in found {
      for fix in diagnostic.fixes where !fix.edits.isEmpty {
        let after = Self.read(applying(fix, to: source.bytes)).1
        #expect(after.isEmpty, "\(name): \(fix.title) leaves \(after.map(\.headline))")
      }
    }
  }

  @Test("use none of the words that a policy's author need not know")
  func plainWords() throws {
    let banned: Set<String> = [
      "parse", "parser", "token", "tokens", "syntax", "expression", "identifier", "boolean", "null",
      "undefined", "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    for name in Golden.cases("reading") {
      let text = String(decoding: try Golden("reading", name).bytes("expected.txt"), as: UTF8.self)
      let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
      #expect(words.intersection(banned) == [], "\(name)")
    }
  }

  @Test("every directory of cases has a test that reads it")
  func unread() {
    #expect(Golden.names(in: Golden.root) == Golden.features.keys.sorted())
  }
}

/// The bytes with a fix's edits made, last to first.
func applying(_ fix: Fix, to bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  for edit in fix.edits.sorted(by: { $0.place.range.lower > $1.place.range.lower }) {
    bytes.replaceSubrange(edit.place.range.offsets, with: edit.replacement.utf8)
  }
  return bytes
}
