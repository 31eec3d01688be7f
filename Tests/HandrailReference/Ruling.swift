import HandrailEngine
import HandrailModel
import HandrailSource

/// What the policy says about one task, before who holds the conversation: language.md 3.5 step 4.
struct RulingReading {
  var ruling: Ruling
  var reasons: [String] = []
  var lines: [LineReading] = []
  /// The can't tells among the reasons.
  var undecided: [Finding] = []
  var roles: Set<String> = []

  init(_ ruling: Ruling, _ lines: [LineReading] = []) {
    self.ruling = ruling
    self.lines = lines
    reasons = lines.map(\.reason)
    undecided = lines.map(\.finding).filter(\.cannotTell)
  }
}

/// Which of the lines matter to a task.
struct CoveringLines {
  let lines: [LineReading]
  let task: AskedTask

  private func covering(_ matches: (EffectAction) -> Bool) -> [LineReading] {
    lines.filter { line in
      guard case .effect(let effect) = line.action else { return false }
      return line.action.covers(task) && matches(effect)
    }
  }

  var permissions: [LineReading] {
    covering { if case .aiMay = $0 { true } else { false } }
  }
  var suggestions: [LineReading] {
    covering { if case .aiMayOnlySuggest = $0 { true } else { false } }
  }
  var onlyHuman: [LineReading] {
    covering { if case .onlyHumanMay = $0 { true } else { false } }
  }
  /// `nobody may` and `otherwise refuse`.
  var refusals: [LineReading] {
    covering {
      switch $0 {
      case .nobodyMay, .otherwiseRefuse: true
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .handOver, .otherwiseHandOver,
        .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }
  var stops: [LineReading] {
    lines.filter { if case .stopAI = $0.action { true } else { false } }
  }
  /// `hand over` and `otherwise hand over`, whatever the task.
  var handOvers: [LineReading] {
    lines.filter {
      guard case .effect(let effect) = $0.action else { return false }
      switch effect {
      case .handOver, .otherwiseHandOver: return true
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
        .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
        return false
      }
    }
  }
  var starts: [LineReading] {
    lines.filter {
      if case .effect(.startWithHuman) = $0.action { true } else { false }
    }
  }
}

extension Reading {
  /// `start with human` lines that still count: not judged yet, and a customer turn has come.
  func countingStarts(_ lines: [LineReading]) -> [LineReading] {
    guard startsAreJudged else { return [] }
    let judged = start.memory?.judgedStarts ?? []
    return CoveringLines(lines: lines, task: task).starts.filter { !judged.contains($0.key) }
  }

  var startsAreJudged: Bool {
    !start.isUnusable
      && (!policy.readsTurns || lastTurn >= 1 || !question.frame.hasTurns)
  }

  /// The ruling where the AI may do these tasks alone after a return (`nil`: all).
  func ruling(_ lines: [LineReading], limitedTo limit: Set<String>?) -> RulingReading? {
    guard task != .none else { return nil }
    guard let position = task.position else {
      var missing = RulingReading(.human)
      missing.reasons = ["built in task_missing"]
      return missing
    }
    let covering = CoveringLines(lines: lines, task: task)
    let refusing = covering.refusals.filter(\.finding.isYes)
    if !refusing.isEmpty { return RulingReading(.nobody, refusing) }
    if let human = needsPerson(covering) { return human }
    return allowed(covering, isLimited: limit.map { !$0.contains(policy.name(TaskID(position))) })
  }

  private func needsPerson(_ covering: CoveringLines) -> RulingReading? {
    let applied =
      covering.onlyHuman.filter(\.finding.appliesOnFault)
      + covering.refusals.filter(\.finding.isFault)
      + covering.stops.filter { !$0.finding.isNo }
    guard !applied.isEmpty else { return nil }
    var human = RulingReading(.human, applied)
    for line in applied {
      guard case .effect(.onlyHumanMay(_, let roles)) = line.action else { continue }
      for role in roles { human.roles.insert(policy.model.vocabulary.roles[role]) }
    }
    return human
  }

  private func allowed(_ covering: CoveringLines, isLimited: Bool?) -> RulingReading {
    let permissions = covering.permissions + covering.suggestions
    let mayPermit = permissions.filter { $0.finding.isYes || $0.finding.isOpen }
    if mayPermit.isEmpty || isLimited == true {
      var human = RulingReading(.human)
      human.reasons = [mayPermit.isEmpty ? "built in no_permission" : "built in return_limit"]
      return human
    }
    let holding =
      (covering.onlyHuman + covering.refusals + covering.handOvers
      + countingStarts(covering.lines)).filter(\.finding.isOpen)
    let permits = permissions.contains(where: \.finding.isYes)
    if !holding.isEmpty || !permits {
      return RulingReading(.notYet, holding + (permits ? [] : mayPermit))
    }
    let capping = covering.suggestions.map(\.capping).filter { !$0.finding.isNo }
    if !capping.isEmpty { return RulingReading(.suggest, capping) }
    return RulingReading(.ai, covering.permissions.filter(\.finding.isYes))
  }
}
