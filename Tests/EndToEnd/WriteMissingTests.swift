import Foundation
import Testing

/// `handrail test --write-missing`: nothing is lost, everything written passes, once is enough.
struct WriteMissingTests {
  /// A folder with a policy in it, gone afterwards.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "write-missing-\(UUID().uuidString)")

    init(_ policy: String) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try policy.write(to: file("desk.policy"), atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }
    func path(_ name: String) -> String { file(name).path() }
    func text(_ name: String) throws -> String {
      try String(contentsOf: file(name), encoding: .utf8)
    }
  }

  private static let desk = """
    # What the desk does.
    policy desk version 1
      language 1
      time zone Europe/London
      start with ai
      owner "Front Desk"

    facts
      parcel.lost is yes or no
      amount is money up to GBP 500 or unknown
      anger is score every turn
      segment is one of standard, premier
      urgent is yes or no worked out

    roles team_leader

    tasks track_parcel, refund_parcel

    queue desk
      if closed or waited too long
        - take message

    prefer queues otherwise desk

    # Small ones only.
    rule tracking
      ai may track_parcel

    rule refunds
      when amount at most GBP 50
      ai may refund_parcel

    choose urgent
      - yes when parcel.lost is yes and segment is premier
      - otherwise or unknown no

    rule lost_parcels
      when urgent is yes
      hand over to desk

    rule angry
      when anger above 0.7 in at least 2 of the last 3 turns
      hand over to desk

    """

  @Test("in the one style, with nothing lost, and once")
  func policy() throws {
    let folder = try Folder(Self.desk)
    let path = folder.path("desk.policy")
    let first = try Program.run(["test", "--write-missing", path])
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    let written = try folder.text("desk.policy")
    #expect(written.hasPrefix(Self.desk))
    #expect(written.contains("amount is GBP 50.00\n"))
    #expect(written.contains("amount is GBP 50.01\n"))
    #expect(try Program.run(["fmt", "--check", path]).status == 0)
    #expect(try Program.run(["test", "--coverage", "--at-least", "100", path]).status == 0)
    let second = try Program.run(["test", "--write-missing", path])
    #expect(second.status == 0)
    #expect(second.output.contains("scenarios decide everything already"))
    #expect(try folder.text("desk.policy") == written)
  }

  @Test("into a suite, which is made and added to")
  func suite() throws {
    let folder = try Folder(Self.desk)
    let path = folder.path("desk.policy")
    #expect(try Program.run(["test", "--write-missing", "--suite", path]).status == 0)
    #expect(try folder.text("desk.policy") == Self.desk)
    let whole = try folder.text("desk.scenarios.yaml")
    let items = whole.components(separatedBy: "\n\n")
    #expect(items.count >= 4)
    // What is left of it is kept as it is, and the rest comes again.
    let kept = "# Ours.\n" + items.prefix(2).joined(separator: "\n\n") + "\n"
    try kept.write(to: folder.file("desk.scenarios.yaml"), atomically: true, encoding: .utf8)
    #expect(try Program.run(["test", "--write-missing", "--suite", path]).status == 0)
    #expect(try folder.text("desk.scenarios.yaml").hasPrefix(kept))
    #expect(try Program.run(["test", "--coverage", "--at-least", "100", path]).status == 0)
    let again = try Program.run(["test", "--write-missing", "--suite", path])
    #expect(again.output.contains("already"))
  }

  @Test("a suite whose list does not end it is left alone")
  func suiteInside() throws {
    let folder = try Folder(Self.desk)
    let suite = """
      scenarios:
        - name: Lost
          quiet: yes
          given: { task: track_parcel }
          expect: ai
      policy: desk.policy
      """ + "\n"
    try suite.write(to: folder.file("desk.scenarios.yaml"), atomically: true, encoding: .utf8)
    let run = try Program.run(["test", "--write-missing", "--suite", folder.path("desk.policy")])
    #expect(run.status == 2)
    #expect(try folder.text("desk.scenarios.yaml") == suite)
  }

  @Test("what nothing can decide is listed, and a failing scenario keeps the policy as it is")
  func left() throws {
    let idle =
      Self.desk + """

        rule never
          when amount above GBP 100 and amount below GBP 90
          nobody may track_parcel

        """
    let folder = try Folder(idle)
    let run = try Program.run(["test", "--write-missing", folder.path("desk.policy")])
    #expect(run.status == 1)
    #expect(run.output.contains("rule never\n"))
    #expect(run.output.contains("nothing that can happen decides it"))
    let failing =
      Self.desk + """

        scenario "No"
          quiet
          given task is track_parcel
          expect human

        """
    let other = try Folder(failing)
    #expect(try Program.run(["test", "--write-missing", other.path("desk.policy")]).status == 4)
    #expect(try other.text("desk.policy") == failing)
  }

  @Test(
    "options that do not go with it",
    arguments: [
      ["--coverage"], ["--filter", "a"], ["--format", "json"], ["--mutate"],
    ])
  func options(_ more: [String]) throws {
    let folder = try Folder(Self.desk)
    let run = try Program.run(["test", "--write-missing", folder.path("desk.policy")] + more)
    #expect(run.status == 2)
    #expect(try folder.text("desk.policy") == Self.desk)
  }
}
