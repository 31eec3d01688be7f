import HandrailEngine

/// What inputs say of each other: a new session remembers nothing, a turn that did not happen has
/// no facts.
extension QuestionSpace {
  /// Takes out what cannot go together; false where nothing is left.
  func settle(_ box: inout Box) -> Bool {
    settleMemory(&box) && settleTurns(&box) && settleTask(&box) && settleChoices(&box)
  }

  /// Who chose a person just now has chosen something.
  private func settleChoices(_ box: inout Box) -> Bool {
    for (fresh, cell) in freshChoices {
      if !box.contains(0, of: fresh, self) {
        guard box.keep(cell, self, where: { $0 != 0 }) else { return false }
      }
      if box.count(of: cell, self) == 1, box.contains(0, of: cell, self) {
        guard box.keep(fresh, self, where: { $0 == 0 }) else { return false }
      }
    }
    return true
  }

  private func variable(_ kind: Variable.Kind) -> Int { position(of: kind) ?? 0 }

  /// Memory by what it carries, and what it carries by memory.
  private func settleMemory(_ box: inout Box) -> Bool {
    let memory = starts[variable(.memory)]
    var left = box.words[memory]
    for carried in carriedByMemory {
      for sort in 0..<4 where left >> UInt64(sort) & 1 != 0 {
        if !box.meets(carried.allowed[sort], of: carried.variable, self) {
          left &= ~(1 << UInt64(sort))
        }
      }
    }
    guard left != 0 else { return false }
    box.words[memory] = left
    for carried in carriedByMemory where !carried.keep(left, &box, self) { return false }
    return true
  }

  /// How many turns may have happened.
  private struct TurnsLeft {
    var mayBeNone = false
    var mayBeSome = false
    /// The count is left out in any case.
    var isLost = true

    init(_ box: Box, _ turnCount: Int, _ space: QuestionSpace) {
      let choices = space.variables[turnCount].choices
      box.forEach(of: turnCount, space) { choice in
        let isNone = choices[choice].isKnown && choices[choice].low == 0
        if isNone { mayBeNone = true } else { mayBeSome = true }
        if choices[choice].isKnown { isLost = false }
      }
    }

    var tellsNothing: Bool { mayBeNone && mayBeSome && !isLost }
  }

  /// Turn facts by how many turns happened.
  private func settleTurns(_ box: inout Box) -> Bool {
    let turnCount = variable(.turnCount)
    // Closures that read the space itself would copy it.
    let counts = variables[turnCount].choices
    var turns = TurnsLeft(box, turnCount, self)
    for (cell, back, noTurn) in turnCells where back == 0 {
      var (hasNone, noTurns) = (true, 0)
      if let noTurn {
        hasNone = box.contains(noTurn, of: cell, self)
        noTurns = hasNone ? 1 : 0
      }
      let hasSome = box.count(of: cell, self) > noTurns
      if !(hasNone && hasSome) {
        let mayBeNone = hasNone
        let isLeft = box.keep(turnCount, self) { choice in
          counts[choice].isKnown && counts[choice].low == 0 ? mayBeNone : hasSome
        }
        if !isLeft { return false }
        turns = TurnsLeft(box, turnCount, self)
      }
      if turns.tellsNothing { continue }
      let (left, choices) = (turns, variables[cell].choices)
      let isLeft = box.keep(cell, self) { choice in
        if choice == noTurn { return left.mayBeNone }
        return left.mayBeSome && (!left.isLost || choices[choice].sort == .fault)
      }
      if !isLeft { return false }
    }
    return true
  }

  /// Task facts by whether a task is asked about.
  private func settleTask(_ box: inout Box) -> Bool {
    if taskCells.isEmpty { return true }
    let task = variable(.task)
    let taskCount = graph.tasks.count
    for (cell, none) in taskCells {
      let hasNone = box.contains(none, of: cell, self)
      let hasSome = box.count(of: cell, self) > (hasNone ? 1 : 0)
      guard box.keep(task, self, where: { $0 < taskCount ? hasSome : hasNone }) else {
        return false
      }
      var (mayBeTask, mayBeNone) = (false, false)
      box.forEach(of: task, self) { choice in
        if choice < taskCount { mayBeTask = true } else { mayBeNone = true }
      }
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
  /// By sort of memory (new, kept with either holder, unusable): the words of the choices allowed.
  var allowed: [[UInt64]]

  init(_ variable: Int, whenNew: [Bool], whenKept: [Bool], whenUnusable: [Bool]) {
    self.variable = variable
    allowed = [whenNew, whenKept, whenKept, whenUnusable].map { isAllowed in
      var words = [UInt64](repeating: 0, count: (isAllowed.count + 63) / 64)
      for choice in isAllowed.indices where isAllowed[choice] {
        words[choice >> 6] |= 1 << UInt64(choice & 63)
      }
      return words
    }
  }

  /// Keeps what goes with one of some sorts of memory; false where nothing is left.
  func keep(_ sorts: UInt64, _ box: inout Box, _ space: QuestionSpace) -> Bool {
    var isAny = false
    for (offset, position) in space.words(of: variable).enumerated() {
      var mask: UInt64 = 0
      for sort in 0..<4 where sorts >> UInt64(sort) & 1 != 0 { mask |= allowed[sort][offset] }
      box.words[position] &= mask
      if box.words[position] != 0 { isAny = true }
    }
    return isAny
  }
}

extension QuestionSpace {
  /// In a new session nothing was chosen, but for a person who is remembered from another one.
  private func whenNew(offer: Int, _ choices: [Choice]) -> [Bool] {
    let isRemembered = graph.gates.offers[offer].remember != nil
    return choices.map { $0.isKnown && ($0.low == 0 || isRemembered && $0.low > 1) }
  }

  /// What a new or unusable memory says of every input that memory carries.
  func carried(_ position: Int) -> Carried? {
    let choices = variables[position].choices
    let any = choices.map { _ in true }
    let first = choices.indices.map { $0 == 0 }
    func lost(_ choice: Choice) -> Bool { choice.cause == .unusableMemory }
    func all(_ new: [Bool], _ unusable: [Bool]) -> Carried {
      Carried(
        position, whenNew: new, whenKept: choices.map { !lost($0) }, whenUnusable: unusable)
    }
    switch variables[position].kind {
    case .stretch, .armed, .returnedTo, .judged, .approval, .confirmation, .called, .calledLine,
      .chosen:
      return all(first, first)
    case .heldFromStart:
      var carried = all(first, first)
      // A person has it still.
      carried.allowed[1] = carried.allowed[0]
      return carried
    case .offer(let offer): return all(whenNew(offer: Int(offer), choices), first)
    case .memorySwitch:
      return all(first, choices.indices.map { $0 == Int(Truth.fault.rawValue) })
    case .turnCount:
      // A new session has sent all its turns: more than windows see count as remembered.
      return all(choices.map { !$0.isKnown || $0.low <= Int64(mostTurns) }, any)
    case .cell(let fact, _):
      guard let builtIn = graph.facts[Int(fact)].builtIn, !graph.facts[Int(fact)].isAsDecided
      else { return nil }
      switch builtIn {
      case .choice(let offer): return all(whenNew(offer: offer, choices), choices.map(lost))
      case .approval: return all(first, first)
      case .done: return all(choices.map { !lost($0) }, choices.map { lost($0) || $0.low == 1 })
      case .humanRequests: return all(choices.map { !lost($0) }, choices.map(lost))
      case .task, .handler, .turnCount, .now, .queueOpen, .queueFree, .queueWait: return nil
      }
    case .task, .moment, .memory, .word, .otherWord, .same, .sum, .trial, .heldQueue:
      return nil
    }
  }
}
