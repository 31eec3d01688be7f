import Handrail
import HandrailEngine
import HandrailLint
import HandrailSource
import Testing

@Suite("Lines that allow a finding")
struct AllowTests {
  private func findings(_ policy: String) -> [Diagnostic] {
    var orders = LintOrders(nil)
    orders.levels["cover-task-silent"] = .some(.note)
    orders.levels["own-missing"] = .some(.hold)
    orders.surroundings.today = CalendarDate(year: 2026, month: 3, day: 2)
    return review(
      PolicyFile(path: "parcels.policy", bytes: Array(policy.utf8)),
      in: worldOfTests(beside: nil), linting: orders
    ).diagnostics
  }

  private func codes(_ policy: String) -> [String] { findings(policy).map(\.code) }

  private func above(_ line: String, _ comment: String) -> String {
    parcels.replacing(line, with: comment + "\n" + line)
  }

  @Test("without one, both findings count")
  func both() { #expect(codes(parcels) == ["own-missing", "cover-task-silent"]) }

  @Test("allows what stands below it, to the end of its day")
  func allowed() {
    let policy = above(
      "tasks find", "# allow cover-task-silent until 2026-03-02: changes of day start in April")
    #expect(codes(policy) == ["own-missing"])
  }

  @Test("other comments may stand between; nothing below a blank line is allowed")
  func between() {
    let line = "# allow cover-task-silent until 2026-09-30: changes of day start in April"
    #expect(codes(above("tasks find", line + "\n# What we do.")) == ["own-missing"])
    let far = codes(above("tasks find", line + "\n"))
    #expect(far == ["own-missing", "allow-unused", "cover-task-silent"])
  }

  @Test("from the day after, it is a finding and allows nothing")
  func expired() {
    let found = findings(
      above("tasks find", "# allow cover-task-silent until 2026-03-01: soon"))
    #expect(found.map(\.code) == ["own-missing", "allow-expired", "cover-task-silent"])
    #expect(found.map(\.severity) == [.hold, .hold, .note])
  }

  @Test("an expired line is a finding also where its rule is silent by now")
  func expiredAndMended() {
    let policy = above("rule finding", "# allow own-missing until 2026-03-01: soon")
      .replacing("start with ai", with: "start with ai\n  owner \"Desk\"\n  review by 2026-12-31")
    #expect(codes(policy) == ["cover-task-silent", "allow-expired"])
  }

  @Test("a core rule wants an owner and a day of review beside it")
  func core() {
    let line = "# allow own-missing until 2026-09-30: being settled"
    let bare = findings(above("policy parcels", line))
    #expect(bare.map(\.code) == ["allow-incomplete", "own-missing", "cover-task-silent"])
    #expect(bare.first?.headline.contains("`review by`") == true)
    // Under a heading of its own, or in the header of the file.
    let owned = above("rule finding", "# allow safe-ai-anything until 2026-09-30: x")
      .replacing("ai may find", with: "owner \"Desk\"\n  review by 2026-12-31\n  ai may find")
    #expect(!codes(owned).contains("allow-incomplete"))
  }

  @Test(
    "says what is missing",
    arguments: [
      ("# allow cover-task-silent", "until when"),
      ("# allow cover-task-silent: later", "until when"),
      ("# allow cover-task-silent until 2026-09-30", "until when"),
      ("# allow cover-task-silent until 2026-09-30:", "until when"),
      ("# allow cover-task-silent until 30.09.2026: later", "until when"),
      ("# allow cover-task-silent until 2026-02-30: later", "until when"),
      ("# allow cover-task-silnt until 2026-09-30: later", "Closest: `cover-task-silent`"),
      ("# allow PL0704 until 2026-09-30: later", "can't be allowed"),
    ])
  func incomplete(line: String, words: String) {
    let found = findings(above("tasks find", line))
    #expect(found.map(\.code) == ["own-missing", "allow-incomplete", "cover-task-silent"])
    #expect(found[1].headline.contains(words))
  }

  @Test("other comments about allowing are the author's own")
  func comments() {
    for comment in ["# allow refunds for premier", "# allow", "# allowed until 2026-09-30: x"] {
      #expect(codes(above("tasks find", comment)) == ["own-missing", "cover-task-silent"])
    }
  }

  @Test("one that allows nothing is a note, and its fix takes the line away")
  func unused() throws {
    let line = "# allow cover-task-silent until 2026-09-30: soon"
    let policy = above("rule finding", line)
    let note = try #require(findings(policy).first { $0.code == "allow-unused" })
    #expect(note.severity == .note)
    let edit = try #require(note.fixes.first?.edits.first)
    var bytes = Array(policy.utf8)
    bytes.replaceSubrange(edit.place.range.offsets, with: Array(edit.replacement.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == parcels)
  }

  @Test("one about a rule that does not look is left alone")
  func otherRule() {
    let policy = above("rule finding", "# allow style-order until 2026-09-30: soon")
    #expect(codes(policy) == ["own-missing", "cover-task-silent"])
  }

  @Test("a second one about the same words is one too many, and a line within a heading its own")
  func twice() {
    let line = "# allow cover-task-silent until 2026-09-30: soon"
    #expect(codes(above("tasks find", line + "\n" + line)) == ["own-missing", "allow-unused"])
  }

  @Test("a heap of such lines is read in one pass")
  func heap() {
    let line = "# allow cover-task-silent until 2026-09-30: soon\n"
    let heap = String(repeating: line + "# allow cover-task-silnt: x\n", count: 20_000)
    let codes = codes(parcels.replacing("tasks find", with: heap + "tasks find"))
    #expect(codes.count { $0 == "allow-unused" } == 19_999)
    #expect(codes.count { $0 == "allow-incomplete" } == 20_000)
  }

  @Test("whatever stands in such a line, nothing breaks")
  func hostile() {
    for line in ["#", "# allow safe-", "# allow -", "# allow PL é", "#allow own-x until -: "] {
      _ = codes(above("tasks find", line))
      _ = codes(parcels + line)
    }
  }
}

@Suite("Baselines")
struct BaselineTests {
  private func review(_ policy: String) -> Review {
    Handrail.review(
      PolicyFile(path: "desk/parcels.policy", bytes: Array(policy.utf8)),
      in: worldOfTests(beside: nil), linting: LintOrders(.standard))
  }

  @Test("know what was found, wherever it stands by now, and count what is new")
  func moves() throws {
    let before = review(parcels)
    let baseline = Baseline(of: before.diagnostics, in: before.sources)
    let read = try Baseline(yaml: Array(baseline.yaml.utf8))
    let same = read.new(among: before.diagnostics, in: before.sources)
    #expect(same.known == baseline.count && same.known > 0)
    // Core rules always count.
    let core = Set(LintRule.all.filter { $0.set == .core }.map(\.name))
    #expect(!same.findings.isEmpty && same.findings.allSatisfy { core.contains($0.code) })

    let lower = parcels.replacing("tasks find", with: "# Tasks.\ntasks find")
    let moved = review("# A comment.\n\n" + lower)
    #expect(read.new(among: moved.diagnostics, in: moved.sources).known == same.known)

    let more = review(parcels.replacing("change_day", with: "change_day, change_night"))
    let new = read.new(among: more.diagnostics, in: more.sources)
    #expect(new.findings.contains { $0.headline.contains("change_night") })
    #expect(!new.findings.contains { $0.headline.contains("change_day") })
  }

  @Test("an empty one and a foreign one are read, a damaged one is refused")
  func reading() throws {
    #expect(try Baseline(yaml: Array(Baseline(of: [], in: []).yaml.utf8)).count == 0)
    #expect(throws: DocumentFault.self) { try Baseline(yaml: Array("finding: []\n".utf8)) }
    #expect(throws: DocumentFault.self) {
      try Baseline(yaml: Array("findings:\n  - rule: x\n".utf8))
    }
  }
}
