/// What is ruled on one task, without the rest of a decision: for searches that ask very often.
package struct TaskRulings: Sendable {
  private let holder: GraphHolder
  /// A position in the graph's tasks.
  package let task: Int
  /// Nodes that the ruling rests on, in table order.
  package let nodes: [Int]

  /// `others` are nodes to be told as well.
  package init(on task: Int, by graph: DecisionGraph, telling others: [Int] = []) {
    holder = GraphHolder(graph)
    self.task = task
    var roots = others
    for position in graph.effects.indices where graph.effects[position].bears(on: task) {
      roots.append(graph.effects[position].node)
      roots.append(graph.effects[position].capNode)
    }
    // What a way back leaves to the AI limits its permissions.
    for way in graph.gates.returns { roots.append(way.node) }
    if graph.gates.wayOutNode >= 0 { roots.append(graph.gates.wayOutNode) }
    nodes = graph.logic.nodes(under: roots)
  }

  /// The ruling that `decide` gives for the question, if it asks about this task.
  package func ruling(on question: Question) -> Ruling { ruled(on: question).ruling }

  /// The ruling, and by node what those that it rests on came to.
  package func ruled(on question: Question) -> (ruling: Ruling, truths: [Truth]) {
    var question = question
    question.ask = .task(task)
    var machine = Machine(holder, question)
    machine.judge(task: task, among: nodes)
    var conversation = Conversation(machine)
    conversation.decideRuling()
    return (conversation.ruling?.ruling ?? .human, conversation.machine.truths)
  }

  package var graph: DecisionGraph { holder.graph }

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
