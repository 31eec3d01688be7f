import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// Carries a question from one policy to another with the same names at other positions.
struct PositionMap {
  let from: ComparedPolicy
  let to: ComparedPolicy

  func question(_ question: Question) -> Question {
    var moved = question
    moved.ask = ask(question.ask)
    moved.frame = frame(question.frame)
    moved.events = question.events.map { event in
      var event = event
      if event.task >= 0 { event.task = task(event.task) }
      return event
    }
    return moved
  }

  private func ask(_ ask: TaskAsk) -> TaskAsk {
    switch ask {
    case .task(let position): .task(task(position))
    case .survey(let positions): .survey(positions.map(task))
    case .none: .none
    case .missing: .missing
    }
  }

  private func frame(_ frame: Frame) -> Frame {
    var moved = frame
    moved.session = cells(frame.session, .session)
    moved.queues = to.model.people.queues.elements.map { queue in
      let place = from.model.people.queues.elements.firstIndex { $0.name == queue.name }
      return frame.queues[position(place, of: queue.name)]
    }
    moved.tasks = [:]
    for (old, cells) in frame.tasks { moved.tasks[task(old)] = self.cells(cells, .task) }
    for place in moved.turns.indices {
      moved.turns[place].cells = cells(frame.turns[place].cells, .turn)
    }
    for place in moved.agents.indices {
      moved.agents[place].cells = cells(frame.agents[place].cells, .agent)
    }
    return moved
  }

  private func task(_ old: Int) -> Int {
    let name = from.model.vocabulary.tasks.elements[old].name
    let place = to.model.vocabulary.tasks.elements.firstIndex { $0.name == name }
    return position(place, of: name)
  }

  /// Cells by slot, in the order of the other policy's facts.
  private func cells(_ cells: [Cell], _ supply: FactSupply) -> [Cell] {
    let old = from.reference.facts(suppliedBy: supply).map { from.model.vocabulary.facts[$0].name }
    return to.reference.facts(suppliedBy: supply).map { id in
      let name = to.model.vocabulary.facts[id].name
      return cells[position(old.firstIndex(of: name), of: name)]
    }
  }

  private func position(_ found: Int?, of name: String) -> Int {
    guard let found else { preconditionFailure("`\(name)` is in one policy only") }
    return found
  }
}
