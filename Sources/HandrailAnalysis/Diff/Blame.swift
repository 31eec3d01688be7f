import HandrailEngine

/// One test or row under a heading.
struct Saying {
  var heading: String
  var place: ChangedLine.Place

  func isSame(as other: Saying) -> Bool {
    heading == other.heading && place.text == other.place.text
  }
}

extension ChangedLine {
  /// What left and what came, heading by heading, each with its counterpart where there is one.
  static func pairs(_ old: [Saying], _ new: [Saying]) -> [ChangedLine] {
    var lines: [ChangedLine] = []
    var headings: [String] = []
    for saying in old + new where !headings.contains(saying.heading) {
      headings.append(saying.heading)
    }
    for heading in headings {
      let (left, right) = (
        old.filter { $0.heading == heading }, new.filter { $0.heading == heading }
      )
      for place in 0..<max(left.count, right.count) {
        var line = ChangedLine(name: heading)
        line.old = place < left.count ? left[place].place : nil
        line.new = place < right.count ? right[place].place : nil
        // A window and the test in it are written in the same words.
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return lines
  }
}

/// Which lines of two versions made a difference.
struct Blame {
  let joint: JointGraph
  /// By side: the own position of each joint node.
  private var ownNodes: [[Int: Int]] = []
  /// By side: the own position of each joint line.
  private var ownEffects: [[Int: Int]] = []

  init(_ joint: JointGraph) {
    self.joint = joint
    func places(_ positions: [Int]) -> [Int: Int] {
      Dictionary(
        positions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    ownNodes = joint.sides.map { places($0.nodes) }
    ownEffects = joint.sides.map { places($0.effects) }
  }

  /// Units in which two decisions on one question differ.
  func units(_ units: [DiffUnit], differingIn pair: [Witness]) -> Set<DiffUnit> {
    func truth(_ node: Int, _ side: Int) -> Truth {
      ownNodes[side][node].map { pair[side].trace.truths[$0] } ?? .no
    }
    var found: Set<DiffUnit> = []
    for unit in units {
      if let isOther = haveOtherPeople(unit, truth) {
        if isOther { found.insert(unit) }
        continue
      }
      let nodes = unit.nodes(joint.graph)
      let isOther = nodes.pairs.contains { truth($0.0, 0) != truth($0.1, 1) }
      let counts = nodes.alone.contains { truth($0, 0) != .no || truth($0, 1) != .no }
      if isOther || counts || wasCalledApart(unit, pair) { found.insert(unit) }
      if unit.sort == .start, case .new = pair[0].question.memory { found.insert(unit) }
    }
    return found
  }

  /// A hand-over line was yes before in one version alone.
  private func wasCalledApart(_ unit: DiffUnit, _ pair: [Witness]) -> Bool {
    guard unit.sort == .line, let old = unit.old, let new = unit.new else { return false }
    let called = zip(pair, [(0, old), (1, new)]).map { witness, line in
      guard case .kept(let memory) = witness.question.memory, let own = ownEffects[line.0][line.1]
      else { return false }
      return memory.yesHandOvers.contains(own)
    }
    return called[0] != called[1]
  }

  /// Of an approval that differs in nothing but its tiers: whether it takes other people.
  private func haveOtherPeople(_ unit: DiffUnit, _ truth: (Int, Int) -> Truth) -> Bool? {
    guard unit.hasOtherTiersAlone(joint.graph), let old = unit.old, let new = unit.new else {
      return nil
    }
    let approvals = joint.graph.gates.approvals
    return approvals[old].people { truth($0, 0) } != approvals[new].people { truth($0, 1) }
  }

  /// The lines that differ: the line of the unit itself, or the tests that it rests on.
  func lines(_ unit: DiffUnit) -> [ChangedLine] {
    var line = ChangedLine(name: name(unit))
    line.old = place(unit, 0, unit.old)
    line.new = place(unit, 1, unit.new)
    guard let old = line.old, let new = line.new, old.text == new.text else { return [line] }
    let (before, after) = (sayings(unit, 0), sayings(unit, 1))
    let changed = ChangedLine.pairs(
      before.filter { said in !after.contains { $0.isSame(as: said) } },
      after.filter { said in !before.contains { $0.isSame(as: said) } })
    if !changed.isEmpty { return changed }
    return asksWhoHolds(unit) ? lines(DiffUnit(.start)) + [line] : [line]
  }

  /// It says the same in the same words, and rests on who has the conversation, or since when,
  /// while another one begins.
  private func asksWhoHolds(_ unit: DiffUnit) -> Bool {
    let starts = joint.sides.map { $0.graph.policy.startsWithHuman }
    guard unit.sort != .start, starts[0] != starts[1] else { return false }
    let (pairs, alone) = unit.nodes(joint.graph)
    var pending = pairs.flatMap { [$0.0, $0.1] } + alone
    var seen = Set(pending)
    let logic = joint.graph.logic
    while let node = pending.popLast() {
      let asks = logic.facts(readBy: logic.nodes[node]).contains {
        joint.graph.facts[$0].builtIn == .handler
      }
      if asks || logic.nodes[node].beginsAnew { return true }
      for next in logic.rests(on: node) where seen.insert(next).inserted { pending.append(next) }
    }
    return false
  }

  /// What the unit's condition says in a version, through definitions and tables.
  private func sayings(_ unit: DiffUnit, _ side: Int) -> [Saying] {
    let own = joint.sides[side]
    let graph = own.graph
    let nodes = unit.nodes(joint.graph)
    var read = (nodes.pairs.map { side == 0 ? $0.0 : $0.1 } + nodes.alone)
      .compactMap { ownNodes[side][$0] }
    var headings: [Int] = []
    var tiers: [Saying] = []
    if let position = side == 0 ? unit.old : unit.new, unit.sort == .line,
      let effect = ownEffects[side][position]
    {
      headings = [graph.effects[effect].heading]
      if let table = graph.effects[effect].tableNode(graph) { read.append(table) }
    } else if let place = place(unit, side, side == 0 ? unit.old : unit.new) {
      headings = graph.headings.indices.filter {
        graph.headings[$0].line == place.line && graph.headings[$0].file == place.file
      }
      for approval in graph.gates.approvals where headings.contains(approval.heading) {
        read += approval.tiers.map(\.node).filter { $0 >= 0 }
        tiers += approval.tiers.map { tier in
          let heading = graph.headings[approval.heading]
          return Saying(
            heading: heading.name,
            place: .init(file: heading.file, line: tier.line, text: tier.text))
        }
      }
    }
    var sayings = headings.flatMap { written(graph, $0) } + tiers
    for name in names(restedOnBy: read, graph) {
      for heading in graph.headings.indices where graph.headings[heading].name == name {
        switch graph.headings[heading].kind {
        case .define, .table, .choose: sayings += written(graph, heading)
        case .rule, .first, .returnToAI, .oversight, .approval, .offer, .disclosure, .conduct,
          .handoff, .assist, .afterwards, .target:
          break
        }
      }
    }
    return sayings
  }

  private func written(_ graph: DecisionGraph, _ position: Int) -> [Saying] {
    let heading = graph.headings[position]
    func saying(_ file: Int, _ line: Int, _ text: String) -> Saying {
      Saying(heading: heading.name, place: .init(file: file, line: line, text: text))
    }
    var sayings = heading.written.map { saying($0.file, $0.line, $0.text) }
    guard heading.kind == .table || heading.kind == .choose else { return sayings }
    for table in graph.logic.tables where table.name == heading.name {
      sayings = table.rows.map { saying(heading.file, $0.line, $0.text) }
    }
    return sayings
  }

  /// Definitions and tables that some nodes rest on.
  private func names(restedOnBy nodes: [Int], _ graph: DecisionGraph) -> [String] {
    var pending = nodes
    var seen = Set(nodes)
    var names: Set<String> = []
    while let position = pending.popLast() {
      switch graph.logic.nodes[position] {
      case .define(let fact, _): names.insert(graph.facts[Int(fact)].name)
      case .workOut(let table): names.insert(graph.logic.tables[Int(table)].name)
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
        .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
        .skipUnknown, .applyUnknown, .window, .anyPoint:
        break
      }
      for next in graph.logic.rests(on: position) where seen.insert(next).inserted {
        pending.append(next)
      }
    }
    return names.sorted()
  }

  private func name(_ unit: DiffUnit) -> String {
    let graph = joint.graph
    guard let position = unit.old ?? unit.new else {
      switch unit.sort {
      case .turns: return firstStart(0).map { joint.sides[0].graph.headings[$0.heading].name } ?? ""
      case .start: return "start with"
      case .line, .approval, .offer, .first, .comesBack, .routing: return "prefer queues"
      }
    }
    switch unit.sort {
    case .line: return graph.headings[graph.effects[position].heading].name
    case .approval: return graph.headings[graph.gates.approvals[position].heading].name
    case .offer: return graph.headings[graph.gates.offers[position].heading].name
    case .first: return graph.headings[graph.gates.firsts[position].heading].name
    case .comesBack: return graph.headings[graph.gates.returns[position].heading].name
    case .start, .turns: return "start with"
    case .routing: return "prefer queues"
    }
  }

  private func firstStart(_ side: Int) -> GraphEffect? {
    joint.sides[side].graph.effects.first { $0.action == .startWithHuman }
  }

  private func place(_ unit: DiffUnit, _ side: Int, _ joint: Int?) -> ChangedLine.Place? {
    let own = self.joint.sides[side]
    let graph = own.graph
    func written(_ effect: GraphEffect) -> ChangedLine.Place {
      ChangedLine.Place(
        file: graph.headings[effect.heading].file, line: effect.line, text: effect.text)
    }
    func heading(_ position: Int) -> ChangedLine.Place {
      let heading = graph.headings[position]
      return ChangedLine.Place(file: heading.file, line: heading.line, text: heading.name)
    }
    switch unit.sort {
    case .start:
      return ChangedLine.Place(
        file: 0, line: graph.policy.startLine,
        text: graph.policy.startsWithHuman ? "start with human" : "start with ai")
    case .turns: return firstStart(side).map(written)
    case .routing:
      let routing = graph.routing
      let preferred = routing.preferred.map { routing.queues[$0].name }.joined(separator: ", ")
      let otherwise = routing.otherwise < 0 ? "" : routing.queues[routing.otherwise].name
      return ChangedLine.Place(file: 0, line: 0, text: "\(preferred), otherwise \(otherwise)")
    case .line, .approval, .offer, .first, .comesBack: break
    }
    guard let joint else { return nil }
    switch unit.sort {
    case .line:
      return ownEffects[side][joint].map { written(graph.effects[$0]) }
    case .approval:
      return own.approvals.firstIndex(of: joint).map { heading(graph.gates.approvals[$0].heading) }
    case .offer:
      return own.offers.firstIndex(of: joint).map { heading(graph.gates.offers[$0].heading) }
    case .first:
      return own.firsts.firstIndex(of: joint).map { heading(graph.gates.firsts[$0].heading) }
    case .comesBack:
      return own.returns.firstIndex(of: joint).map { heading(graph.gates.returns[$0].heading) }
    case .start, .turns, .routing: return nil
    }
  }
}
