import HandrailEngine

/// What to split a box on: an input, and the choices of each part.
struct Split {
  var variable: Int
  var parts: [[Int]]
}

/// Finds in a cone why a step is not settled, and how to settle more of it.
struct Branching {
  let cone: Cone
  let evaluation: Evaluation
  let box: Box

  private var space: QuestionSpace { cone.space }

  /// A split that settles more of something open.
  func split(for open: Goal.Open) -> Split? {
    switch open {
    case .step(let step, let towards): split(for: step, towards: towards)
    case .input(let variable): one(variable)
    }
  }

  /// A split on what hangs on the fewest inputs: what hangs on one alone leaves a single way on.
  ///
  /// Among hundreds of lines that must all be no this tells early that they can't be.
  func quickest(of open: [Goal.Open]) -> Split? {
    var best: (open: Goal.Open, count: Int)?
    var scratch: [Int] = []
    for item in open {
      guard case .step(let step, _) = item else { continue }
      let count = openness(of: step, below: best?.count ?? .max, &scratch)
      guard count > 0, count < best?.count ?? .max else { continue }
      best = (item, count)
      if count == 1 { break }
    }
    return best.flatMap { split(for: $0.open) }
  }

  /// How many tests below a step are open; no more are counted than would matter.
  private func openness(of step: Int, below limit: Int, _ scratch: inout [Int]) -> Int {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(step)
    var count = 0
    while let next = scratch.popLast(), count < limit {
      if evaluation.sets[next].isOne && cone.flat[next].kind != .other { continue }
      if !cone.links.inputs(of: next).isEmpty { count += 1 }
      for slot in cone.links.children(of: next) { scratch.append(Int(cone.links.children[slot])) }
    }
    return count
  }

  /// A split that brings a step nearer to one truth, the parts that help first; `nil` where nothing
  /// below it is open.
  private func split(for step: Int, towards: Bool) -> Split? {
    var pending = [(step: step, towards: towards)]
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      guard seen.insert(next.step).inserted else { continue }
      let set = evaluation.sets[next.step]
      if case .rows = cone.steps[next.step] {} else if set.isOne { continue }
      if let split = ownSplit(of: next.step, next.towards) { return split }
      let turned = turns(next.step) ? !next.towards : next.towards
      // The last in the list is looked at first.
      pending += open(cone.steps[next.step].children).reversed().map { ($0, turned) }
    }
    return nil
  }

  /// A yes of its child makes the step a no.
  private func turns(_ step: Int) -> Bool {
    switch cone.steps[step] {
    case .not: true
    case .mapped(_, let yes, _, _, _): !yes.contains(.yes)
    case .requests(let test): test.counted.last == .no
    case .constant, .atom, .word, .empty, .equalWords, .same, .sum, .all, .any, .certainly,
      .possibly, .skipUnknown, .applyUnknown, .window, .anyPoint, .rows, .output:
      false
    }
  }

  private func open(_ steps: [Int]) -> [Int] {
    steps.filter { step in
      if case .rows(let rows) = cone.steps[step] {
        let state = evaluation.tables[rows.slot]
        return state.rows.count(where: { $0 }) + state.none.members.count > 1
      }
      return !evaluation.sets[step].isOne
    }
  }

  /// A split on an input that the step itself reads.
  private func ownSplit(of step: Int, _ towards: Bool) -> Split? {
    switch cone.steps[step] {
    case .constant, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .mapped,
      .rows, .output:
      return nil
    case .atom(let variable, let table): return byTruth(variable, table, towards)
    case .word(let cell, let word): return byKnowing(cell) ?? one(word)
    case .empty(let cell, let words): return byKnowing(cell) ?? words.lazy.compactMap(one).first
    case .equalWords(let test): return one(test.left) ?? one(test.right)
    case .same(let cell, let other, let shared):
      return byKnowing(cell) ?? byKnowing(other) ?? one(shared)
    case .window(let test):
      if test.heldFromStart >= 0, let split = one(test.heldFromStart) { return split }
      if test.stretch >= 0, let split = one(test.stretch) { return split }
      return turnSplit(test.turnCount, test.children.count + test.skipped)
    case .anyPoint(let test):
      if let split = one(test.memory) { return split }
      return test.isTurnwise ? turnSplit(test.turnCount, test.children.count) : nil
    case .requests(let test): return requestSplit(test)
    case .sum(let test): return sumSplit(test)
    }
  }

  /// A conversation that is kept before a new one, for there the count alone tells.
  private func requestSplit(_ test: RequestTest) -> Split? {
    if let split = one(test.memory) {
      let isNew = { (part: [Int]) in part == [0] }
      return Split(
        variable: split.variable,
        parts: split.parts.filter { !isNew($0) } + split.parts.filter(isNew))
    }
    let isNew = box.contains(0, of: test.memory, space)
    if let split = turnSplit(test.turnCount, isNew ? test.children.count : 0) { return split }
    return isNew ? nil : one(test.cell)
  }

  /// Parts by what a test comes to.
  private func byTruth(_ variable: Int, _ table: Int, _ towards: Bool) -> Split? {
    let words = space.words(of: variable)
    let left = box.choices(of: variable, space)
    let order: [Truth] = towards ? [.yes, .no, .open, .fault] : [.no, .yes, .open, .fault]
    let parts = order.map { truth in
      left.filter { choice in
        let word = cone.tables[table + Int(truth.rawValue) * words.count + choice >> 6]
        return word >> UInt64(choice & 63) & 1 != 0
      }
    }
    let filled = parts.filter { !$0.isEmpty }
    return filled.count > 1 ? Split(variable: variable, parts: filled) : nil
  }

  /// Known, or one part for each way of being unknown.
  private func byKnowing(_ variable: Int) -> Split? {
    let left = box.choices(of: variable, space)
    let choices = space.variables[variable].choices
    let known = left.filter { choices[$0].isKnown }
    let parts = (known.isEmpty ? [] : [known]) + left.filter { !choices[$0].isKnown }.map { [$0] }
    return parts.count > 1 ? Split(variable: variable, parts: parts) : nil
  }

  /// Each choice apart.
  func one(_ variable: Int) -> Split? {
    let left = box.choices(of: variable, space)
    return left.count > 1 ? Split(variable: variable, parts: left.map { [$0] }) : nil
  }

  /// So many turns, each number apart up to the last that matters.
  private func turnSplit(_ variable: Int, _ limit: Int) -> Split? {
    var parts: [[Int]] = []
    var lastCount = -1
    for choice in box.choices(of: variable, space) {
      let run = space.variables[variable].choices[choice]
      guard run.isKnown else {
        parts.append([choice])
        continue
      }
      let count = Int(min(run.low, Int64(limit)))
      if count == lastCount {
        parts[parts.count - 1].append(choice)
      } else {
        parts.append([choice])
        lastCount = count
      }
    }
    // Full windows first: they show most.
    return parts.count > 1 ? Split(variable: variable, parts: parts.reversed()) : nil
  }

  /// A split that brings a sum nearer to what can be weighed, whatever it may come to.
  func settling(sum step: Int) -> Split? {
    guard case .sum(let test) = cone.steps[step] else { return nil }
    if let split = sumSplit(test) { return split }
    for child in test.inputSteps {
      if let split = split(for: child, towards: true) { return split }
    }
    return nil
  }

  private func sumSplit(_ test: SumTest) -> Split? {
    for term in test.terms {
      for case .variable(let variable) in term.inputs {
        if let split = byKnowing(variable) { return split }
      }
    }
    let needsTurns =
      test.terms.contains { $0.averageOver > 0 } || test.terms.contains { $0.inputs.count > 1 }
    if needsTurns {
      let most = test.terms.map(\.inputs.count).max() ?? 0
      if let split = turnSplit(test.turnCount, most) { return split }
    }
    // What is worked out must be settled before the rest is weighed.
    return open(test.inputSteps).isEmpty ? one(test.shared) : nil
  }
}
