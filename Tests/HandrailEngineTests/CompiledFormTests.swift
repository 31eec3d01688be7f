import HandrailEngine
import Testing

@Suite("The compiled form of a small policy") struct CompiledFormTests {
  private func small() throws -> [UInt8] { try compiledBytes(of: wholeGraph()) }

  private func wholeGraph() -> DecisionGraph {
    var graph = testGraph()
    graph.logic.origins = graph.logic.nodes.map { _ in NodeOrigin(file: 0, line: 9, text: "") }
    return graph
  }

  private func refusal(_ bytes: [UInt8]) -> CompiledRefusal? {
    do throws(CompiledRefusal) {
      _ = try readCompiledGraph(bytes)
      return nil
    } catch { return error }
  }

  @Test("comes back whole") func comesBack() throws {
    let bytes = try small()
    let graph = try readCompiledGraph(bytes)
    #expect(graph.policy.digest == wholeGraph().policy.digest)
    #expect(graph.facts.map(\.supply) == wholeGraph().facts.map(\.supply))
    #expect(try compiledBytes(of: graph) == bytes)
  }

  @Test("a bit changed anywhere is refused") func flipped() throws {
    let bytes = try small()
    var damaged = bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        damaged[place] = bytes[place] ^ 1 << UInt8(bit)
        #expect(refusal(damaged) != nil, "byte \(place), bit \(bit)")
      }
      damaged[place] = ~bytes[place]
      #expect(refusal(damaged) != nil, "byte \(place)")
      damaged[place] = bytes[place]
    }
  }

  @Test("cut anywhere, or with more after it, it is refused") func cut() throws {
    let bytes = try small()
    for length in bytes.indices {
      let wanted: CompiledRefusal = length < 8 ? .notCompiled : .cutShort
      #expect(refusal(Array(bytes[..<length])) == wanted)
    }
    #expect(refusal(bytes + [0]) == .tooLong)
  }

  @Test("each refusal says what is wrong") func words() throws {
    let bytes = try small()
    var newer = bytes
    newer[8] = 7
    var changed = bytes
    changed[bytes.count - 1] ^= 1
    #expect(refusal(Array("policy bank\n".utf8))?.words == "it is no compiled policy")
    #expect(
      refusal(newer)?.words == "it is written in form 7, and this version reads form 1")
    #expect(refusal(changed)?.words == "it was changed since it was written")
    #expect(refusal(bytes.dropLast())?.words == "it is cut short")
    #expect(refusal(bytes + [1])?.words == "something follows its end")
    #expect(
      CompiledRefusal.unsound("a list has no words").words
        == "it does not hold together: a list has no words")
    #expect(CompiledRefusal.otherDigest.words == "it is not the policy of that digest")
  }

  @Test(
    "every form but this one is refused, from the past and from the future",
    arguments: [
      0, 2, 3, 255, 256, 1 << 31, .max,
    ] as [UInt32])
  func forms(form: UInt32) throws {
    var bytes = try small()
    for place in 0..<4 { bytes[8 + place] = UInt8(truncatingIfNeeded: form >> UInt32(8 * place)) }
    #expect(refusal(bytes) == .otherForm(form))
  }

  @Test(
    "a size that lies is refused",
    arguments: [
      0, 1, 1 << 20, 1 << 62, .max,
    ] as [UInt64])
  func sizes(size: UInt64) throws {
    var bytes = try small()
    for place in 0..<8 { bytes[12 + place] = UInt8(truncatingIfNeeded: size >> UInt64(8 * place)) }
    let room = UInt64(bytes.count - CompiledForm.head)
    #expect(refusal(bytes) == (size > room ? .cutShort : .tooLong))
  }

  @Test("a small file does not stand for texts or names beyond measure") func bombs() throws {
    let long = String(repeating: "a", count: 1 << 20)
    let texts = try flaw { graph in
      graph.headings[0].written = (0..<140).map { _ in
        WrittenTest(node: 0, file: 0, line: 1, text: long)
      }
    }
    #expect(texts == "it does not hold together: its texts are more than can be held")
    let names = try flaw { graph in
      graph.headings[0].name = long
      graph.effects = (0..<300).map { _ in
        GraphEffect(
          action: .aiMay, scope: TaskSet(taskCount: graph.tasks.count), node: 0, heading: 0,
          line: 1, text: "")
      }
    }
    #expect(names == "it does not hold together: it is more than can be judged")
    let lists = try flaw { graph in
      let ones = (0..<200_000).map { _ in GraphCalendar.Opening(from: 0, to: 0) }
      let zone = ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
      graph.logic.calendars = [
        GraphCalendar(name: "office", zone: zone, week: ones.map { [$0] }, special: [])
      ]
    }
    #expect(lists == "it does not hold together: its lists are more than its bytes can stand for")
    let twins = try flaw { graph in
      let entry = GraphSwitch(name: "same", node: 0, isTurnwise: false)
      graph.logic.switches += [entry, entry]
    }
    #expect(twins == "it does not hold together: two of its switches are alike")
    #expect(try small().count < 4_096)
  }

  @Test("its checksum is CRC-64/XZ") func checksum() {
    var whole = CRC64()
    let digits = Array("123456789".utf8)
    whole.update(digits.span)
    #expect(whole.value == 0x995D_C9BB_DF19_39FA)
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for cut in [0, 1, 7, 8, 9, 150, 300] {
      var (parts, one) = (CRC64(), CRC64())
      let (head, tail) = (Array(bytes[..<cut]), Array(bytes[cut...]))
      parts.update(head.span)
      parts.update(tail.span)
      one.update(bytes.span)
      #expect(parts.value == one.value)
    }
  }
}

extension CompiledFormTests {
  /// What is said of a graph that somebody made by hand.
  private func flaw(_ change: (inout DecisionGraph) -> Void) throws -> String? {
    var graph = wholeGraph()
    change(&graph)
    // Nothing needs to be right in it but its checksum.
    let digest = String(repeating: "0", count: 64)
    return refusal(sealed(body: try compiledBody(of: graph), digest: digest))?.words
  }

  @Test("what does not hold together is refused though its checksum is right")
  func unsound() throws {
    #expect(try flaw { _ in } == nil)
    let flawed: [(inout DecisionGraph) -> Void] = [
      { $0.logic.nodes[0] = .not(0) },
      { $0.logic.nodes[0] = .not(1) },
      { $0.logic.nodes[0] = .not(-1) },
      { $0.logic.nodes[1] = .isKnown(fact: 99) },
      { $0.logic.nodes[1] = .all(SideRange(first: 0, count: 1)) },
      { $0.logic.nodes[1] = .all(SideRange(first: -1, count: 0)) },
      { $0.logic.nodes[1] = .includes(fact: 2, word: 2) },
      { $0.logic.nodes[1] = .includes(fact: 0, word: 0) },
      { $0.logic.nodes[1] = .equals(fact: 11, other: 5) },
      { $0.logic.nodes[1] = .window(child: 0, atLeast: 1, of: 21, restarts: false) },
      { $0.logic.nodes[1] = .window(child: 0, atLeast: 3, of: 2, restarts: false) },
      { $0.logic.nodes[1] = .during(calendar: 0) },
      { $0.logic.nodes[1] = .define(fact: 0, child: 0) },
      { $0.logic.nodes[1] = .instant(fact: 5, comparison: .above, microseconds: 0) },
      { $0.logic.switches[0].node = 2 },
      { $0.gates.firsts[0].heading = 1 },
      { $0.gates.firsts[0].scope = TaskSet(taskCount: 65) },
      { $0.gates.firsts[0].ask = [-1] },
      { $0.gates.firsts[0].ifRefused = .handOver(.queue(1)) },
      { $0.routing.otherwise = 1 },
      { $0.routing.queues[0].hours = 3 },
      { $0.headings[0].file = 1 },
      { $0.facts[1].usualValue = 2 },
      { $0.facts[5].domain.highest = -1 },
      { $0.facts[0].builtIn = .now },
      { $0.duties.wayOut = 4 },
    ]
    for (position, change) in flawed.enumerated() {
      let words = try flaw(change)
      #expect(words?.hasPrefix("it does not hold together: ") == true, "change \(position)")
    }
  }

  @Test(
    "values that are asked for stand in order, once, and inside their kind",
    arguments: [
      [0, 0], [1, 0], [0, 2], [-1, 0], [.min, .max],
    ] as [[Int64]])
  func values(_ values: [Int64]) throws {
    let words = try flaw {
      $0.logic.values = values
      $0.logic.nodes[1] = .among(fact: 1, values: SideRange(first: 0, count: values.count))
    }
    #expect(words != nil)
  }

  @Test("a sum that may not fit into 128 bits is refused") func sums() throws {
    func words(_ factor: Int128, _ facts: [Int], over turns: Int = 0) throws -> String? {
      try flaw { graph in
        let terms = facts.map {
          LinearComparison.Term(factor: factor, fact: $0, averageOver: turns)
        }
        graph.logic.comparisons = [
          LinearComparison(terms: terms, constant: 0, comparison: .above, decimals: 2)
        ]
        graph.logic.nodes[1] = .compare(0)
      }
    }
    #expect(try words(1 << 60, [8]) == nil)
    #expect(try words(1 << 110, [8]) == "it does not hold together: a sum may be too large")
    #expect(try words(.min, [8, 8]) == "it does not hold together: a sum may be too large")
    #expect(try words(1, [10]) == "it does not hold together: what is added up is no number")
    #expect(try words(1, [18], over: 20) == nil)
    #expect(try words(1, [8], over: 3) != nil)
  }
}
