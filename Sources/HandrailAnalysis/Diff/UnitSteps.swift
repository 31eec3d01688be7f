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
  private let judged: [Variable.Kind]
  /// By version: the step of a line by which somebody writes to the customer.
  let contacts: [Int?]

  init(_ unit: DiffUnit, at position: Int, _ cone: inout Cone, _ together: Together) {
    self.unit = unit
    self.position = position
    tiers = TierPair(unit, &cone, known: together.people[unit])
    isOfTeamAlone = unit.namesOtherTeamAlone(cone.graph)
    judged = together.judgedApart(unit)
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
  func differs(_ evaluation: Evaluation, _ box: Box, _ space: QuestionSpace) -> Chance {
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
    if let remembered = differsInMemory(box, space) { chance.join(remembered) }
    return chance
  }

  /// One version judged the start before, and the other did not.
  private func differsInMemory(_ box: Box, _ space: QuestionSpace) -> Chance? {
    let left = judged.compactMap { space.position(of: $0) }.map { box.choices(of: $0, space) }
    guard left.count == 2 else { return nil }
    let isSame = left[0].count == 1 && left[0] == left[1]
    return Chance(may: !isSame, must: Set(left[0]).isDisjoint(with: left[1]))
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
    _ evaluation: Evaluation, _ space: QuestionSpace, held: Bool = false
  ) -> [Goal.Open] {
    switch unit.sort {
    case .start: return space.position(of: .memory).map { [.input($0)] } ?? []
    case .turns: return space.position(of: .turnCount).map { [.input($0)] } ?? []
    case .line, .approval, .offer, .first, .comesBack, .routing: break
    }
    if let tiers { return tiers.open(evaluation) }
    let memory = judged.compactMap { space.position(of: $0) }.map { Goal.Open.input($0) }
    let steps = (pairs.flatMap { [$0.0, $0.1] } + alone).filter { !evaluation.sets[$0].isOne }
    return memory + steps.map { .step($0, towards: !held || isPermission) }
  }
}
