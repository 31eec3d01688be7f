import HandrailTestSupport

/// Writes small, dense policies: few facts of small domains, which many lines read.
struct SmallWriter {
  var random: Seeded
  var sketch = SmallSketch()
  var facts: [SmallFact] = []
  var tasks: [String] = []
  var queues: [String] = []
  var hasCalendar = false
  var approvals: [String] = []
  var offers: [String] = []
  var firsts: [String] = []
  /// What a conversation may be handed over by, as written after `hand over `.
  var handOvers: [String] = []

  static func write(seed: UInt64) -> (SmallSketch, SmallSketch) {
    var writer = SmallWriter(random: Seeded(seed))
    writer.writeVocabulary()
    writer.writeRules()
    writer.writeGates()
    writer.writePromises()
    let first = writer.sketch
    return (first, writer.changed(first))
  }

  init(random: Seeded) { self.random = random }

  private mutating func writeVocabulary() {
    tasks = Array(["settle", "refund", "cancel"].prefix(1 + random.below(3)))
    queues = Array(["alpha", "beta", "gamma"].prefix(2 + random.below(2)))
    hasCalendar = random.chance(12)
    sketch.hasZone = true
    sketch.startWith = random.chance(85) ? "ai" : "human"
    writeFacts()
    let derived = writeDerived()
    sketch.vocabulary.insert(
      "facts\n  " + (facts + derived).map(\.declaration).joined(separator: "\n  ") + "\n", at: 0)
    sketch.vocabulary.append("tasks " + tasks.joined(separator: ", ") + "\n")
    sketch.vocabulary.append("roles lead, chief\n")
    if tasks.count > 1 { sketch.vocabulary.append("mark refund as risky\n") }
    if hasCalendar {
      sketch.vocabulary.append(
        "calendar office in Europe/London\n  mon to fri from 09:00 to 17:00\n")
    }
    for queue in queues {
      sketch.vocabulary.append(
        "queue \(queue)\n  if closed or waited too long\n    - take message\n")
    }
    facts += derived
    handOvers += queues.map { "to " + $0 } + queues.map { "to " + $0 }
    sketch.preferred = queues.shuffled(using: &random).suffix(1 + random.below(2)).map(\.self)
    if random.chance(30) { writeDefinition() }
  }

  private mutating func writeFacts() {
    let count = 2 + random.below(3)
    // A few kinds a policy, so that facts of one kind meet.
    let kinds: [SmallFact.Kind] = [
      .flag, .flag, .pick, .pick, .set, .level, .number, .number, .money, .duration, .score, .age,
    ]
    var last = SmallFact.Kind.flag
    let hasPair = random.chance(40)
    if hasPair { last = random.pick([.number, .number, .money]) }
    for place in 0..<count {
      let isPaired = place == 0 ? hasPair : place == 1 && hasPair || random.chance(30)
      let kind = isPaired ? last : random.pick(kinds)
      last = kind
      facts.append(fact("f\(place)", kind))
    }
    if random.chance(45) {
      var turn = fact("said", random.pick([.flag, .flag, .score, .number, .pick]))
      turn.isTurn = true
      turn.highest = 2
      facts.append(turn)
    }
  }

  private mutating func fact(_ name: String, _ kind: SmallFact.Kind) -> SmallFact {
    var fact = SmallFact(name: name, kind: kind)
    fact.mayBeUnknown = random.chance(35)
    switch kind {
    case .pick: fact.words = Array(["red", "blue", "green"].prefix(2 + random.below(2)))
    case .set: fact.words = ["damp", "loud"]
    case .level: fact.words = ["basic", "medium", "strong"]
    case .number, .money: fact.highest = 3 + random.below(2)
    case .flag, .duration, .score, .age: break
    }
    return fact
  }

  private mutating func writeDefinition() {
    var definition = SmallGuarded("define delicate")
    definition.when = condition()
    if random.chance(35) { definition.excepts = [condition()] }
    sketch.gates.append(definition)
    var fact = SmallFact(name: "delicate", kind: .flag)
    fact.isDerived = true
    facts.append(fact)
  }

  // Rules.

  private mutating func writeRules() {
    let count = 2 + random.below(5)
    for place in 0..<count {
      var rule = SmallGuarded("rule r\(place)")
      if random.chance(place == 0 ? 45 : 88) { rule.when = ruleCondition() }
      let sort = place == 0 ? 0 : random.below(100)
      rule.lines = effects(sort, hasWhen: rule.when != nil)
      addExceptions(to: &rule)
      if random.chance(18) {
        rule.ifUnknown = sort < 34 ? "skip" : random.pick(["skip", "apply"])
      }
      if random.chance(6) { rule.lines.append("starts on 2026-06-01") }
      if random.chance(6) {
        rule.lines.append("ends on \(random.pick(["2026-05-31", "2026-08-31"]))")
      }
      if random.chance(8) {
        rule.lines.append("trial on \(random.pick([20, 50]))% of conversations")
      }
      sketch.rules.append(rule)
    }
    if random.chance(35) { overshadow() }
  }

  /// A restriction that stands wherever a permission does, or nearly.
  private mutating func overshadow() {
    guard let shadowed = sketch.rules.first(where: { $0.lines[0].hasPrefix("ai may ") }) else {
      return
    }
    var rule = SmallGuarded("rule shadow")
    rule.when = shadowed.when
    if var when = rule.when, when.joint == .and, when.tests.count > 1, random.chance(60) {
      when.tests.removeLast()
      rule.when = when
    }
    if random.chance(25) { rule.excepts = [condition()] }
    rule.lines = [random.pick(["only a human may ", "nobody may "]) + "do anything"]
    sketch.rules.append(rule)
  }

  private mutating func effects(_ sort: Int, hasWhen: Bool) -> [String] {
    switch sort {
    case 0..<22:
      var lines = ["ai may " + scope()]
      if hasWhen, random.chance(14) {
        lines.append(random.chance(50) ? "otherwise refuse" : "otherwise hand over \(handOver())")
      }
      return lines
    case 22..<34: return ["ai may only suggest " + scope()]
    case 34..<52:
      return [
        random.pick(["only a human may ", "only lead may ", "only lead or chief may "]) + scope()
      ]
    case 52..<64: return ["nobody may " + scope()]
    case 64..<90:
      var lines = ["hand over " + handOver()]
      if random.chance(15) { lines.append("only a human may " + scope()) }
      if random.chance(10) { lines.append("urgency high") }
      if hasWhen, random.chance(8) { lines.append("otherwise hand over " + handOver()) }
      return lines
    default: return ["start with human"]
    }
  }

  mutating func handOver() -> String { random.pick(handOvers) }

  mutating func scope() -> String {
    if tasks.count == 1 { return random.chance(50) ? tasks[0] : "do anything" }
    switch random.below(10) {
    case 0, 1: return "do anything"
    case 2: return "do anything except " + random.pick(tasks)
    case 3: return "do anything marked risky"
    default:
      return tasks.shuffled(using: &random).prefix(1 + random.below(2)).joined(separator: ", ")
    }
  }

  private mutating func addExceptions(to rule: inout SmallGuarded) {
    guard random.chance(45) else { return }
    for _ in 0..<1 + random.below(2) {
      guard let when = rule.when, when.joint == .and, random.chance(60) else {
        rule.excepts.append(condition())
        continue
      }
      // The same tests, fewer or more of them: what covers all, and what never matters.
      let own = random.pick(when.tests)
      switch random.below(4) {
      case 0: rule.excepts.append(SmallCondition(.and, [own]))
      case 1: rule.excepts.append(SmallCondition(.and, [own, test()]))
      case 2: rule.excepts.append(SmallCondition(.none, [own]))
      default: rule.excepts.append(SmallCondition(.or, [own, test()]))
      }
    }
  }

  private mutating func writeGates() {
    if random.chance(25) { writeApproval() }
    if random.chance(20) { writeOffer() }
    if random.chance(25) { writeFirst() }
    if random.chance(35) {
      var way = SmallGuarded("return to ai")
      way.when = condition()
      if random.chance(30) { way.excepts = [condition()] }
      if random.chance(35) { way.lines.append("for " + random.pick(tasks)) }
      if random.chance(50) { way.lines.append("at most \(1 + random.below(2)) times") }
      sketch.gates.append(way)
    }
  }

  private mutating func writeApproval() {
    var gate = SmallGuarded("approval consent")
    gate.lines = ["for " + random.pick(tasks)]
    gateGuard(&gate)
    gate.lines.append("answer within 30 minutes")
    let seats = ["1 lead", "2 lead", "1 lead and 1 chief", "1 lead or chief"]
    let measures = facts.filter { $0.kind == .money && !$0.isTurn && !$0.isDerived }
    if let money = measures.first, random.chance(70) {
      gate.lines.append("measure " + money.name)
      gate.lines.append("tier at most JPY 1 needs " + random.pick(["nobody", "1 lead"]))
      if random.chance(40) { gate.lines.append("tier at most JPY 2 needs 1 lead") }
      gate.lines.append("tier above JPY \(gate.lines.count == 5 ? 2 : 1) needs 2 chief")
    } else {
      gate.lines.append("needs " + random.pick(seats))
    }
    sketch.gates.append(gate)
    approvals.append("consent")
  }

  private mutating func writeOffer() {
    var gate = SmallGuarded("offer person_or_not")
    gate.lines = [
      "for " + random.pick(tasks), "options human, ai", "answer within 2 minutes",
      "if no answer choose human", "say \"A person, or me?\"",
    ]
    gateGuard(&gate)
    sketch.gates.append(gate)
    offers.append("person_or_not")
  }

  private mutating func writeFirst() {
    var gate = SmallGuarded("first prepare")
    gate.lines = ["for " + tasks[0]]
    gateGuard(&gate)
    let open = facts.filter { $0.mayBeUnknown && !$0.isTurn && !$0.isDerived }
    if let fact = open.first, random.chance(60) { gate.lines.append("ask " + fact.name) }
    if tasks.count > 1, random.chance(15) { gate.lines.append("do " + tasks[1]) }
    if gate.lines.count == 1 || random.chance(40) {
      gate.lines.append("until " + condition().text)
    }
    sketch.gates.append(gate)
    firsts.append("prepare")
  }

  private mutating func gateGuard(_ gate: inout SmallGuarded) {
    if random.chance(65) { gate.when = condition() }
    if random.chance(20) { gate.excepts = [condition()] }
    if random.chance(20) { gate.ifUnknown = random.pick(["skip", "apply"]) }
  }
}
