import HandrailEngine
import HandrailTestSupport
import Testing

/// What is read in one pass is what the long way reads, whatever is done to the text; and what the
/// long way would find fault with is left to it.
@Suite struct QuestionScanTests {
  private static let graph = plainGraph()
  private static let reader = QuestionReader(graph)

  /// The graph of the door's tests, without what a plain question cannot say.
  private static func plainGraph() -> DecisionGraph {
    var graph = testGraph()
    graph.facts.removeAll { fact in
      if case .task = fact.supply { true } else { fact.builtIn != nil }
    }
    graph.logic.slots.task = 0
    graph.logic.slots.computed = 0
    graph.logic.nodes = [.constant(.yes)]
    graph.logic.readsTurns = false
    return graph
  }

  @Test("cells, moment, task and session come out alike", arguments: 0..<40 as Range<UInt64>)
  func alike(seed: UInt64) {
    var random = Seeded(seed)
    var scan = QuestionScan(Self.reader)
    var taken = 0
    for _ in 0..<250 {
      var bytes = drawn(&random)
      if random.oneIn(2) { spoil(&bytes, &random) }
      guard scan.read(bytes.span) else { continue }
      taken += 1
      let shown = Comment(rawValue: "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      guard case .question(let long, let id) = Self.reader.readWhole(bytes),
        case .question(let short, nil) = Self.reader.read(bytes, through: &scan)
      else {
        Issue.record(shown)
        return
      }
      #expect(id == nil)
      #expect(short.at == long.at && short.ask == long.ask, shown)
      #expect(short.session == long.session, shown)
      #expect(isNew(short.memory) == isNew(long.memory), shown)
      #expect(short.frame.session == long.frame.session, shown)
      #expect(short.frame.texts == long.frame.texts, shown)
      #expect(short.frame.queues == long.frame.queues, shown)
      #expect(short.frame.hasTurns == long.frame.hasTurns, shown)
      #expect(short.faults == long.faults, shown)
      #expect(short.ignored == long.ignored, shown)
    }
    #expect(taken > 60)
  }

  @Test(
    "what is not plain is left to the long way",
    arguments: [
      "", " ", "{}", "[]", "null", "\u{FEFF}{}", "{\"at\":\"2026-03-02T10:15:00Z\"}",
      "{\"task\":\"none\"}", "Q,\"facts\":{\"age\":7}", "Q,\"facts\":{\"age\":7}}x",
      "Q,\"facts\":{\"age\":7,}}", "Q,\"facts\":{\"age\":07}}", "Q,\"facts\":{\"age\":7.}}",
      "Q,\"facts\":{\"age\":1e1}}", "Q,\"facts\":{\"age\":-}}", "Q,\"facts\":{\"age\":121}}",
      "Q,\"facts\":{\"age\":7,\"age\":7}}", "Q,\"facts\":{\"height\":7}}",
      "Q,\"facts\":{\"age\":\"7\"}}", "Q,\"facts\":{\"verified\":truely}}",
      "Q,\"facts\":{\"plan\":\"pr\\u0065mier\"}}", "Q,\"facts\":{\"reason\":\"else\"}}",
      "Q,\"facts\":{},\"facts\":{}}", "Q,\"turns\":[]}", "Q,\"memory\":{}}", "Q,\"task\":\"none\"}",
      "Q,\"session\":\"\"}", "Q,\"session\":\" \"}", "Q,\"session\":\"caf\u{E9}\"}",
      "Q,\"facts\":{\"customer.needs\":[\"premier\"]}}", "Q,\"facts\":{\"summary\":\"a\"}}",
      "Q,\"facts\":{\"mood\":0.5}}", "Q,\"facts\":[]}", "Q,\"facts\":null}", "Q,\"note\":1}",
    ])
  func leftAlone(text: String) {
    var scan = QuestionScan(Self.reader)
    let question = "{\"at\":\"2026-03-02T10:15:00Z\",\"task\":\"none\""
    let whole = text.hasPrefix("Q") ? question + text.dropFirst() : text
    #expect(!read(whole, &scan))
    // The next question is not touched by what was met in this one.
    #expect(read("\(question),\"facts\":{\"age\":7}}", &scan))
    let cell = scan.cells[Self.age]
    #expect(cell == Cell(7))
  }

  @Test("every moment that is read is the one that is meant")
  func moments() throws {
    var scan = QuestionScan(Self.reader)
    var taken = 0
    for text in [
      "2026-03-02T10:15:00Z", "2024-02-29T23:59:59Z", "2023-02-29T00:00:00Z",
      "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-13-01T00:00:00Z",
      "2026-03-02T24:00:00Z", "2026-03-02T10:15:60Z", "2016-12-31T23:59:60Z",
      "2026-03-02t10:15:00z", "2026-03-02T10:15:00+01:00", "2026-03-02T10:15:00.25Z",
      "2026-3-2T10:15:00Z", "2026-03-02 10:15:00Z", "-026-03-02T10:15:00Z", "2026-03-02T10:15:0Z",
      "1969-12-31T23:59:59Z",
    ] {
      let meant = Moment(text.utf8)
      #expect(read("{\"at\":\"\(text)\",\"task\":\"none\"}", &scan) == (meant != nil), "\(text)")
      if let meant {
        let at = scan.at
        #expect(at == meant, "\(text)")
        taken += 1
      }
    }
    #expect(taken > 6)
  }

  private func read(_ text: String, _ scan: inout QuestionScan) -> Bool {
    let bytes = Array(text.utf8)
    return scan.read(bytes.span)
  }

  private static var age: Int { graph.facts.firstIndex { $0.name == "age" } ?? -1 }

  private func isNew(_ memory: MemoryGiven) -> Bool? {
    switch memory {
    case .new: true
    case .absent: false
    case .kept, .unusable: nil
    }
  }
}

// MARK: - Drawn texts

extension QuestionScanTests {
  private static let values: [(name: String, texts: [String])] = [
    ("verified", ["true", "false", "null"]),
    ("identity", ["\"standard\"", "\"premier\"", "\"Premier+\"", "null"]),
    ("reason", ["\"standard\"", "\"premier\"", "\"other\""]),
    ("age", ["0", "7", "-0", "120", "12.0", "null"]),
    ("data", ["0", "0.5", "12.50", "5000", "499.5", "null"]),
    ("score", ["0", "1", "0.123456789", "0.5"]),
    ("amount", ["0.01", "40", "40.50", "9999.99"]),
    ("wait", ["0", "60", "14400"]),
    ("plan", ["\"premier\"", "null"]),
  ]

  private func drawn(_ random: inout Seeded) -> [UInt8] {
    func space() -> String { random.oneIn(8) ? random.pick([" ", "  ", "\n", "\t ", "\r\n"]) : "" }
    func member(_ name: String, _ value: String) -> String {
      "\(space())\"\(name)\"\(space()):\(space())\(value)\(space())"
    }
    var facts = Self.values.filter { _ in !random.oneIn(6) }
    if random.oneIn(3) { facts.shuffle(using: &random) }
    let members = facts.map { member($0.name, random.pick($0.texts)) }.joined(separator: ",")
    var parts = [
      member("at", "\"2026-03-\(10 + random.below(20))T1\(random.below(10)):15:00Z\""),
      member("task", random.pick(["\"none\"", "\"issue_refund\"", "\"find_branch\""])),
      member("facts", "{\(members)\(facts.isEmpty ? space() : "")}"),
    ]
    if !random.oneIn(4) { parts.append(member("memory", "\"new\"")) }
    if random.oneIn(2) { parts.append(member("session", "\"s-\(random.below(1000)) a\"")) }
    if random.oneIn(3) { parts.shuffle(using: &random) }
    return Array("\(space()){\(parts.joined(separator: ","))}\(space())".utf8)
  }

  /// One to three bytes changed, dropped, doubled or put in; bytes that JSON gives a meaning.
  private func spoil(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let marks = Array("\"\\{}[],:.-+eE0159 tfn\u{0}\u{1F}\u{7F}xZT".utf8) + [0xC3, 0xA9, 0xFF]
    for _ in 0...random.below(3) where !bytes.isEmpty {
      let place = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes[place] = random.pick(marks)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[place], at: place)
      case 3: bytes.insert(random.pick(marks), at: place)
      default: bytes.removeLast(min(bytes.count, random.below(4)))
      }
    }
  }
}
