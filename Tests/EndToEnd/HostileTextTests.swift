import Foundation
import Testing

/// Text that is far too deep, long or odd, on a stack of 512 KiB: a message each, never a trap.
struct HostileTextTests {
  private static let header = """
    policy hostile version 1
      language 1
      start with ai

    facts
      ready is yes or no

    tasks talk


    """

  /// Names and texts of policies.
  static let texts: [String: String] = [
    "nothing": "",
    "NUL": "\0",
    "a line of 1 MiB": header + "rule " + String(repeating: "x", count: 1_048_576) + "\n",
    "200,000 commas": header + "tasks " + String(repeating: "a,\n", count: 200_000) + "b\n",
    "200,000 tests":
      header + "rule chain\n  when " + String(repeating: "ready is yes and ", count: 200_000)
      + "ready is yes\n  ai may talk\n",
    "200,000 dashes":
      header + "rule dashes\n  when all of\n"
      + String(repeating: "    - ready is yes\n", count: 200_000) + "  ai may talk\n",
    "200,000 brackets": header + "rule deep\n  when " + String(repeating: "(", count: 200_000),
    "200,000 quotes": header + String(repeating: "\"", count: 200_000),
    "200,000 nots": header + "rule no\n  when " + String(repeating: "not ", count: 200_000),
    "200,000 headings": header + String(repeating: "rule\n", count: 200_000),
    "200,000 definitions in a chain":
      header + "define d0\n  when ready is yes\n\n"
      + (1...200_000).map { "define d\($0)\n  when d\($0 - 1) is yes\n\n" }.joined(),
    "controls that turn the reading": header + "rule a\u{202E}b\n  ai may \u{2066}talk\n",
    "letters that look alike": header + "rule rеfund\n  ai may talk\n",
    "invisible letters": header + "rule re\u{200B}fund\n  ai may talk\n",
    "a colour": header + "rule \u{1B}[31mred\n  ai may talk\n",
  ]

  @Test("checks and formats anything without a trap", arguments: texts.keys.sorted())
  func check(name: String) throws {
    let text = try #require(Self.texts[name])
    for command in ["check", "fmt"] {
      let run = try onSmallStack([command, "-"], input: text)
      #expect([0, 1].contains(run.status), "\(command): \(name) ended with \(run.status)")
      if command == "check" {
        #expect(!run.output.isEmpty)
        let controls = run.output.unicodeScalars.filter {
          $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value))
        }
        #expect(controls.isEmpty, "the terminal is steered by \(name)")
      }
    }
  }

  @Test("ends quietly where nobody reads on, and says so where output is closed")
  func closedOutput() throws {
    let policy = "policies/retail/gate.policy"
    let early = try shell("\"$0\" graph --format json \(policy) | head -c 10")
    #expect(early.errors.isEmpty)
    let closed = try shell("\"$0\" graph \(policy) >&-")
    #expect(closed.status == 3)
    #expect(closed.errors.contains("cannot write the output"))
    let full = try shell("\"$0\" graph \(policy) >/dev/full")
    #expect(full.status == 3)
  }

  private func onSmallStack(_ arguments: [String], input: String) throws -> Program.Run {
    try Program.run(
      Program.Call(
        executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", "ulimit -s 512; exec \"$0\" \"$@\"", Program.location.path()]
          + arguments, folder: Program.root, input: input))
  }

  private func shell(_ line: String) throws -> Program.Run {
    try Program.run(
      Program.Call(
        executable: URL(filePath: "/bin/sh"), arguments: ["-c", line, Program.location.path()],
        folder: Program.root))
  }
}
