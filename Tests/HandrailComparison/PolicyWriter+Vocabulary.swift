import HandrailReference
import HandrailTestSupport

/// Facts, tasks, roles, marks, calendars and queues.
extension PolicyWriter {
  mutating func writeVocabulary() {
    declared.currency = random.pick(["GBP", "EUR", "JPY"])
    for _ in 0..<3 + random.below(5) { declared.tasks.append(name("task")) }
    let split = 1 + random.below(declared.tasks.count)
    headings.append(.init("tasks " + declared.tasks[..<split].joined(separator: ", "), []))
    if split < declared.tasks.count {
      headings.append(.init("tasks " + declared.tasks[split...].joined(separator: ", "), []))
    }
    for _ in 0..<2 + random.below(2) { declared.roles.append(name("role")) }
    headings.append(.init("roles " + declared.roles.joined(separator: ", "), []))
    writeFacts(count: 6 + random.below(9))
    if chance(40) {
      declared.taskMark = name("tag")
      let marked = some(declared.tasks, upTo: 3).joined(separator: ", ")
      headings.append(.init("mark \(marked) as \(declared.taskMark ?? "tag")", []))
    }
    if chance(20) {
      let consent = name("consent")
      headings.append(.init("facts", ["\(consent) is yes or no"]))
      headings.append(.init("mark \(consent) as consent", []))
      declared.consent = consent
    }
    for mark in ["identity", "emotion"] where chance(30) {
      let marked = declared.facts.filter {
        mark == "identity" ? $0.supply == .session : $0.supply == .turn && $0.kind == .score
      }
      if let fact = marked.randomElement(using: &random) {
        headings.append(.init("mark \(fact.name) as \(mark)", []))
      }
    }
    let secret = declared.facts.indices.filter {
      [.session, .turn].contains(declared.facts[$0].supply)
    }
    if chance(45), let place = secret.randomElement(using: &random) {
      let tag = random.pick(["secret", "secret", "sensitive", "protected"])
      declared.facts[place].isSecret = true
      headings.append(.init("mark \(declared.facts[place].name) as \(tag)", []))
    }
  }

  mutating func writeFacts(count: Int) {
    var lines: [String] = []
    for _ in 0..<count {
      let (fact, line) = newFact()
      declared.facts.append(fact)
      lines.append(line)
    }
    headings.append(.init("facts", lines))
  }

  private mutating func newFact() -> (FactSketch, String) {
    let kinds: [FactSketch.Kind] = [
      .yesNo, .yesNo, .oneOf, .setOf, .level, .number, .number, .score, .score, .money, .money,
      .duration, .moment, .reference, .text,
    ]
    let kind = random.pick(kinds)
    let start = chance(20) ? "customer.\(kind)" : "\(kind)"
    var fact = FactSketch(name: name(lowered(start)), kind: kind)
    let type = type(of: &fact)
    var marks: [String] = []
    let turnLikely = kind == .score || kind == .yesNo || kind == .number
    if chance(turnLikely ? 40 : 12) && kind != .text {
      fact.supply = .turn
      fact.takesWindow = true
      marks.append("every turn")
    } else if chance(10) {
      fact.supply = .task
      marks.append("every task")
    } else if chance(12) && kind != .text {
      fact.supply = .agent
      marks.append("every agent")
    }
    marks += valueMarks(&fact)
    return (fact, (["\(fact.name) is \(type)"] + marks).joined(separator: " "))
  }

  private func lowered(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }

  private mutating func valueMarks(_ fact: inout FactSketch) -> [String] {
    var marks: [String] = []
    if fact.kind == .oneOf, chance(15) {
      marks.append("or other")
      fact.words.append("other")
    }
    if chance(35) {
      fact.mayBeUnknown = true
      marks.append("or unknown")
    }
    let usual = chance(12) ? value(of: fact) : nil
    if let usual { marks.append("usually " + usual) }
    if chance(8) {
      let hosts = random.pick(["host.a", "host.b.c", "deep.x"]) + "\(random.below(1_000_000))"
      marks.append("from \"\(hosts)\"")
    }
    if chance(8) {
      fact.mayBeUnknown = true
      let otherwise = chance(25) ? value(of: fact).map { " otherwise " + $0 } : nil
      if otherwise != nil { fact.mayBeUnknown = false }
      marks.append("trusted above 0.\(1 + random.below(9))" + (otherwise ?? ""))
    }
    if chance(8) {
      fact.mayBeUnknown = true
      marks.append("fresh for \(1 + random.below(30)) minutes")
    }
    // A fact with a usual value is never unknown, but by a fault.
    if usual != nil { fact.mayBeUnknown = false }
    return marks
  }

  private mutating func type(of fact: inout FactSketch) -> String {
    switch fact.kind {
    case .yesNo: return "yes or no"
    case .oneOf, .setOf, .level:
      let count = 2 + random.below(3)
      fact.words = (0..<count).map { _ in name("word") }
      if chance(10) && fact.kind != .setOf { fact.words[0] = "none" }
      let opening: String
      switch fact.kind {
      case .oneOf: opening = "one of "
      case .setOf: opening = "any of "
      default: opening = "level of "
      }
      var words: [String] = []
      for word in fact.words { words.append(spelled(word)) }
      return opening + words.joined(separator: ", ")
    case .number:
      fact.lowest = random.pick([0, 0, -5, 1])
      fact.highest = fact.lowest + 4 + random.below(12)
      let steps = random.pick([0, 0, 1, 2])
      fact.tenths = steps == 1
      let written = steps == 0 ? "" : steps == 1 ? " in steps of 0.1" : " in steps of 1"
      return "number \(fact.lowest) to \(fact.highest)\(written)"
    case .score: return "score"
    case .money:
      fact.currency = declared.currency
      fact.lowest = chance(15) ? -50 : 0
      fact.highest = 20 * (1 + random.below(10))
      let from = fact.lowest < 0 ? "from \(fact.currency) \(fact.lowest) " : ""
      return "money \(from)up to \(fact.currency) \(fact.highest)"
    case .duration:
      let hours = 1 + random.below(4)
      fact.highest = hours * 3600
      return "duration up to \(hours) hour\(hours == 1 ? "" : "s")"
    case .moment: return "moment"
    case .reference: return "reference"
    case .text: return "text"
    }
  }

  private mutating func spelled(_ word: String) -> String {
    if chance(88) { return word }
    return chance(50) ? "\(word) \"Host \(word)\"" : "\(word) \"A \(word)\" and \"B \(word)\""
  }

  /// A value that the fact can have, as it is written.
  mutating func value(of fact: FactSketch) -> String? {
    switch fact.kind {
    case .yesNo: return random.pick(["yes", "no"])
    case .oneOf, .level: return random.pick(fact.words)
    case .number:
      let whole = fact.lowest + random.below(fact.highest - fact.lowest)
      return fact.tenths && whole >= 0 ? "\(whole).\(random.below(10))" : "\(whole)"
    case .score: return chance(80) ? "0.\(random.below(10))" : "\(10 * random.below(11))%"
    case .money:
      let whole = fact.lowest + 5 * random.below((fact.highest - fact.lowest) / 5 + 1)
      let cents = fact.currency != "JPY" && whole >= 0 && whole < fact.highest && chance(20)
      return "\(fact.currency) \(whole)" + (cents ? ".50" : "")
    case .duration: return duration(atMost: fact.highest)
    case .setOf, .moment, .reference, .text: return nil
    }
  }

  mutating func duration(atMost seconds: Int) -> String {
    let minutes = 1 + random.below(max(1, seconds / 60 - 1))
    if minutes == 1 { return "1 minute" }
    if minutes % 60 == 0 { return minutes == 60 ? "1 hour" : "\(minutes / 60) hours" }
    return chance(15) ? "\(minutes * 60) seconds" : "\(minutes) minutes"
  }

  mutating func writeCalendars() {
    for _ in 0..<random.below(3) {
      let calendar = name("hours")
      var lines: [String] = []
      let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
      let split = 1 + random.below(5)
      let first = split == 1 ? "mon" : "mon to \(days[split - 1])"
      lines.append("\(first) from 0\(6 + random.below(4)):00 to 1\(random.below(3)):30")
      if chance(50) { lines.append("\(first) from 13:00 to \(random.pick(["18:00", "24:00"]))") }
      if chance(70) { lines.append("\(days[split]) to sun from 10:00 to 16:00") }
      if chance(30) { lines.append("on 2026-03-0\(1 + random.below(9)) from 11:00 to 12:00") }
      if chance(30) {
        lines.append("closed on 2026-03-0\(1 + random.below(4)), 2026-03-0\(5 + random.below(4))")
      }
      let zone = chance(50) ? " in " + random.pick(PolicyWriter.zones) : ""
      headings.append(.init("calendar \(calendar)\(zone)", lines))
      declared.calendars.append(calendar)
    }
  }

  mutating func writeQueues() {
    for _ in 0..<2 + random.below(3) { declared.queues.append(name("queue")) }
    for (place, queue) in declared.queues.enumerated() {
      let lines = queueLines(queue, later: Array(declared.queues[(place + 1)...]))
      headings.append(.init("queue \(queue)", lines))
    }
    let order = chance(85) ? some(declared.queues, upTo: 3).joined(separator: ", ") + " " : ""
    headings.append(
      .init("prefer queues \(order)otherwise \(random.pick(declared.queues))", []))
  }

  private mutating func queueLines(_ queue: String, later: [String]) -> [String] {
    var lines: [String] = []
    let skills = (0..<1 + random.below(2)).map { _ in name("skill") }
    if let like = later.last, chance(10) {
      lines.append("like \(like)")
    } else {
      let written = skills.map { $0 + (chance(20) ? " at least \(1 + random.below(5))" : "") }
      lines.append("skills " + written.joined(separator: ", "))
    }
    if chance(30) { lines.append("urgency " + level()) }
    let ranked = declared.facts.filter {
      $0.supply == .agent && ($0.kind == .number || $0.kind == .score)
    }
    if let best = ranked.randomElement(using: &random) { lines.append("best \(best.name) first") }
    let agents = declared.facts.filter { $0.supply == .agent }
    if !agents.isEmpty, chance(60) {
      let tests = (0..<1 + random.below(2)).map { _ in test(of: random.pick(agents), window: false)
      }
      lines.append("agents when " + tests.joined(separator: random.pick([" and ", " or "])))
    }
    if let hours = declared.calendars.randomElement(using: &random), chance(70) {
      lines.append("hours \(hours)")
    }
    lines += ladderLines(skills, later: later)
    return lines + metadata(percent: 3)
  }

  private mutating func ladderLines(_ skills: [String], later: [String]) -> [String] {
    var lines: [String] = []
    if chance(15) { lines.append("last agent first for \(10 + random.below(30)) seconds") }
    var seconds = 30
    if chance(15) {
      lines.append("after \(seconds) seconds without skills \(skills[0])")
      seconds += 15
    }
    if chance(12) {
      lines.append(
        "after \(seconds) seconds accept \(name("skill"))" + (chance(40) ? " at least 2" : ""))
      seconds += 15
    }
    if chance(12) { lines.append("after \(seconds) seconds urgency \(level())") }
    let keepsWaiting = chance(15)
    if keepsWaiting || chance(30) { lines.append("wait at most \(5 + random.below(20)) minutes") }
    var steps = ["if closed or waited too long"]
    if let next = later.randomElement(using: &random), chance(50) {
      steps.append("    - try \(next)")
    }
    if keepsWaiting { steps.append("    - keep waiting") }
    if chance(40) {
      let calendar = declared.calendars.randomElement(using: &random).map { " of \($0)" }
      let of = chance(30) ? calendar ?? "" : ""
      steps.append(
        "    - offer callback" + (chance(70) ? " within \(1 + random.below(8)) hours\(of)" : ""))
    }
    steps.append("    - take message")
    lines.append(steps.joined(separator: "\n"))
    return lines
  }

  mutating func level() -> String { random.pick(["low", "normal", "high", "urgent"]) }

  mutating func writeBuiltIns() {
    var facts: [FactSketch] = []
    facts.append(FactSketch(name: "handler", kind: .oneOf, words: ["ai", "human"]))
    facts.append(
      FactSketch(name: "task", kind: .oneOf, words: declared.tasks + (chance(50) ? ["none"] : [])))
    facts.append(FactSketch(name: "turn_count", kind: .number, lowest: 0, highest: 8))
    facts.append(FactSketch(name: "human_requests", kind: .number, lowest: 0, highest: 4))
    facts.append(FactSketch(name: "now", kind: .moment))
    for queue in declared.queues {
      facts.append(FactSketch(name: "\(queue).open", kind: .yesNo))
      facts.append(FactSketch(name: "\(queue).free", kind: .number, lowest: 0, highest: 5))
      facts.append(FactSketch(name: "\(queue).wait", kind: .duration, lowest: 0, highest: 1800))
    }
    for task in declared.tasks { facts.append(FactSketch(name: "done.\(task)", kind: .yesNo)) }
    let states = ["not_asked", "waiting", "granted", "refused", "expired"]
    let gates =
      declared.approvals.map { FactSketch(name: "approval.\($0)", kind: .oneOf, words: states) }
      + declared.offers.map {
        FactSketch(name: "choice.\($0)", kind: .oneOf, words: ["none", "ai", "human", "callback"])
      }
    let readable = gates.filter { _ in chance(60) }
    let picked = facts.shuffled(using: &random).prefix(2 + random.below(3)) + readable
    declared.builtIns = picked.map { fact in
      var fact = fact
      fact.supply = .builtIn
      return fact
    }
  }
}
