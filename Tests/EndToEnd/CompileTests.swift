import Foundation
import Testing

/// Compiled policies: `handrail compile`, and every command that is given one.
struct CompileTests {
  /// A policy under `policies`, and the questions and conversations beside it.
  struct Case: Sendable, CustomTestStringConvertible {
    var policy: String
    var questions: [String]
    var conversations: [String]
    var testDescription: String { policy }
  }

  static let cases: [Case] = PictureTests.policies.map { policy in
    let folder = policy.split(separator: "/").dropLast().joined(separator: "/") + "/sessions"
    let name = policy.split(separator: "/").last.map { $0.dropLast(".policy".count) } ?? ""
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: Program.root.appending(path: folder).path())
    let own = (files ?? []).sorted().filter { $0.hasPrefix("\(name)_") }.map { "\(folder)/\($0)" }
    return Case(
      policy: policy, questions: own.filter { !$0.hasSuffix(".run.yaml") },
      conversations: own.filter { $0.hasSuffix(".run.yaml") })
  }

  /// A policy compiled into a folder of its own.
  private func compiled(_ policy: String, _ desk: TemporaryFolder) throws -> String {
    let path = desk.location.appending(path: "it.compiled").path()
    let run = try Program.run(["compile", policy, "-o", path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    return path
  }

  @Test("there are questions and conversations")
  func held() {
    #expect(Self.cases.count > 10)
    #expect(Self.cases.reduce(0) { $0 + $1.questions.count } > 20)
    #expect(Self.cases.reduce(0) { $0 + $1.conversations.count } > 10)
  }

  @Test("a compiled policy answers byte for byte as its text", arguments: cases)
  func same(of sample: Case) throws {
    let desk = try TemporaryFolder()
    let path = try compiled(sample.policy, desk)
    func expectSame(_ arguments: (String) -> [String]) throws {
      let text = try Program.run(arguments(sample.policy))
      let loaded = try Program.run(arguments(path))
      #expect(!text.output.isEmpty)
      #expect(text.output == loaded.output, "\(arguments("…"))")
      #expect(text.status == loaded.status)
    }
    try expectSame { ["schema", $0] }
    try expectSame { ["graph", "--format", "json", $0] }
    if !sample.questions.isEmpty { try expectSame { ["eval", $0] + sample.questions } }
    if let question = sample.questions.first {
      try expectSame { ["why", "--all-rules", $0, question] }
      try expectSame { ["next", $0, question] }
    }
    for conversation in sample.conversations { try expectSame { ["run", $0, conversation] } }
  }

  @Test("the same text gives the same bytes, whatever the way out")
  func deterministic() throws {
    let desk = try TemporaryFolder()
    let policy = "policies/bank/northgate_chat.policy"
    let first = try Data(contentsOf: URL(filePath: try compiled(policy, desk)))
    let again = try Data(contentsOf: URL(filePath: try compiled(policy, desk)))
    #expect(first == again)
    let process = Process()
    process.executableURL = Program.location
    process.arguments = ["compile", policy]
    process.currentDirectoryURL = Program.root
    let file = try desk.file("output")
    process.standardOutput = try FileHandle(forWritingTo: file)
    try process.run()
    process.waitUntilExit()
    #expect(try Data(contentsOf: file) == first)
  }

  @Test("lines of questions, and a compiled policy on standard input")
  func otherWays() throws {
    let desk = try TemporaryFolder()
    let path = try compiled("policies/retail/gate.policy", desk)
    let lines =
      #"{"at":"2026-03-02T15:15:00Z","session":"s","task":"none","facts":{},"memory":"new"}"# + "\n"
    let text = try Program.run(
      ["eval", "--ndjson", "policies/retail/gate.policy", "-"], input: lines + lines)
    let loaded = try Program.run(["eval", "--ndjson", path, "-"], input: lines + lines)
    #expect(text.output == loaded.output && loaded.status == text.status)
    let piped = try Program.run(
      Program.Call(
        executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", "'\(Program.location.path())' schema - < '\(path)'"],
        folder: Program.root))
    #expect(piped.status == 0, "\(piped.errors)")
  }

  @Test(
    "a command that needs the text says so, and names it",
    arguments: [
      ["check"], ["fmt"], ["test"], ["prove"], ["read"], ["fix", "--dry-run"], ["compile"],
      ["graph", "--format", "svg"], ["diff", "policies/retail/gate.policy"],
    ])
  func needsText(command: [String]) throws {
    let desk = try TemporaryFolder()
    let path = try compiled("policies/retail/gate.policy", desk)
    let before = try Data(contentsOf: URL(filePath: path))
    let run = try Program.run(command + [path])
    #expect(run.status == 3)
    #expect(run.errors.contains("is a compiled policy, and this needs the policy's text"))
    #expect(run.errors.contains("it was made from: `policies/retail/gate.policy`"))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("a compiled policy is no file to use")
  func used() throws {
    let desk = try TemporaryFolder()
    let bytes = try Data(
      contentsOf: URL(filePath: try compiled("policies/retail/gate.policy", desk)))
    try bytes.write(to: desk.location.appending(path: "part.policy"))
    _ = try desk.file("main.policy", "policy main version 1\n  language 1\n\nuse \"part.policy\"\n")
    let run = try Program.run(["check", "main.policy"], in: desk.location)
    #expect(run.output.contains("it is a compiled policy, and only a policy's text can be used"))
  }

  @Test("a damaged file is refused by every command that loads one", arguments: [3, 60, 900])
  func damaged(place: Int) throws {
    let desk = try TemporaryFolder()
    let path = try compiled("policies/retail/gate.policy", desk)
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[place] ^= 4
    try bytes.write(to: URL(filePath: path))
    for command in ["eval", "why", "next", "schema", "graph"] {
      let question = "policies/retail/sessions/gate_cancel.json"
      let rest = ["schema", "graph"].contains(command) ? [path] : [path, question]
      let run = try Program.run([command] + rest)
      #expect(run.status == 3)
      #expect(run.output.isEmpty)
    }
  }
}

extension CompileTests {
  @Test("a file that says another policy's digest is refused, though its checksum is right")
  func forged() throws {
    let desk = try TemporaryFolder()
    let path = try compiled("policies/retail/gate.policy", desk)
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    #expect(crc64(bytes[..<52] + bytes[60...]) == Array(bytes[52..<60]))
    bytes[20] ^= 1
    bytes.replaceSubrange(52..<60, with: crc64(bytes[..<52] + bytes[60...]))
    try Data(bytes).write(to: URL(filePath: path))
    let run = try Program.run(["schema", path])
    #expect(run.status == 3)
    #expect(run.errors.contains("it is another policy than its digest says"))
  }

  /// CRC-64/XZ bit by bit, the lowest byte first.
  private func crc64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var state = ~UInt64(0)
    for byte in bytes {
      state ^= UInt64(byte)
      for _ in 0..<8 { state = state & 1 == 0 ? state >> 1 : state >> 1 ^ 0xC96C_5795_D787_0F42 }
    }
    return (0..<8).map { UInt8(truncatingIfNeeded: ~state >> UInt64(8 * $0)) }
  }
}

// MARK: - Where it is written

extension CompileTests {
  @Test("takes the place of a compiled policy alone, in one step, and keeps its mode")
  func replaced() throws {
    let desk = try TemporaryFolder()
    let path = try compiled("policies/retail/gate.policy", desk)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    _ = try compiled("policies/retail/desk.policy", desk)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.location.path()) == ["it.compiled"])
  }

  @Test(
    "never takes the place of anything else",
    arguments: ["text.policy", "link", "folder", "empty"])
  func kept(name: String) throws {
    let desk = try TemporaryFolder()
    let target = desk.location.appending(path: name)
    let outside = try desk.file("outside", "kept")
    let files = FileManager.default
    switch name {
    case "link": try files.createSymbolicLink(at: target, withDestinationURL: outside)
    case "folder": try files.createDirectory(at: target, withIntermediateDirectories: false)
    case _: _ = try desk.file(name, name == "empty" ? "" : "policy mine version 1\n")
    }
    let run = try Program.run(["compile", "policies/retail/gate.policy", "-o", target.path()])
    #expect(run.status == 3)
    #expect(run.errors.contains("nothing was changed"))
    #expect(try String(contentsOf: outside, encoding: .utf8) == "kept")
    if name == "text.policy" {
      #expect(try String(contentsOf: target, encoding: .utf8) == "policy mine version 1\n")
    }
  }

  @Test("a policy that cannot run is not written")
  func stopped() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file("broken.policy", "policy broken version 1\n  language 1\n\nrulle x\n")
    let run = try Program.run(["compile", "broken.policy", "-o", "it.compiled"], in: desk.location)
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot run"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.location.path())
        == ["broken.policy"])
  }
}
