import HandrailEngine

/// Two versions of a policy over one vocabulary: what both name is one, and equal tests are one.
///
/// It is searched and never decided by: each question that is made of it is translated for each
/// version, and decided by that version's own graph.
struct JointGraph {
  var graph: DecisionGraph
  /// The old version, then the new one.
  var sides: [JointSide] = []
  /// By joint fact: words that only one of them knows.
  var ownWords: [Int: Set<Int>] = [:]
  /// What is one input in both versions though it is written apart, and what is not.
  var reading = JointReading()

  init(_ old: DecisionGraph, _ new: DecisionGraph) {
    var builder = JointBuilder(like: old)
    builder.add(old)
    builder.add(new)
    graph = builder.graph
    sides = builder.sides
    ownWords = builder.ownWords
    reading = builder.reading
    tellCallsApart()
    pairReturns()
    tellStretchesApart()
  }

  /// Whoever begins has the conversation from its first turn on; whoever takes over from the first
  /// decision does not.
  private mutating func tellStretchesApart() {
    let humans = sides.filter { $0.graph.policy.startsWithHuman }
    guard humans.count == 1 else { return }
    let windows = humans[0].nodes.filter { graph.logic.nodes[$0].beginsAnew }
    reading.humanWindows = Set(windows)
  }

  private mutating func pairReturns() {
    let returns = graph.gates.returns
    for old in sides[0].returns {
      for new in sides[1].returns where returns[old].isUsedUp(before: returns[new]) != nil {
        let times = min(returns[old].atMostTimes ?? .max, returns[new].atMostTimes ?? .max)
        sides[0].returnTwins[old] = (new, times)
        sides[1].returnTwins[new] = (old, times)
      }
    }
  }
}

extension JointGraph {
  /// Offers whose name one version alone knows: where both decided alike so far, nobody saw them.
  var ownOffers: [Int] {
    graph.gates.offers.indices.filter { offer in
      !sides.allSatisfy { side in
        side.offers.contains {
          graph.gates.offers[$0].heading == graph.gates.offers[offer].heading
        }
      }
    }
  }

  /// Memory says of every hand-over line whether it was yes before, by the line's name.
  ///
  /// Of a line that only changed its cases each version says what it saw itself.
  private mutating func tellCallsApart() {
    let names = sides.map { MemoryNames($0.graph).effects }
    let own = DiffUnit.all(of: self).filter { $0.sort == .line }
    var pairs: [Int: Int] = [:]
    for unit in own {
      if let old = unit.old, let new = unit.new { pairs[new] = old }
      let lines = [unit.old, unit.new].compactMap { $0 }.filter {
        graph.effects[$0].target != nil
      }
      reading.ownHandOvers.formUnion(lines)
    }
    var known: [String: Int] = [:]
    for (place, side) in sides.enumerated() {
      for (effect, joint) in side.effects.enumerated()
      where reading.ownHandOvers.contains(joint) {
        let name = names[place][effect]
        if let twin = known[name], place > 0, twin != joint, pairs[joint] == nil {
          reading.aliases.append(
            (.calledLine(effect: Int32(joint)), .calledLine(effect: Int32(twin))))
        } else {
          known[name] = joint
        }
      }
    }
  }
}

/// Where what one version has stands in the joint graph; every list by the version's position.
struct JointSide {
  let graph: DecisionGraph
  var facts: [Int] = []
  /// By joint fact: the version's own.
  var ownFacts: [Int: Int] = [:]
  /// By fact: the joint position of each word.
  var words: [[Int]] = []
  var tasks: [Int] = []
  var queues: [Int] = []
  var calendars: [Int] = []
  var trials: [Int] = []
  var nodes: [Int] = []
  var tables: [Int: Int] = [:]
  var switches: [Int: Int] = [:]
  var headings: [Int] = []
  var effects: [Int] = []
  var approvals: [Int] = []
  var offers: [Int] = []
  var firsts: [Int] = []
  var returns: [Int] = []
  /// By joint way back: the other version's that differs in how often it is taken, and the fewer.
  var returnTwins: [Int: (way: Int, times: Int)] = [:]

  init(_ graph: DecisionGraph) { self.graph = graph }

  func scope(_ scope: TaskSet, of count: Int) -> TaskSet {
    var joint = TaskSet(taskCount: count)
    for (own, task) in tasks.enumerated() where scope.contains(own) { joint.insert(task) }
    return joint
  }

  func node(_ own: Int) -> Int { own < 0 ? own : nodes[own] }

  /// The lines and gates of this version alone, as `TaskLines` reads them.
  func view(of joint: DecisionGraph) -> SideView {
    func routing() -> GraphRouting {
      var routing = joint.routing
      routing.otherwise = graph.routing.otherwise < 0 ? -1 : queues[graph.routing.otherwise]
      routing.preferred = graph.routing.preferred.map { queues[$0] }
      return routing
    }
    func rising(_ positions: [Int]) -> [Int] { Set(positions).sorted() }
    return SideView(
      effects: rising(effects), approvals: rising(approvals), offers: rising(offers),
      firsts: rising(firsts), returns: rising(returns),
      startsWithHuman: graph.policy.startsWithHuman, readsTurns: graph.logic.readsTurns,
      routing: routing())
  }
}

/// What of a graph counts, where it holds more than one version; positions, rising.
struct SideView {
  var effects: [Int]
  var approvals: [Int]
  var offers: [Int]
  var firsts: [Int]
  var returns: [Int]
  var startsWithHuman: Bool
  /// Some test looks at turns: then `start with human` waits for the first one.
  var readsTurns: Bool
  var routing: GraphRouting
}

extension SideView {
  /// Everything that a graph has.
  init(all graph: DecisionGraph) {
    self.init(
      effects: Array(graph.effects.indices), approvals: Array(graph.gates.approvals.indices),
      offers: Array(graph.gates.offers.indices), firsts: Array(graph.gates.firsts.indices),
      returns: Array(graph.gates.returns.indices),
      startsWithHuman: graph.policy.startsWithHuman, readsTurns: graph.logic.readsTurns,
      routing: graph.routing)
  }
}
