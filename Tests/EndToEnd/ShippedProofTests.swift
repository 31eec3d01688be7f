import Foundation
import HandrailTestSupport
import Testing

/// What the analysis says of the policies of the package.
struct ShippedProofTests {
  private static let folder = Program.root.appending(path: "policies")

  /// Every policy file of the package.
  private static func texts() throws -> [String] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "policy" }
      .map { try String(contentsOf: $0, encoding: .utf8) }
  }

  @Test("the shipped policies give no finding above a note")
  func notesOnly() throws {
    let run = try Program.run(["check", Self.folder.path(), "--format", "json"])
    let findings = try JSONDecoder().decode([Found].self, from: Data(run.output.utf8))
    #expect(run.status == 0)
    #expect(!findings.isEmpty)
    #expect(findings.filter { $0.level != "note" } == [])
  }

  private struct Found: Decodable, Equatable {
    var code: String
    var level: String
    var file: String
    var headline: String
  }

  @Test("every promise of the shipped policies is proved, and none is left unsettled")
  func promises() throws {
    let run = try Program.run(["prove", Self.folder.path()])
    #expect(run.status == 0, "\(run.output)")
    let proved = run.output.split(separator: "\n").filter { $0.hasPrefix("proved   ") }
      .map { String($0.dropFirst(9)) }
    let written = try Self.texts().flatMap { text in
      text.matches(of: /(?m)^promise ([a-z_0-9]+)$/).map { String($0.output.1) }
    }
    #expect(written.count >= 20)
    for name in Set(written) { #expect(proved.contains(name), "\(name)") }
    for code in ["PL0801", "PL0802", "PL0803"] { #expect(!run.output.contains(code)) }
  }
}
