import HandrailEngine

/// A unit's steps in one cone.
struct UnitSteps {
  let unit: DiffUnit
  /// Its position among all units.
  let position: Int
  var pairs: [(Int, Int)]
  var alone: [Int]
  /// Where an approval differs in nothing but its tiers.
  let tiers: TierPair?
  private let isPermission: Bool
  /// It never differs in who may act.
  let isOfTeamAlone: Bool
  /// Of a start that one version may have judged and the other not: what memory says of both.
  private let judged: MemoryPair?
  /// The same of a hand-over line that may have been yes before in one version alone.
  private let called: MemoryPair?
  /// By version: the step of a line by which somebody writes to the customer.
  let contacts: [Int?]

  init(_ unit: DiffUnit, at position: Int, _ cone: inout Cone, _ together: Together) {
    self.unit = unit
    self.position = position
    tiers = TierPair(unit, &cone, known: together.people[unit])
    isOfTeamAlone = unit.namesOtherTeamAlone(cone.graph)
    judged = together.judged[unit]
    called = together.calledApart(unit)
    let isContact = unit.isContact(cone.graph)
    contacts = [unit.old, unit.new].map { position in
      isContact ? position.map { cone.root(cone.graph.effects[$0].node) } : nil
    }
    isPermission = [unit.old, unit.new].contains { position in
      guard unit.sort == .line, let position else { return false }
      return LineSort(cone.graph.effects[position].action).isPermission
    }
    let nodes = unit.nodes(cone.graph)
    pairs = nodes.pairs.map { (cone.root($0.0), cone.root($0.1)) }
    alone = nodes.alone.map { cone.root($0) }
  }

  /// Whether the two versions differ here, over a box.
  ///
  /// `forTeam`: also where the line is yes in both, and was yes before in one alone.
  func differs(
    _ evaluation: Evaluation, _ box: Box, _ space: QuestionSpace, forTeam: Bool = false
  ) -> Chance {
    switch unit.sort {
    case .routing: return .yes
    case .start: return differs(.memory, box, space)
    case .turns: return differs(.turnCount, box, space)
    case .line, .approval, .offer, .first, .comesBack: break
    }
    if let tiers { return tiers.differs(evaluation) }
    var chance = Chance.no
    for (left, right) in pairs {
      let (old, new) = (evaluation.sets[left], evaluation.sets[right])
      chance.join(Chance(may: !(old.isOne && old == new), must: !old.meets(new)))
    }
    for step in alone {
      let set = evaluation.sets[step]
      chance.join(Chance(may: set.meets(.notNo), must: set.isSubset(of: .notNo)))
    }
    if let judged = judged?.isApart(box, space) { chance.join(judged) }
    if forTeam, let pair = pairs.first, let called = called?.isApart(box, space) {
      let (old, new) = (evaluation.sets[pair.0], evaluation.sets[pair.1])
      let areYes = Chance(
        may: old.contains(.yes) && new.contains(.yes), must: old == .yes && new == .yes)
      chance.join(called.and(areYes))
    }
    return chance
  }

  /// They differ at the beginning: where memory is new, or no turn happened.
  private func differs(_ kind: Variable.Kind, _ box: Box, _ space: QuestionSpace) -> Chance {
    guard let variable = space.position(of: kind) else { return .yes }
    let choices = space.variables[variable].choices
    var chance = Chance(may: false, must: true)
    box.forEach(of: variable, space) { choice in
      if choices[choice].isKnown && choices[choice].low == 0 {
        chance.may = true
      } else {
        chance.must = false
      }
    }
    return chance
  }

  /// What to settle so that it is known whether they differ; `held`: so that they do not.
  ///
  /// Where they are to be the same, what leaves the AI most comes first: what restricts it is no.
  func open(
    _ evaluation: Evaluation, _ space: QuestionSpace, held: Bool = false, forTeam: Bool = false
  ) -> [Goal.Open] {
    switch unit.sort {
    case .start: return space.position(of: .memory).map { [.input($0)] } ?? []
    case .turns: return space.position(of: .turnCount).map { [.input($0)] } ?? []
    case .line, .approval, .offer, .first, .comesBack, .routing: break
    }
    if let tiers { return tiers.open(evaluation) }
    let remembered = [judged, forTeam ? called : nil].compactMap { $0 }
    let memory = remembered.flatMap { $0.positions(space) }.map { Goal.Open.input($0) }
    let steps = (pairs.flatMap { [$0.0, $0.1] } + alone).filter { !evaluation.sets[$0].isOne }
    return memory + steps.map { .step($0, towards: !held || isPermission) }
  }
}
