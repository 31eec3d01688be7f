import HandrailEngine
import HandrailTestSupport
import Testing

private let graph = testGraph()
private let reader = QuestionReader(graph)

private func read(_ text: String) -> QuestionReading { reader.read(Array(text.utf8)) }

/// A whole question with these members besides.
private func question(_ members: String, facts: String = "") -> String {
  """
  {"at":"2026-03-02T10:15:00Z","session":"s1","task":"issue_refund","turns":[],"memory":"new",
  "queues":{"care":{"open":true,"free":2,"wait_seconds":30}},
  "facts":{"verified":true,"moved":0\(facts.isEmpty ? "" : ",")\(facts)}\
  \(members.isEmpty ? "" : ",")\(members)}
  """
}

private func accepted(_ text: String) throws -> Question {
  switch read(text) {
  case .question(let question, _): return question
  case .refused(let refusal): throw refusal
  }
}

private func refusal(_ text: String) -> QuestionRefusal? {
  if case .refused(let refusal) = read(text) { return refusal }
  return nil
}

@Suite struct QuestionTests {
  @Test("a whole question has no faults")
  func whole() throws {
    let question = try accepted(question(""))
    #expect(question.faults == [])
    #expect(question.ignored == [])
    #expect(question.ask == .task(0))
    #expect(question.session == "s1")
    #expect(question.at.text == "2026-03-02T10:15:00Z")
    #expect(question.frame.queues[0].free == Cell(2))
    #expect(question.frame.tasks[0] == [Cell(0)])
  }

  @Test(
    "values of every kind",
    arguments: [
      ("verified", "false", 0), ("customer.segment", "\"premier\"", 1),
      ("customer.segment", "\"Premier+\"", 1), ("customer.needs", "[]", 0),
      ("customer.needs", "[\"premier\",\"standard\",\"premier\"]", 3),
      ("identity", "\"premier\"", 1),
      ("reason", "\"something else\"", 2), ("age", "120", 120), ("age", "1.2e2", 120),
      ("data", "12.5", 125), ("data", "500", 5000), ("score", "0.7", 700_000_000),
      ("score", "1", 1_000_000_000), ("amount", "\"GBP 40\"", 4000), ("amount", "40.5", 4050),
      ("amount", "\"GBP 0.01\"", 1), ("wait", "\"30 minutes\"", 1800), ("wait", "\"1 hour\"", 3600),
      ("wait", "\"0.5 hours\"", 1800), ("wait", "90", 90),
      ("placed", "\"2026-03-02T10:15:00+00:00\"", 1_772_446_500_000_000),
      ("due", "\"2026-03-03T10:15:00Z\"", 1_772_532_900_000_000),
    ])
  func values(name: String, value: String, expected: Int64) throws {
    let text = question("", facts: name == "verified" ? "" : "\"\(name)\":\(value)")
    let question = try accepted(
      name == "verified" ? text.replacing("\"verified\":true", with: "\"verified\":\(value)") : text
    )
    #expect(graph.cell(name, question) == Cell(expected))
    #expect(question.faults == [])
  }

  @Test(
    "values that do not fit are unknown and said so, never cut or rounded",
    arguments: [
      ("customer.segment", "1", UnknownCause.wrongKind), ("customer.segment", "true", .wrongKind),
      ("customer.segment", "\"gold\"", .outOfRange),
      ("customer.segment", "\"Premier\"", .outOfRange),
      ("customer.needs", "\"premier\"", .wrongKind), ("customer.needs", "[1]", .wrongKind),
      ("customer.needs", "[\"gold\"]", .outOfRange), ("customer.needs", "[null]", .wrongKind),
      ("identity", "0", .wrongKind), ("age", "121", .outOfRange), ("age", "-1", .outOfRange),
      ("age", "1e400", .outOfRange), ("age", "0.5", .tooManyDecimals),
      ("age", "\"40\"", .wrongKind),
      ("age", "true", .wrongKind), ("age", "[40]", .wrongKind), ("age", "{}", .wrongKind),
      ("data", "12.3", .outOfRange), ("data", "12.55", .tooManyDecimals),
      ("score", "1.000000001", .outOfRange), ("score", "70", .outOfRange),
      ("score", "0.1234567891", .tooManyDecimals), ("score", "\"0.7\"", .wrongKind),
      ("amount", "\"EUR 40\"", .wrongKind), ("amount", "\"GBP 40.005\"", .tooManyDecimals),
      ("amount", "\"GBP 1e2\"", .wrongKind), ("amount", "\"40\"", .wrongKind),
      ("amount", "\"GBP  40\"", .wrongKind), ("amount", "\"gbp 40\"", .wrongKind),
      ("amount", "10000.01", .outOfRange), ("amount", "\"GBP -1\"", .outOfRange),
      ("wait", "\"5\"", .wrongKind), ("wait", "\"5 weeks\"", .wrongKind),
      ("wait", "\"5 hours\"", .outOfRange), ("wait", "\"0.0001 hours\"", .tooManyDecimals),
      ("wait", "\"99999999999999999999 days\"", .outOfRange),
      ("placed", "\"2026-03-02\"", .wrongKind), ("placed", "1772446500", .wrongKind),
      ("placed", "\"2026-03-02T10:15:01Z\"", .inTheFuture), ("payment", "7744", .wrongKind),
      ("payment", "\"\"", .outOfRange), ("payment", "\" \u{3000}\u{200B} \"", .outOfRange),
      ("summary", "1", .wrongKind),
    ])
  func unfit(name: String, value: String, cause: UnknownCause) throws {
    let question = try accepted(question("", facts: "\"\(name)\":\(value)"))
    #expect(graph.cell(name, question) == Cell(unknown: cause))
    #expect(question.faults.map(\.cause) == [cause])
    #expect(question.faults.map(\.path) == ["facts.\(name)"])
    #expect(question.faults[0].detail.isEmpty == false)
  }

  @Test("what is absent is legitimate where declared so, else a fault; usual values fill in")
  func absences() throws {
    let text = question("", facts: "\"age\":null")
      .replacing("\"verified\":true,", with: "")
    let question = try accepted(text)
    #expect(graph.cell("age", question) == Cell(unknown: .absent))
    #expect(graph.cell("verified", question) == Cell(unknown: .missing))
    #expect(question.faults.map(\.path) == ["facts.verified"])
    #expect(graph.cell("plan", question)?.isAssumed == true)
    #expect(graph.cell("plan", question)?.value == 0)
  }

  @Test("a secret's value never stands in a message")
  func secrets() throws {
    let question = try accepted(question("", facts: "\"card\":4929123412341234"))
    #expect(question.faults.count == 1)
    #expect(!question.faults[0].detail.contains("4929"))
  }

  @Test("facts stand flat or nested, by their path")
  func paths() throws {
    let nested = try accepted(
      question("", facts: #""customer":{"segment":"premier","needs":[]},"nlu":{"top":{"x":1}}"#))
    #expect(graph.cell("customer.segment", nested) == Cell(1))
    #expect(nested.ignored == ["facts.nlu.top.x"])
    let same = try accepted(
      question("", facts: #""customer":{"segment":"premier"},"customer.segment":"premier""#))
    #expect(graph.cell("customer.segment", same) == Cell(1))
    #expect(same.faults == [])
    let other = try accepted(
      question("", facts: #""customer":{"segment":"premier"},"customer.segment":"standard""#))
    #expect(graph.cell("customer.segment", other) == Cell(unknown: .contradictory))
    #expect(other.faults.map(\.cause) == [.contradictory])
    let references = try accepted(question("", facts: #""payment":"caf\u00e9","unheard":{"of":1}"#))
    #expect(
      graph.cell("payment", references).map { references.frame.texts[Int($0.value)] } == "café")
    #expect(references.ignored == ["facts.unheard"])
  }

  @Test(
    "trust: confidence must be above the limit, and at most 1",
    arguments: [
      ("0.61", true), ("0.6000000000000000000001", true), ("1", true), ("6.1e-1", true),
      ("0.6", false), ("0.5999999999999999999999", false), ("1.0000000000000000001", false),
      ("-0.7", false), ("7", false), ("\"0.9\"", false), ("null", false), ("1e400", false),
    ])
  func trust(confidence: String, isTrusted: Bool) throws {
    let fact = #""nlu.top.name":{"value":"premier","confidence":\#(confidence)}"#
    let question = try accepted(question("", facts: fact))
    #expect(graph.cell("intent", question) == (isTrusted ? Cell(1) : Cell(unknown: .notTrusted)))
    #expect(question.faults == [])
    let plain = try accepted(self.plain())
    #expect(graph.cell("intent", plain) == Cell(unknown: .notTrusted))
  }

  private func plain() -> String { question("", facts: #""nlu.top.name":"premier""#) }

  @Test(
    "freshness is judged by the moment observed",
    arguments: [
      ("\"2026-03-02T10:05:00Z\"", nil), ("\"2026-03-02T10:04:59Z\"", UnknownCause.stale),
      ("\"2026-03-02T10:15:00.000001Z\"", .stale), ("\"2026-03-02T11:15:00+01:00\"", nil),
      ("\"yesterday\"", .wrongKind),
    ])
  func freshness(observed: String, cause: UnknownCause?) throws {
    let fact = #""mood":{"value":0.5,"observed_at":\#(observed)}"#
    let question = try accepted(question("", facts: fact))
    #expect(graph.cell("mood", question) == cause.map { Cell(unknown: $0) } ?? Cell(500_000_000))
  }

  @Test("facts in the wrong place are unknown and said so")
  func misplaced() throws {
    let inFacts = try accepted(
      question("", facts: "\"anger\":0.4,\"care.free\":9")
        .replacing("\"turns\":[]", with: turns("{\"n\":1,\"at\":\"2026-03-02T10:14:00Z\"}")))
    #expect(inFacts.faults.map(\.cause) == [.misplaced, .misplaced, .missing])
    #expect(inFacts.frame.turns[0].cells == [Cell(unknown: .misplaced)])
    #expect(inFacts.frame.queues[0].free == Cell(2))
    let survey = try accepted(
      question("").replacing("\"task\":\"issue_refund\"", with: "\"tasks\":\"all\""))
    #expect(survey.faults.map(\.cause) == [.misplaced, .missing, .missing])
    #expect(survey.frame.tasks[0] == [Cell(unknown: .misplaced)])
  }

  private func turns(_ turns: String) -> String { "\"turns\":[\(turns)]" }

  @Test("tasks: one, none, several, all, or a fault")
  func asks() throws {
    func ask(_ replacement: String) throws -> (TaskAsk, [String]) {
      let text = question("").replacing("\"task\":\"issue_refund\",", with: replacement)
      let question = try accepted(text)
      return (question.ask, question.faults.filter { $0.path.hasPrefix("task") }.map(\.path))
    }
    #expect(try ask("\"task\":\"none\",") == (.none, []))
    #expect(try ask("\"task\":null,") == (.missing, ["task"]))
    #expect(try ask("") == (.missing, ["task"]))
    #expect(try ask("\"task\":\"fly\",") == (.missing, ["task"]))
    #expect(try ask("\"task\":7,") == (.missing, ["task"]))
    let facts = ",\"task_facts\":{\"issue_refund\":{\"moved\":1},\"find_branch\":{\"moved\":2}}"
    let some = "\"tasks\":[\"find_branch\",\"fly\",\"find_branch\"]\(facts),"
    #expect(try ask(some) == (.survey([1]), ["tasks[1]"]))
    let all = try accepted(
      question("").replacing("\"task\":\"issue_refund\",", with: "\"tasks\":\"all\"\(facts),")
        .replacing(",\"moved\":0", with: ""))
    #expect(all.ask == .survey([0, 1]))
    #expect(all.frame.tasks == [0: [Cell(100)], 1: [Cell(200)]])
    #expect(all.faults == [])
  }

  @Test(
    "a question out of shape is refused with its place",
    arguments: [
      ("[]", ""), ("{\"at\":5}", "at"), ("{}", "at"), ("{\"at\":\"2026-03-02T10:15:00\"}", "at"),
      ("{\"at\":\"2026-03-02T10:15:00Z\",\"extra\":1}", "extra"),
    ])
  func shapes(text: String, path: String) {
    #expect(refusal(text)?.path == path)
    #expect(refusal(text)?.detail.isEmpty == false && refusal(text)?.fix.isEmpty == false)
  }

  @Test(
    "parts out of shape are refused with their place",
    arguments: [
      ("\"tasks\":\"all\"", "tasks"), ("\"action\":1", "action"),
      ("\"action\":{\"request\":5}", "action.request"), ("\"language\":5", "language"),
      ("\"agents\":{}", "agents"), ("\"agents\":[{}]", "agents[0]"),
      ("\"agents\":[{\"id\":\"\"}]", "agents[0].id"),
      ("\"people\":[{\"id\":\"a\",\"x\":1}]", "people[0].x"),
      ("\"involved\":[1]", "involved"), ("\"task_facts\":[]", "task_facts"),
      ("\"events\":[{\"kind\":\"dance\"}]", "events[0].kind"),
      ("\"events\":[{\"kind\":\"done\",\"id\":\"a\"}]", "events[0]"),
      ("\"events\":[{\"kind\":\"done\",\"id\":\"a\",\"at\":\"noon\"}]", "events[0].at"),
    ])
  func parts(member: String, path: String) { #expect(refusal(question(member))?.path == path) }

  @Test(
    "turns out of order, numbered wrongly or out of time refuse the question",
    arguments: [
      ("{\"at\":\"2026-03-02T10:00:00Z\"}", "turns[0]"), ("{\"n\":0}", "turns[0].n"),
      ("{\"n\":1.5}", "turns[0].n"), ("{\"n\":\"1\"}", "turns[0].n"), ("{\"n\":-1}", "turns[0].n"),
      ("{\"n\":2},{\"n\":1}", "turns[1].n"), ("{\"n\":2},{\"n\":2}", "turns[1].n"),
      ("{\"n\":1,\"at\":\"2026-03-02T10:16:00Z\"}", "turns[0].at"),
      (
        "{\"n\":1,\"at\":\"2026-03-02T10:01:00Z\"},{\"n\":2,\"at\":\"2026-03-02T10:00:00Z\"}",
        "turns[1].at"
      ),
      ("7", "turns[0]"),
    ])
  func turnOrder(list: String, path: String) {
    #expect(refusal(question("").replacing("\"turns\":[]", with: turns(list)))?.path == path)
  }

  @Test("turns are kept by number, with their facts")
  func turnCells() throws {
    let list = """
      {"n":3,"at":"2026-03-02T10:11:00Z","anger":0.8},{"n":5,"at":"2026-03-02T10:12:00Z"}
      """
    let question = try accepted(question("").replacing("\"turns\":[]", with: turns(list)))
    #expect(question.frame.turns.map(\.number) == [3, 5])
    #expect(question.frame.turns[0].cells == [Cell(800_000_000)])
    #expect(question.faults.map(\.path) == ["turns[1].anger"])
    let without = try accepted(self.question("").replacing("\"turns\":[],", with: ""))
    #expect(without.frame.hasTurns == false)
    #expect(without.faults.map(\.path) == ["turns"])
  }

  private func question(_ members: String, facts: String = "") -> String {
    HandrailEngineTests.question(members, facts: facts)
  }

  @Test("events count once; those of the future, of unknown names do not")
  func events() throws {
    let done = #"{"kind":"done","id":"e1","at":"2026-03-02T10:00:00Z","task":"issue_refund"}"#
    let said =
      #"{"kind":"confirmed","id":"e2","at":"2026-03-02T10:00:00Z","gate":"agree","instance":"ab"}"#
    let late = done.replacing("e1", with: "e4").replacing("10:00", with: "10:16")
    let stray = said.replacing("e2", with: "e5").replacing("agree", with: "nod")
    let list = [done, done, said, late, stray].joined(separator: ",")
    let question = try accepted(question("\"events\":[\(list)]"))
    #expect(question.events.map(\.id) == ["e1", "e2"])
    #expect(question.faults.map(\.path) == ["events[3].at", "events[4].gate"])
    let clash = done.replacing("issue_refund", with: "find_branch")
    #expect(refusal(self.question("\"events\":[\(done),\(clash)]"))?.path == "events[1].id")
  }

  @Test("an action is kept in one form, whatever its layout")
  func actions() throws {
    let first = try accepted(
      question(#""action":{"request":"r1","amount":40.00,"to":["\u0061",-0,1E2,null]}"#))
    let second = try accepted(
      question(#""action" : {"to":["a", 0,100,null],"amount":4e1, "request":"r1"}"#))
    #expect(first.action == second.action)
    #expect(
      String(decoding: first.action, as: UTF8.self)
        == #"{"amount":4e1,"request":"r1","to":["a",0,1e2,null]}"#)
    #expect(first.request == "r1")
  }

  @Test("hostile sizes are refused")
  func sizes() {
    let many = (1...1001).map { "{\"n\":\($0)}" }.joined(separator: ",")
    #expect(
      refusal(question("").replacing("\"turns\":[]", with: turns(many)))?.path == "turns[1000]"
        || refusal(question("").replacing("\"turns\":[]", with: turns(many)))?.path == "turns")
    let agents = repeatElement("{\"id\":\"a\"}", count: 10_001).joined(separator: ",")
    #expect(refusal(question("\"agents\":[\(agents)]"))?.path == "agents")
    let long = String(repeating: "x", count: (8 << 20) + 1)
    #expect(refusal(question("", facts: "\"summary\":\"\(long)\""))?.path == "facts")
  }

  @Test("many faults and unknown facts are counted, not all listed")
  func manyFaults() throws {
    let unknown = (0..<5000).map { "\"x\($0)\":1" }.joined(separator: ",")
    let question = try accepted(question("", facts: unknown))
    #expect(question.ignored.count == 1001)
    #expect(question.ignored.last == "and 4000 more")
  }

  @Test("bytes changed at random are read or refused, never a trap", arguments: UInt64(0)..<60)
  func mutations(seed: UInt64) {
    var random = Seeded(seed)
    let list = "{\"n\":1,\"at\":\"2026-03-02T10:11:00Z\",\"anger\":0.8}"
    let whole = question(
      #""action":{"request":"r"},"people":[{"id":"p","roles":["r"]}],"agents":[{"id":"a"}]"#,
      facts: #""amount":"GBP 40.00","nlu":{"top":{"name":{"value":"premier","confidence":0.9}}}"#
    ).replacing("\"turns\":[]", with: turns(list))
    let original = Array(whole.utf8)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.pick(Array("{}[]\",:0e-.".utf8)), at: place)
        case _: bytes.swapAt(place, random.below(bytes.count))
        }
      }
      if case .question(let question, _) = reader.read(bytes) {
        #expect(question.frame.session.count == graph.logic.slots.session)
      }
    }
  }
}
