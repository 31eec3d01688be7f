import Foundation
import Handrail
import HandrailEngine
import HandrailReporting
import HandrailTestSupport
import Testing

private func bytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: packageFolder.appendingPathComponent(path)))
}

private func question(_ reading: QuestionReading) throws -> Question {
  switch reading {
  case .question(let question, _): return question
  case .refused(let refusal): throw refusal
  }
}

/// Keeps decisions where a check of the schema finds them, if one is asked for.
private func keep(_ json: [UInt8], as name: String, sort: String) throws {
  guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else { return }
  let target = URL(fileURLWithPath: folder).appendingPathComponent(sort)
  try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
  try Data(json).write(to: target.appendingPathComponent("\(name).json"))
}

private func graph(_ policy: String) throws -> DecisionGraph {
  let compilation = try compiled(policy)
  return try #require(
    compilation.policy, "\(compilation.messages.map(\.headline))"
  ).graph
}

@Suite struct DoorTests {
  @Test("the sample of a policy's schema is decided without faults", arguments: publishedPolicies)
  func samples(policy: String) throws {
    let graph = try graph(policy)
    let sample = sampleQuestionJSON(of: graph)
    let question = try question(QuestionReader(graph).read(sample))
    #expect(question.faults == [])
    #expect(question.ignored == [])
    let name = policy.replacing("/", with: "_")
    try keep(schemaJSON(of: graph), as: name, sort: "schemas")
    let decision = decide(question, by: graph)
    try keep(
      DecisionWriter(graph).json(decision, on: question, DecisionLabel()), as: name,
      sort: "decisions")
    _ = try readJSON(schemaJSON(of: graph))
  }

  @Test("a session in JSON and in YAML comes to the same decision", arguments: publishedPolicies)
  func sameInYAML(policy: String) throws {
    let graph = try graph(policy)
    let reader = QuestionReader(graph)
    let writer = DecisionWriter(graph)
    let paths = try sessions(of: policy)
    #expect(!paths.isEmpty)
    for path in paths {
      let fromJSON = try question(reader.read(try bytes("\(path).json")))
      let fromYAML = try question(reader.readYAML(try bytes("\(path).yaml")))
      let first = writer.json(decide(fromJSON, by: graph), on: fromJSON, DecisionLabel())
      let second = writer.json(decide(fromYAML, by: graph), on: fromYAML, DecisionLabel())
      #expect(
        String(decoding: first, as: UTF8.self) == String(decoding: second, as: UTF8.self), "\(path)"
      )
      try keep(first, as: path.replacing("/", with: "_"), sort: "decisions")
      try keep(try bytes("\(path).json"), as: path.replacing("/", with: "_"), sort: "questions")
    }
  }

  @Test("memory comes back as it was given", arguments: publishedPolicies)
  func memory(policy: String) throws {
    let graph = try graph(policy)
    for path in try sessions(of: policy) {
      let first = try question(QuestionReader(graph).read(try bytes("\(path).json")))
      let decision = decide(first, by: graph)
      let (memory, again) = try handedBack(decision, first, graph, path)
      if case .kept(let kept) = again.memory {
        #expect(kept == decision.memory, "\(path)")
      } else if decision.memory.sequence > 0 {
        Issue.record("memory of \(path) is not kept: \(again.faults)")
      } else {
        #expect(memory == "\"new\"")
      }
    }
  }

  /// The memory of a decision, and the same question with it.
  private func handedBack(
    _ decision: Decision, _ question: Question, _ graph: DecisionGraph, _ path: String
  ) throws -> (String, Question) {
    let json = DecisionWriter(graph).json(decision, on: question, DecisionLabel())
    let document = try readJSON(json)
    let memory = try #require(document.member("memory", of: 0))
    let text = String(decoding: document.canonical(memory), as: UTF8.self)
    var members = try #require(
      JSONSerialization.jsonObject(with: Data(try bytes("\(path).json"))) as? [String: Any])
    members["memory"] = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    let changed = Array(try JSONSerialization.data(withJSONObject: members))
    return (text, try HandrailTests.question(QuestionReader(graph).read(changed)))
  }

  @Test("memory that is foreign, damaged or of later is unusable and said so")
  func unusableMemory() throws {
    let policy = "policies/bank/northgate_chat.policy"
    let graph = try graph(policy)
    let path = try #require(try sessions(of: policy).first)
    let first = try question(QuestionReader(graph).read(try bytes("\(path).json")))
    let decision = decide(first, by: graph)
    let json = DecisionWriter(graph).json(decision, on: first, DecisionLabel(isIndented: false))
    let text = String(decoding: json, as: UTF8.self)
    let start = try #require(text.range(of: "\"memory\":")).upperBound
    let memory = String(text[start...].dropLast())
    let changes: [(String, String)] = [
      ("\"policy\":\"", "\"policy\":\"0"), ("\"session\":\"", "\"session\":\"x"),
      ("\"sequence\":1", "\"sequence\":-1"), ("\"at\":\"2", "\"at\":\"9"),
      ("\"who\":\"", "\"who\":\"x"), ("\"taken\":", "\"takes\":"),
      ("\"switches\":{", "\"switches\":{\"x\":\"no\","), ("\"done\":[", "\"done\":[\"fly\""),
    ]
    for (from, to) in changes {
      let changed = memory.replacing(from, with: to)
      #expect(changed != memory, "\(from)")
      let again = try question(
        QuestionReader(graph).read(
          Array(
            """
            {"at":"\(decision.at.text)","session":"\(decision.session ?? "")","task":"none",\
            "turns":[],"memory":\(changed)}
            """.utf8)))
      guard case .unusable = again.memory else {
        Issue.record("\(to) was taken")
        continue
      }
      #expect(again.faults.contains { $0.path == "memory" && $0.cause == .unusableMemory })
      #expect(decide(again, by: graph).handlerIsHuman)
    }
  }

  @Test("a switch that memory lacks is can't tell, by a fault")
  func missingSwitch() throws {
    let graph = try graph("policies/bank/northgate_chat.policy")
    #expect(!graph.logic.switches.isEmpty)
    var memory = SessionMemory(
      session: "s", policy: graph.policy.digest, sequence: 4, at: Moment(seconds: 0),
      handler: HandlerMemory(isHuman: false), switchCount: graph.logic.switches.count)
    memory.switches[0] = .yes
    memory.lastTurn = 2
    var decision = Decision(
      at: Moment(seconds: 0), session: "s", ask: .none, handlerIsHuman: false, faults: [],
      ignored: [], memory: memory)
    decision.next = .talk
    let sample = try question(QuestionReader(graph).read(sampleQuestionJSON(of: graph)))
    let json = DecisionWriter(graph).json(decision, on: sample, DecisionLabel(isIndented: false))
    let text = String(decoding: json, as: UTF8.self)
    let start = try #require(text.range(of: "\"memory\":")).upperBound
    let states = try #require(text.range(of: "\"switches\":{"))
    let end = try #require(text[states.upperBound...].firstIndex(of: "}"))
    let without = text[start..<states.upperBound] + text[end...].dropLast()
    let again = try question(
      QuestionReader(graph).read(
        Array(
          """
          {"at":"1970-01-01T00:00:00Z","session":"s","task":"none","turns":[],"memory":\(without)}
          """.utf8)))
    guard case .kept(let kept) = again.memory else {
      Issue.record("not kept: \(again.faults)")
      return
    }
    #expect(kept.switches[0] == .fault)
    #expect(again.faults.contains { $0.path == "memory.switches" })
  }

  @Test("a question that cannot be read is a decision for a person, with its line")
  func refusals() throws {
    let graph = try graph("policies/bank/northgate_chat.policy")
    guard case .refused(let refusal) = QuestionReader(graph).read(Array("{\"at\":1,}".utf8)) else {
      Issue.record("not refused")
      return
    }
    let json = DecisionWriter(graph).json(
      refusing: refusal, DecisionLabel(id: "q7", line: 12, isIndented: false))
    try keep(json, as: "refusal", sort: "decisions")
    let document = try readJSON(json)
    func text(_ key: String) -> String? {
      document.member(key, of: 0).map { document.string(of: $0) }
    }
    #expect(text("next") == "hand_over" && text("ruling") == "human" && text("handler") == "human")
    #expect(text("id") == "q7" && text("line") == "12")
    let faults = try #require(document.member("input_faults", of: 0))
    let fault = try #require(document.elements(of: faults).first { _ in true })
    let detail = try #require(document.member("detail", of: fault))
    #expect(document.string(of: detail).contains("a comma stands before the end"))
  }

  @Test("the general schema of questions is the one published")
  func publishedSchema() throws {
    let made = generalSchemaJSON() + [0x0A]
    let path = "docs/schema/question.schema.json"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(made).write(to: packageFolder.appendingPathComponent(path))
      Issue.record("written again: look at it, and run without UPDATE_GOLDEN")
    }
    #expect(try bytes(path) == made)
  }

  @Test("the digest knows meaning, not layout", arguments: publishedPolicies)
  func digests(policy: String) throws {
    let graph = try graph(policy)
    #expect(graph.policy.digest.count == 64)
    #expect(graphDigest(graph) == graph.policy.digest)
    var moved = graph
    for position in moved.headings.indices { moved.headings[position].line += 7 }
    for position in moved.effects.indices { moved.effects[position].line += 7 }
    moved.policy.files = ["elsewhere.policy"]
    moved.effects.reverse()
    #expect(graphDigest(moved) == graph.policy.digest)
    var changed = graph
    changed.facts[0].mayBeUnknown.toggle()
    #expect(graphDigest(changed) != graph.policy.digest)
    var loosened = graph
    loosened.effects[0].action = .aiMay
    loosened.effects[0].scope = TaskSet(taskCount: graph.tasks.count)
    #expect(graphDigest(loosened) != graph.policy.digest)
  }
}
