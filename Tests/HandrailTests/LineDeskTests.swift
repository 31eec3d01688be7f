import Handrail
import HandrailEngine
import HandrailTestSupport
import Testing

private let policyText = """
  policy front version 2
    language 1
    start with ai
    owner "Operations"
    time zone Europe/London

  facts
    verified is yes or no
    segment is one of standard, premier, other_people
    needs is any of bereavement, hardship, illness
    identity is level of low, middle, high
    age is number 0 to 120
    anger is score or unknown
    amount is money up to GBP 10000 or unknown
    waiting is duration up to 4 hours usually 1 minute

  tasks issue_refund, explain_fee, close_account

  queue care
    skills billing
    if closed or waited too long
      - take message

  queue night
    if closed or waited too long
      - take message

  prefer queues night otherwise care

  rule asked
    because "an angry customer is not kept waiting"
    when anger above 0.8 or waiting above 30 minutes
    hand over using desks
    say "I am getting {segment} help for you."

  rule everyday
    ai may explain_fee

  rule large
    when amount above GBP 250.50
    only a human may issue_refund

  rule closing
    when age below 18
    nobody may close_account

  rule refunds
    when all of
      - verified is yes
      - identity at least middle
      - age above 17
    except when needs includes hardship
    ai may issue_refund

  choose desks
    - night when segment is premier and needs excludes illness
    - care when segment is standard
    - otherwise or unknown care
  """

/// A desk that is used again and again says what `Policy.decide` says, byte for byte.
@Suite struct LineDeskTests {
  private func policy() throws -> Policy {
    let file = PolicyFile(path: "front.policy", bytes: Array(policyText.utf8))
    var world = PolicySurroundings()
    world.zoneFile = { _ in ZoneFixture.bytes("Europe/London") }
    let compilation = compile(file, in: world)
    let (policy, said) = (compilation.policy, compilation.messages.map { $0.headline })
    return try #require(policy, "\(said)")
  }

  private func question(_ random: inout Seeded) -> [UInt8] {
    let facts = [
      ("verified", ["true", "false"]), ("segment", ["\"standard\"", "\"premier\"", "7"]),
      ("needs", ["[]", "[\"hardship\"]", "[\"illness\", \"bereavement\"]"]),
      ("identity", ["\"low\"", "\"middle\"", "\"high\""]), ("age", ["17", "18", "64", "121"]),
      ("anger", ["0.1", "0.8", "0.81", "null"]), ("amount", ["250.50", "250.51", "0"]),
      ("waiting", ["60", "1800", "1801"]),
    ]
    let kept = random.oneIn(3) ? facts.filter { _ in !random.oneIn(7) } : facts
    let members = kept.map { "\"\($0.0)\":\(random.pick($0.1))" }.joined(separator: ",")
    let task = random.pick(["issue_refund", "explain_fee", "close_account", "none", "unheard_of"])
    let rest = random.pick([
      "", ",\"session\":\"s-7\"", ",\"language\":\"en\"", ",\"people\":[]", ",\"extra\":1",
    ])
    let start = "{\"at\":\"2026-03-02T10:15:00Z\",\"task\":\"\(task)\",\"memory\":\"new\""
    return Array("\(start),\"facts\":{\(members)}\(rest)}".utf8)
  }

  @Test("the same words as the long way", arguments: [UInt64(1), 2, 3, 4])
  func sameWords(seed: UInt64) throws {
    let policy = try policy()
    let short = DecisionFields(["handler", "next", "ruling", "session"])
    for fields in [nil, DecisionFields(["say", "memory", "queue", "reasons"]), short] {
      var random = Seeded(seed)
      var desk = LineDesk(LinePattern(policy, only: fields))
      var taken = 0
      for _ in 0..<300 {
        let question = question(&random)
        var text = JSONText(indented: false, only: fields, room: 0)
        let isTaken = desk.write(question.span, to: &text)
        guard isTaken else {
          #expect(text.bytes.isEmpty)
          continue
        }
        taken += 1
        var label = DecisionLabel(isIndented: false)
        label.fields = fields
        let long = policy.decide(policy.reader.readWhole(question)).json(label)
        #expect(
          String(decoding: text.takeBytes(), as: UTF8.self) == String(decoding: long, as: UTF8.self)
        )
      }
      #expect(taken > 25)
    }
  }

  @Test("a desk decides JSON as the policy does, in short", arguments: [UInt64(5), 6, 7])
  func inShort(seed: UInt64) throws {
    let policy = try policy()
    var random = Seeded(seed)
    var desk = policy.desk(task: "explain_fee")
    var kept = policy.lineVerdicts()
    let desks = try #require(policy.table(named: "desks"))
    var faulty = 0
    for _ in 0..<300 {
      let question = random.oneIn(20) ? Array("{\"at\":".utf8) : question(&random)
      let outcome = desk.decide(json: question)
      let answer = policy.decide(json: question, keeping: &kept)
      let shown = Comment(rawValue: String(decoding: question, as: UTF8.self))
      let (isFaulty, row) = (desk.isFaulty, desk.row(of: desks))
      #expect(outcome.ruling == answer.ruling, shown)
      #expect(outcome.handler == answer.handler, shown)
      #expect(outcome.next == answer.next, shown)
      #expect(isFaulty == answer.isFaulty, shown)
      #expect(row == kept.row(of: desks), shown)
      for line in 0..<5 {
        let isYes = desk.isYes(line: line)
        #expect(isYes == (kept.certain[0] >> UInt64(line) & 1 != 0), shown)
      }
      faulty += answer.isFaulty ? 1 : 0
    }
    #expect(faulty > 20 && faulty < 250)
  }
}
