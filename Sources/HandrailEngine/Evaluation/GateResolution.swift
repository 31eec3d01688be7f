/// The `first` gates of one task, by `language.md` 3.8.
struct TaskGates {
  var open: [OpenGate] = []
  /// Gates that a refusal or silence turned into a handover.
  var handOvers: [(first: Int, to: GraphEffect.HandOver)] = []
  /// Confirmations that let the task through, by position in `SessionStart.confirmations`.
  var confirmationsInUse: [Int] = []
}

extension Machine {
  /// Gates that cover the task and are open.
  func gates(of task: Int) -> TaskGates {
    var result = TaskGates()
    for (position, first) in graph.gates.firsts.enumerated()
    where first.scope.contains(task) && truths[first.node] != .no {
      var gate = OpenGate(first: position)
      gate.ask = (first.ask + first.confirm).filter { !cell($0).isKnown }.withoutRepeats
      gate.tasksToDo = first.tasksToDo.filter { !start.done.contains($0) }
      gate.waitsForCondition = first.until >= 0 && truths[first.until] != .yes
      var failure: GraphFirst.Failure?
      if !first.confirm.isEmpty {
        failure = confirm(first, task, &gate, &result)
      }
      if case .handOver(let target) = failure {
        result.handOvers.append((position, target))
      }
      let isOpen =
        !gate.ask.isEmpty || !gate.tasksToDo.isEmpty || gate.waitsForCondition
        || !gate.confirm.isEmpty
      if isOpen { result.open.append(gate) }
    }
    return result
  }

  /// Looks for the customer's answer to exactly these values; a gate without a valid yes keeps its
  /// facts to confirm.
  private func confirm(
    _ first: GraphFirst, _ task: Int, _ gate: inout OpenGate, _ result: inout TaskGates
  ) -> GraphFirst.Failure? {
    gate.confirm = first.confirm
    guard first.confirm.allSatisfy({ cell($0).isKnown }) else { return nil }
    let name = graph.headings[first.heading].name
    gate.instance = instance(of: first, name, task)
    let answers = start.confirmations.indices.filter {
      start.confirmations[$0].gate == name && start.confirmations[$0].instance == gate.instance
    }
    guard let latest = answers.last else { return nil }
    let said = start.confirmations[latest]
    switch said.answer {
    case .confirmed:
      let isSpent = said.usedBy.map { $0.isEmpty || $0 != question.request } ?? false
      let isOver = first.lastsSeconds.map { isPast(said.at, by: $0) } ?? false
      if !isSpent && !isOver {
        gate.confirm = []
        gate.instance = ""
        result.confirmationsInUse.append(latest)
      }
      return nil
    case .declined:
      gate.state = .refused
      return first.ifRefused ?? .refuse
    case .noAnswer:
      gate.state = .noAnswer
      return first.ifNoAnswer ?? .refuse
    }
  }

  private func isPast(_ moment: Moment, by seconds: Int64) -> Bool {
    let (end, overflow) = moment.microseconds.addingReportingOverflow(seconds * 1_000_000)
    return !overflow && end < question.at.microseconds
  }

  /// What a confirmation is bound to: SHA-256 of policy, session, gate, task, values and act.
  private func instance(of first: GraphFirst, _ name: String, _ task: Int) -> String {
    var parts = [graph.policy.digest, question.session ?? "", name, graph.tasks[task]]
    for fact in first.confirm {
      parts.append(graph.facts[fact].name)
      parts.append(fingerprinted(cell(fact), of: fact))
    }
    // Facts come in pairs, so one part more can only be the action.
    if !question.action.isEmpty { parts.append(String(decoding: question.action, as: UTF8.self)) }
    return fingerprint(of: parts)
  }
}

extension [Int] {
  /// The first of each value, in order.
  var withoutRepeats: [Int] {
    if count < 2 { return self }
    var seen = Set<Int>()
    return filter { seen.insert($0).inserted }
  }
}
