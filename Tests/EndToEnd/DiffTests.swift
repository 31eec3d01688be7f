import Foundation
import Testing

/// `handrail diff` from revisions and folders, and what it keeps for the check of its schema.
struct DiffTests {
  private static let old = "Tests/Fixtures/diff/old.policy"
  private static let new = "Tests/Fixtures/diff/new.policy"

  /// A repository with two commits of one policy.
  private func repository() throws -> TemporaryFolder {
    let desk = try TemporaryFolder()
    let words = """
      set -e
      git init -q .
      git config user.email desk@example.org
      git config user.name Desk
      mkdir rules
      cp "$OLD" rules/parcels.policy
      git add rules
      git commit -qm first
      cp "$NEW" rules/parcels.policy
      git commit -qam second
      """
    let run = try Program.run(
      Program.Call(
        executable: URL(filePath: "/bin/bash"), arguments: ["-c", words], folder: desk.location,
        environment: [
          "OLD": Program.root.appending(path: Self.old).path(),
          "NEW": Program.root.appending(path: Self.new).path(),
          "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        ]))
    try #require(run.status == 0, "\(run.errors)")
    return desk
  }

  @Test("a file, a folder and a revision say the same")
  func revisions() throws {
    let desk = try repository()
    let files = try Program.run(["diff", Self.old, Self.new])
    #expect(files.status == 0)
    #expect(files.output.contains("LOOSER"))
    // The paths differ.
    func sentences(_ text: String) -> String { text.replacing(/\S+\.policy:/, with: "") }
    for arguments in [
      ["git:HEAD~1:rules/parcels.policy", "git:HEAD:rules/parcels.policy"],
      ["git:HEAD~1:rules/parcels.policy", "rules/parcels.policy"],
      ["git:HEAD~1:rules", "git:HEAD:rules/"], ["git:HEAD~1:rules", "rules"],
    ] {
      let run = try Program.run(["diff"] + arguments, in: desk.location)
      #expect(run.status == 0, "\(run.errors)")
      #expect(sentences(run.output) == sentences(files.output))
    }
  }

  @Test("a revision or path that is not there is named")
  func missing() throws {
    let desk = try repository()
    let file = "git:HEAD:rules/parcels.policy"
    for (named, words) in [
      ("git:nowhere:rules/parcels.policy", "git knows no revision `nowhere`"),
      ("git:HEAD:rules/other.policy", "the revision has no such file or folder"),
      ("git:HEAD", "names no revision and path"), ("git::x.policy", "names no revision"),
      ("git:--upload-pack=x:a.policy", "neither begins with -"),
      ("git:HEAD:-a.policy", "neither begins with -"),
    ] {
      let run = try Program.run(["diff", named, file], in: desk.location)
      #expect(run.status == 2 || run.status == 3)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test("two policies of one name in a folder are refused, and both are named")
  func sameName() throws {
    let desk = try TemporaryFolder()
    let text = "policy parcels version 1\n  language 1\n  start with human\n"
    for path in ["old/a.policy", "new/a.policy", "new/b.policy"] {
      let folder = desk.location.appending(path: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = try desk.file(path, text)
    }
    let run = try Program.run(["diff", "old", "new"], in: desk.location)
    #expect(run.status == 2)
    #expect(run.errors.contains("new/a.policy") && run.errors.contains("new/b.policy"))
  }

  @Test("a way out that is gone, or is another rule, is told and may be forbidden")
  func wayOut() throws {
    let desk = try TemporaryFolder()
    let old = try String(
      contentsOf: Program.root.appending(path: "policies/templates/ai-only.policy"), encoding: .utf8
    )
    _ = try desk.file("old.policy", old)
    _ = try desk.file("new.policy", old.replacing(/\n +way out \w+/, with: ""))
    let run = try Program.run(
      ["diff", "old.policy", "new.policy", "--forbid", "looser"], in: desk.location)
    #expect(run.status == 1, "\(run.output)")
    #expect(run.output.contains("way out"), "\(run.output)")
  }

  @Test("without git, or outside a repository, it says so")
  func withoutGit() throws {
    let desk = try TemporaryFolder()
    let outside = try Program.run(
      ["diff", "git:HEAD:a.policy", "git:HEAD:a.policy"], in: desk.location)
    #expect(outside.status == 3)
    #expect(outside.errors.contains("this folder is in no git repository"))
    let without = try Program.run(
      Program.Call(
        executable: Program.location,
        arguments: ["diff", "git:HEAD:a.policy", "git:HEAD:b.policy"], folder: desk.location,
        environment: ["PATH": desk.location.path()]))
    #expect(without.status == 3)
    #expect(without.errors.contains("`git` is not to be found"))
  }

  @Test("every shipped policy differs from itself in nothing")
  func shipped() throws {
    let run = try Program.run(
      ["diff", "policies/bank", "policies/bank", "--forbid", "looser", "--forbid", "team"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("LOOSER"))
    #expect(run.output.contains("No difference."))
  }

  @Test("what machines read follows the published schema")
  func machines() throws {
    let run = try Program.run(["diff", Self.old, Self.new, "--format", "json"])
    let whole = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let policies = try #require(whole["policies"] as? [[String: Any]])
    let changes = try #require(policies.first?["changes"] as? [[String: Any]])
    #expect(Set(changes.compactMap { $0["kind"] as? String }) == ["looser", "stricter", "team"])
    guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else {
      return
    }
    let kept = URL(filePath: folder).appending(path: "diffs")
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    try Data(run.output.utf8).write(to: kept.appending(path: "parcels.json"))
  }
}
