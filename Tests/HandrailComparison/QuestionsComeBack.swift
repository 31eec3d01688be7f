package import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailTestSupport

/// What writing questions and reading them back came to.
package struct ReadBackTrial {
  package var questions = 0
  package var withKeptMemory = 0
  package var withFault = 0
  package var withEvents = 0
  /// The first question that was decided otherwise, or refused.
  package var broken: String?

  package init() {}
}

extension PropertyTrial {
  /// Questions of whole conversations, written and read back, are decided the same.
  ///
  /// Not compared: the list of faults, and which fault a fact has.
  package func questionsComeBack(
    _ written: (Question, DecisionGraph) -> [UInt8]
  ) -> ReadBackTrial {
    var trial = ReadBackTrial()
    let text = PolicyWriter.write(seed: seed)
    guard case .success(let policy) = ComparedPolicy.make(text, zones: zones) else { return trial }
    let neutral = NeutralReader(graph: policy.graph, instances: InstanceNames())
    let reader = QuestionReader(policy.graph)
    var random = Seeded(seed ^ 0xB4C)
    for _ in 0..<4 {
      var conversation = ConversationMaker(
        QuestionMaker(policy: policy.reference, random: Seeded(random.next())))
      for _ in 0..<6 {
        let question = asHostsSend(conversation.next().product, by: policy.graph)
        trial.count(question)
        let bytes = written(question, policy.graph)
        guard case .question(let back, _) = reader.read(bytes) else {
          trial.broken = "refused: \(String(decoding: bytes, as: UTF8.self))"
          return trial
        }
        let (decision, trace) = decideTracing(question, by: policy.graph)
        let (second, other) = decideTracing(back, by: policy.graph)
        let first = neutral.neutral(decision, trace)
        let left = first.lines.map(withoutCause)
        let right = neutral.neutral(second, other).lines.map(withoutCause)
        if left != right {
          let only = left.filter { !right.contains($0) } + right.filter { !left.contains($0) }
          trial.broken = "\(only.prefix(8))\n\(String(decoding: bytes, as: UTF8.self))"
          return trial
        }
        let gates = ([first.task].compactMap(\.self) + first.survey).flatMap(\.gates)
        conversation.keep(
          product: decision.memory, reference: first.memory,
          gates: gates.filter { !$0.instance.isEmpty }.map {
            ShownGate(
              gate: $0.name, kind: $0.kind, state: $0.state, product: $0.instance,
              reference: $0.instance)
          })
      }
    }
    return trial
  }

  /// Every fault reads alike: the sort counts, and it is compared in every verdict.
  private func withoutCause(_ line: String) -> String {
    guard line.hasPrefix("uncertain: ") || line.hasPrefix("packet field: "),
      let space = line.lastIndex(of: " ")
    else { return line }
    let name = String(line[line.index(after: space)...])
    let isFault = UnknownCause.allCases.contains { $0.isFault && $0.name == name }
    return isFault ? line[..<space] + " fault" : line
  }

  /// The generator's question as a door would hand it on: the request stands in the action, what
  /// the policy reads of a queue is promised, a fact with a usual value always has one, and what no
  /// event can say is not said.
  private func asHostsSend(_ question: Question, by graph: DecisionGraph) -> Question {
    var question = question
    if let request = question.request {
      let rest = String(decoding: question.action, as: UTF8.self).dropLast()
      let start = question.action.isEmpty ? "{" : "\(rest),"
      question.action = Array("\(start)\"request\":\"\(request)\"}".utf8)
    }
    let read = graph.logic.factsRead.union(graph.factsSaid)
    func promise(_ cell: inout Cell) {
      if cell.cause == .absent { cell = Cell(unknown: .missing) }
    }
    for (position, fact) in graph.facts.enumerated() where read.contains(position) {
      if case .queueOpen(let queue) = fact.builtIn { promise(&question.frame.queues[queue].open) }
      if case .queueFree(let queue) = fact.builtIn { promise(&question.frame.queues[queue].free) }
      if case .queueWait(let queue) = fact.builtIn { promise(&question.frame.queues[queue].wait) }
    }
    for (position, fact) in graph.facts.enumerated() {
      guard let usual = fact.usualValue ?? fact.trustOtherwise else { continue }
      question.change(graph.facts[position].supply) { cell in
        guard !cell.isKnown, !cell.cause.isFault else { return }
        let isUntrusted = cell.cause == .notTrusted
        cell = Cell(isUntrusted ? fact.trustOtherwise ?? usual : usual)
        cell.isAssumed = true
      }
    }
    var shown: [String] = []
    if case .kept(let memory) = question.memory { shown = memory.offers.map(\.instance) }
    var heard: Set<String> = []
    question.events.removeAll { event in
      // The door hears an event that is told twice once.
      guard heard.insert(event.id).inserted else { return true }
      switch event.kind {
      case .answer: return !shown.contains(event.instance)
      case .remembered:
        let offer = graph.offer(named: event.gate).map { graph.gates.offers[$0] }
        return offer?.remember == nil || event.choice == .ai
      case .done, .confirmed, .declined, .noAnswer, .asked, .vote, .withdraw, .join, .leave:
        return false
      }
    }
    return question
  }
}

extension Question {
  /// Changes every cell of a fact.
  fileprivate mutating func change(_ supply: GraphSupply, _ change: (inout Cell) -> Void) {
    switch supply {
    case .session(let slot): change(&frame.session[slot])
    case .turn(let slot):
      for turn in frame.turns.indices { change(&frame.turns[turn].cells[slot]) }
    case .task(let slot):
      for task in frame.tasks.keys.sorted() {
        if var cell = frame.tasks[task]?[slot] {
          change(&cell)
          frame.tasks[task]?[slot] = cell
        }
      }
    case .agent(let slot):
      for agent in frame.agents.indices { change(&frame.agents[agent].cells[slot]) }
    case .computed: break
    }
  }
}

extension ReadBackTrial {
  fileprivate mutating func count(_ question: Question) {
    questions += 1
    if case .kept = question.memory { withKeptMemory += 1 }
    if !question.events.isEmpty { withEvents += 1 }
    let cells = question.frame.session + question.frame.turns.flatMap(\.cells)
    if cells.contains(where: { $0.cause.isFault }) { withFault += 1 }
  }
}
