import Foundation
import FoundationXML
import Testing

/// `handrail check` as the step of a team's checks.
struct CheckTests {
  /// A policy with one hold and some notes, in a folder of its own.
  private func desk(_ files: [String: String]) throws -> TemporaryFolder {
    let desk = try TemporaryFolder()
    for (name, text) in files {
      let folder = desk.location.appending(path: name).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = try desk.file(name, text)
    }
    return desk
  }

  private static let policy = """
    policy parcels version 1
      language 1
      start with ai

    tasks find_parcel, change_day

    queue parcel_desk
      skills parcels
      if closed or waited too long
        - take message

    prefer queues otherwise parcel_desk

    rule finding
      ai may find_parcel

    """

  @Test("the shipped policies have no finding above a note")
  func shipped() throws {
    let run = try Program.run(["check", "policies", "--format", "json"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("\"level\": \"hold\""))
  }

  @Test("handrail.yaml is found beside the policy, above it, and nowhere else")
  func settings() throws {
    let none = "lint:\n  set: none\n"
    let desk = try desk(["a/b/x.policy": Self.policy, "a/handrail.yaml": none])
    func status(_ arguments: String..., from folder: String = "") throws -> Int32 {
      let place = desk.location.appending(path: folder)
      return try Program.run(["check"] + arguments, in: place).status
    }
    #expect(try status("a/b/x.policy") == 0)
    #expect(try status("a") == 0)
    #expect(try status("./a/b") == 0)
    // Above a folder that was named nothing is looked for; above the current one too.
    #expect(try status("../b", from: "a/b") == 1)
    #expect(try status("../../a", from: "a/b") == 0)
    #expect(try status("x.policy", from: "a/b") == 1)
    #expect(try status("--root", "a/b", "a/b/x.policy") == 1)
    #expect(try status("--root", "a", "a/b/x.policy") == 0)
    #expect(try status("--set", "core", "a") == 1)
    #expect(try status("--config", "../handrail.yaml", "x.policy", from: "a/b") == 0)
    let whole = desk.location.appending(path: "a").path()
    #expect(try status(whole, from: "a/b") == 0)
    #expect(try status(whole + "/b/x.policy") == 0)
    // The nearest counts alone.
    _ = try desk.file("a/b/handrail.yaml", "lint:\n  set: core\n")
    #expect(try status("a") == 1)
  }

  @Test("what handrail.yaml names stands beneath its folder, and a mistake names its place")
  func refused() throws {
    let desk = try desk(["x.policy": Self.policy])
    for (yaml, words) in [
      ("lint:\n  files:\n    chats: ../chats.yaml\n", "`../chats.yaml`"),
      ("lint:\n  files:\n    chats: /etc/hostname\n", "`/etc/hostname`"),
      ("lint:\n  files:\n    chats: chats.yaml\n", "`chats.yaml`"),
      ("lint:\n  baseline: ../b.yaml\n", "`../b.yaml`"),
      ("lint:\n  sett: core\n", "`handrail.yaml`, line 2, column 3"),
    ] {
      _ = try desk.file("handrail.yaml", yaml)
      let run = try Program.run(["check", "x.policy"], in: desk.location)
      #expect(run.status == 3)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test("a handrail.yaml that is a folder, a pipe or too large is refused at once")
  func hostileSettings() throws {
    for make in [
      "mkdir handrail.yaml", "mkfifo handrail.yaml", "truncate -s 2M handrail.yaml",
      "head -c 200000 /dev/zero | tr '\\0' '[' > handrail.yaml", "printf '\\377' > handrail.yaml",
    ] {
      let desk = try desk(["x.policy": Self.policy])
      let made = try Program.run(
        .init(
          executable: URL(filePath: "/bin/bash"), arguments: ["-c", make], folder: desk.location))
      #expect(made.status == 0)
      let run = try Program.run(["check", "x.policy"], in: desk.location)
      #expect(run.status == 3, "\(make)")
      #expect(run.errors.contains("handrail.yaml"), "\(run.errors)")
    }
  }

  @Test("a baseline is written, read and named in handrail.yaml")
  func baseline() throws {
    let desk = try desk(["x.policy": Self.policy, "handrail.yaml": "lint:\n  set: standard\n"])
    func check(_ arguments: String...) throws -> Program.Run {
      try Program.run(["check", "x.policy", "--brief"] + arguments, in: desk.location)
    }
    #expect(try check("--write-baseline").status == 2)
    let written = try check("--baseline", "known.yaml", "--write-baseline")
    #expect(written.errors.contains("written"))
    #expect(!written.output.contains("cover-task-silent"))
    let other = try check("--baseline", "x.policy", "--write-baseline")
    #expect(other.status == 2)
    #expect(other.errors.contains("is no baseline"), "\(other.errors)")
    #expect(try check("--baseline", "known.yaml", "--write-baseline").errors.contains("written"))
    let summary = try #require(written.output.split(separator: "\n").last)
    #expect(summary.hasSuffix("in the baseline)"))
    _ = try desk.file("handrail.yaml", "lint:\n  set: standard\n  baseline: known.yaml\n")
    _ = try desk.file("x.policy", "# Moved.\n" + Self.policy)
    #expect(try check().output.hasSuffix("\(summary)\n"))
    _ = try desk.file("known.yaml", "findings: x\n")
    #expect(try check().status == 3)
  }

  @Test("where there is too much to show, what holds a policy is shown before notes")
  func gravest() throws {
    let tasks = (0..<60).map { "task_\($0)" }.joined(separator: ", ")
    let many = Self.policy.replacing(
      "tasks find_parcel, change_day", with: "tasks find_parcel, \(tasks)")
    let desk = try desk(["a.policy": many, "x.policy": Self.policy])
    _ = try Program.run(["fmt", "a.policy"], in: desk.location)
    let run = try Program.run(["check", ".", "--brief", "--set", "standard"], in: desk.location)
    #expect(run.output.contains(" more\n"), "\(run.output)")
    let alone = try Program.run(
      ["check", "x.policy", "--brief", "--set", "standard"], in: desk.location)
    func holds(_ text: String) -> Int {
      text.split(separator: "\n").count { $0.contains("x.policy") && $0.contains("  hold  ") }
    }
    #expect(holds(alone.output) > 0 && holds(run.output) == holds(alone.output))
  }

  @Test("the day can be given, and has to be one")
  func today() throws {
    let policy = Self.policy.replacing(
      "start with ai", with: "start with ai\n  owner \"Desk\"\n  review by 2026-06-30")
    let desk = try desk(["x.policy": policy])
    func output(_ today: String) throws -> String {
      try Program.run(["check", "--today", today, "x.policy"], in: desk.location).output
    }
    #expect(try !output("2026-03-02").contains("own-review-overdue"))
    #expect(try output("2026-07-01").contains("own-review-overdue"))
    let unread = try Program.run(["check", "--today", "soon", "x.policy"], in: desk.location)
    #expect(unread.status == 2)
  }

  @Test("SARIF has a result for each finding, and is kept for the check of the schemas")
  func sarif() throws {
    let broken = Self.policy.replacing("skills parcels", with: "skils parcels")
    for (name, text) in [("finds", Self.policy), ("stops", broken)] {
      let desk = try desk(["a folder/x.policy": text])
      let arguments = ["check", "--set", "regulated", "a folder/x.policy", "--format"]
      let json = try Program.run(arguments + ["json"], in: desk.location).output
      let sarif = try Program.run(arguments + ["sarif"], in: desk.location).output
      let list = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
      let log = try JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any]
      let run = try #require((log?["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      let codes = results.compactMap { $0["ruleId"] as? String }
      #expect(!codes.isEmpty && codes == list?.compactMap { $0["code"] as? String })
      #expect(sarif.contains("a%20folder/x.policy"))
      try keep(sarif, as: name)
    }
    let policies = try Program.run(["check", "policies", "--set", "regulated", "--format", "sarif"])
    try keep(policies.output, as: "policies")
  }

  @Test("JUnit has a case for each finding, and a failure for each above a note")
  func junit() throws {
    let desk = try desk(["x.policy": Self.policy])
    let arguments = ["check", "--set", "standard", "x.policy", "--format"]
    let json = try Program.run(arguments + ["json"], in: desk.location).output
    let found = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    let list = try #require(found)
    let xml = try Program.run(arguments + ["junit"], in: desk.location).output
    let read = try XMLDocument(xmlString: xml)
    let failures = list.count { $0["level"] as? String != "note" }
    #expect(failures > 0 && failures < list.count)
    #expect(try read.nodes(forXPath: "//testcase").count == list.count)
    #expect(try read.nodes(forXPath: "//failure").count == failures)
    let suite = try #require(try read.nodes(forXPath: "//testsuite").first as? XMLElement)
    #expect(suite.attribute(forName: "tests")?.stringValue == "\(list.count)")
    #expect(suite.attribute(forName: "failures")?.stringValue == "\(failures)")
    let fine = try Program.run(
      ["check", "--set", "none", "x.policy", "--format", "junit"], in: desk.location)
    let calm = try XMLDocument(xmlString: fine.output)
    #expect(try calm.nodes(forXPath: "//testcase").count == 1)
    #expect(try calm.nodes(forXPath: "//failure").isEmpty)
  }

  @Test("the hook of the page stops a commit that brings a finding")
  func hook() throws {
    let desk = try desk(["policies/x.policy": Self.policy])
    let hook = Program.root.appending(path: "docs/ci/pre-commit").path()
    let programs = desk.location.appending(path: ".git/programs")
    func shell(_ line: String) throws -> Program.Run {
      try Program.run(
        .init(
          executable: URL(filePath: "/bin/bash"), arguments: ["-c", line], folder: desk.location,
          environment: [
            "PATH": "\(programs.path()):" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
            "GIT_CONFIG_GLOBAL": "/dev/null",
          ]))
    }
    let made = try shell("git init -q . && mkdir -p .git/hooks && cp '\(hook)' .git/hooks/")
    #expect(made.status == 0)
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: programs.appending(path: "handrail"), withDestinationURL: Program.location)
    let commit = "git -c user.name=a -c user.email=a@b.example commit -q -m x"
    let refused = try shell("git add . && \(commit)")
    #expect(refused.status == 1)
    #expect(refused.output.contains("own-missing") || refused.errors.contains("own-missing"))
    // What lies in the folder does not matter, what is staged does.
    _ = try desk.file("handrail.yaml", "lint:\n  set: none\n")
    #expect(try shell(commit).status == 1)
    let landed = try shell("git add handrail.yaml && \(commit)")
    #expect(landed.status == 0, "\(landed.errors)")
    #expect(try shell("echo x > notes.txt && git add notes.txt && \(commit)").status == 0)
  }

  private func keep(_ json: String, as name: String) throws {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = environment["HANDRAIL_SCHEMA_SAMPLES"] else { return }
    let target = URL(filePath: folder).appending(path: "sarif")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(json.utf8).write(to: target.appending(path: "\(name).json"))
  }
}
