import Foundation
import Testing

/// `handrail new`: what it writes is a template of the package under another name, and in order.
struct NewTests {
  /// The templates and the names that they go by in their text.
  static let templates = [
    ("ai-only", "ai_only"), ("both", "both_together"), ("people-only", "people_only"),
  ]

  private static let folder = Program.root.appending(path: "policies/templates")

  @Test("there is a way to start from every template of the package")
  func templatesAreAll() throws {
    let held = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
      .filter { $0.hasSuffix(".policy") }.sorted()
    #expect(held == Self.templates.map { "\($0.0).policy" })
  }

  @Test("writes the template that stands in the package", arguments: templates)
  func writes(template: String, inside: String) throws {
    let desk = try TemporaryFolder()
    let run = try Program.run(["new", "front_desk2", "--from", template], in: desk.location)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "front_desk2.policy\n")
    let written = try Self.text(of: desk.location.appending(path: "front_desk2.policy"))
    let kept = try Self.text(of: Self.folder.appending(path: "\(template).policy"))
      .components(separatedBy: "\n")
      .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("# acceptance:") }
      .joined(separator: "\n")
    #expect(
      written == kept.replacingOccurrences(of: inside, with: "front_desk2"),
      "run docs/generate_pages.py")
  }

  @Test("what it writes is in order and passes its own scenarios", arguments: templates)
  func isInOrder(template: String, inside: String) throws {
    let desk = try TemporaryFolder()
    _ = try Program.run(["new", "front_desk", "--from", template], in: desk.location)
    let check = try Program.run(
      Program.Call(
        executable: Program.location,
        arguments: ["check", "--format", "json", "front_desk.policy"],
        folder: desk.location, environment: ["TZDIR": Program.zones.path()]))
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let messages = try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [Any]
    #expect(messages?.isEmpty == true, "\(check.output)")
    let format = try Program.run(["fmt", "--check", "front_desk.policy"], in: desk.location)
    #expect(format.status == 0, "\(format.output)")
    let scenarios = try Program.run(
      Program.Call(
        executable: Program.location, arguments: ["test", "front_desk.policy"],
        folder: desk.location, environment: ["TZDIR": Program.zones.path()]))
    #expect(scenarios.status == 0, "\(scenarios.output)\(scenarios.errors)")
    #expect(scenarios.output.contains("in 1 policy: as expected"), "\(scenarios.output)")
  }

  @Test("takes both where nothing is said")
  func takesBoth() throws {
    let desk = try TemporaryFolder()
    #expect(try Program.run(["new", "first"], in: desk.location).status == 2)
    #expect(try Program.run(["new", "one"], in: desk.location).status == 2)
    #expect(try Program.run(["new", "unsaid_desk"], in: desk.location).status == 0)
    _ = try Program.run(["new", "said_desk", "--from", "both"], in: desk.location)
    let unsaid = try Self.text(of: desk.location.appending(path: "unsaid_desk.policy"))
    let said = try Self.text(of: desk.location.appending(path: "said_desk.policy"))
    #expect(unsaid.replacingOccurrences(of: "unsaid_desk", with: "said_desk") == said)
  }

  @Test(
    "writes nothing for a name that is none",
    arguments: ["", "-", "Front", "a b", "a-b", "a.b", "a/b", "../a", "9a", "é", "x\nrule y"])
  func badName(name: String) throws {
    let desk = try TemporaryFolder()
    let run = try Program.run(["new", "--", name], in: desk.location)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("cannot be a policy's name"), "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.location.path()).isEmpty)
  }

  @Test("does not follow a link that waits in its way")
  func link() throws {
    let desk = try TemporaryFolder()
    let target = desk.location.appending(path: "elsewhere")
    try FileManager.default.createSymbolicLink(
      at: desk.location.appending(path: "front_desk.policy"), withDestinationURL: target)
    let run = try Program.run(["new", "front_desk"], in: desk.location)
    #expect(run.status == 3)
    #expect(!FileManager.default.fileExists(atPath: target.path()))
  }

  @Test("2: a template that there is none of")
  func unknownTemplate() throws {
    let desk = try TemporaryFolder()
    let run = try Program.run(["new", "front_desk", "--from", "robots"], in: desk.location)
    #expect(run.status == 2)
    #expect(run.errors.contains("people-only"), "\(run.errors)")
  }

  private static func text(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }
}
