/// Reads questions for one policy; made once, used for as many as come.
///
/// A class because it is handed to every object of facts that is read: one count, not one a table.
package final class QuestionReader: Sendable {
  let graph: DecisionGraph
  let paths: FactPaths
  package let memoryNames: MemoryNames
  let ready: ReadyFacts
  /// Facts by slot of their supply.
  let sessionFacts: [Int]
  let turnFacts: [Int]
  let taskFacts: [Int]
  let agentFacts: [Int]
  /// Built-in facts of queues that some test or message reads.
  let queueFacts: [GraphFact]
  /// By slot of the session facts: the cell of a fact that is not sent.
  let blankCells: [Cell]

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    memoryNames = MemoryNames(graph)
    var paths = FactPaths()
    let slots = graph.logic.slots
    var sessionFacts = [Int](repeating: -1, count: slots.session)
    var turnFacts = [Int](repeating: -1, count: slots.turn)
    var taskFacts = [Int](repeating: -1, count: slots.task)
    var agentFacts = [Int](repeating: -1, count: slots.agent)
    // In the order of the paths each one goes to the end of its list, however many there are.
    for (fact, path) in QuestionReader.sortedPaths(graph) { paths.add(path, fact: fact) }
    for (position, fact) in graph.facts.enumerated() {
      switch fact.supply {
      case .session(let slot): sessionFacts[slot] = position
      case .turn(let slot): turnFacts[slot] = position
      case .task(let slot): taskFacts[slot] = position
      case .agent(let slot): agentFacts[slot] = position
      case .computed: break
      }
    }
    ready = ReadyFacts(graph, paths)
    self.paths = paths
    self.sessionFacts = sessionFacts
    self.turnFacts = turnFacts
    self.taskFacts = taskFacts
    self.agentFacts = agentFacts
    let read = graph.logic.factsRead.union(graph.factsSaid)
    queueFacts = graph.facts.enumerated().filter { read.contains($0.offset) }.map { $0.element }
    blankCells = sessionFacts.map { fact in
      let fact = graph.facts[fact]
      return fact.mayBeUnknown ? fact.cellOfAbsence(.absent) : Cell(unknown: .missing)
    }
  }

  private static func sortedPaths(_ graph: DecisionGraph) -> [(fact: Int, path: [String])] {
    var paths: [(fact: Int, path: [String])] = []
    // A twin that is read as decided has its fact's name, and is no fact of the host's either.
    for (position, fact) in graph.facts.enumerated() where !fact.isAsDecided {
      paths.append((position, fact.path.isEmpty ? fact.name.splitAtDots : fact.path))
    }
    return paths.sorted { left, right in
      for (first, second) in zip(left.path, right.path) where first != second {
        return first.utf8.lexicographicallyPrecedes(second.utf8)
      }
      return (left.path.count, left.fact) < (right.path.count, right.fact)
    }
  }

  /// Reads a question of our own shape from JSON.
  package func read(_ bytes: [UInt8]) -> QuestionReading {
    var scan = QuestionScan(self)
    return read(bytes, through: &scan)
  }

  /// The same by a scan that is used again and again: it knows what hosts send.
  package func read(_ bytes: [UInt8], through scan: inout QuestionScan) -> QuestionReading {
    guard scan.read(bytes.span) else { return readWhole(bytes) }
    var form = QuestionForm()
    if scan.saysNew { form.heldMemory = .new }
    var filling = QuestionFilling(self, HostDocument(bytes: []), form)
    do {
      try filling.fill(scan, of: bytes.span)
      return .question(filling.question, id: nil)
    } catch { return .refused(error) }
  }

  /// Reads a question by way of a document, which can say what is wrong with it.
  package func readWhole(_ bytes: [UInt8]) -> QuestionReading {
    do {
      return read(try readJSON(bytes))
    } catch { return .refused(QuestionRefusal(error)) }
  }

  /// Reads a question of our own shape from a document.
  package func read(_ document: HostDocument) -> QuestionReading {
    do {
      return fill(document, try QuestionForm.read(document))
    } catch { return .refused(error) }
  }

  /// Reads a question whose memory never left the program.
  package func read(_ document: HostDocument, holding memory: MemoryGiven) -> QuestionReading {
    do {
      var form = try QuestionForm.read(document)
      form.heldMemory = memory
      return fill(document, form)
    } catch { return .refused(error) }
  }

  /// Reads a question out of JSON of another shape.
  package func read(_ bytes: [UInt8], at pointers: QuestionPointers) -> QuestionReading {
    let document: HostDocument
    do {
      document = try readJSON(bytes)
    } catch { return .refused(QuestionRefusal(error)) }
    return read(document, at: pointers)
  }

  /// Reads a question out of a document of another shape.
  package func read(_ document: HostDocument, at pointers: QuestionPointers) -> QuestionReading {
    do {
      return fill(document, try QuestionForm.read(document, pointers))
    } catch { return .refused(error) }
  }

  private func fill(_ document: HostDocument, _ form: QuestionForm) -> QuestionReading {
    var filling = QuestionFilling(self, document, form)
    do {
      try filling.fill()
      return .question(filling.question, id: filling.id)
    } catch {
      var refusal = error
      refusal.id = filling.id
      refusal.session = filling.question.session
      refusal.at = filling.hasMoment ? filling.question.at : nil
      return .refused(refusal)
    }
  }
}

extension String {
  var splitAtDots: [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    for byte in utf8 {
      if byte == UInt8(ascii: ".") {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
      } else {
        part.append(byte)
      }
    }
    return parts + [String(decoding: part, as: UTF8.self)]
  }
}
