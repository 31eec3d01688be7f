package import HandrailEngine

/// What would have changed the ruling or who holds the conversation, or who must choose or agree.
package enum ChangeAnswer: Sendable {
  /// One to three, each replayed: the decision really is another one.
  case changes([Change])
  /// Only a protected or sensitive fact would have: nothing the customer did. `isMissing`: that
  /// fact has no value, so the topic itself is not settled.
  case onlySensitive(isMissing: Bool)
  /// No change of one or two facts does; `isComplete` is false where the search ran out of budget.
  case nothing(isComplete: Bool)
  /// Not looked for: surveys.
  case notAsked
}

/// One or two facts moved, and the decision that the policy then makes.
package struct Change: Sendable {
  package var moves: [Move]
  /// `nil` where no task was asked about.
  package var ruling: Ruling?
  package var handlerIsHuman: Bool
}

/// A fact moved into a neighbouring region.
package struct Move: Sendable, Equatable {
  /// The values that all give the decision of the change, among them the one that was replayed.
  package enum Region: Sendable, Equatable {
    case exactly(String)
    case atMost(String)
    case below(String)
    case atLeast(String)
    case above(String)
    case between(String, String)
    case including(String)
    case without(String)
    case sameAs(fact: Int)
    case another
    /// Any value at all would do.
    case known
  }

  package var at: FactAt
  /// Turns before the current one; `nil` for what is not said turn by turn.
  package var ago: Int?
  package var was: SeenValue
  package var region: Region
  /// The value that was replayed, in the units of the fact's cell.
  package var cell: Cell
}

extension Decision {
  /// The AI would do the task, once the customer has chosen or people have agreed.
  package var waitsForSomebody: Bool {
    guard !handlerIsHuman, let task, task.ruling == .ai else { return false }
    return task.offers.contains { $0.choice == nil }
      || task.approvals.contains { $0.state != .granted }
  }
}

extension Move {
  var wasUnknown: Bool {
    if case .unknown = was.content { true } else { false }
  }
}

extension Question {
  /// The question as it would have been with the moves of a change.
  package func applying(_ change: Change, by graph: DecisionGraph) -> Question {
    var question = self
    for move in change.moves { question.apply(move.cell, to: move.at, by: graph) }
    return question
  }

  /// Sets a cell; a turn that was not sent stays unsent.
  mutating func apply(_ cell: Cell, to place: FactAt, by graph: DecisionGraph) {
    guard graph.facts.indices.contains(place.fact) else { return }
    switch graph.facts[place.fact].supply {
    case .session(let slot):
      guard frame.session.indices.contains(slot) else { return }
      frame.session[slot] = cell
    case .turn(let slot):
      guard let turn = frame.turns.firstIndex(where: { $0.number == place.turn }),
        frame.turns[turn].cells.indices.contains(slot)
      else { return }
      frame.turns[turn].cells[slot] = cell
    case .task(let slot):
      guard case .task(let task) = ask, var cells = frame.tasks[task],
        cells.indices.contains(slot)
      else { return }
      cells[slot] = cell
      frame.tasks[task] = cells
    case .agent, .computed:
      return
    }
  }
}
