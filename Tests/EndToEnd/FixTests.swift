import Foundation
import Testing

/// `handrail fix` on a real disk.
struct FixTests {
  private let desk: TemporaryFolder

  init() throws { desk = try TemporaryFolder() }

  private static let broken = """
    policy parcels version 1
      language 1
      owner "Front Desk"

    facts
      amount is money up to GBP 500 or unknown usually 5

    """

  private func fix(_ arguments: String...) throws -> Program.Run {
    try Program.run(["fix", "--set", "none"] + arguments, in: desk.location)
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: desk.location.appending(path: name), encoding: .utf8)
  }

  @Test("a second run changes nothing, and the mode of the file stays")
  func twice() throws {
    let file = try desk.file("parcels.policy", Self.broken)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path())
    #expect(try fix("parcels.policy").status == 0)
    let once = try text("parcels.policy")
    #expect(once.contains("usually GBP 5"))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path())
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    #expect(try fix("parcels.policy").output == "nothing changed\n")
    #expect(try text("parcels.policy") == once)
  }

  @Test("a file that is reached through a link is not replaced")
  func link() throws {
    let file = try desk.file("real.policy", Self.broken)
    try FileManager.default.createSymbolicLink(
      at: desk.location.appending(path: "linked.policy"), withDestinationURL: file)
    let run = try fix("linked.policy")
    #expect(run.status == 3)
    #expect(run.errors.contains("links are not followed"))
    #expect(try text("real.policy") == Self.broken)
  }

  @Test("a used file outside the root is neither read nor written")
  func outside() throws {
    _ = try desk.file("words.policy", Self.broken)
    let folder = desk.location.appending(path: "inner")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try desk.file(
      "inner/main.policy", "policy main version 1\n  language 1\n\nuse \"../words.policy\"\n")
    #expect(try fix("inner/main.policy").status == 1)
    #expect(try text("words.policy") == Self.broken)
    #expect(try fix("--root", ".", "inner/main.policy").status == 0)
    #expect(try text("words.policy").contains("usually GBP 5"))
  }

  @Test("a choice is made for one line alone where a line is named")
  func oneLine() throws {
    let text = """
      policy parcels version 1
        language 1
        start with human

      facts
        lost is yes or no
        late is yes or no
        paid is yes or no

      tasks refund

      rule first_one
        when lost is yes and late is yes or paid is yes
        ai may refund

      rule second_one
        when late is yes and paid is yes or lost is yes
        ai may refund

      """
    _ = try desk.file("parcels.policy", text)
    #expect(try fix("parcels.policy").output.contains("PL0110:13 --choose 1"))
    let run = try fix("PL0110:17", "--choose", "1", "parcels.policy")
    #expect(run.output.contains("1 fix in 1 file"), "\(run.output)\(run.errors)")
    #expect(try self.text("parcels.policy").contains("when lost is yes and late is yes or paid"))
    #expect(try !self.text("parcels.policy").contains("paid is yes or lost is yes"))
    #expect(try fix("PL0110:17", "PL0605", "parcels.policy").status == 2)
    #expect(try fix("PL0110:1", "--choose", "1", "parcels.policy").output == "nothing changed\n")
  }

  @Test("a dry run writes nothing")
  func dry() throws {
    _ = try desk.file("parcels.policy", Self.broken)
    let run = try fix("--dry-run", "parcels.policy")
    #expect(run.output.contains("+  amount is money up to GBP 500 or unknown usually GBP 5\n"))
    #expect(try text("parcels.policy") == Self.broken)
  }
}
