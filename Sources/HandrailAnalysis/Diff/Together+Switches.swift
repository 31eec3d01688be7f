import HandrailEngine

extension Together {
  /// More pairs of switches than these are not looked at, but for those of one line: of the others
  /// each may be anything.
  private static var mostPairs: Int { 16 }

  /// What two switches hold that say something of each other: those of one changed line, and those
  /// that rest on the same facts.
  mutating func addSwitches(_ joint: JointGraph, _ units: [DiffUnit], _ cone: Cone) {
    let switches = joint.graph.logic.switches
    let known = joint.sides.map { Set($0.switches.values) }
    let (old, new) = (known[0].subtracting(known[1]), known[1].subtracting(known[0]))
    guard !old.isEmpty, !new.isEmpty else { return }
    var pairs: [[Int]] = []
    for unit in units where unit.old != nil && unit.new != nil {
      let sides = zip([unit.old, unit.new], [old, new]).map { position, own in
        joint.graph.switches(of: unit, at: position).intersection(own).sorted()
      }
      pairs += sides[0].flatMap { left in sides[1].map { [left, $0] } }
    }
    let facts = joint.graph.factsOfSwitches
    let others = old.sorted().lazy.flatMap { left in new.sorted().map { [left, $0] } }
      .filter { !facts[$0[0]].isDisjoint(with: facts[$0[1]]) }
    pairs += others.prefix(Together.mostPairs)
    var seen: Set<[Int]> = []
    for pair in pairs where seen.insert(pair).inserted {
      let (left, right) = (switches[pair[0]], switches[pair[1]])
      guard left.isTurnwise == right.isTurnwise else { continue }
      let now = cone.together(left.node, right.node, back: left.isTurnwise ? 0 : -1)
      memory.append(
        MemoryPair(
          old: .memorySwitch(Int32(pair[0])), new: .memorySwitch(Int32(pair[1])),
          allowed: now.remembered))
    }
  }
}

extension DecisionGraph {
  /// Switches under what a line or a gate rests on.
  fileprivate func switches(of unit: DiffUnit, at position: Int?) -> Set<Int> {
    guard let position else { return [] }
    let roots: [Int] =
      switch unit.sort {
      case .line: [effects[position].node, effects[position].capNode]
      case .approval: [gates.approvals[position].node] + gates.approvals[position].tiers.map(\.node)
      case .offer: [gates.offers[position].node]
      case .first: [gates.firsts[position].node, gates.firsts[position].until]
      case .comesBack: [gates.returns[position].node]
      case .start, .turns, .routing: []
      }
    var found: Set<Int> = []
    for node in under(roots.filter { $0 >= 0 }) {
      if case .anyPoint(let entry) = logic.nodes[node] { found.insert(Int(entry)) }
    }
    return found
  }

  /// By switch: the facts that it rests on.
  fileprivate var factsOfSwitches: [Set<Int>] {
    logic.switches.map { entry in
      Set(under([entry.node]).flatMap { logic.facts(readBy: logic.nodes[$0]) })
    }
  }

  private func under(_ roots: [Int]) -> Set<Int> {
    var seen = Set(roots)
    var pending = roots
    while let node = pending.popLast() {
      for next in logic.rests(on: node) where seen.insert(next).inserted { pending.append(next) }
    }
    return seen
  }
}
