import HandrailEngine

/// How a line reads the guard of its heading (`language.md` 3.2).
enum GuardManner {
  /// An exception counts only where it is yes.
  case restriction
  /// An exception blocks unless it is no.
  case permission
  /// The line applies where the guard fails.
  case otherwise
}

/// A heading's guard put together anew, with or without one of its exceptions.
struct GuardReading {
  private let graph: DecisionGraph
  private let guarding: GraphGuard
  private let manner: GuardManner
  private let excepts: [Int]
  private let key: Key

  /// What tells readings of one graph apart.
  struct Key: Hashable {
    var heading: Int
    var manner: GuardManner
    /// The exception that is left out; -1: none.
    var exception: Int
  }

  init(_ graph: DecisionGraph, _ heading: Int, _ manner: GuardManner, leavingOut exception: Int?) {
    self.graph = graph
    self.manner = manner
    key = Key(heading: heading, manner: manner, exception: exception ?? -1)
    guarding = graph.headings[heading].guarding
    excepts = guarding.excepts.indices.filter { $0 != exception }.map {
      graph.headings[heading].guarding.excepts[$0]
    }
  }

  /// The reading as a step of a cone.
  func step(in cone: inout Cone) -> Int {
    let made = cone.readings[key] ?? whole(in: &cone)
    cone.look(at: made)
    // Asked for again, it costs no copy of the table.
    if cone.readings[key] == nil { cone.readings[key] = made }
    return made
  }

  private func whole(in cone: inout Cone) -> Int {
    var parts: [Int] = []
    if manner != .otherwise, guarding.inForce >= 0 { parts.append(cone.root(guarding.inForce)) }
    if guarding.when >= 0 { parts.append(cone.root(guarding.when)) }
    if !excepts.isEmpty {
      let any = cone.add(.any(excepts.map { cone.root($0) }))
      let counted: Int
      switch manner {
      case .restriction: counted = cone.add(.certainly(any))
      case .permission: counted = cone.add(.possibly(any))
      case .otherwise: counted = any
      }
      parts.append(cone.add(.not(counted)))
    }
    let settled = settled(cone.add(.all(parts)), in: &cone)
    guard manner == .otherwise else { return settled }
    let fails = cone.add(.not(settled))
    guard guarding.inForce >= 0 else { return fails }
    return self.settled(cone.add(.all([cone.root(guarding.inForce), fails])), in: &cone)
  }

  private func settled(_ step: Int, in cone: inout Cone) -> Int {
    switch guarding.ifUnknown {
    case 1: cone.add(.skipUnknown(step))
    case 2: cone.add(.applyUnknown(step))
    default: step
    }
  }

  /// The reading of what the nodes came to.
  func truth(_ truths: [Truth]) -> Truth {
    let inForce = guarding.inForce >= 0 ? truths[guarding.inForce] : .yes
    var holds = guarding.when >= 0 ? truths[guarding.when] : .yes
    if !excepts.isEmpty {
      let any = excepts.reduce(Truth.no) { $0.or(truths[$1]) }
      switch manner {
      case .restriction: holds = holds.and(Truth(any != .yes))
      case .permission: holds = holds.and(Truth(any == .no))
      case .otherwise: holds = holds.and(any.negated)
      }
    }
    guard manner == .otherwise else { return settled(inForce.and(holds)) }
    return settled(inForce.and(settled(holds).negated))
  }

  private func settled(_ truth: Truth) -> Truth {
    guard truth.isUndecided else { return truth }
    switch guarding.ifUnknown {
    case 1: return .no
    case 2: return .fault
    default: return truth
    }
  }
}

extension DecisionGraph {
  /// Every reading that tells whether an exception matters.
  func readingsToCompare(_ lines: [[Int]]) -> [GuardReading] {
    headings.indices.flatMap { heading -> [GuardReading] in
      let excepts = headings[heading].guarding.excepts
      guard !excepts.isEmpty else { return [] }
      let leftOut: [Int?] = [nil] + excepts.indices.map { $0 }
      return manners(of: heading, lines[heading], withCaps: true).flatMap { manner in
        leftOut.map { GuardReading(self, heading, manner, leavingOut: $0) }
      }
    }
  }

  /// By heading: its lines.
  var linesByHeading: [[Int]] {
    var lines = [[Int]](repeating: [], count: headings.count)
    for (position, effect) in effects.enumerated() { lines[effect.heading].append(position) }
    return lines
  }

  /// The nodes by which the lines of a heading read its guard, `otherwise` lines apart.
  func readings(of heading: Int, _ lines: [Int]) -> [Int] {
    var nodes: [Int] = []
    for line in lines where manner(of: effects[line].action) != .otherwise {
      nodes.append(effects[line].node)
    }
    nodes += gates.returns.filter { $0.heading == heading }.map { $0.node }
    nodes += gates.approvals.filter { $0.heading == heading }.map { $0.node }
    nodes += gates.offers.filter { $0.heading == heading }.map { $0.node }
    nodes += gates.firsts.filter { $0.heading == heading }.map { $0.node }
    return Set(nodes).sorted()
  }

  /// How the lines of a heading read its guard, each manner once.
  func manners(of heading: Int, _ lines: [Int], withCaps: Bool) -> [GuardManner] {
    var manners: [GuardManner] = []
    for line in lines {
      let action = effects[line].action
      let caps = withCaps && action == .aiMayOnlySuggest
      for manner in [manner(of: action)] + (caps ? [.restriction] : [])
      where !manners.contains(manner) {
        manners.append(manner)
      }
    }
    guard manners.isEmpty else { return manners }
    return headings[heading].kind == .returnToAI ? [.permission] : [.restriction]
  }

  private func manner(of action: GraphEffect.Action) -> GuardManner {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: .permission
    case .otherwiseRefuse, .otherwiseHandOver: .otherwise
    case .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman, .stopAI, .bringIn, .urgency,
      .needSkills:
      .restriction
    }
  }
}
