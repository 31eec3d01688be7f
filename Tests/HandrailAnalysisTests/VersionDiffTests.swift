import HandrailAnalysis
import HandrailAnalysisTrial
import HandrailEngine
import HandrailOracles
import HandrailTestSupport
import Testing

@Suite("Two versions")
struct VersionDiffTests {
  @Test(
    "finds looser, stricter and other teams exactly where brute force does", arguments: 0..<4)
  func agrees(part: Int) {
    let counts = DiffTrial(
      firstSeed: 710_000 + UInt64(part), stride: 10, policies: 10,
      zone: SmallPolicy.installedZone()
    ).run()
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
    #expect(counts.notSettled == 0, "\(counts.unsettled.first ?? "")")
    #expect(counts.differing > 0)
    #expect(counts.partings > 0)
    #expect(counts.differing < counts.compared)
  }

  // 7003290: another `start with` remembers otherwise a hand-over line that asks for `handler`.
  // 7007278: a start that one version alone has judged counts in the other still.
  // 7019306: from which turn on hand-over lines count hangs on who began.
  @Test(
    "changes that were missed once are told",
    arguments: [7_003_290, 7_007_278, 7_019_306] as [UInt64])
  func once(seed: UInt64) {
    let counts = DiffTrial(
      firstSeed: seed, stride: 1, policies: 1, zone: SmallPolicy.installedZone()
    ).run()
    #expect(counts.compared == 1)
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
  }

  @Test("nothing differs between a policy and itself", arguments: 0..<15)
  func same(seed: Int) {
    let small = SmallPolicy(seed: 720_000 + UInt64(seed), zone: SmallPolicy.installedZone())
    #expect(compareVersions(small.graph, small.graph).isEmpty)
    // The same, without the short way by the digest.
    var graph = small.graph
    graph.policy.digest = ""
    #expect(compareVersions(graph, graph).isEmpty)
  }

  /// Two texts made from one, compared.
  fileprivate func compared(_ old: String, _ new: String) throws -> VersionDiff {
    let zone = SmallPolicy.installedZone()
    let before = try #require(SmallPolicy.make(old, zone))
    let after = try #require(SmallPolicy.make(new, zone))
    return compareVersions(before.graph, after.graph)
  }

  @Test("words, layout, order and a rule's name change nothing but words", arguments: 0..<20)
  func words(seed: Int) throws {
    let small = SmallPolicy(seed: 730_000 + UInt64(seed), zone: SmallPolicy.installedZone())
    var blocks = small.text.split(separator: "\n\n").map(String.init)
    // Who falls into a trial hangs on the rule's name, and a start is remembered by it.
    for place in blocks.indices where blocks[place].hasPrefix("rule ") {
      let hasName = blocks[place].contains("trial on") || blocks[place].contains("start with")
      if !hasName { blocks[place] = "rule renamed_" + blocks[place].dropFirst(5) }
      blocks[place] = blocks[place].trimmingEnd + "\n  because \"New words\"\n"
    }
    let head = blocks.filter { $0.hasPrefix("policy ") }
    let rest = blocks.filter { !$0.hasPrefix("policy ") }
    let text = (head + rest.reversed()).map(\.trimmingEnd).joined(separator: "\n\n") + "\n"
    let diff = try compared(small.text, text)
    #expect(diff.changes.isEmpty && diff.notSettled.isEmpty, "\(small.text)")
    #expect(diff.asides.allSatisfy { $0.sort == .wording }, "\(diff.asides)")
    #expect(!diff.asides.isEmpty)
  }

  fileprivate static let base = """
    policy small version 1
      language 1
      start with ai

    facts
      angry is yes or no or unknown
      amount is number 0 to 1000

    tasks talk, pay

    roles lead, chief

    queue front
      if closed or waited too long
        - take message

    queue back
      if closed or waited too long
        - take message

    prefer queues back otherwise front

    rule service
      ai may talk

    rule payments
      when amount at most 50
      ai may pay

    rule cross_customer
      when angry is yes
      hand over to back

    oversight
      alert lead when amount above 900

    """

  @Test(
    "one change, its kinds and no other",
    arguments: [
      ("at most 50", "at most 60", [ChangeKind.looser]),
      ("at most 50", "at most 40", [.stricter]),
      ("hand over to back", "hand over to front", [.team]),
      ("hand over to back", "only a human may pay", [.looser, .stricter, .team]),
      ("when angry is yes", "when angry is no", [.looser, .stricter, .team]),
      ("start with ai", "start with human", [.stricter]),
      ("back otherwise front", "front otherwise back", [.team]),
    ])
  func oneChange(old: String, new: String, kinds: [ChangeKind]) throws {
    let text = Self.base.replacing(old, with: new)
    let diff = try compared(Self.base, text)
    #expect(Set(diff.changes.map(\.kind)) == Set(kinds))
    #expect(diff.notSettled.isEmpty)
    for change in diff.changes {
      #expect(change.causes.allSatisfy { $0.old != nil || $0.new != nil })
    }
  }

  fileprivate func kinds(_ old: String, _ new: String) throws -> Set<ChangeKind> {
    let diff = try compared(old, new)
    #expect(diff.notSettled.isEmpty)
    return Set(diff.changes.map(\.kind))
  }

  @Test("who begins is what `handler` says of a new conversation")
  func start() throws {
    let old = Self.base.replacing("when angry is yes", with: "when handler is ai and angry is yes")
    // With a person to begin with nobody is handed over, and nothing holds the AI back.
    #expect(
      try kinds(old, old.replacing("start with ai", with: "start with human"))
        == [.looser, .stricter, .team])
  }

  @Test("what was remembered by a test that changed is what one session leaves both")
  func remembered() throws {
    let paid = Self.base.replacing(
      "  when amount at most 50\n  ai may pay",
      with: "  ai may pay\n\nrule large\n  when amount above 50 at any point\n  nobody may pay")
    let wider = paid.replacing("above 50 at", with: "above 60 at")
    #expect(try kinds(paid, wider).contains(.looser))
    // The same in other words is remembered by another name, and alike.
    #expect(try kinds(paid, paid.replacing("above 50 at", with: "at least 51 at")).isEmpty)
  }

  @Test("a narrower way back is stricter, and looser for those whom it alone has been armed for")
  func wayBack() throws {
    let old =
      Self.base + """

        return to ai
          when amount below 60

        """
    #expect(try kinds(old, old.replacing("below 60", with: "below 50")) == [.looser, .stricter])
    #expect(try kinds(old, old.replacing("below 60", with: "at most 59")).isEmpty)
  }

  @Test("a line that was yes before transfers nothing, in either version")
  func called() throws {
    let old = Self.base.replacing("when angry is yes", with: "when amount above 70")
    #expect(try kinds(old, old.replacing("above 70", with: "at least 71")).isEmpty)
    let twice = old.replacing(
      "oversight",
      with: "rule both\n  when amount above 70 and angry is yes\n  hand over to back\n\noversight")
    // The second line may be new where the first was yes before; unknown, it holds the AI back.
    #expect(try kinds(old, twice) == [.stricter, .team])
  }

  /// A line that only the first decision of a conversation may find yes in the old version alone,
  /// and that another one outranks there.
  private static let outranked =
    base.replacing(
      "when angry is yes",
      with: "when amount below 75\n  hand over to back\n\nrule large\n  when any of\n"
        + "    - amount above 70\n    - all of\n      -- amount above 60\n      -- handler is ai"
    ).replacing("handler is ai\n  hand over to back", with: "handler is ai\n  hand over to front")

  @Test("a line that is yes in both may have been yes before in one version alone")
  func calledApart() throws {
    let new = Self.outranked.replacing(
      "any of\n    - amount above 70\n    - all of\n      -- amount above 60\n"
        + "      -- handler is ai", with: "amount above 70")
    let diff = try compared(Self.outranked, new)
    #expect(diff.notSettled.isEmpty)
    let change = try #require(diff.changes.first)
    #expect(diff.changes.count == 1 && change.kind == .team)
    #expect(change.causes.allSatisfy { $0.name == "large" } && !change.causes.isEmpty)
    // It was yes before for the old version: that one transfers nothing now.
    #expect([change.old, change.new].map { $0.decision.queue?.queue } == [1, 0])
    #expect(try kinds(Self.outranked, Self.outranked).isEmpty)
  }

  private static let oneTeam = base.replacing(
    "queue back\n  if closed or waited too long\n    - take message\n\n"
      + "prefer queues back otherwise front", with: "prefer queues front otherwise front")

  /// Everybody is handed over by the first decision; a second line looks back on turns.
  private static func lookingBack(_ times: String) -> String {
    let again = "rule again\n  when angry is yes in \(times) of the last 2 turns"
    return oneTeam.replacing("yes or no or unknown", with: "yes or no every turn or unknown")
      .replacing("hand over to back", with: "hand over to front")
      .replacing("when angry is yes", with: "hand over to front\n\n\(again)")
  }

  @Test(
    "turns before a handover count where a person began: a line that can't be told holds back",
    arguments: [
      ("at least 2", [ChangeKind.stricter]), ("at least 1", [.looser, .stricter]),
    ])
  func stretch(times: String, kinds expected: [ChangeKind]) throws {
    let old = Self.lookingBack(times)
    let new = old.replacing("start with ai", with: "start with human")
    let diff = try compared(old, new)
    #expect(diff.notSettled.isEmpty && diff.asides.isEmpty)
    #expect(Set(diff.changes.map(\.kind)) == Set(expected))
    for change in diff.changes {
      #expect(Set(change.causes.map(\.name)) == ["start with", "again"])
      guard case .kept(let before) = change.old.question.memory,
        case .kept(let after) = change.new.question.memory
      else {
        Issue.record("a new conversation")
        return
      }
      #expect(before.handler.changedAtTurn > after.handler.changedAtTurn)
    }
    // The other way round it is the other way round.
    let back = try kinds(new, old)
    let mirrored = expected.map { $0 == .looser ? ChangeKind.stricter : .looser }
    #expect(back == Set(mirrored))
  }

  @Test("a new conversation may begin with several turns")
  func severalTurns() throws {
    let old =
      Self.base.replacing("angry is yes or no or unknown", with: "angry is yes or no every turn")
      .replacing(
        "when angry is yes\n  hand over to back",
        with: "when angry is not yes\n  "
          + "except when angry is not yes and angry is yes at any point\n  hand over to back")
    let next = old.replacing("start with ai", with: "start with human")
    #expect(try kinds(old, next) == [.stricter])
  }

  @Test("tiers bring what their people say: fewer is looser, more is stricter, as many is a team")
  func tiers() throws {
    let old =
      Self.base + """

        approval agreed
          for pay
          measure amount
          tier at most 20 needs nobody
          tier at most 40 needs 1 lead
          tier above 40 needs 2 lead
          answer within 30 minutes

        """
    #expect(try kinds(old, old.replacing("at most 20", with: "at most 30")) == [.looser])
    #expect(try kinds(old, old.replacing("at most 20", with: "at most 10")) == [.stricter])
    #expect(try kinds(old, old.replacing("needs 2 lead", with: "needs 2 chief")) == [.team])
    let words = try compared(old, old.replacing("at most 20", with: "at most 30")).changes
      .flatMap(\.causes).map(\.words)
    #expect(words == ["agreed: tier at most 20 needs nobody -> tier at most 30 needs nobody"])
  }

  @Test("what is not compared counts as anything that it may be")
  func notCompared() throws {
    let text = Self.base.replacing("above 900", with: "above 950")
    let diff = try compared(Self.base, text)
    #expect(diff.changes.isEmpty && diff.notSettled.isEmpty)
    #expect(diff.has(.looser) && diff.has(.stricter))
    let aside = try #require(diff.asides.first { !$0.mayBe.isEmpty })
    #expect((aside.oldPlace ?? aside.newPlace)?.text.hasPrefix("alert lead") == true)
  }

  @Test("a fact that is described otherwise is not passed over")
  func described() throws {
    let text = Self.base.replacing("0 to 1000", with: "0 to 2000")
    #expect(try compared(Self.base, text).has(.looser))
  }

  @Test("a budget that runs out is told, never silence")
  func budget() throws {
    let zone = SmallPolicy.installedZone()
    let old = try #require(SmallPolicy.make(Self.base, zone)).graph
    let new = try #require(
      SmallPolicy.make(Self.base.replacing("at most 50", with: "at most 40"), zone)
    ).graph
    let diff = compareVersions(old, new, budget: 0)
    #expect(diff.changes.isEmpty)
    #expect(diff.has(.looser) && diff.has(.stricter))
  }
}

extension VersionDiffTests {
  private static let agreed =
    base + """

      approval agreed
        for pay
        measure amount
        tier at most 20 needs nobody
        tier above 20 needs 1 lead
        answer within 30 minutes

      """

  @Test("of several changes each is told by its own lines alone")
  func ownLines() throws {
    let new = Self.agreed.replacing("at most 50", with: "at most 45")
      .replacing("at most 20", with: "at most 30").replacing("above 20", with: "above 30")
      .replacing("when angry is yes", with: "when angry is yes or amount above 800")
    let diff = try compared(Self.agreed, new)
    #expect(diff.notSettled.isEmpty)
    let told = diff.changes.map { "\($0.kind) \(Set($0.causes.map(\.name)).sorted())" }
    #expect(
      told == [
        // Where it can't be told whether somebody is cross, a large amount now tells enough.
        "looser [\"cross_customer\"]", "looser [\"agreed\"]", "stricter [\"cross_customer\"]",
        "stricter [\"payments\"]", "team [\"cross_customer\"]",
      ])
    let agreed = diff.changes.first { $0.causes.first?.name == "agreed" }
    // The AI acts in its example.
    #expect(agreed?.new.decision.handlerIsHuman == false)
  }

  @Test("a definition that several lines rest on is told once, for they only differ together")
  func together() throws {
    let old = Self.base.replacing("when amount at most 50", with: "when large is no")
      .replacing(
        "rule payments",
        with: "define large\n  when amount above 50\n\nrule large_payments\n  when large is yes\n"
          + "  only a human may pay\n\nrule payments")
    let diff = try compared(old, old.replacing("above 50", with: "above 60"))
    #expect(diff.notSettled.isEmpty)
    #expect(Set(diff.changes.map(\.kind)) == [.looser])
    #expect(
      diff.changes.map { $0.causes.map(\.words) } == [["large: amount above 50 -> amount above 60"]]
    )
  }

  @Test("a way back that is taken more often is looser")
  func oftener() throws {
    let old =
      Self.base + """

        return to ai
          when amount below 60
          at most 1 times

        """
    #expect(try kinds(old, old.replacing("1 times", with: "2 times")) == [.looser])
    #expect(try kinds(old.replacing("1 times", with: "2 times"), old) == [.stricter])
  }

  /// So many rules, all of them renamed and changed in the next version.
  private func many(_ count: Int) -> (old: String, new: String) {
    func text(_ name: String, _ limit: Int) -> String {
      Self.base
        + (0..<count).map { number in
          let outcome = ["ai may pay", "nobody may talk", "hand over to front"][number % 3]
          return "\nrule \(name)\(number)\n  when amount above \(limit + number)\n  \(outcome)\n"
        }.joined()
    }
    return (text("old_", 100), text("new_", 500))
  }

  @Test(
    "of hundreds of changed lines none is passed over, whatever the budget", arguments: [0, 300])
  func manyChanges(budget: Int) throws {
    let zone = SmallPolicy.installedZone()
    let (old, new) = many(150)
    let before = try #require(SmallPolicy.make(old, zone)).graph
    let after = try #require(SmallPolicy.make(new, zone)).graph
    let diff = compareVersions(before, after, budget: budget)
    let told = Set((diff.changes.flatMap(\.causes) + diff.notSettled.flatMap(\.causes)).map(\.name))
    for number in 0..<150 {
      #expect(told.contains("old_\(number)") && told.contains("new_\(number)"))
    }
    #expect(diff.has(.looser) && diff.has(.stricter) && diff.has(.team))
    #expect(budget > 0 || diff.changes.isEmpty)
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    String(reversed().drop { $0.isWhitespace }.reversed())
  }
}
