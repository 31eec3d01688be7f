import HandrailTestSupport

/// Rules with every effect, `first` gates and ways back.
extension PolicyWriter {
  private enum RuleSort { case permits, suggests, restricts, hands, starts, contacts }

  mutating func writeRules() {
    if declared.isCalm {
      writeCalmRules()
      return
    }
    for _ in 0..<2 + random.below(2) { writeRule(.permits) }
    if chance(30) { writeRule(.suggests) }
    for _ in 0..<random.below(3) { writeRule(.restricts) }
    for _ in 0..<1 + random.below(2) { writeRule(.hands) }
    if chance(25) { writeRule(.starts) }
    if declared.consent != nil { writeRule(.contacts) }
  }

  /// The AI holds most conversations and may do most: what stands before a task is reached often.
  private mutating func writeCalmRules() {
    let (permit, hands) = (name("rule"), name("rule"))
    declared.ruleNames += [permit, hands]
    headings.append(.init("rule \(permit)", ["ai may do anything"]))
    let tests = (0..<3).map { _ in "\n    - " + test(declared.testable) }
    headings.append(
      .init("rule \(hands)", ["when all of" + tests.joined(), handOver(), "say " + texts()]))
    if chance(40) { writeRule(.restricts) }
    if chance(30) { writeRule(.suggests) }
  }

  private mutating func writeRule(_ sort: RuleSort) {
    let rule = name("rule")
    declared.ruleNames.append(rule)
    var lines: [String] = []
    var mayApply = true
    switch sort {
    case .permits:
      // Enough is permitted that gates, returns and confirmations are reached.
      lines.append("ai may " + (chance(35) ? "do anything" : scope()))
      mayApply = false
    case .suggests:
      lines.append("ai may only suggest " + scope())
      mayApply = false
    case .restricts: lines += restrictions()
    case .hands: lines += handOvers()
    case .starts: lines.append("start with human")
    case .contacts:
      let task = random.pick(declared.tasks)
      lines.append("contact customer by \(random.pick(["ai", "human"])) for \(task)")
      mayApply = false
    }
    if sort != .contacts, sort != .permits, chance(25) { lines += extras() }
    lines += guardLines(sort, mayApply: mayApply)
    if chance(12) { lines.append("starts on 2026-0\(random.pick(["2-20", "3-01", "3-02"]))") }
    if chance(12) { lines.append("ends on 2026-0\(random.pick(["3-02", "3-03", "4-01"]))") }
    if chance(10) {
      lines.append("trial on \(random.pick(["25%", "50%", "0.5%", "80%"])) of conversations")
    }
    if chance(45) { lines.append("say " + texts()) }
    headings.append(.init("rule \(rule)", lines + metadata(percent: 10)))
  }

  private mutating func restrictions() -> [String] {
    var lines: [String] = []
    switch random.below(4) {
    case 0: lines.append("nobody may " + scope())
    case 1:
      lines.append("only \(random.pick(declared.roles)) may " + scope())
    case 2:
      lines.append("only \(declared.roles[0]) or \(declared.roles[1]) may " + scope())
    default: lines.append("only a human may " + scope())
    }
    if chance(12) { lines.append("otherwise refuse") }
    return lines
  }

  private mutating func handOvers() -> [String] {
    var lines = [handOver()]
    if chance(15) { lines = ["otherwise " + handOver()] }
    if chance(15) { lines.append("only a human may " + scope()) }
    return lines
  }

  mutating func handOver() -> String {
    if chance(45), let table = declared.queueTables.randomElement(using: &random) {
      return "hand over using \(table)"
    }
    return "hand over to \(random.pick(declared.queues))"
  }

  private mutating func extras() -> [String] {
    var lines: [String] = []
    if chance(50) { lines.append("urgency " + level()) }
    if chance(40) {
      let count = 1 + random.below(2)
      lines.append("need skills " + (0..<count).map { _ in name("skill") }.joined(separator: ", "))
    }
    if chance(40) || lines.isEmpty {
      lines.append(
        "bring in " + (chance(60) ? random.pick(declared.roles) : random.pick(declared.queues)))
    }
    return lines
  }

  private mutating func guardLines(_ sort: RuleSort, mayApply: Bool) -> [String] {
    var lines: [String] = []
    if sort == .contacts, let consent = declared.consent {
      lines.append("when \(consent) is yes" + (chance(50) ? " and " + test(declared.testable) : ""))
    } else if chance(sort == .permits ? 40 : 92) {
      lines.append("when " + condition())
    }
    for _ in 0..<(chance(35) ? 1 + random.below(2) : 0) {
      lines.append("except when " + condition())
    }
    if chance(22) { lines.append("if unknown " + (mayApply && chance(55) ? "apply" : "skip")) }
    return lines
  }

  mutating func scope() -> String {
    switch random.below(8) {
    case 0: return "do anything"
    case 1: return "do anything except " + some(declared.tasks, upTo: 2).joined(separator: ", ")
    case 2:
      if let mark = declared.taskMark { return "do anything marked \(mark)" }
    case 3:
      if let mark = declared.taskMark {
        return "do anything marked \(mark) except " + random.pick(declared.tasks)
      }
    default: break
    }
    return some(declared.tasks, upTo: 3).joined(separator: ", ")
  }

  mutating func covered() -> String {
    let scope = scope()
    return scope.hasPrefix("do ") ? String(scope.dropFirst(3)) : scope
  }

  mutating func texts() -> String {
    let shown = declared.facts.filter {
      !$0.isSecret && $0.kind != .text && $0.supply != .agent && $0.supply != .definition
        && $0.kind != .reference && $0.kind != .moment
    }
    var text = "Words \(random.below(99))"
    if chance(35), let fact = shown.randomElement(using: &random) {
      text += " about {\(fact.name)}"
    }
    if chance(10) { text += " \\\"quoted\\\"" }
    return "\"\(text).\"" + (chance(20) ? ", es \"Palabras \(random.below(99)).\"" : "")
  }

  mutating func writeGates() {
    for _ in 0..<random.below(3) { writeFirst() }
    for _ in 0..<random.below(3) { writeReturn() }
    for approval in declared.approvals { writeApproval(approval) }
    for offer in declared.offers { writeOffer(offer) }
  }

  private mutating func writeFirst() {
    var lines = ["for " + covered()]
    if chance(40) { lines.append("when " + condition()) }
    if chance(15) { lines.append("except when " + condition()) }
    if chance(15) { lines.append("if unknown " + random.pick(["skip", "apply"])) }
    let before = lines.count
    let asked = declared.facts.filter {
      $0.supply == .session || $0.supply == .turn || $0.supply == .task
    }
    if chance(50), !asked.isEmpty { lines.append("ask " + names(asked)) }
    if chance(25) { lines.append("until " + condition()) }
    if chance(30) { lines.append("do " + some(declared.tasks, upTo: 2).joined(separator: ", ")) }
    let confirmed = asked.filter { $0.supply == .session && $0.kind != .text }
    if !confirmed.isEmpty, chance(55) || lines.count == before {
      lines.append("confirm " + names(confirmed))
      if chance(40) { lines.append("lasts \(1 + random.below(10)) minutes") }
      if chance(50) { lines.append("if refused " + (chance(50) ? "refuse" : handOver())) }
      if chance(50) { lines.append("if no answer " + (chance(50) ? "refuse" : handOver())) }
    }
    if lines.count == before { lines.append("do " + random.pick(declared.tasks)) }
    if chance(60) { lines.append("say " + texts()) }
    headings.append(.init("first \(name("gate"))", lines + metadata(percent: 4)))
  }

  private mutating func names(_ facts: [FactSketch]) -> String {
    some(facts, upTo: 2).map(\.name).joined(separator: ", ")
  }

  private mutating func writeReturn() {
    var lines = ["when " + condition()]
    if chance(20) { lines.append("except when " + condition()) }
    if chance(15) { lines.append("if unknown skip") }
    if chance(40) { lines.append("for " + some(declared.tasks, upTo: 3).joined(separator: ", ")) }
    if chance(50) { lines.append("at most \(1 + random.below(3)) times") }
    if chance(50) { lines.append("say " + texts()) }
    headings.append(.init("return to ai", lines + metadata(percent: 3)))
  }
}
