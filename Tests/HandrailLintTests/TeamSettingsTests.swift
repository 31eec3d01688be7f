import Foundation
import Handrail
import HandrailEngine
import HandrailLint
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("handrail.yaml")
struct TeamSettingsTests {
  /// The codes that a small policy gives under some settings.
  private func codes(_ yaml: String, on today: CalendarDate? = nil) throws -> Set<String> {
    let settings = try TeamSettings(yaml: Array(yaml.utf8))
    return codes(settings, on: today)
  }

  private func codes(_ settings: TeamSettings, on today: CalendarDate? = nil) -> Set<String> {
    let review = review(
      PolicyFile(path: "parcels.policy", bytes: Array(parcels.utf8)),
      in: worldOfTests(beside: nil), for: TeamView(settings, today: today))
    return Set(review.diagnostics.map(\.code))
  }

  @Test("without one the core rules look")
  func core() {
    let codes = codes(TeamSettings())
    #expect(codes.contains("own-missing"))
    let sets = LintRule.all.filter { codes.contains($0.name) }.map(\.set)
    #expect(sets.allSatisfy { $0 == .core })
  }

  @Test("sets nest, and none looks with nothing")
  func sets() throws {
    let none = try codes("lint:\n  set: none\n")
    let core = try codes("lint:\n  set: core\n")
    let standard = try codes("lint:\n  set: standard\n")
    let regulated = try codes("lint:\n  set: regulated\n")
    #expect(none.isEmpty)
    #expect(core.isStrictSubset(of: standard) && standard.isStrictSubset(of: regulated))
  }

  @Test("levels switch a rule on, off and up")
  func levels() throws {
    let settings = try TeamSettings(
      yaml: Array("lint:\n  set: none\n  levels:\n    cover-task-silent: hold\n".utf8))
    let review = review(
      PolicyFile(path: "parcels.policy", bytes: Array(parcels.utf8)),
      in: worldOfTests(beside: nil), for: TeamView(settings, today: nil))
    #expect(review.diagnostics.map(\.code) == ["cover-task-silent"])
    #expect(review.diagnostics.map(\.severity) == [.hold])
    let off = try codes("lint:\n  set: standard\n  levels:\n    cover-task-silent: off\n")
    #expect(!off.contains("cover-task-silent"))
  }

  @Test(
    "refuses what it does not know, with the place and the nearest match",
    arguments: [
      ("lint:\n  sets: core\n", 2, "`sets` is not a key", "`set`"),
      ("lnt:\n  set: core\n", 1, "`lnt` is not a key", "`lint`"),
      ("lint:\n  set: standart\n", 2, "`standart` cannot stand here", "`standard`"),
      (
        "lint:\n  levels:\n    safe-way-uot: hold\n", 3, "no rule called `safe-way-uot`",
        "`safe-way-out`"
      ),
      ("lint:\n  levels:\n    style-order: stop\n", 3, "`stop` cannot stand here", "`hold`"),
      (
        "lint:\n  levels:\n    safe-way-out: note\n", 3, "never lowered",
        "# allow safe-way-out until"
      ),
      ("lint:\n  levels:\n    safe-way-out: off\n", 3, "never lowered", "# allow safe-way-out"),
      ("lint:\n  settings:\n    reading_level: high\n", 3, "not a whole number", "such as"),
      ("lint:\n  settings:\n    free_amounts: [50]\n", 3, "no amount of money", "GBP 50"),
      ("lint:\n  settings:\n    free_amounts: [GBP 1.234]\n", 3, "no amount", "GBP 50"),
      ("lint:\n  settings:\n    free_amounts: [GBP 5, GBP 6]\n", 3, "already", "one for each"),
      ("lint:\n  files:\n    publised: x.yaml\n", 3, "`publised` is not a key", "`published`"),
      ("- lint\n", 1, "expected here", "one a line"),
      ("lint: [\n", 2, "value should stand here", "write the value"),
    ])
  func refuses(yaml: String, line: Int, message: String, fix: String) throws {
    let fault = #expect(throws: DocumentFault.self) {
      try TeamSettings(yaml: Array(yaml.utf8))
    }
    let found = try #require(fault)
    #expect(found.line == line)
    #expect(found.message.contains(message))
    #expect(found.fix.contains(fix))
  }

  @Test("reads what the page shows")
  func page() throws {
    let folder = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(contentsOf: folder.appending(path: "docs/lint.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map {
      String($0.prefix(upTo: $0.range(of: "```")?.lowerBound ?? $0.endIndex))
    }
    try #require(blocks.count == 3)
    var settings = try TeamSettings(yaml: Array(blocks[0].utf8))
    #expect(settings.files == [.published: "published.yaml", .chats: "chats.yaml"])
    #expect(settings.baseline == "lint-baseline.yaml")
    try settings.add(.published, yaml: Array(blocks[1].utf8))
    try settings.add(.chats, yaml: Array(blocks[2].utf8))
  }

  @Test("what was published is compared by the policy's name")
  func published() throws {
    var settings = TeamSettings()
    let digest = String(repeating: "ab", count: 32)
    func entry(_ name: String) -> [UInt8] {
      Array("published:\n  - policy: \(name)\n    version: 1\n    digest: \(digest)\n".utf8)
    }
    try settings.add(.published, yaml: entry("others"))
    #expect(!codes(settings).contains("own-version-not-raised"))
    try settings.add(.published, yaml: entry("parcels"))
    #expect(codes(settings).contains("own-version-not-raised"))
    #expect(throws: DocumentFault.self) {
      try settings.add(.published, yaml: Array("published:\n  - policy: parcels\n".utf8))
    }
  }
}

/// A policy that some rule of each set speaks of.
let parcels = """
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
