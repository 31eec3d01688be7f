/// What is ruled on one task, without the rest of a decision: for searches that ask very often.
package struct TaskRulings: Sendable {
  package let graph: DecisionGraph
  /// A position in the graph's tasks.
  package let task: Int
  /// Nodes that the ruling rests on, in table order.
  package let nodes: [Int]

  package init(on task: Int, by graph: DecisionGraph) {
    self.graph = graph
    self.task = task
    var pending: [Int] = []
    for effect in graph.effects where effect.bears(on: task) {
      pending.append(effect.node)
      pending.append(effect.capNode)
    }
    // What a way back leaves to the AI limits its permissions.
    for way in graph.gates.returns { pending.append(way.node) }
    if graph.gates.wayOutNode >= 0 { pending.append(graph.gates.wayOutNode) }
    var isNeeded = [Bool](repeating: false, count: graph.logic.nodes.count)
    while let node = pending.popLast() {
      guard !isNeeded[node] else { continue }
      isNeeded[node] = true
      pending += graph.logic.rests(on: node)
    }
    nodes = graph.logic.nodes.indices.filter { isNeeded[$0] }
  }

  /// The ruling that `decide` gives for the question, if it asks about this task.
  package func ruling(on question: Question) -> Ruling {
    var question = question
    question.ask = .task(task)
    var machine = Machine(graph, question, SessionStart(question, graph))
    machine.judge(task: task, among: nodes)
    var conversation = Conversation(machine)
    conversation.decideRuling()
    return conversation.ruling?.ruling ?? .human
  }

  /// How much work one ruling is, counted in nodes.
  package func cost(of question: Question) -> Int {
    nodes.count + graph.logic.turnNodes.count * question.frame.turns.count + graph.effects.count
      + graph.facts.count
  }
}

extension GraphEffect {
  /// True for lines that can change what is ruled on a task.
  fileprivate func bears(on task: Int) -> Bool {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse:
      scope.contains(task)
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: true
    case .bringIn, .contactCustomer, .urgency, .needSkills: false
    }
  }
}
