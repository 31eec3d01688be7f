import HandrailModel
import HandrailSource

/// Which lines beat which, task by task: nobody, then people, then drafts, then the AI.
struct Standings {
  enum Strength: Int, Comparable {
    case ai, suggest, human, nobody

    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Claim {
    var rule: Int
    var strength: Strength
  }

  private let names: [String]
  private var claims: [TaskID: [Claim]] = [:]
  private var gates: [TaskID: [String]] = [:]
  /// Rules that hand the conversation over.
  let handOvers: [String]

  init(_ model: PolicyModel) {
    names = model.rules.map(\.name)
    var handOvers: [String] = []
    for (position, rule) in model.rules.enumerated() {
      if rule.effects.contains(where: \.action.handsOver) { handOvers.append(rule.name) }
      for effect in rule.effects {
        guard let (strength, scope) = effect.action.claim else { continue }
        for task in scope.tasks {
          claims[task, default: []].append(Claim(rule: position, strength: strength))
        }
      }
    }
    self.handOvers = handOvers
    let covers =
      model.gates.approvals.map { ($0.name, $0.covers) }
      + model.gates.offers.map { ($0.name, $0.covers) }
      + model.gates.firsts.map { ($0.name, $0.covers) }
    for (name, scope) in covers {
      for task in scope.tasks { gates[task, default: []].append(name) }
    }
  }

  /// Rules that a line over some tasks beats, and that beat it, in the order of the policy.
  func around(_ strength: Strength, _ tasks: Set<TaskID>) -> (beats: [String], beatenBy: [String]) {
    var weaker: Set<Int> = []
    var stricter: Set<Int> = []
    for task in tasks {
      for claim in claims[task] ?? [] {
        if claim.strength < strength { weaker.insert(claim.rule) }
        if claim.strength > strength { stricter.insert(claim.rule) }
      }
    }
    return (weaker.sorted().map { names[$0] }, stricter.sorted().map { names[$0] })
  }

  /// Gates that stand before some tasks, in the order of the policy.
  func gates(before tasks: Set<TaskID>) -> [String] {
    var found: [String] = []
    for task in tasks.sorted() {
      for gate in gates[task] ?? [] where !found.contains(gate) { found.append(gate) }
    }
    return found
  }
}

extension EffectAction {
  /// Whose task it says it is, and which tasks.
  var claim: (strength: Standings.Strength, scope: TaskScope)? {
    switch self {
    case .aiMay(let scope): (.ai, scope)
    case .aiMayOnlySuggest(let scope): (.suggest, scope)
    case .onlyHumanMay(let scope, _): (.human, scope)
    case .nobodyMay(let scope), .otherwiseRefuse(let scope): (.nobody, scope)
    case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn, .contactCustomer, .urgency,
      .needSkills:
      nil
    }
  }

  var handsOver: Bool {
    switch self {
    case .handOver, .otherwiseHandOver: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  /// A line about who holds the conversation.
  var isAboutConversation: Bool {
    switch self {
    case .startWithHuman: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .bringIn, .contactCustomer, .urgency, .needSkills:
      handsOver
    }
  }
}
