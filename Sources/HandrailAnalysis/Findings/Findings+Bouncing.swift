import HandrailEngine

extension Analysis {
  /// PL0411: the first line for each way back.
  ///
  /// A line that hands over beats a way back in the same decision, which then waits. A chat bounces
  /// where the line counts only once the AI has the conversation.
  func returnFindings() -> [Finding] {
    graph.gates.returns.indices.flatMap { way in
      for effect in graph.effects.indices where graph.effects[effect].target != nil {
        guard LinesAfterReturn(graph).mayBegin(graph.effects[effect].node) else { continue }
        switch bounces(way, effect) {
        case .found(let witness):
          return [Finding(.bounces(way: way, effect: effect), witness: witness)]
        case .never: continue
        case .notSettled:
          return [Finding(.notSettled(heading: graph.gates.returns[way].heading))]
        }
      }
      return []
    }
  }

  /// Some question on which the way back is taken, and on which the line hands over in the next
  /// decision, though nothing has happened in between.
  package func bounces(_ way: Int, _ effect: Int) -> SearchAnswer {
    var isLost = false
    for task in taskClasses(within: nil) + [graph.tasks.count] {
      switch run(bouncing(way, effect, task)) {
      case .found(let witness):
        if isHandedOverNext(witness, effect) { return .found(witness) }
        isLost = true
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  private func bouncing(_ way: Int, _ effect: Int, _ task: Int) -> Goal {
    var cone = self.cone
    let back = cone.root(graph.gates.returns[way].node)
    let after = LinesAfterReturn(graph).step(of: graph.effects[effect].node, in: &cone)
    let wishes = Wishes(all: [(back, .yes), (after, .yes)])
    let lines = TaskLines(task, &cone)
    let (memory, asked) = (space.position(of: .memory) ?? 0, space.position(of: .task) ?? 0)
    var limits = [(memory, [2]), (asked, [task])]
    if let armed = space.position(of: .armed(Int32(way))) { limits.append((armed, [1])) }
    return Goal(
      cone: cone, limits: limits,
      judge: { evaluation, box in
        let both = wishes.verdict(evaluation)
        guard case .certain = both else { return both }
        let standing = Standing(lines, evaluation, box)
        return standing.verdict(standing.human.negated)
      },
      isShown: { decision, _ in
        decision.handlerReasons.contains { $0.cause == .comesBack(way) }
      })
  }

  /// The question once more, with what the decision left in memory.
  private func isHandedOverNext(_ witness: Witness, _ effect: Int) -> Bool {
    var question = witness.question
    question.memory = .kept(witness.decision.memory)
    let (decision, trace) = decideTracing(question, by: graph)
    return decision.handlerIsHuman && trace.truths[graph.effects[effect].node] == .yes
  }
}

/// Lines as the decision after a return reads them: the AI holds the conversation, and windows that
/// restart hold one turn.
private struct LinesAfterReturn {
  let graph: DecisionGraph

  init(_ graph: DecisionGraph) { self.graph = graph }

  private var logic: GraphLogic { graph.logic }

  /// The node may come to yes by the return alone: it asks who holds the conversation, or counts
  /// on turns that are left out.
  func mayBegin(_ node: Int) -> Bool {
    // By node: met as it stands, met turned round.
    var met: [Int: (plain: Bool, turned: Bool)] = [:]
    met[node] = (true, false)
    for position in (0...node).reversed() {
      guard let way = met[position] else { continue }
      if asksWhoHolds(position) { return true }
      switch logic.nodes[position] {
      case .window(_, _, let count, true) where count > 1 && way.turned: return true
      case .not(let child): note(Int(child), (way.turned, way.plain), &met)
      case .among(let fact, let values):
        guard let maker = logic.makers[Int(fact)] else { continue }
        let isPlain = logic.values[values.offsets].contains(1)
        note(maker, isPlain ? way : (way.turned, way.plain), &met)
      case .constant, .isKnown, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead,
        .trend, .during, .between, .trial, .all, .any, .certainly, .possibly, .skipUnknown,
        .applyUnknown, .window, .anyPoint, .define, .workOut:
        for child in logic.rests(on: position) { note(child, way, &met) }
      }
    }
    return false
  }

  private func note(
    _ child: Int, _ way: (plain: Bool, turned: Bool),
    _ met: inout [Int: (plain: Bool, turned: Bool)]
  ) {
    let known = met[child] ?? (false, false)
    met[child] = (known.plain || way.plain, known.turned || way.turned)
  }

  private func asksWhoHolds(_ position: Int) -> Bool {
    guard case .among(let fact, _) = logic.nodes[position] else { return false }
    let described = graph.facts[Int(fact)]
    return described.builtIn == .handler && !described.isAsDecided
  }

  /// The node as a step; what a return does not change is the node's own step.
  func step(of node: Int, in cone: inout Cone) -> Int {
    var made: [Int: Int] = [:]
    for position in reached(from: node) {
      if let step = changed(position, made, &cone) { made[position] = step }
    }
    let step = made[node] ?? cone.step(of: node)
    cone.look(at: step)
    return step
  }

  /// All that the node rests on, children first.
  private func reached(from node: Int) -> [Int] {
    var isReached: Set<Int> = [node]
    for position in (0...node).reversed() where isReached.contains(position) {
      isReached.formUnion(logic.rests(on: position))
    }
    return isReached.sorted()
  }

  /// The step of a node that the return changes; `nil` where it changes nothing.
  private func changed(_ position: Int, _ made: [Int: Int], _ cone: inout Cone) -> Int? {
    func child(_ node: Int32) -> Int? { made[Int(node)] }
    func children(_ run: SideRange, _ cone: inout Cone) -> [Int]? {
      let nodes = run.offsets.map { Int(logic.children[$0]) }
      guard nodes.contains(where: { made[$0] != nil }) else { return nil }
      return nodes.map { made[$0] ?? cone.step(of: $0) }
    }
    switch logic.nodes[position] {
    case .window(let child, let atLeast, let count, true):
      guard atLeast <= 1 else { return cone.add(.constant(.no)) }
      guard count > 1 else { return nil }
      return cone.add(
        .window(
          WindowTest(
            atLeast: 1, turnCount: cone.variable(.turnCount), stretch: -1,
            children: [cone.step(of: Int(child), back: 0)])))
    case .among(let fact, let values):
      let among = logic.values[values.offsets]
      if asksWhoHolds(position) {
        return cone.add(.constant(TruthSet(Truth(among.contains(0)))))
      }
      guard let maker = logic.makers[Int(fact)], let step = made[maker] else { return nil }
      // Which row a table then comes to is left open.
      if case .workOut = logic.nodes[maker] { return cone.add(.constant(.all)) }
      return cone.add(
        .mapped(
          step, yes: TruthSet(Truth(among.contains(1))), no: TruthSet(Truth(among.contains(0))),
          open: TruthSet(.open), fault: TruthSet(.fault)))
    case .not(let node): return child(node).map { cone.add(.not($0)) }
    case .certainly(let node): return child(node).map { cone.add(.certainly($0)) }
    case .possibly(let node): return child(node).map { cone.add(.possibly($0)) }
    case .skipUnknown(let node): return child(node).map { cone.add(.skipUnknown($0)) }
    case .applyUnknown(let node): return child(node).map { cone.add(.applyUnknown($0)) }
    case .define(_, let node): return child(node)
    case .all(let run): return children(run, &cone).map { cone.add(.all($0)) }
    case .any(let run): return children(run, &cone).map { cone.add(.any($0)) }
    case .constant, .isKnown, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead,
      .trend, .during, .between, .trial, .window, .anyPoint:
      return nil
    case .workOut:
      let isChanged = logic.rests(on: position).contains { made[$0] != nil }
      return isChanged ? cone.add(.constant(.all)) : nil
    }
  }
}
