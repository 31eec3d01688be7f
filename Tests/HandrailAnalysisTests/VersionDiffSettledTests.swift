import HandrailAnalysis
import HandrailEngine
import HandrailOracles
import HandrailTestSupport
import Testing

/// Small edits of everyday lines that two versions must be told apart by, or found alike, for sure.
@Suite("Two versions, settled")
struct VersionDiffSettledTests {
  private static let base = """
    policy small version 1
      language 1
      start with ai

    facts
      wants is yes or no every turn
      cross is yes or no every turn
      amount is number 0 to 1000
      customer is reference
      agreed is yes or no

    mark agreed as consent

    tasks talk, pay, write

    queue front
      if closed or waited too long
        - take message

    queue back
      if closed or waited too long
        - take message

    prefer queues back otherwise front

    rule service
      ai may talk, pay, write

    rule asked
      when wants is yes
      hand over to front

    disclosure
      way out asked

    """

  /// The kinds found between two texts, one of them with other words in it; all is settled.
  private func kinds(_ added: String, _ old: String, _ new: String) throws -> Set<ChangeKind> {
    let diff = try compared(added, old, new)
    #expect(diff.notSettled.isEmpty, "\(diff.notSettled.map(\.kind))")
    return Set(diff.changes.map(\.kind))
  }

  private func compared(_ added: String, _ old: String, _ new: String) throws -> VersionDiff {
    let zone = SmallPolicy.installedZone()
    let text = Self.base + "\n" + added + "\n"
    let before = try #require(SmallPolicy.make(text, zone), "\(text)")
    let after = try #require(SmallPolicy.make(text.replacing(old, with: new), zone))
    return compareVersions(before.graph, after.graph)
  }

  @Test("how often somebody asked is counted in the turns of a new conversation")
  func requests() throws {
    let again = "rule again\n  when human_requests at least 2\n  hand over to back"
    #expect(try kinds(again, "least 2", "least 3") == [.looser, .team])
    // Whoever asked once just now is with a person by another rule already.
    let now = again.replacing("least 2", with: "least 1 and wants is yes and turn_count below 2")
    #expect(try kinds(now, "least 1", "least 2") == [.team])
  }

  @Test("of an offer and a first step, waits are told and not searched for")
  func waits() throws {
    let offer = """
      offer choice
        for pay
        options human, ai
        answer within 2 minutes
        remember by customer for 10 days
        if no answer choose human
        say "A person, or me?"

      first sure
        for write
        confirm amount
        lasts 10 minutes
        say "Are you sure?"
      """
    for (old, new) in [
      ("within 2", "within 3"), ("for 10 days", "for 11 days"), ("lasts 10", "lasts 11"),
    ] {
      let diff = try compared(offer, old, new)
      #expect(diff.changes.isEmpty && diff.notSettled.isEmpty)
      #expect(diff.has(.looser) && diff.has(.stricter))
    }
    // Whom it is shown to is searched for.
    let some = offer.replacing("  options", with: "  when amount above 200\n  options")
    #expect(try kinds(some, "above 200", "above 201") == [.looser])
  }

  @Test("whoever is in a part of all conversations is in a larger part")
  func trial() throws {
    let pilot =
      "rule pilot\n  when amount above 5\n  trial on 25% of conversations\n  nobody may pay"
    #expect(try kinds(pilot, "25%", "26%") == [.stricter])
    #expect(try kinds(pilot, "25%", "24%") == [.looser])
  }

  @Test("a way back that leaves some tasks to people is stricter for these")
  func wayBack() throws {
    let back = "return to ai\n  for talk\n  when amount below 60\n  at most 1 times"
    #expect(try kinds(back, "1 times", "2 times") == [.looser, .stricter])
    #expect(try kinds(back.replacing("  for talk\n", with: ""), "1 times", "2 times") == [.looser])
  }

  @Test("letters that the AI writes are weighed by their own line")
  func letters() throws {
    let letter =
      "rule letter\n  when agreed is yes and amount below 60\n"
      + "  contact customer by ai for write"
    #expect(try kinds(letter, "below 60", "below 70") == [.looser])
    #expect(try kinds(letter, "below 60", "below 50") == [.stricter])
  }

  @Test("a line whose team is ranked last moves nobody but from another team")
  func rankedLast() throws {
    let line = "rule cross_customer\n  when cross is yes and amount above 100\n  hand over to front"
    let other = line + "\n\nrule large\n  when amount above 500\n  hand over to back"
    #expect(try kinds(other, "above 100", "above 110") == [.looser, .team])
    let diff = try compared(other, "above 100", "above 110")
    let team = try #require(diff.changes.first { $0.kind == .team })
    guard case .kept(let memory) = team.old.question.memory else {
      Issue.record("a new conversation: \(team.old.question.memory)")
      return
    }
    #expect(memory.handler.isHuman && memory.handler.queue == 1)
  }

  @Test("many switches that changed are each weighed by their own lines")
  func switches() throws {
    let rules = (0..<12).map { number in
      "rule r\(number)\n  when amount above \(100 + 10 * number) at any point\n"
        + (number % 2 == 0 ? "  only a human may pay" : "  hand over to back")
    }.joined(separator: "\n\n")
    let zone = SmallPolicy.installedZone()
    let next = (0..<12).reduce(rules) { text, number in
      text.replacing("above \(100 + 10 * number) ", with: "above \(105 + 10 * number) ")
    }
    let before = try #require(SmallPolicy.make(Self.base + "\n" + rules + "\n", zone))
    let after = try #require(SmallPolicy.make(Self.base + "\n" + next + "\n", zone))
    let diff = compareVersions(before.graph, after.graph)
    #expect(diff.notSettled.isEmpty)
    #expect(!diff.changes.contains { $0.kind == .stricter })
    #expect(diff.has(.looser))
  }
}
