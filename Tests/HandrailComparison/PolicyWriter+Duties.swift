import HandrailTestSupport

/// Headings around the conversation: `stop ai` and the way out decide, the rest is checked.
extension PolicyWriter {
  mutating func writeDuties() {
    if chance(12) { writeOversight() }
    if chance(30) { writeDisclosure() }
    if chance(4) {
      headings.append(
        .init(
          "conduct",
          ["always \"Name the amount.\"", "never \"Promise.\" when \(oneLine())"]))
    }
    if chance(5) { writeHandoff() }
    if chance(5) { writeAssist() }
    if chance(4) {
      headings.append(
        .init(
          "afterwards",
          [
            "do \(random.pick(declared.tasks))",
            "do \(random.pick(declared.tasks)) when \(oneLine())",
          ]
        ))
    }
    if chance(3) {
      headings.append(
        .init(
          "target \(name("target"))",
          ["measure ai_resolved_share at least 80% over 30 days", "owner \"Team 1\""]))
    }
  }

  private mutating func writeOversight() {
    var lines: [String] = []
    if chance(65) { lines.append("stop ai when " + oneLine()) }
    if chance(40) { lines.append("watch " + (chance(50) ? "always" : "when " + oneLine())) }
    if chance(40) {
      lines.append("review " + (chance(50) ? "5% of conversations" : "when " + oneLine()))
    }
    if chance(40) || lines.isEmpty {
      lines.append("alert \(random.pick(declared.roles)) when " + oneLine())
    }
    if chance(30) { lines.append("owner \"Oversight\"") }
    if chance(30) { lines.append("source \"Standard 5\"") }
    headings.append(.init("oversight", lines))
  }

  private mutating func writeDisclosure() {
    var lines: [String] = []
    if chance(60) { lines.append("say \"I am an automated assistant.\" at start") }
    if chance(30) { lines.append("say \"Still automated.\" at every change") }
    if chance(30) { lines.append("say \"Not a person.\" when \(oneLine())") }
    if let rule = handOverRules.randomElement(using: &random), chance(75) || lines.isEmpty {
      lines.append("way out \(rule)")
    }
    if !lines.isEmpty { headings.append(.init("disclosure", lines)) }
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

  private mutating func writeHandoff() {
    let facts = declared.facts.filter { $0.supply == .session }
    guard facts.count >= 2 else { return }
    var lines = ["include \(facts[0].name)", "leave out \(facts[1].name)"]
    lines.append(
      "collect \(facts[0].name) in at most 2 questions"
        + (chance(50) ? " except when \(oneLine())" : ""))
    lines += ["brief \"A fix is expected today.\"", "keep channel", "say " + texts()]
    let to = chance(30) ? " to " + random.pick(declared.queues) : ""
    headings.append(.init("handoff\(to)", lines))
  }

  private mutating func writeAssist() {
    var lines = ["suggest \(name("advice")), \(name("advice"))", "require \(name("advice"))"]
    lines += ["quiet when " + oneLine(), "at most 1 in 2 turns", "within 1 second"]
    if chance(50) { lines.append("when " + oneLine()) }
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
