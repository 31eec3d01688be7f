import HandrailReference
import HandrailTestSupport

/// Headings around the conversation: `stop ai` and the way out decide, the rest is checked.
extension PolicyWriter {
  mutating func writeDuties() {
    if chance(45) { writeOversight() }
    if chance(55) { writeDisclosure() }
    if chance(30) { writeConduct() }
    if chance(65) { writeHandoffs() }
    if chance(50) { writeAssist() }
    if chance(35) { writeAfterwards() }
    if chance(3) {
      headings.append(
        .init(
          "target \(name("target"))",
          ["measure ai_resolved_share at least 80% over 30 days", "owner \"Team 1\""]))
    }
  }

  private mutating func writeConduct() {
    var lines = ["always \"Name the amount \(random.below(9)).\""]
    for _ in 0..<1 + random.below(2) {
      lines.append("never \"Promise \(random.below(9)).\" when \(decidedLine())")
    }
    headings.append(.init("conduct", lines))
  }

  private mutating func writeAfterwards() {
    var lines = ["do \(some(declared.tasks, upTo: 2).joined(separator: ", "))"]
    lines.append("do \(random.pick(declared.tasks)) when \(decidedLine())")
    headings.append(.init("afterwards", lines))
  }

  private mutating func writeOversight() {
    var lines: [String] = []
    if chance(25) { lines.append("stop ai when " + decidedLine()) }
    if chance(40) { lines.append("watch " + (chance(30) ? "always" : "when " + decidedLine())) }
    if chance(40) {
      let share = random.pick(["5%", "50%", "0.5%", "90%"])
      lines.append(
        "review " + (chance(50) ? "\(share) of conversations" : "when " + decidedLine()))
    }
    if chance(40) || lines.isEmpty {
      lines.append("alert \(random.pick(declared.roles)) when " + decidedLine())
    }
    if chance(30) { lines.append("owner \"Oversight\"") }
    if chance(30) { lines.append("source \"Standard 5\"") }
    headings.append(.init("oversight", lines))
  }

  private mutating func writeDisclosure() {
    var lines: [String] = []
    if chance(60) {
      let words = chance(35) ? texts() : "\"I am an automated assistant.\""
      lines.append("say \(words) at start")
    }
    if chance(45) { lines.append("say \"Still automated.\" at every change") }
    if chance(45) { lines.append("say \(texts()) when \(decidedLine())") }
    if let rule = handOverRules.randomElement(using: &random), chance(75) || lines.isEmpty {
      lines.append("way out \(rule)")
    }
    // Its words are said in the order of its lines.
    if !lines.isEmpty { headings.append(.init("disclosure", lines, mayShuffle: false)) }
  }

  private var handOverRules: [String] {
    headings.filter { heading in
      // A way out that counts itself would go round in a circle.
      heading.title.hasPrefix("rule ") && heading.lines.contains { $0.hasPrefix("hand over") }
        && !heading.lines.contains { line in
          ["human_requests", "case_", "worked_"].contains { line.contains($0) }
        }
    }.map { String($0.title.dropFirst(5)) }
  }

  /// One for all queues, and one for some of them.
  private mutating func writeHandoffs() {
    if chance(75) { writeHandoff(to: "") }
    if chance(60) {
      writeHandoff(to: " to " + some(declared.queues, upTo: 2).joined(separator: ", "))
    }
  }

  private mutating func writeHandoff(to: String) {
    let facts = declared.facts.filter { $0.supply != .agent } + declared.builtIns
    let hosts = declared.facts.filter { [.session, .turn, .task].contains($0.supply) }
    guard facts.count >= 3, !hosts.isEmpty else { return }
    var picked = some(facts, upTo: 6)
    if let secret = facts.first(where: \.isSecret), chance(50),
      !picked.contains(where: \.isSecret)
    {
      picked.append(secret)
    }
    var lines = ["include " + picked.map(\.name).joined(separator: ", ")]
    if chance(35) {
      let others = facts.map(\.name).filter { name in !picked.contains { $0.name == name } }
      if let other = others.randomElement(using: &random) { lines.append("leave out \(other)") }
    }
    if chance(55) {
      let asked = some(hosts, upTo: 4).map(\.name).joined(separator: ", ")
      lines.append(
        "collect \(asked) in at most \(1 + random.below(2)) questions"
          + (chance(35) ? " except when \(decidedLine())" : ""))
    }
    if chance(40) { lines.append("brief \"A fix is expected on day \(random.below(9)).\"") }
    if chance(40) { lines.append("keep channel") }
    if chance(60) { lines.append("say " + texts()) }
    headings.append(.init("handoff\(to)", lines))
  }

  private mutating func writeAssist() {
    var lines: [String] = []
    if chance(90) { lines.append("suggest \(name("advice")), \(name("advice"))") }
    if chance(70) || lines.isEmpty { lines.append("require \(name("advice"))") }
    if chance(45) { lines.append("quiet when " + decidedLine()) }
    if chance(60) { lines.append("at most \(1 + random.below(2)) in \(2 + random.below(4)) turns") }
    if chance(40) { lines.append("within \(2 + random.below(8)) seconds") }
    if chance(50) {
      lines.append("when " + (chance(40) ? "handler is human" : decidedLine()))
    }
    if chance(20) { lines.append("except when " + decidedLine()) }
    if chance(20) { lines.append("if unknown skip") }
    headings.append(.init("assist", lines))
  }

  mutating func writeChecks() {
    if chance(6) { writeScenario() }
    if chance(6) { writePromise() }
  }

  private mutating func writeScenario() {
    let session = declared.facts(of: .yesNo, .oneOf, .level, .number, .score, .money) {
      $0.supply == .session
    }
    let turns = declared.turnFacts.filter { $0.supply == .turn && $0.kind == .score }
    var lines = ["at 2026-03-02 10:15"]
    if chance(50) { lines.append("quiet") }
    lines.append("given task is \(declared.tasks[0])")
    if let fact = session.randomElement(using: &random), let value = value(of: fact) {
      lines.append("given \(fact.name) is \(value)")
      lines.append("then after 2 minutes, \(fact.name) is \(value)")
    }
    if let turn = turns.first { lines.append("turn \(turn.name) is 0.5") }
    lines.append("expect \(outcome()) or \(outcome()) because \(random.pick(declared.ruleNames))")
    headings.append(
      .init("scenario \"Number \(name("scenario"))\"", lines, mayShuffle: false))
  }

  private mutating func outcome() -> String {
    random.pick([
      "ai", "suggest", "human", "human in \(declared.queues[0])", "nobody", "ask",
      "urgency high", "watch", "approval by 2 people",
    ])
  }

  private mutating func writePromise() {
    let lines: [String]
    switch random.below(3) {
    case 0: lines = ["whenever " + condition(), "expect \(outcome()) for \(declared.tasks[0])"]
    case 1: lines = ["once " + oneLine(), "never ai", "until " + oneLine()]
    default: lines = ["always", "expect \(outcome()) or \(outcome()) within 3 turns"]
    }
    headings.append(.init("promise \(name("promise"))", lines))
  }
}
