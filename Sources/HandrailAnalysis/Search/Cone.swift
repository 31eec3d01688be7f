import HandrailEngine

/// The steps that nodes rest on, in an order in which each stands after what it reads.
///
/// Made once for all that decisions look at; a query copies it and names its roots, and what its
/// roots do not rest on costs it nothing.
struct Cone: Sendable {
  let space: QuestionSpace
  var steps: [Step] = []
  /// Runs of words for atoms: four a test, no, yes, open, fault.
  var tables: [UInt64] = []
  var tableCount = 0
  private var known: [Key: Int] = [:]
  private var tableSlots: [Int: Int] = [:]
  private var atoms: [AtomKey: Int] = [:]

  private struct Key: Hashable {
    var node: Int
    var back: Int
  }

  private struct AtomKey: Hashable {
    var variable: Int
    var truths: [UInt8]
  }

  init(_ space: QuestionSpace) { self.space = space }

  var graph: DecisionGraph { space.graph }

  /// Steps that a query looks at itself.
  private(set) var roots: [Int] = []

  /// Names a node that the query looks at, and gives its step.
  mutating func root(_ node: Int, back: Int = -1) -> Int {
    let found = step(of: node, back: back)
    roots.append(found)
    return found
  }

  /// Takes the names back: what was made stays.
  mutating func forgetRoots() { roots = [] }

  /// Whether decisions before are looked at with the same session and moment as this one.
  var isSessionKept = true

  /// Readings of guards that have their step.
  var readings: [GuardReading.Key: Int] = [:]

  /// Names a step that the query looks at.
  mutating func look(at step: Int) { roots.append(step) }

  /// The steps once more, flat: what is worked out for every box.
  private(set) var flat: [FlatStep] = []
  private(set) var flatChildren: [Int32] = []
  private(set) var links = StepLinks()

  mutating func add(_ step: Step) -> Int {
    steps.append(step)
    flat.append(FlatStep(step, &flatChildren))
    links.add(step)
    return steps.count - 1
  }

  /// Makes the steps of everything that decisions look at.
  mutating func addEverything() {
    for effect in graph.effects {
      for node in [effect.node, effect.capNode] { _ = step(of: node) }
    }
    for approval in graph.gates.approvals {
      for node in [approval.node] + approval.tiers.map(\.node) where node >= 0 {
        _ = step(of: node)
      }
    }
    for offer in graph.gates.offers { _ = step(of: offer.node) }
    for first in graph.gates.firsts {
      for node in [first.node, first.until] where node >= 0 { _ = step(of: node) }
    }
    for way in graph.gates.returns { _ = step(of: way.node) }
    for (position, node) in graph.logic.nodes.enumerated() {
      if case .workOut = node { _ = step(of: position) }
    }
    for heading in graph.headings {
      let parts = [heading.guarding.inForce, heading.guarding.when, heading.guarding.except]
      for node in parts + heading.guarding.excepts where node >= 0 { _ = step(of: node) }
    }
  }

  /// The step of a node: now where `back` is -1, else at a turn so many turns back.
  ///
  /// Below -1 it is what the node came to in an earlier decision: at -2 the one a turn before.
  mutating func step(of node: Int, back: Int = -1) -> Int {
    if let found = known[Key(node: node, back: back)] { return found }
    // Deep graphs are lowered from lists: what a node rests on is met before it.
    for position in pending(node, back) {
      let step = make(position.node, position.back)
      known[Key(node: position.node, back: position.back)] = step
    }
    return known[Key(node: node, back: back)] ?? add(.constant(.all))
  }

  /// The node and all that it rests on and has no step yet, children first.
  private func pending(_ node: Int, _ back: Int) -> [(node: Int, back: Int)] {
    var order: [(node: Int, back: Int)] = []
    var entered: Set<Key> = []
    var stack: [(key: Key, isLeaving: Bool)] = [(Key(node: node, back: back), false)]
    while let (key, isLeaving) = stack.popLast() {
      if isLeaving {
        order.append((key.node, key.back))
        continue
      }
      guard known[key] == nil, entered.insert(key).inserted else { continue }
      stack.append((key, true))
      for next in needs(key.node, key.back) {
        stack.append((Key(node: next.node, back: next.back), false))
      }
    }
    return order
  }

  private func needs(_ node: Int, _ back: Int) -> [(node: Int, back: Int)] {
    guard !isAnything(node, back) else { return [] }
    switch graph.logic.nodes[node] {
    case .window(let child, _, let count, _):
      return windowTurns(Int(count), back).map { (Int(child), $0) }
    case .anyPoint(let position):
      let entry = graph.logic.switches[Int(position)]
      guard entry.isTurnwise else { return [(entry.node, back)] }
      return (0..<space.mostTurns).map { (entry.node, $0) }
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .define, .workOut:
      return graph.logic.rests(on: node).map { ($0, back) } + requestTurns(node, back)
    }
  }

  /// A new conversation counts in its turns how often the customer asked for a person.
  private func requestTurns(_ node: Int, _ back: Int) -> [(node: Int, back: Int)] {
    let read = graph.logic.facts(readBy: graph.logic.nodes[node])
    guard back == -1, read.contains(where: isCounted) else { return [] }
    return (0..<space.mostTurns).map { (graph.gates.wayOutNode, $0) }
  }

  /// It says how often the customer asked for a person, by a test of turns.
  func isCounted(_ fact: Int) -> Bool {
    graph.gates.wayOutNode >= 0 && graph.facts[fact].builtIn == .humanRequests
      && !graph.facts[fact].isAsDecided
  }

  /// The step of a node that has one.
  func made(_ node: Int, _ back: Int) -> Int { known[Key(node: node, back: back)] ?? 0 }

  mutating func tableSlot(_ step: Int) -> Int {
    if let found = tableSlots[step] { return found }
    tableSlots[step] = tableCount
    tableCount += 1
    return tableCount - 1
  }

  /// A test of one input, by what it comes to for each choice; equal tests are one.
  mutating func atom(_ variable: Int, _ truths: [Truth]) -> Int {
    let key = AtomKey(variable: variable, truths: truths.map(\.rawValue))
    if let found = atoms[key] { return found }
    let width = space.words(of: variable).count
    let table = tables.count
    tables += [UInt64](repeating: 0, count: width * 4)
    for (choice, truth) in truths.enumerated() {
      tables[table + Int(truth.rawValue) * width + choice >> 6] |= 1 << UInt64(choice & 63)
    }
    let step = add(.atom(variable: variable, table: table))
    atoms[key] = step
    return step
  }

  /// A test of one input, by a reading of its choices.
  mutating func atom(_ variable: Int, _ truth: (Choice) -> Truth) -> Int {
    atom(variable, space.variables[variable].choices.map(truth))
  }
}
