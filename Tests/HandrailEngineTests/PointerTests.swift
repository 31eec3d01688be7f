import HandrailEngine
import Testing

private let graph = testGraph()
private let reader = QuestionReader(graph)

@Suite struct PointerTests {
  @Test(
    "pointers by RFC 6901",
    arguments: [
      ("", "{"), ("/foo", "["), ("/foo/0", "bar"), ("/foo/1", "baz"), ("/", "0"), ("/a~1b", "1"),
      ("/c%d", "2"), ("/m~0n", "8"), ("/ ", "7"),
    ])
  func found(pointer: String, expected: String) throws {
    let text = #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2," ":7,"m~n":8}"#
    let document = try readJSON(Array(text.utf8))
    let value = try #require(JSONPointer(pointer)?.value(in: document))
    switch document.shape(of: value) {
    case .object: #expect(expected == "{")
    case .list: #expect(expected == "[")
    case .text, .number, .yes, .no, .nothing, .plain:
      #expect(document.string(of: value) == expected)
    }
  }

  @Test("what is no pointer, or points at nothing", arguments: ["a", "/a~", "/a~2", "#/a"])
  func none(pointer: String) { #expect(JSONPointer(pointer) == nil) }

  @Test("nothing there", arguments: ["/x", "/foo/2", "/foo/01", "/foo/-", "/foo/1e0", "/foo/0/x"])
  func absent(pointer: String) throws {
    let document = try readJSON(Array(#"{"foo":["bar","baz"]}"#.utf8))
    #expect(JSONPointer(pointer)?.value(in: document) == nil)
  }

  @Test("a question is picked out of another document")
  func picked() throws {
    let text = """
      {"id":17,"when":"2026-03-02T10:15:00Z","state":{"verified":true,
      "deep":{"action":"issue_refund"},"customer":{"segment":"premier"},"other":[1,2]}}
      """
    var pointers = QuestionPointers(facts: try #require(JSONPointer("/state")))
    pointers.task = JSONPointer("/state/deep/action")
    pointers.id = JSONPointer("/id")
    pointers.at = JSONPointer("/when")
    guard case .question(let question, let id) = reader.read(Array(text.utf8), at: pointers) else {
      Issue.record("refused")
      return
    }
    #expect(id == "17")
    #expect(question.ask == .task(0))
    #expect(question.at.text == "2026-03-02T10:15:00Z")
    #expect(graph.cell("customer.segment", question) == Cell(1))
    #expect(question.ignored == ["facts.deep", "facts.other"])
    #expect(question.frame.hasTurns && question.frame.turns.isEmpty)
    guard case .new = question.memory else {
      Issue.record("memory is not new")
      return
    }
  }

  @Test("a document without a moment takes the one given, or is refused with its id")
  func moments() throws {
    var pointers = QuestionPointers(facts: try #require(JSONPointer("")))
    pointers.id = JSONPointer("/id")
    pointers.asksAllTasks = true
    let bytes = Array(#"{"id":"x","verified":true}"#.utf8)
    guard case .refused(let refusal) = reader.read(bytes, at: pointers) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.id == "x" && refusal.path == "at")
    pointers.moment = Moment(seconds: 0)
    guard case .question(let question, _) = reader.read(bytes, at: pointers) else {
      Issue.record("refused")
      return
    }
    #expect(question.at == Moment(seconds: 0))
    #expect(question.ask == .survey([0, 1]))
  }
}
