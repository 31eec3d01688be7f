import HandrailEngine
import HandrailModel
import HandrailSource

/// A line that does something, with what its guard came to.
struct LineReading {
  /// The rule's place by name; `nil`: an `oversight` line.
  var rule: Rule?
  var action: LineAction
  var finding: Finding
  /// Of `ai may only suggest`: whether it caps, which an uncertain exception does not lift.
  var cap: Finding
  var name: String
  var line: Int
  var text: String

  /// `RULE#LINE`, the name in memory.
  var key: String { "\(name)#\(line)" }

  /// The line with the truth on which it counted.
  var reason: String { "\(name)#\(line) \(text) (\(finding.truth))" }

  /// The same line as a cap.
  var capping: LineReading {
    var line = self
    line.finding = cap
    return line
  }
}

/// A rule's effect, or `stop ai`.
enum LineAction {
  case effect(EffectAction)
  case stopAI

  /// False for lines about the conversation.
  var isAboutTasks: Bool {
    switch self {
    case .stopAI: return false
    case .effect(let effect):
      switch effect {
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse: return true
      case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn, .contactCustomer, .urgency,
        .needSkills:
        return false
      }
    }
  }

  func covers(_ task: AskedTask) -> Bool {
    guard let position = task.position else { return false }
    let id = TaskID(position)
    switch self {
    case .stopAI: return false
    case .effect(let effect):
      switch effect {
      case .aiMay(let scope), .aiMayOnlySuggest(let scope), .onlyHumanMay(let scope, _),
        .nobodyMay(let scope), .otherwiseRefuse(let scope):
        return scope.tasks.contains(id)
      case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn, .contactCustomer, .urgency,
        .needSkills:
        return false
      }
    }
  }
}

/// The guards of a heading: language.md 3.2 and 3.4.
struct GuardReading {
  /// As a restriction, gate or handover reads it: an exception counts only when it is yes.
  var restriction: Finding
  /// With windows of the `when` counted from the last change of handler.
  var handOver: Finding
  /// As a permission reads it: an exception blocks unless it is no.
  var permission: Finding
  /// For `otherwise`.
  var otherwise: Finding
  var when: Finding
  var excepts: Finding
  var inForce: Finding
}

extension Reading {
  /// Every line of every rule by rule name and line, then `stop ai` lines.
  func readLines() -> [LineReading] {
    policy.rules.flatMap(readLines) + readStops()
  }

  private func readLines(of rule: Rule) -> [LineReading] {
    let guards = read(rule)
    return rule.effects.map { effect in
      LineReading(
        rule: rule, action: .effect(effect.action), finding: finding(effect.action, guards),
        cap: guards.restriction, name: rule.name, line: effect.origin.line, text: effect.text)
    }
  }

  private func readStops() -> [LineReading] {
    policy.model.duties.oversight.flatMap { oversight in
      oversight.lines.compactMap { line in
        guard case .stopAI(let condition) = line.duty else { return nil }
        let stops = finding(condition, at: .now)
        return LineReading(
          rule: nil, action: .stopAI, finding: stops, cap: stops, name: "oversight",
          line: line.origin.line, text: line.text)
      }
    }
  }

  private func finding(_ action: EffectAction, _ guards: GuardReading) -> Finding {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: guards.permission
    case .handOver: guards.handOver
    case .otherwiseHandOver, .otherwiseRefuse: guards.otherwise
    case .onlyHumanMay, .nobodyMay, .startWithHuman, .bringIn, .urgency, .needSkills:
      guards.restriction
    }
  }

  func read(_ rule: Rule) -> GuardReading {
    let inForce = Finding.all([dates(of: rule), trial(of: rule)])
    return read(rule.guarding, inForce: inForce, since: start.memory?.changedAtTurn ?? 0)
  }

  func read(_ guarding: Guard, inForce: Finding = .yes, since: Int = 0) -> GuardReading {
    let when = guarding.when.map { finding($0, at: .now) } ?? .yes
    let fresh = guarding.when.map { finding($0, at: .now, since: since) } ?? .yes
    let excepts = any(guarding.excepts, at: .now)
    let plain = Finding.all([when, excepts.opposite])
    func heading(_ finding: Finding) -> Finding { settled(.all([inForce, finding]), guarding) }
    return GuardReading(
      restriction: heading(excepts.isYes ? .no : when),
      handOver: heading(excepts.isYes ? .no : fresh),
      permission: heading(excepts.isNo ? when : .no),
      // Out of force, neither the lines nor their otherwise apply.
      otherwise: heading(settled(plain, guarding).opposite),
      when: when, excepts: excepts, inForce: inForce)
  }

  /// `if unknown skip` turns can't tell into no, `apply` counts it as on a fault.
  private func settled(_ finding: Finding, _ guarding: Guard) -> Finding {
    guard finding.cannotTell else { return finding }
    switch guarding.ifUnknown {
    case nil: return finding
    case .skip?: return .no
    case .apply?: return Finding(truth: .fault, leaves: finding.leaves)
    }
  }

  /// `starts on` and `ends on`: local dates of the policy's zone, both included.
  private func dates(of rule: Rule) -> Finding {
    let now = question.at.microseconds
    if let starts = rule.startsOn, now < instant(starts.daysSince1970) { return .no }
    if let ends = rule.endsOn, now >= instant(ends.daysSince1970 + 1) { return .no }
    return .yes
  }

  private func trial(of rule: Rule) -> Finding {
    guard let share = rule.trial else { return .yes }
    guard let session = question.session else { return Finding(truth: .fault) }
    let bucket = Hashing.bucket(
      policy: policy.model.header.name, rule: rule.name, session: session)
    return Finding(bucket < share)
  }
}
