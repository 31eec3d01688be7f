package import HandrailEngine

extension ScenarioRunner {
  /// The question with as much of it as quiet as can be, while it still shows what it is to show.
  ///
  /// Everything is tried by itself, one after the other, so that what is left matters.
  package func plainer(_ question: Question, shows: (Question) -> Bool) -> Question {
    var plain = question
    func take(_ change: (inout Question) -> Void) {
      var tried = plain
      change(&tried)
      if shows(tried) { plain = tried }
    }
    take { $0.memory = .new }
    take { $0.ask = .none }
    if let usual = usualMoment { take { $0.at = usual } }
    while plain.frame.turns.count > 1 {
      let before = plain.frame.turns.count
      take { question in
        question.frame.turns.removeFirst()
        for turn in question.frame.turns.indices { question.frame.turns[turn].number = turn + 1 }
      }
      if plain.frame.turns.count == before { break }
    }
    for queue in graph.routing.queues.indices {
      take { $0.frame.queues[queue].open = Cell(1) }
      take { $0.frame.queues[queue].open = Cell(unknown: .absent) }
      take { $0.frame.queues[queue].free = Cell(unknown: .absent) }
      take { $0.frame.queues[queue].wait = Cell(unknown: .absent) }
    }
    for fact in graph.facts.indices { quieten(fact, take) }
    return plain
  }

  private func quieten(_ position: Int, _ take: ((inout Question) -> Void) -> Void) {
    let fact = graph.facts[position]
    take { question in
      let cell = quietCell(fact, in: &question)
      question.set(cell, of: fact, turn: nil)
    }
    guard case .turn = fact.supply else { return }
    for turn in 0..<graph.logic.longestWindow {
      take { question in
        let cell = quietCell(fact, in: &question)
        question.set(cell, of: fact, turn: turn)
      }
    }
  }

  /// The value that `quiet` gives; unknown where it gives none.
  func quietCell(_ fact: GraphFact, in question: inout Question) -> Cell {
    switch fact.quietContent() {
    case .cell(let value): return Cell(value)
    case .words(let words):
      if let known = question.frame.texts.firstIndex(of: words) { return Cell(Int64(known)) }
      question.frame.texts.append(words)
      return Cell(Int64(question.frame.texts.count - 1))
    case .unknown, nil: return Cell(unknown: .absent)
    }
  }

  /// The moment of a scenario that names none.
  var usualMoment: Moment? {
    guard let date = CalendarDate(year: 2026, month: 3, day: 2) else { return nil }
    return zone.instant(of: LocalReading(date: date, secondOfDay: 36_900))
  }
}

extension Question {
  /// Gives a fact of the session, of the task asked about, or of one turn or all of them a cell.
  fileprivate mutating func set(_ cell: Cell, of fact: GraphFact, turn: Int?) {
    switch fact.supply {
    case .session(let slot): frame.session[slot] = cell
    case .task(let slot):
      guard case .task(let task) = ask, frame.tasks[task]?.indices.contains(slot) == true else {
        return
      }
      frame.tasks[task]?[slot] = cell
    case .turn(let slot):
      for position in frame.turns.indices where turn == nil || turn == position {
        frame.turns[position].cells[slot] = cell
      }
    case .agent, .computed: return
    }
  }
}
