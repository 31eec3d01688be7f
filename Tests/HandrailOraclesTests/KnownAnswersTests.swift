import HandrailOracles
import Testing

/// Answers that anybody can see, of both oracles.
@Suite("What the oracles answer")
struct KnownAnswersTests {
  private static let text = """
    policy small version 1
      language 1
      start with ai

    facts
      amount is money up to JPY 4
      other is money up to JPY 4
      angry is yes or no every turn

    tasks refund, cancel

    queue alpha
      if closed or waited too long
        - take message

    queue beta
      if closed or waited too long
        - take message

    prefer queues otherwise alpha

    rule everyday
      when amount above JPY 1
      ai may refund

    rule never
      when amount above JPY 2 and amount below JPY 2
      ai may cancel

    rule beaten
      when amount above JPY 3
      ai may cancel

    rule stronger
      when amount at least JPY 3
      only a human may cancel

    rule sums
      when amount plus other above JPY 7 and amount minus other above JPY 1
      hand over to alpha

    rule covered
      when amount above JPY 2
      except when amount above JPY 1
      hand over to alpha

    rule idle
      when amount above JPY 2
      except when amount below JPY 1
      hand over to beta

    rule upset
      when angry is yes in at least 2 of the last 3 turns
      hand over to alpha

    return to ai
      when amount below JPY 1

    promise kept
      whenever amount above JPY 2
      expect human or nobody

    promise broken
      whenever amount above JPY 1
      expect human

    """

  @Test(
    "Each kind of query has a known answer",
    arguments: [
      (.ruleCanApply(rule: "everyday"), true),
      (.ruleCanApply(rule: "never"), false),
      // 4 and 4 are the only amounts above 7 together, and they do not differ.
      (.ruleCanApply(rule: "sums"), false),
      (.ruleCanApply(rule: "covered"), false),
      (.permissionCanTakeEffect(rule: "everyday", effect: 0), true),
      (.permissionCanTakeEffect(rule: "beaten", effect: 0), false),
      (.exceptionMatters(rule: "covered", exception: 0), true),
      (.exceptionMatters(rule: "idle", exception: 0), false),
      (.exceptionCoversAll(rule: "covered"), true),
      (.exceptionCoversAll(rule: "idle"), false),
      (.differentQueues("idle", "upset"), true),
      (.differentQueues("covered", "idle"), false),
      (.returnWhileHandingOver(way: 0, rule: "upset"), true),
      (.returnWhileHandingOver(way: 0, rule: "idle"), false),
      (.promiseBroken("kept"), false),
      (.promiseBroken("broken"), true),
      (.versionsDiffer, false),
    ] as [(OracleQuery, Bool)])
  func knownAnswer(query: OracleQuery, expected: Bool) throws {
    let small = try #require(
      SmallPolicy(text: Self.text, next: Self.text, zone: SmallPolicy.installedZone()))
    #expect(BruteForce(small).answer(query) == expected)
    #expect(try #require(Z3Oracle(small)).answer(query) == expected)
  }

  @Test("Versions differ where one amount is decided otherwise")
  func versionsDiffer() throws {
    let next = Self.text.replacing(
      "when amount above JPY 1\n  ai may", with: "when amount above JPY 0\n  ai may")
    #expect(next != Self.text)
    let small = try #require(
      SmallPolicy(text: Self.text, next: next, zone: SmallPolicy.installedZone()))
    #expect(BruteForce(small).answer(.versionsDiffer) == true)
    #expect(try #require(Z3Oracle(small)).answer(.versionsDiffer) == true)
  }
}
