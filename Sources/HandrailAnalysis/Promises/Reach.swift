import HandrailEngine

/// What a session may remember, as far as a proof tells memories apart: who holds it, and what some
/// switches say.
struct MemoryState: Hashable {
  /// 1 with the AI, 2 with a person, as `Variable.Kind.memory` counts.
  var sort: Int
  /// Raw values of truths, in the order of the switches told apart.
  var switches: [UInt8]
}

/// Memory states that real sessions may come to: never fewer than do.
struct Reach {
  /// Positions of the switches that are told apart; beyond a few all of them may be anything.
  let switches: [Int]
  private(set) var steps: [MemoryState: Arrival] = [:]
  /// In the order in which they were found.
  private(set) var states: [MemoryState] = []

  /// How a state is come to.
  struct Arrival {
    /// `nil`: an empty session, or unusable memory.
    var from: MemoryState?
    /// A decision that does it; `nil` where it could only not be ruled out.
    var witness: Witness?
  }

  /// More switches than these are not followed.
  private static let mostSwitches = 2

  init(_ analysis: Analysis, following switches: [Int]) {
    self.switches = switches.count <= Reach.mostSwitches ? switches : []
    var frontier = [MemoryState?](arrayLiteral: nil)
    while let from = frontier.popLast() {
      for target in targets where steps[target] == nil {
        guard let witness = analysis.step(from: from, to: target, self.switches) else { continue }
        steps[target] = Arrival(from: from, witness: witness)
        states.append(target)
        frontier.append(target)
      }
    }
  }

  /// Decisions that lead from an empty session to a state, first one first.
  func path(to state: MemoryState) -> [Witness]? {
    var path: [Witness] = []
    var next: MemoryState? = state
    while let state = next {
      guard let arrival = steps[state], let witness = arrival.witness, path.count < 8 else {
        return nil
      }
      path.insert(witness, at: 0)
      next = arrival.from
    }
    return path
  }

  /// Every state that is told apart.
  var targets: [MemoryState] {
    var vectors: [[UInt8]] = [[]]
    for _ in switches { vectors = vectors.flatMap { vector in (0..<4).map { vector + [$0] } } }
    return [1, 2].flatMap { sort in vectors.map { MemoryState(sort: sort, switches: $0) } }
  }
}

extension Analysis {
  /// A decision that leaves a memory of some state, from one of another, or from an empty session;
  /// an empty witness where that could not be ruled out; `nil` where nothing does.
  fileprivate func step(
    from: MemoryState?, to target: MemoryState, _ switches: [Int]
  ) -> Witness?? {
    var isLost = false
    for task in taskClasses(within: nil) + [graph.tasks.count, graph.tasks.count + 1] {
      switch run(stepGoal(from, target, switches, task)) {
      case .found(let witness): return .some(witness)
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .some(nil) : nil
  }

  private func stepGoal(
    _ from: MemoryState?, _ target: MemoryState, _ switches: [Int], _ task: Int
  ) -> Goal {
    var cone = self.cone
    let wishes = Wishes(all: remembered(target, switches, &cone))
    let lines = TaskLines(task, &cone)
    return Goal(
      cone: cone,
      limits: limits(from, switches) + [(space.position(of: .task) ?? 0, [task])],
      judge: { evaluation, box in
        let remembered = wishes.verdict(evaluation)
        guard case .certain = remembered else { return remembered }
        let standing = Standing(lines, evaluation, box)
        return target.sort == 2
          ? standing.verdict(standing.human, forAI: false)
          : standing.verdict(standing.human.negated)
      },
      isShown: { decision, _ in
        decision.handlerIsHuman == (target.sort == 2)
          && zip(switches, target.switches).allSatisfy {
            decision.memory.switches[$0].rawValue == $1
          }
      })
  }

  /// Steps that must come to what the switches are to say.
  func remembered(
    _ state: MemoryState, _ switches: [Int], _ cone: inout Cone
  ) -> [(step: Int, wanted: TruthSet)] {
    zip(switches, state.switches).compactMap { position, raw in
      let node = graph.logic.nodes.firstIndex { $0 == .anyPoint(Int32(position)) }
      guard let node, let truth = Truth(rawValue: raw) else { return nil }
      return (cone.root(node), TruthSet(truth))
    }
  }

  /// The memory to begin with.
  func limits(_ state: MemoryState?, _ switches: [Int]) -> [(variable: Int, choices: [Int])] {
    guard let state else { return [(space.position(of: .memory) ?? 0, [0, 3])] }
    var limits = [(space.position(of: .memory) ?? 0, [state.sort])]
    // Without a way back the AI has held it from the start: no window began anew.
    if state.sort == 1, graph.gates.returns.isEmpty, let stretch = space.position(of: .stretch) {
      limits.append((stretch, [0]))
    }
    for (position, raw) in zip(switches, state.switches) {
      if let variable = space.position(of: .memorySwitch(Int32(position))) {
        limits.append((variable, [Int(raw)]))
      }
    }
    return limits
  }

  /// Switches that some nodes or the lines of a task rest on.
  func switches(under cone: Cone) -> [Int] {
    var found: Set<Int> = []
    for position in cone.order {
      guard case .anyPoint(let test) = cone.steps[position],
        case .memorySwitch(let position) = space.variables[test.memory].kind
      else { continue }
      found.insert(Int(position))
    }
    return found.sorted()
  }
}
