import HandrailEngine

/// What inputs say of each other: a new session remembers nothing, a turn that did not happen has
/// no facts.
extension QuestionSpace {
  /// Takes out what cannot go together; false where nothing is left.
  func settle(_ box: inout Box) -> Bool {
    settleMemory(&box) && settleTurns(&box) && settleTask(&box)
  }

  private func variable(_ kind: Variable.Kind) -> Int { position(of: kind) ?? 0 }

  /// Memory by what it carries, and what it carries by memory.
  private func settleMemory(_ box: inout Box) -> Bool {
    let memory = variable(.memory)
    var left = box.choices(of: memory, self)
    for carried in carriedByMemory {
      left = left.filter { sort in
        box.choices(of: carried.variable, self).contains { carried.allows(sort, $0) }
      }
    }
    guard !left.isEmpty, box.keep(memory, self, where: left.contains) else { return false }
    for carried in carriedByMemory {
      let isLeft = box.keep(carried.variable, self) { choice in
        left.contains { carried.allows($0, choice) }
      }
      if !isLeft { return false }
    }
    return true
  }

  /// Turn facts by how many turns happened.
  private func settleTurns(_ box: inout Box) -> Bool {
    let turnCount = variable(.turnCount)
    for (cell, back, noTurn) in turnCells {
      let hasNone = noTurn.map { box.contains($0, of: cell, self) } ?? true
      let hasSome = box.choices(of: cell, self).contains { $0 != noTurn }
      if back == 0 {
        let isLeft = box.keep(turnCount, self) { choice in
          let run = variables[turnCount].choices[choice]
          return run.isKnown && run.low == 0 ? hasNone : hasSome
        }
        if !isLeft { return false }
      }
      let counts = box.choices(of: turnCount, self).map { variables[turnCount].choices[$0] }
      let mayBeNone = counts.contains { $0.isKnown && $0.low == 0 }
      let mayBeSome = counts.contains { !($0.isKnown && $0.low == 0) }
      let isLost = counts.allSatisfy { !$0.isKnown }
      guard back == 0 else { continue }
      let isLeft = box.keep(cell, self) { choice in
        if choice == noTurn { return mayBeNone }
        let isFault = variables[cell].choices[choice].sort == .fault
        return mayBeSome && (!isLost || isFault)
      }
      if !isLeft { return false }
    }
    return true
  }

  /// Task facts by whether a task is asked about.
  private func settleTask(_ box: inout Box) -> Bool {
    let task = variable(.task)
    let taskCount = graph.tasks.count
    for (cell, none) in taskCells {
      let hasNone = box.contains(none, of: cell, self)
      let hasSome = box.choices(of: cell, self).contains { $0 != none }
      guard box.keep(task, self, where: { $0 < taskCount ? hasSome : hasNone }) else {
        return false
      }
      let left = box.choices(of: task, self)
      let mayBeTask = left.contains { $0 < taskCount }
      let mayBeNone = left.contains { $0 >= taskCount }
      guard box.keep(cell, self, where: { $0 == none ? mayBeNone : mayBeTask }) else {
        return false
      }
    }
    return true
  }
}

/// An input that memory carries: which of its choices go with which sort of memory.
struct Carried: Sendable {
  var variable: Int
  /// For new, kept and unusable memory: the choices allowed.
  var whenNew: [Bool]
  var whenKept: [Bool]
  var whenUnusable: [Bool]
  /// For memory of a conversation that the AI holds, where that says more than kept memory.
  var whenHeldByAI: [Bool]?

  func allows(_ memory: Int, _ choice: Int) -> Bool {
    switch memory {
    case 0: whenNew[choice]
    case 1: (whenHeldByAI ?? whenKept)[choice]
    case 3: whenUnusable[choice]
    default: whenKept[choice]
    }
  }
}

extension QuestionSpace {
  /// What a new or unusable memory says of every input that memory carries.
  func carried(_ position: Int) -> Carried? {
    let choices = variables[position].choices
    let any = choices.map { _ in true }
    let first = choices.indices.map { $0 == 0 }
    func lost(_ choice: Choice) -> Bool { choice.cause == .unusableMemory }
    func all(_ new: [Bool], _ unusable: [Bool]) -> Carried {
      Carried(
        variable: position, whenNew: new, whenKept: choices.map { !lost($0) },
        whenUnusable: unusable)
    }
    switch variables[position].kind {
    case .stretch:
      var carried = all(first, first)
      // Without a way back the AI has held it from the start.
      if graph.gates.returns.isEmpty { carried.whenHeldByAI = first }
      return carried
    case .armed, .returnedTo, .judged, .approval, .offer, .confirmation:
      return all(first, first)
    case .memorySwitch:
      return all(first, choices.indices.map { $0 == Int(Truth.fault.rawValue) })
    case .turnCount:
      // A new session has sent all its turns: more than windows see count as remembered.
      return all(choices.map { !$0.isKnown || $0.low <= Int64(mostTurns) }, any)
    case .cell(let fact, _):
      guard let builtIn = graph.facts[Int(fact)].builtIn, !graph.facts[Int(fact)].isAsDecided
      else { return nil }
      switch builtIn {
      case .choice: return all(first, choices.map(lost))
      case .approval: return all(first, first)
      case .done: return all(choices.map { !lost($0) }, choices.map { lost($0) || $0.low == 1 })
      case .humanRequests: return all(choices.map { !lost($0) }, choices.map(lost))
      case .task, .handler, .turnCount, .now, .queueOpen, .queueFree, .queueWait: return nil
      }
    case .task, .moment, .memory, .word, .otherWord, .same, .sum, .trial, .heldQueue: return nil
    }
  }
}
