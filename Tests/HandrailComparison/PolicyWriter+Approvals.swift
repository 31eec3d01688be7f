import HandrailReference
import HandrailTestSupport

/// Approvals and offers, with every line that they take.
extension PolicyWriter {
  /// Their names come first: rules may read how far they are.
  mutating func nameGates() {
    for _ in 0..<gateCount() { declared.approvals.append(name("approval")) }
    for _ in 0..<gateCount() { declared.offers.append(name("offer")) }
  }

  private mutating func gateCount() -> Int { random.pick([0, 1, 1, 1, 2]) }

  mutating func writeApproval(_ approval: String) {
    var lines = ["for " + gated()]
    lines += chance(60) ? tiers() : ["needs " + quorum(people: 1 + random.below(3))]
    lines += gateGuard()
    if chance(45) { lines.append("four eyes") }
    if chance(30) { lines.append("reason needed") }
    for _ in 0..<random.pick([0, 0, 1, 1, 2]) {
      let late = span(minutes: 1 + random.below(15))
      lines.append("after \(late) ask \(random.pick(declared.roles))")
    }
    if chance(45) { lines.append("grant lasts \(1 + random.below(20)) minutes") }
    lines.append("answer within " + span(minutes: 2 + random.below(30)))
    if chance(50) { lines.append("if no answer " + (chance(40) ? "refuse" : handOver())) }
    if chance(50) { lines.append("if refused " + (chance(40) ? "refuse" : handOver())) }
    if chance(55) { lines.append("say " + texts()) }
    headings.append(
      .init("approval \(approval)", lines + metadata(percent: 4), mayShuffle: false))
  }

  private mutating func gated() -> String { chance(50) ? "anything" : covered() }

  private mutating func gateGuard() -> [String] {
    var lines: [String] = []
    if chance(40) { lines.append("when " + condition()) }
    if chance(12) { lines.append("except when " + condition()) }
    if chance(15) { lines.append("if unknown " + random.pick(["skip", "apply"])) }
    return lines
  }

  /// Elapsed minutes, or open time of a calendar.
  private mutating func span(minutes: Int) -> String {
    let time = minutes == 1 ? "1 minute" : "\(minutes) minutes"
    guard chance(25), let calendar = declared.calendars.randomElement(using: &random) else {
      return time
    }
    return chance(15) ? "400 hours of \(calendar)" : "\(time) of \(calendar)"
  }

  private mutating func quorum(people: Int) -> String {
    let roles = declared.roles
    let (first, second) = (random.pick(roles), random.pick(roles))
    switch people {
    case 1: return "1 \(first)" + (chance(40) ? " or \(second)" : "")
    case 2:
      if chance(30) { return "2 \(first)" + (chance(60) ? " or \(second)" : "") }
      return "1 \(first) and 1 \(second)" + (chance(40) ? " or \(roles[0])" : "")
    default: return "\(people - 1) \(first) or \(roles[0]) and 1 \(second)"
    }
  }

  private mutating func tiers() -> [String] {
    let measured = declared.facts(of: .money, .number) {
      $0.lowest >= 0 && [.session, .turn, .task].contains($0.supply)
    }
    guard let fact = measured.randomElement(using: &random) else {
      return ["needs 1 \(declared.roles[0])"]
    }
    let like = measured.filter { $0.kind == fact.kind && $0.currency == fact.currency }
    let other = like.randomElement(using: &random)
    let measure = other.map { chance(25) ? "\(fact.name) plus \($0.name)" : fact.name }
    let unit = fact.kind == .money ? fact.currency + " " : ""
    let limits = Set((0..<1 + random.below(2)).map { _ in 1 + random.below(fact.highest) }).sorted()
    var lines = ["measure " + (measure ?? fact.name)]
    var people = chance(50) ? 0 : 1
    for limit in limits {
      let needs = people == 0 ? "nobody" : quorum(people: people)
      lines.append("tier at most \(unit)\(limit) needs \(needs)")
      people = max(1, people + random.below(2))
    }
    lines.append("tier above \(unit)\(limits[limits.count - 1]) needs \(quorum(people: people))")
    return lines
  }

  mutating func writeOffer(_ offer: String) {
    var options = random.pick([
      ["human", "ai"], ["human", "ai"], ["human", "ai", "callback"], ["human", "ai", "callback"],
      ["human", "callback"], ["human"],
    ])
    options.shuffle(using: &random)
    var lines = ["for " + gated()]
    lines.append("options " + options.joined(separator: ", "))
    lines.append("answer within " + span(minutes: 2 + random.below(8)))
    lines.append(
      "if no answer choose "
        + (options.contains("callback") && chance(50)
          ? "callback" : "human"))
    lines += gateGuard()
    let references = declared.facts(of: .reference) { $0.supply == .session }
    if let by = references.randomElement(using: &random), chance(70) {
      lines.append("remember by \(by.name) for \(1 + random.below(30)) days")
    }
    if chance(70) { lines.append("say " + texts()) }
    headings.append(.init("offer \(offer)", lines + metadata(percent: 4)))
  }
}
