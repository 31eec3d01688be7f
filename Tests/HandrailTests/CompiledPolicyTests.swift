import Foundation
import Handrail
import HandrailComparison
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("Compiled policies") struct CompiledPolicyTests {
  @Test("hold every field of every shipped policy") func shipped() throws {
    let shipped = ShippedPolicies(folder: packageFolder)
    var count = 0
    for path in shipped.paths() {
      guard let graph = shipped.policy(path)?.graph else { continue }
      let bytes = try compiledBytes(of: graph)
      let back = try readCompiledGraph(bytes)
      #expect(firstDifference(fields(of: graph), fields(of: back)) == nil, "\(path)")
      #expect(try compiledBytes(of: back) == bytes)
      count += 1
    }
    #expect(count > 3)
  }

  @Test("hold every field of generated policies", arguments: 0..<4)
  func generated(part: UInt64) throws {
    let zones = ZoneFiles.installed()
    var count = 0
    for seed in 0..<UInt64(30) {
      let text = PolicyWriter.write(seed: 9_000 + part * 30 + seed)
      guard case .success(let policy) = ComparedPolicy.make(text, zones: zones) else { continue }
      let bytes = try compiledBytes(of: policy.graph)
      let back = try readCompiledGraph(bytes)
      let difference = firstDifference(fields(of: policy.graph), fields(of: back))
      #expect(difference == nil, "seed \(9_000 + part * 30 + seed)")
      count += 1
    }
    #expect(count > 20)
  }

  @Test("answer byte for byte as the policy that they were made from", arguments: publishedPolicies)
  func answers(path: String) throws {
    let policy = try #require(try compiled(path).policy)
    let loaded = try Policy(compiled: try policy.compiledForm())
    #expect(loaded.digest == policy.digest)
    var count = 0
    for session in try sessions(of: path) {
      let file = packageFolder.appendingPathComponent("\(session).json")
      let question = Array(try Data(contentsOf: file))
      #expect(loaded.decide(json: question).json() == policy.decide(json: question).json())
      count += 1
    }
    #expect(count > 0)
  }

  @Test("are refused in words") func refused() throws {
    #expect(throws: CompiledPolicyRefusal(reason: "it is no compiled policy")) {
      try Policy(compiled: Array("policy bank\n".utf8))
    }
  }

  @Test("of another digest than the approved one are refused, whatever they say") func approved()
    throws
  {
    let policy = try #require(try compiled("policies/retail/gate.policy").policy)
    let other = try #require(try compiled("policies/retail/desk.policy").policy)
    let bytes = try policy.compiledForm()
    #expect(try Policy(compiled: bytes, digest: policy.digest).digest == policy.digest)
    let refusal = CompiledPolicyRefusal(reason: "it is not the policy of that digest")
    #expect(throws: refusal) { try Policy(compiled: bytes, digest: other.digest) }
    let forged = sealed(
      body: Array(try other.compiledForm().dropFirst(CompiledForm.head)), digest: policy.digest)
    #expect(try Policy(compiled: forged).digest == policy.digest)
    #expect(throws: refusal) { try Policy(compiled: forged, digest: policy.digest) }
  }

  @Test("a graph that is very deep is decided and explained") func deep() throws {
    let policy = try #require(try compiled("policies/retail/gate.policy").policy)
    var graph = policy.graph
    let effect = try #require(graph.effects.indices.last)
    var node = graph.effects[effect].node
    for _ in 0..<100_000 {
      graph.logic.nodes.append(.not(Int32(node)))
      graph.logic.origins.append(NodeOrigin(file: 0, line: 1, text: ""))
      node = graph.logic.nodes.count - 1
    }
    graph.effects[effect].node = node
    graph.effects[effect].capNode = node
    let bytes = sealed(
      body: try compiledBody(of: graph), digest: String(repeating: "0", count: 64))
    let loaded = try Policy(compiled: bytes)
    let session = try #require(try sessions(of: "policies/retail/gate.policy").first)
    let question = try Data(contentsOf: packageFolder.appendingPathComponent("\(session).json"))
    let answer = loaded.decide(json: Array(question))
    let decided = try #require(answer.decided)
    let explanation = explain(decided, by: loaded.graph) {
      HandrailEngine.decide($0, by: loaded.graph)
    }
    #expect(!whyText(explanation, of: loaded.graph).isEmpty)
    #expect(!nextText(answer, of: loaded.graph).isEmpty)
    #expect(!graphJSON(loaded.graph, indented: false).isEmpty)
  }

  @Test("cut anywhere or with any bit changed are refused") func changed() throws {
    let text = """
      policy small version 1
        language 1
        start with ai

      facts
        asks is yes or no

      tasks pay

      rule asked
        when asks is yes
        ai may pay

      """
    let file = PolicyFile(path: "small.policy", bytes: Array(text.utf8))
    let policy = try #require(compile(file, in: PolicySurroundings()).policy)
    let bytes = try policy.compiledForm()
    #expect(try policy.compiledForm() == bytes)
    for length in bytes.indices {
      #expect(throws: CompiledPolicyRefusal.self) { try Policy(compiled: Array(bytes[..<length])) }
    }
    var damaged = bytes
    for bit in 0..<bytes.count * 8 {
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: CompiledPolicyRefusal.self, "bit \(bit)") { try Policy(compiled: damaged) }
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    #expect(try Policy(compiled: damaged).digest == policy.digest)
  }
}

// MARK: - Damage that a checksum does not show

/// What damaged bodies came to.
private struct DamageCounts {
  var refused = 0
  var decided = 0
}

extension CompiledPolicyTests {
  @Test("damaged with a right checksum, are refused or decide", arguments: publishedPolicies)
  func damaged(path: String) throws {
    let policy = try #require(try compiled(path).policy)
    let body = Array(try policy.compiledForm().dropFirst(CompiledForm.head))
    let questions = try sessions(of: path).prefix(2).map {
      Array(try Data(contentsOf: packageFolder.appendingPathComponent("\($0).json")))
    }
    var random = Seeded(77)
    var counts = DamageCounts()
    for _ in 0..<100 { decide(random.damaged(body), questions, &counts) }
    #expect(counts.refused > 20)
    #expect(counts.decided > 5)
  }

  @Test("of generated policies too", arguments: 0..<5)
  func damagedGenerated(part: UInt64) throws {
    let zones = ZoneFiles.installed()
    var random = Seeded(78 + part)
    var counts = DamageCounts()
    let question = Array(#"{"at":"2026-03-02T10:15:00Z","task":"none","memory":"new"}"#.utf8)
    for seed in 0..<UInt64(6) {
      let text = PolicyWriter.write(seed: 700 + part * 6 + seed)
      guard case .success(let policy) = ComparedPolicy.make(text, zones: zones) else { continue }
      let body = try compiledBody(of: policy.graph)
      for _ in 0..<25 { decide(random.damaged(body), [question], &counts) }
    }
    #expect(counts.refused > 40)
    #expect(counts.decided > 20)
  }

  /// Whatever is taken for sound decides every question, by its program and by its graph, and says
  /// why, what is next, and what it takes.
  private func decide(_ body: [UInt8], _ questions: [[UInt8]], _ counts: inout DamageCounts) {
    let bytes = sealed(body: body, digest: String(repeating: "0", count: 64))
    guard let policy = try? Policy(compiled: bytes) else {
      counts.refused += 1
      return
    }
    let graph = policy.graph
    for question in questions {
      for task in ["none"] + graph.tasks.prefix(3) {
        let asked = String(decoding: question, as: UTF8.self).replacing(
          #""task":"none""#, with: "\"task\":\"\(task)\"")
        let answer = policy.decide(json: Array(asked.utf8))
        guard let decided = answer.decided else { continue }
        _ = answer.json()
        _ = decideTracing(decided.question, by: graph)
        counts.decided += 1
        guard counts.decided % 8 == 0 else { continue }
        let explanation = explain(decided, by: graph) { HandrailEngine.decide($0, by: graph) }
        _ = whyText(explanation, of: graph)
        _ = nextText(answer, of: graph)
      }
    }
    _ = schemaJSON(of: graph)
    _ = graphJSON(graph, indented: false)
    if counts.decided % 8 == 0 { _ = dot(GraphPicture(of: graph)) }
  }
}

// MARK: - Field by field

/// Every field that a value holds, each with the way to it; a field that is new is there too.
private func fields(of value: Any) -> [String] {
  var found: [String] = []
  addFields(of: value, "", to: &found)
  return found
}

private func addFields(of value: Any, _ path: String, to found: inout [String]) {
  if let text = value as? String { return found.append("\(path): \"\(text)\"") }
  if let number = value as? any BinaryInteger { return found.append("\(path): \(number)") }
  let mirror = Mirror(reflecting: value)
  if mirror.displayStyle == .dictionary {
    // A dictionary has no order.
    return found.append("\(path): \(mirror.children.map { "\($0.value)" }.sorted())")
  }
  guard !mirror.children.isEmpty else { return found.append("\(path): \(value)") }
  for (position, child) in mirror.children.enumerated() {
    addFields(of: child.value, "\(path)/\(child.label ?? "\(position)")", to: &found)
  }
}

private func firstDifference(_ left: [String], _ right: [String]) -> String? {
  for (one, other) in zip(left, right) where one != other { return "\(one) | \(other)" }
  return left.count == right.count ? nil : "\(left.count) fields, \(right.count) fields"
}
