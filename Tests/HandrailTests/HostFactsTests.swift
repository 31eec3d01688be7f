import Handrail
import HandrailTestSupport
import Testing

private let policyText = """
  policy desk version 1
    language 1
    start with ai
    owner "Operations"

  facts
    verified is yes or no
    segment is one of standard, premier, other_people
    needs is any of bereavement, hardship, illness
    identity is level of low, middle, high
    age is number 0 to 120
    share is number -1 to 1 in steps of 0.05
    anger is score or unknown
    amount is money up to GBP 10000 or unknown
    waiting is duration up to 4 hours usually 1 minute
    placed is moment
    seen is yes or no fresh for 10 minutes

  tasks issue_refund, explain_fee

  queue care
    if closed or waited too long
      - take message

  queue night
    if closed or waited too long
      - take message

  prefer queues night otherwise care

  rule asked
    when anger above 0.8 or waiting above 30 minutes
    hand over using desks

  rule everyday
    ai may explain_fee

  rule large
    when amount above GBP 250.50
    only a human may issue_refund

  rule refunds
    when all of
      - verified is yes
      - identity at least middle
      - age above 17
      - share at most 0.25
    except when needs includes hardship
    ai may issue_refund

  choose desks
    - night when segment is premier and needs excludes illness
    - care when segment is standard
    - otherwise or unknown care
  """

/// One fact with a drawn value: in cell units for the sheet, and as JSON says it.
private struct Drawn {
  var name: String
  var value: Int64
  var json: String
}

private func decimal(_ value: Int64, _ decimals: Int) -> String {
  let digits = String(value.magnitude)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
}

private func draw(_ random: inout Seeded, _ policy: Policy) throws -> [Drawn] {
  let numbers: [(String, Range<Int>, Int64)] = [
    ("age", 0..<121, 1), ("share", -20..<21, 5), ("anger", 0..<101, 10_000_000),
    ("amount", 0..<1_000_001, 1), ("waiting", 0..<14_401, 1),
  ]
  var drawn: [Drawn] = []
  for name in ["verified", "segment", "identity", "needs"] {
    let fact = try #require(policy.fact(named: name))
    if fact.takesManyWords {
      let bits = random.below(1 << fact.words.count)
      let held = fact.words.indices.filter { bits & (1 << $0) != 0 }
      let list = held.map { "\"\(fact.words[$0])\"" }.joined(separator: ",")
      drawn.append(Drawn(name: name, value: Int64(bits), json: "[\(list)]"))
    } else if fact.words.isEmpty {
      let value = random.below(2)
      drawn.append(Drawn(name: name, value: Int64(value), json: value == 1 ? "true" : "false"))
    } else {
      let value = random.below(fact.words.count)
      drawn.append(Drawn(name: name, value: Int64(value), json: "\"\(fact.words[value])\""))
    }
  }
  for (name, range, step) in numbers {
    let fact = try #require(policy.fact(named: name))
    let value = Int64(Int.random(in: range, using: &random)) * step
    drawn.append(Drawn(name: name, value: value, json: decimal(value, fact.decimals)))
  }
  return drawn.filter { _ in !random.oneIn(8) }
}

private func question(_ drawn: [Drawn], task: String) -> [UInt8] {
  let facts = drawn.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
  return Array(
    "{\"at\":\"2026-03-02T10:15:00Z\",\"task\":\"\(task)\",\"memory\":\"new\",\"facts\":{\(facts)}}"
      .utf8)
}

private func words(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) }

@Suite struct HostFactsTests {
  static let moment: Int64 = 1_772_446_500_000_000

  private func policy() throws -> Policy {
    let file = PolicyFile(path: "desk.policy", bytes: Array(policyText.utf8))
    let compilation = compile(file, in: PolicySurroundings())
    let (policy, said) = (compilation.policy, compilation.messages.map { $0.headline })
    return try #require(policy, "\(said)")
  }

  @Test("what is set by place is decided as what JSON says", arguments: [UInt64(1), 2, 3])
  func sameAsJSON(seed: UInt64) throws {
    let policy = try policy()
    var random = Seeded(seed)
    var fromJSON = policy.lineVerdicts()
    var fromSheet = policy.lineVerdicts()
    for task in ["issue_refund", "explain_fee", "none"] {
      var sheet = policy.factSheet(task: task == "none" ? nil : task)
      sheet.microseconds = Self.moment
      for _ in 0..<100 {
        let drawn = try draw(&random, policy)
        for name in ["verified", "segment", "identity", "needs", "age", "share", "anger", "amount"]
        {
          sheet.clear(try #require(policy.fact(named: name)).place)
        }
        sheet.clear(try #require(policy.fact(named: "waiting")).place)
        for entry in drawn {
          sheet.set(try #require(policy.fact(named: entry.name)).place, entry.value)
        }
        let expected = policy.decide(json: question(drawn, task: task), keeping: &fromJSON)
        let found = policy.decide(sheet, keeping: &fromSheet)
        #expect(words(found.json()) == words(expected.json()), "seed \(seed)")
        #expect(words(policy.decide(sheet).json()) == words(expected.json()), "seed \(seed)")
        #expect(fromSheet.certain == fromJSON.certain && fromSheet.possible == fromJSON.possible)
      }
    }
  }

  @Test("a value that does not fit is a fault, and never cut")
  func outOfRange() throws {
    let policy = try policy()
    for (name, value) in [
      ("age", 121), ("age", -1), ("share", 3), ("segment", 3), ("needs", 8), ("verified", 2),
      ("waiting", Int64.max), ("amount", .min),
    ] {
      var sheet = policy.factSheet()
      let place = try #require(policy.fact(named: name)).place
      let before = policy.decide(sheet).inputFaults
      sheet.set(place, value)
      let after = policy.decide(sheet).inputFaults
      #expect(after.contains { $0.hasPrefix("facts.\(name): ") }, "\(name)")
      sheet.clear(place)
      #expect(policy.decide(sheet).inputFaults == before)
    }
  }

  @Test("a task that the policy does not have is a fault, as in JSON")
  func unknownTask() throws {
    let answer = try policy().decide(try policy().factSheet(task: "sell_house"))
    #expect(answer.ruling == .human)
    #expect(answer.inputFaults.contains { $0.hasPrefix("task: ") })
  }

  @Test("what needs more than a number is not set by place")
  func notByPlace() throws {
    let policy = try policy()
    for name in ["placed", "seen", "task", "nothing"] { #expect(policy.fact(named: name) == nil) }
  }

  @Test("every line's verdict is kept: rules by name, then rows from the top")
  func verdicts() throws {
    let policy = try policy()
    var verdicts = policy.lineVerdicts()
    let desks = try #require(policy.table(named: "desks"))
    #expect(policy.table(named: "desk") == nil)
    #expect(verdicts.count == 4 + 3)
    var sheet = policy.factSheet(task: "explain_fee")
    sheet.microseconds = Self.moment
    sheet.set(try #require(policy.fact(named: "segment")).place, 0)
    sheet.set(try #require(policy.fact(named: "amount")).place, 100_00)
    sheet.set(try #require(policy.fact(named: "needs")).place, 0)
    _ = policy.decide(sheet, keeping: &verdicts)
    // everyday, the second row and the last; asked and refunds cannot be told.
    #expect(verdicts.certain == [0b1100010])
    #expect(verdicts.possible == [0b1101011])
    #expect(verdicts.firstCertainLine == 1)
    #expect(verdicts.row(of: desks) == 1)
    _ = policy.decide(json: Array("no question".utf8), keeping: &verdicts)
    #expect(verdicts.certain == [0] && verdicts.possible == [0])
    #expect(verdicts.row(of: desks) == nil && verdicts.firstCertainLine == nil)
  }
}
