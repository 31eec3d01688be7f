import Foundation
import Handrail
import HandrailComparison
import HandrailEngine
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
    for seed in 0..<UInt64(60) {
      let text = PolicyWriter.write(seed: 9_000 + part * 60 + seed)
      guard case .success(let policy) = ComparedPolicy.make(text, zones: zones) else { continue }
      let bytes = try compiledBytes(of: policy.graph)
      let back = try readCompiledGraph(bytes)
      let difference = firstDifference(fields(of: policy.graph), fields(of: back))
      #expect(difference == nil, "seed \(9_000 + part * 60 + seed)")
      count += 1
    }
    #expect(count > 40)
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
    let questions = try sessions(of: path).prefix(3).map {
      Array(try Data(contentsOf: packageFolder.appendingPathComponent("\($0).json")))
    }
    var random = Seeded(77)
    var counts = DamageCounts()
    for _ in 0..<120 { decide(damage(body, &random), questions, &counts) }
    #expect(counts.refused > 20)
    #expect(counts.decided > 5)
  }

  @Test("of generated policies too") func damagedGenerated() throws {
    let zones = ZoneFiles.installed()
    var random = Seeded(78)
    var counts = DamageCounts()
    let question = Array(#"{"at":"2026-03-02T10:15:00Z","task":"none","memory":"new"}"#.utf8)
    for seed in 0..<UInt64(20) {
      let text = PolicyWriter.write(seed: 700 + seed)
      guard case .success(let policy) = ComparedPolicy.make(text, zones: zones) else { continue }
      let body = Array(try compiledBytes(of: policy.graph).dropFirst(CompiledForm.head))
      for _ in 0..<40 { decide(damage(body, &random), [question], &counts) }
    }
    #expect(counts.refused > 100)
    #expect(counts.decided > 50)
  }

  /// Other bytes in a few places, or a stretch lost, doubled or overwritten.
  private func damage(_ body: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var body = body
    let place = random.below(body.count)
    let end = min(body.count, place + 1 + random.below(12))
    switch random.below(8) {
    case 0: body.removeSubrange(place..<end)
    case 1: body.insert(contentsOf: body[place..<end], at: place)
    case 2:
      for place in place..<end { body[place] = UInt8(truncatingIfNeeded: random.next()) }
    case 3: body[place] = [0x00, 0x7F, 0xFF, 0x80][random.below(4)]
    case _: body[place] = body[place] &+ (random.chance(50) ? 2 : .max - 1)
    }
    return body
  }

  /// Whatever is taken for sound decides every question, by its program and by its graph.
  private func decide(_ body: [UInt8], _ questions: [[UInt8]], _ counts: inout DamageCounts) {
    guard let graph = try? readGraph(body: body, from: 0) else {
      counts.refused += 1
      return
    }
    let reader = QuestionReader(graph)
    let program = Program(graph)
    for question in questions {
      for task in ["none"] + graph.tasks.prefix(3) {
        let asked = String(decoding: question, as: UTF8.self).replacing(
          #""task":"none""#, with: "\"task\":\"\(task)\"")
        guard case .question(let read, _) = reader.read(Array(asked.utf8)) else { continue }
        _ = HandrailEngine.decide(read, by: program)
        _ = decideTracing(read, by: graph)
        counts.decided += 1
      }
    }
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
