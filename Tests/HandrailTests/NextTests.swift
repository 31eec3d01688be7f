import Foundation
import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("What to ask next")
struct NextTests {
  @Test(
    "keeps to its schema, and asks for part of what the task rests on",
    arguments: WhyPolicies.files)
  func shipped(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    let policy = try policy(at: path)
    let schema = try SmallSchema("next")
    var waited = 0
    for seed in 3000..<UInt64(3030) {
      var random = Seeded(seed)
      var question = fixture.question(&random)
      question.loosen(&random)
      if random.oneIn(8) { question.ask = .survey(Array(fixture.graph.tasks.indices)) }
      let answer = policy.decide(.question(question, id: nil))
      let bytes = nextJSON(answer, of: fixture.graph)
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
      #expect(schema.complaints(about: value) == [], "seed \(seed)")
      try keep(bytes, as: "\(path.replacing("/", with: "_"))-\(seed)")
      #expect(!nextText(answer, of: fixture.graph).isEmpty)
      // On demand the decision names the same facts.
      if let task = answer.waitingTasks.first, answer.ruling == .notYet {
        waited += 1
        #expect(answer.askingForFewest().decision?.task?.wouldSettle == task.settling.facts)
        #expect(task.settling.facts.count + task.spared.count == task.decision.wouldSettle.count)
      }
    }
    #expect(waited > 0)
  }

  @Test("the schema refuses what is foreign or missing")
  func notAnything() throws {
    let schema = try SmallSchema("next")
    #expect(!schema.complaints(about: .object(["foreign": .number(1)])).isEmpty)
    #expect(schema.complaints(about: .object([:])).contains("$: lacks tasks"))
  }

  @Test("a decision that nobody cuts down names what it did before")
  func unchanged() throws {
    let policy = try Self.desk()
    let answer = policy.decide(json: Array(Self.question.utf8))
    #expect(answer.decision?.task?.wouldSettle.count == 3)
    #expect(answer.askingForFewest().decision?.task?.wouldSettle.count == 1)
    let settled = policy.decide(json: Array(Self.question.replacing("pay", with: "look").utf8))
    #expect(settled.askingForFewest().json() == settled.json())
  }

  /// Nothing else matters where the order is not delivered, and somebody must have looked.
  private static let question =
    #"{"at": "2026-03-02T10:15:00Z", "task": "pay", "facts": {}, "memory": "new"}"#

  private static func desk() throws -> Policy {
    let text = """
      policy desk version 1
        language 1
        start with ai
        owner "Tests"
        review by 2030-01-01

      facts
        delivered is yes or no or unknown
        amount is money up to GBP 500 or unknown
        reason is one of broken, late or unknown

      tasks pay, look

      rule everyday
        ai may pay, look

      rule delivered_first
        when any of
          - delivered is no
          - delivered is yes
          - all of
            -- amount above GBP 50
            -- reason is late
        nobody may pay
      """
    let file = PolicyFile(path: "desk.policy", bytes: Array(text.utf8))
    let compilation = compile(file, in: WhyFixture.surroundings)
    let said = compilation.messages.filter { $0.level == .stop }.map(\.headline)
    return try #require(compilation.policy, "\(said)")
  }

  private func policy(at path: String) throws -> Policy {
    let url = WhyFixture.packageFolder.appending(path: path)
    let file = PolicyFile(path: path, bytes: Array(try Data(contentsOf: url)))
    return try #require(compile(file, in: WhyFixture.surroundings).policy)
  }

  /// Keeps what is printed where a check of the schema finds it, if one is asked for.
  private func keep(_ json: [UInt8], as name: String) throws {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = environment["HANDRAIL_SCHEMA_SAMPLES"] else { return }
    let target = URL(filePath: folder).appending(path: "next")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(json).write(to: target.appending(path: "\(name).json"))
  }
}

extension Question {
  /// Much is not there yet, and nothing is faulty.
  fileprivate mutating func loosen(_ random: inout Seeded) {
    func loose(_ cell: Cell, _ random: inout Seeded) -> Cell {
      !cell.isKnown || random.oneIn(3) ? Cell(unknown: .absent) : cell
    }
    for slot in frame.session.indices { frame.session[slot] = loose(frame.session[slot], &random) }
    for turn in frame.turns.indices {
      for slot in frame.turns[turn].cells.indices {
        frame.turns[turn].cells[slot] = loose(frame.turns[turn].cells[slot], &random)
      }
    }
    for task in frame.tasks.keys.sorted() {
      frame.tasks[task] = frame.tasks[task]?.map { loose($0, &random) }
    }
  }
}
