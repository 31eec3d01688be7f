import HandrailEngine
import HandrailModel
import HandrailSource

/// A heading's sort, name and place.
struct Named {
  var kind: GraphHeading.Kind
  var name: String
  var origin: Origin

  init(_ kind: GraphHeading.Kind, _ name: String, _ origin: Origin) {
    self.kind = kind
    self.name = name
    self.origin = origin
  }
}

/// The nodes of a rule's conditions: its lines need them in several ways, and they are made once.
struct MadeParts {
  var when: Int?
  var restartingWhen: Int?
  var except: Int?
}

/// A rule's guard in each of the ways that its lines need it, as nodes.
private struct RuleGuards {
  /// Dates and trial; -1: always in force.
  var inForce: Int
  /// An exception counts only when it is yes.
  var restriction: Int
  /// An exception blocks unless it is no.
  var permission: Int
  /// As `restriction`, with windows that restart at a change of handler.
  var handOver: Int
  /// The guard is *no* while the rule is in force.
  var otherwise: Int
}

extension GraphBuilder {
  mutating func addRules() {
    let rules = model.rules.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for rule in rules { add(rule) }
  }

  private mutating func add(_ rule: Rule) {
    made = MadeParts()
    let guards = guards(of: rule)
    let named = Named(.rule, rule.name, rule.origin)
    let restarts = rule.handsOver && rule.guarding.countsTurns
    let parts = self.parts(of: rule.guarding, guards.inForce, restarting: restarts)
    made = nil
    let heading = addHeading(named, rule.metadata, parts)
    graph.headings[heading].say = rule.say.map(message)
    for effect in rule.effects {
      let (action, scope) = lowered(effect.action)
      var line = GraphEffect(
        action: action, scope: scope, node: guards.node(for: action), heading: heading,
        line: effect.origin.line, text: effect.text)
      if action == .aiMayOnlySuggest { line.capNode = guards.restriction }
      graph.effects.append(line)
    }
  }

  @discardableResult
  mutating func addHeading(
    _ named: Named, _ metadata: Metadata, _ guarding: GraphGuard
  ) -> Int {
    var heading = GraphHeading(
      kind: named.kind, name: named.name, file: named.origin.place.file.offset,
      line: named.origin.line, guarding: guarding)
    heading.because = metadata.because
    heading.source = metadata.source
    graph.headings.append(heading)
    keepWritten(in: graph.headings.count - 1)
    return graph.headings.count - 1
  }

  /// Gives a heading the tests met since the last call.
  mutating func keepWritten(in heading: Int) {
    graph.headings[heading].written = (graph.headings[heading].written + written.tests).fitted
    written = WrittenTests()
  }

  /// Dates and trial of a rule; -1 where it is always in force.
  private mutating func inForce(_ rule: Rule) -> Int {
    var parts: [Int] = []
    if rule.startsOn != nil || rule.endsOn != nil {
      let from = rule.startsOn.map { firstInstant(of: $0) } ?? .min
      let until = rule.endsOn.map { firstInstant(of: $0.next) } ?? .max
      parts.append(node(.between(from: from, until: until), rule.origin, text: rule.name))
    }
    if let hundredths = rule.trial {
      graph.logic.trials.append(GraphTrial(name: rule.name, hundredths: hundredths))
      let trial = Int32(graph.logic.trials.count - 1)
      parts.append(node(.trial(trial), rule.origin, text: rule.name))
    }
    return parts.isEmpty ? -1 : all(parts)
  }

  private mutating func guards(of rule: Rule) -> RuleGuards {
    let inForce = inForce(rule)
    let guarding = rule.guarding
    let restriction = restriction(guarding, inForce)
    let restarting = guarding.countsTurns
    return RuleGuards(
      inForce: inForce, restriction: restriction, permission: permission(guarding, inForce),
      handOver: restarting
        ? self.restriction(guarding, inForce, restarting: true) : restriction,
      otherwise: otherwise(guarding, inForce))
  }

  /// `when` without what is certainly excepted.
  mutating func restriction(
    _ guarding: Guard, _ inForce: Int, restarting: Bool = false
  ) -> Int {
    var parts = inForce >= 0 ? [inForce] : []
    parts.append(when(guarding, restarting: restarting))
    if let except = except(guarding) { parts.append(not(node(.certainly(Int32(except))))) }
    return settled(all(parts), guarding)
  }

  /// `when` without what is possibly excepted.
  mutating func permission(_ guarding: Guard, _ inForce: Int) -> Int {
    var parts = inForce >= 0 ? [inForce] : []
    parts.append(when(guarding))
    if let except = except(guarding) { parts.append(not(node(.possibly(Int32(except))))) }
    return settled(all(parts), guarding)
  }

  private mutating func otherwise(_ guarding: Guard, _ inForce: Int) -> Int {
    var holds = when(guarding)
    if let except = except(guarding) { holds = all([holds, not(except)]) }
    let fails = not(settled(holds, guarding))
    return inForce >= 0 ? settled(all([inForce, fails]), guarding) : fails
  }

  private mutating func when(_ guarding: Guard, restarting: Bool = false) -> Int {
    guard let when = guarding.when else { return node(.constant(.yes)) }
    if let known = restarting ? made?.restartingWhen : made?.when { return known }
    let result = condition(when, restarting: restarting)
    if restarting { made?.restartingWhen = result } else { made?.when = result }
    return result
  }

  mutating func except(_ guarding: Guard) -> Int? {
    guard !guarding.excepts.isEmpty else { return nil }
    if let known = made?.except { return known }
    let result = any(guarding.excepts.map { condition($0) })
    made?.except = result
    return result
  }

  /// `if unknown skip` or `apply`.
  private mutating func settled(_ child: Int, _ guarding: Guard) -> Int {
    switch guarding.ifUnknown {
    case nil: child
    case .skip: node(.skipUnknown(Int32(child)))
    case .apply: node(.applyUnknown(Int32(child)))
    }
  }

  /// The parts of a guard for explanations, with windows as its hand-over lines count them.
  mutating func parts(
    of guarding: Guard, _ inForce: Int, restarting: Bool = false
  ) -> GraphGuard {
    var parts = GraphGuard()
    parts.inForce = inForce
    if guarding.when != nil { parts.when = when(guarding, restarting: restarting) }
    if let except = except(guarding) { parts.except = except }
    parts.excepts = guarding.excepts.map { condition($0) }
    switch guarding.ifUnknown {
    case nil: parts.ifUnknown = 0
    case .skip: parts.ifUnknown = 1
    case .apply: parts.ifUnknown = 2
    }
    return parts
  }

  private func lowered(_ action: EffectAction) -> (GraphEffect.Action, TaskSet) {
    func named(_ role: RoleID) -> String { model.vocabulary.roles[role] }
    switch action {
    case .aiMay(let scope): return (.aiMay, taskSet(scope.tasks))
    case .aiMayOnlySuggest(let scope): return (.aiMayOnlySuggest, taskSet(scope.tasks))
    case .onlyHumanMay(let scope, let roles):
      return (.onlyHumanMay(roles: roles.map(named)), taskSet(scope.tasks))
    case .nobodyMay(let scope): return (.nobodyMay, taskSet(scope.tasks))
    case .otherwiseRefuse(let scope): return (.otherwiseRefuse, taskSet(scope.tasks))
    case .handOver(let target): return (.handOver(self.target(target)), everyTask)
    case .otherwiseHandOver(let target):
      return (.otherwiseHandOver(self.target(target)), everyTask)
    case .startWithHuman: return (.startWithHuman, everyTask)
    case .bringIn(let who): return (.bringIn(who), everyTask)
    case .contactCustomer(let holder, let task):
      return (.contactCustomer(byAI: holder == .ai, task: task.offset), everyTask)
    case .urgency(let level): return (.urgency(level.rawValue), everyTask)
    case .needSkills(let names): return (.needSkills(names), everyTask)
    }
  }

  func target(_ target: HandOverTarget) -> GraphEffect.HandOver {
    switch target {
    case .queue(let queue): .queue(queue.offset)
    case .table(let table): tablePositions[table].map { .table($0) } ?? .none
    case .choose(let choose): choosePositions[choose].map { .table($0) } ?? .none
    case .refuse: .none
    }
  }

  func message(_ message: Message) -> GraphMessage {
    GraphMessage(
      wordings: message.wordings.map { wording in
        GraphMessage.Wording(
          language: wording.language,
          pieces: wording.pieces.map { piece in
            switch piece {
            case .text(let words): .text(words)
            case .fact(let fact): .fact(fact.offset)
            }
          })
      })
  }
}

extension Rule {
  fileprivate var handsOver: Bool {
    effects.contains { if case .handOver = $0.action { true } else { false } }
  }
}

extension Guard {
  /// Some test looks over turns, which a change of handler may restart.
  fileprivate var countsTurns: Bool {
    guard let when else { return false }
    return when.tests.contains { $0.window.map { $0 != .anyPoint } ?? false }
  }
}

extension RuleGuards {
  func node(for action: GraphEffect.Action) -> Int {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: permission
    case .handOver: handOver
    case .otherwiseRefuse, .otherwiseHandOver: otherwise
    case .onlyHumanMay, .nobodyMay, .startWithHuman, .stopAI, .bringIn, .urgency, .needSkills:
      restriction
    }
  }
}
