import Foundation
import Testing

/// Files that would block, never end or lead elsewhere: a message each, at once, and no content.
struct HostileFilesTests {
  private static let header = "policy hostile version 1\n  language 1\n\n"

  /// A used path, and a word that its message must have.
  static let hostileUses: [(path: String, says: String)] = [
    ("/dev/zero", "own folder"),
    ("../../etc/passwd", "out of the policy's folder"),
    ("../outside.policy", "out of the policy's folder"),
    ("inner/../../outside.policy", "out of the policy's folder"),
    ("pipe.policy", "not a plain file"),
    ("link.policy", "link"),
    ("loop.policy", "link"),
    ("linked/outside.policy", "no such file"),
    ("folder.policy", "folder"),
    ("large.policy", "16 MiB"),
    ("base.policy", "differs only in capitals"),
    ("http://example.com/x.policy", "web addresses"),
    ("file:///etc/passwd", "web addresses"),
    ("..%2foutside.policy", "no such file"),
    ("~/x.policy", "no such file"),
    ("secret.txt", "end in `.policy`"),
    ("", "empty"),
    (".", "folder"),
    (String(repeating: "a", count: 5_000), "too long"),
    (String(repeating: "a/", count: 1_900) + "x.policy", "no such file"),
  ]

  @Test("refuses a used file that is not a plain one beneath the root", arguments: hostileUses)
  func uses(path: String, says: String) throws {
    let desk = try Self.hostileFolder()
    _ = try desk.file("main.policy", Self.header + "use \"\(path)\"\n")
    let run = try Program.run(["check", "main.policy"], in: desk.location)
    #expect(run.status == 1)
    #expect(run.output.contains("PL0208"))
    #expect(run.output.contains(says))
    #expect(!run.output.contains("hidden_word"))
  }

  @Test(
    "refuses what is no plain file on the command line",
    arguments: ["/dev/zero", "pipe.policy", "folder", "nowhere.policy", "large.policy"])
  func named(path: String) throws {
    let desk = try Self.hostileFolder()
    let run = try Program.run(["fmt", "--check", path], in: desk.location)
    #expect(run.status == 3)
    #expect(run.errors.contains("handrail: "))
    #expect(run.output.isEmpty)
  }

  @Test("does not replace a link, nor what it leads to")
  func formatLink() throws {
    let desk = try Self.hostileFolder()
    let run = try Program.run(["fmt", "link.policy"], in: desk.location)
    #expect(run.status == 3)
    let outside = desk.location.deletingLastPathComponent().appending(path: "outside.policy")
    #expect(try String(contentsOf: outside, encoding: .utf8) == Self.outside)
  }

  @Test("a folder may be full of links without being walked for ever")
  func folderOfLinks() throws {
    let desk = try Self.hostileFolder()
    let run = try Program.run(["fmt", "--check", "."], in: desk.location)
    #expect(!run.output.contains("outside"))
  }

  private static let outside =
    "policy  outside version 1\n  language 1\n\nfacts\n  hidden_word is x\n"

  /// A folder with every sort of file that is none, inside one with a file that is not its own.
  private static func hostileFolder() throws -> Desk {
    let desk = try Desk()
    try Data(outside.utf8).write(
      to: desk.location.deletingLastPathComponent().appending(path: "outside.policy"))
    _ = try desk.file("Base.policy", header)
    _ = try desk.file("base.policy", header)
    _ = try desk.file("secret.txt", "hidden_word")
    let folder = desk.location.path()
    try shell(
      """
      cd '\(folder)' && mkfifo pipe.policy && ln -s ../outside.policy link.policy \
      && ln -s loop.policy loop.policy && ln -s .. linked && mkdir folder.policy folder inner \
      && truncate -s 10G large.policy
      """)
    return desk
  }

  private static func shell(_ line: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  /// A folder within a temporary one.
  private final class Desk {
    private let outer: TemporaryFolder
    let location: URL

    init() throws {
      outer = try TemporaryFolder()
      location = outer.location.appending(path: "policies")
      try FileManager.default.createDirectory(at: location, withIntermediateDirectories: true)
    }

    func file(_ name: String, _ text: String) throws -> URL {
      let file = location.appending(path: name)
      try Data(text.utf8).write(to: file)
      return file
    }
  }
}
