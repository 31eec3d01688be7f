import Foundation
import Handrail
import HandrailEngine
import HandrailModel
import HandrailReporting
import HandrailScenarios
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("Messages about names, kinds, rules, tables, gates and queues")
struct GoldenCheckingTests {
  /// The files of a case, as edits leave them.
  private struct Case {
    var files: [String: [UInt8]]

    init(_ name: String) throws {
      let golden = Golden("checking", name)
      files = [:]
      for file in golden.files where file.hasSuffix(".policy") {
        files[file] = try golden.bytes(file)
      }
    }

    func check() -> Outcome<PolicyModel?> {
      let files = files
      var surroundings = CheckSurroundings(
        load: { path, _ in
          guard let bytes = files[path] else {
            return .failure(.init(reason: "beside the file that uses it"))
          }
          return .success(SourceText(path: path, bytes: bytes))
        },
        zoneFile: { ZoneFixture.bytes($0) }, zoneNames: { ZoneFixture.names },
        zoneDataVersion: "fixture")
      surroundings.today = CalendarDate(year: 2026, month: 3, day: 2)
      let main = SourceText(path: "input.policy", bytes: files["input.policy"] ?? [])
      return HandrailModel.check(main, in: surroundings)
    }

    mutating func apply(_ fix: Fix, _ sources: [SourceText]) {
      for edit in fix.edits.sorted(by: { $0.place.range.lower > $1.place.range.lower }) {
        let path = sources[edit.place.file.offset].path
        files[path]?.replaceSubrange(
          edit.place.range.offsets, with: Array(edit.replacement.utf8))
      }
    }
  }

  @Test("say what they said before", arguments: Golden.cases("checking"))
  func expected(name: String) throws {
    let outcome = try Case(name).check()
    let text = DiagnosticText(outcome.value?.files ?? []).render(outcome.diagnostics)
    let verdict = try Golden("checking", name).compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
  }

  @Test("are one message each, with the code of their case", arguments: Golden.cases("checking"))
  func code(name: String) throws {
    let outcome = try Case(name).check()
    #expect(outcome.diagnostics.map(\.code) == [String(name.prefix(6))])
  }

  @Test("take at most eight lines each", arguments: Golden.cases("checking"))
  func eightLines(name: String) throws {
    let outcome = try Case(name).check()
    for diagnostic in outcome.diagnostics {
      let text = DiagnosticText(outcome.value?.files ?? []).render([diagnostic])
      #expect(text.split(separator: "\n").count <= 8)
    }
  }

  @Test("offer fixes that remove them", arguments: Golden.cases("checking"))
  func fixes(name: String) throws {
    let before = try Case(name)
    let outcome = before.check()
    for diagnostic in outcome.diagnostics {
      for fix in diagnostic.fixes {
        var after = before
        after.apply(fix, outcome.value?.files ?? [])
        let left = after.check().diagnostics
        #expect(!left.map(\.code).contains(diagnostic.code), "\(name): \(fix.title)")
        if fix.level == .apply {
          #expect(left.isEmpty, "\(name): \(fix.title) leaves \(left.map(\.headline))")
        }
      }
    }
  }

  @Test("have a case for every code that the checker gives")
  func everyCode() {
    let shown = Set(Golden.cases("checking").map { String($0.prefix(6)) })
    #expect(shown.subtracting(modelCodes) == [])
    let large = Golden.cases("large").map { String($0.prefix(6)) }
    #expect(Set(modelCodes).subtracting(shown).subtracting(large) == [])
  }

  @Test("never use a word that authors need not know", arguments: Golden.cases("checking"))
  func words(name: String) throws {
    let banned = [
      "parse", "token", "syntax", "expression", "identifier", "boolean", "null", "undefined",
      "type mismatch", "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    for diagnostic in try Case(name).check().diagnostics {
      let said = (diagnostic.headline + diagnostic.reason).lowercased()
      for word in banned { #expect(!said.contains(word), "\(diagnostic.code) says \(word)") }
    }
  }
}

@Suite("The pages of messages")
struct DiagnosticPageTests {
  private static let folder = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/diagnostics")

  @Test("are there for every code, and for no other")
  func everyCode() {
    let codes = (allCodes + scenarioCodes + analysisCodes).sorted()
    #expect(Golden.names(in: Self.folder) == codes.map { $0 + ".md" })
  }

  @Test("have one shape", arguments: allCodes + scenarioCodes + analysisCodes)
  func shape(code: String) throws {
    let page = try String(contentsOf: Self.folder.appending(path: code + ".md"), encoding: .utf8)
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      headings == [
        "# \(code)", "## Avoid", "## Prefer", "## Why", "## How to switch it off",
      ])
    #expect(diagnosticPage(code) == page)
  }
}
