import HandrailEngine
import Testing

/// Facts read straight from their bytes come out as facts read the long way, which an escape in
/// the key takes.
@Suite struct StraightReadingTests {
  private static let graph = testGraph()
  private static let reader = QuestionReader(graph)

  private static let numbers = [
    "0", "-0", "7", "-7", "0.5", "12.5", "12.50", "12.500000000000000", "12.25", "0.1234567890",
    "0.123456789", "1e1", "1E-1", "120", "121", "5000", "5000.5", "12345678901234567",
    "123456789012345678", "99999999999999999999", "-9223372036854775808", "0.000",
  ]
  private static let others = [
    "true", "false", "null", "\"premier\"", "\"Premier+\"", "\"standard\"", "\"premie\"", "\"\"",
    "\"pr\\u0065mier\"", "\"nobody\"", "[]", "[\"premier\"]", "[\"standard\",\"premier\"]",
    "[\"gold\"]", "[1]", "{}", "{\"value\":1}", "{\"value\":\"premier\"}", "\"GBP 40\"", "\"40\"",
    "\"30 minutes\"",
  ]

  @Test(
    "the same cells and the same faults",
    arguments: [
      "verified", "identity", "reason", "age", "data", "score", "amount", "wait", "plan", "mood",
      "card", "anger", "unknown_fact",
    ])
  func same(name: String) throws {
    for value in Self.numbers + Self.others {
      let first = try #require(name.utf8.first)
      let escaped = "\\u00" + String(first, radix: 16) + name.dropFirst()
      let straight = try question("\"\(name)\":\(value)")
      let long = try question("\"\(escaped)\":\(value)")
      #expect(straight.frame.session == long.frame.session, "\(name): \(value)")
      #expect(straight.frame.texts == long.frame.texts, "\(name): \(value)")
      #expect(straight.faults == long.faults, "\(name): \(value)")
      #expect(straight.ignored == long.ignored, "\(name): \(value)")
    }
  }

  @Test("some of them are read at all")
  func known() throws {
    let question = try question("\"age\":7,\"reason\":\"premier\",\"data\":12.50")
    #expect(Self.graph.cell("age", question) == Cell(7))
    #expect(Self.graph.cell("reason", question) == Cell(1))
    #expect(Self.graph.cell("data", question) == Cell(125))
  }

  @Test("a key that stands twice is found among many, wherever it stands")
  func twice() {
    let keys = (0..<40).map { "\"key_\($0)\":0" }
    for place in 0..<40 {
      var members = keys
      members.insert("\"key_7\":1", at: place)
      let text = "{\(members.joined(separator: ","))}"
      #expect(throws: DocumentFault.self) { try readJSON(Array(text.utf8)) }
    }
    #expect(throws: Never.self) { try readJSON(Array("{\(keys.joined(separator: ","))}".utf8)) }
  }

  private func question(_ facts: String) throws -> Question {
    let text = """
      {"at":"2026-03-02T10:15:00Z","task":"none","memory":"new","turns":[],"facts":{\(facts)}}
      """
    switch Self.reader.read(Array(text.utf8)) {
    case .question(let question, _): return question
    case .refused(let refusal): throw refusal
    }
  }
}
