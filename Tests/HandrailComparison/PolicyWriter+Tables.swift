import HandrailTestSupport

/// Tables and `choose`: complete by construction, and without overlap where that counts.
extension PolicyWriter {
  mutating func writeTables() {
    for _ in 0..<random.below(3) { writeTable() }
    if chance(35) { writeQueueChoose() }
    if chance(35) { writeFactChoose() }
  }

  /// Columns that a table may have.
  private var columns: [FactSketch] {
    declared.facts.filter { fact in
      fact.supply != .agent && fact.supply != .task
        && [.yesNo, .oneOf, .level, .number, .score, .money, .setOf].contains(fact.kind)
    }
  }

  private mutating func writeTable() {
    let facts = some(columns, upTo: 3)
    guard let first = facts.first else { return }
    let topRowWins = chance(45)
    var outputs: [String] = []
    if chance(70) { outputs.append("queue") }
    if chance(50) { outputs.append("urgency") }
    var workedOut: FactSketch?
    if outputs.isEmpty || chance(40) {
      let fact = newWorkedOut(canMiss: true)
      workedOut = fact
      outputs.append(fact.name)
    }
    let table = name("table")
    var heads = facts.map(\.name)
    // Only the first column keeps rows of a plain table apart, so it stays a plain fact.
    if topRowWins, chance(15) { heads[0] = sumHead(first) ?? heads[0] }
    var lines = ["| " + heads.joined(separator: " | ") + " -> " + joined(outputs) + " |"]
    let starts = topRowWins ? (0..<1 + random.below(3)).map { _ in cell(first) } : disjoint(first)
    for start in starts {
      let cells = [start] + facts.dropFirst().map { chance(40) ? "any" : cell($0) }
      lines.append(
        "| " + cells.joined(separator: " | ") + " -> " + results(outputs, workedOut) + " |")
    }
    let certain = facts.allSatisfy { !$0.mayBeUnknown && $0.supply == .session }
    let otherwise = certain && chance(60) ? "otherwise" : "otherwise or unknown"
    lines.append("| \(otherwise) -> " + results(outputs, workedOut) + " |")
    let title = "table \(table)" + (topRowWins ? " top row wins" : "")
    headings.append(.init(title, metadata(percent: 5) + lines, mayShuffle: false))
    if outputs.contains("queue") { declared.queueTables.append(table) }
    if let workedOut { declared.facts.append(workedOut) }
  }

  private func joined(_ outputs: [String]) -> String { outputs.joined(separator: " | ") }

  private mutating func sumHead(_ fact: FactSketch) -> String? {
    let like = columns.filter {
      $0.kind == fact.kind && $0.currency == fact.currency && $0.name != fact.name
    }
    guard [.number, .money].contains(fact.kind), let other = like.randomElement(using: &random)
    else { return nil }
    return chance(50)
      ? "\(fact.name) plus \(other.name)" : "\(fact.name) minus 50% of \(other.name)"
  }

  private mutating func newWorkedOut(canMiss: Bool) -> FactSketch {
    let isNumber = chance(50)
    var fact = FactSketch(name: name("worked"), kind: isNumber ? .number : .oneOf)
    fact.supply = .workedOut
    fact.mayBeUnknown = chance(50)
    let mark = "worked out" + (fact.mayBeUnknown ? " or unknown" : "")
    if isNumber {
      fact.highest = 20
      headings.append(.init("facts", ["\(fact.name) is number 0 to 20 \(mark)"]))
    } else {
      fact.words = (0..<3).map { _ in name("word") }
      let words = fact.words.joined(separator: ", ")
      headings.append(.init("facts", ["\(fact.name) is one of \(words) \(mark)"]))
    }
    return fact
  }

  private mutating func results(_ outputs: [String], _ workedOut: FactSketch?) -> String {
    joined(
      outputs.map { output in
        if chance(6) { return "unknown" }
        switch output {
        case "queue": return random.pick(declared.queues)
        case "urgency": return level()
        default: return workedOut.flatMap { value(of: $0) } ?? "unknown"
        }
      })
  }

  /// Cells of one column, no two of which can hold at once.
  private mutating func disjoint(_ fact: FactSketch) -> [String] {
    switch fact.kind {
    case .yesNo: return chance(50) ? ["yes", "no"] : [random.pick(["yes", "no"])]
    case .oneOf, .level:
      var words = fact.words.filter { _ in chance(70) }
      if words.isEmpty { words = [fact.words[0]] }
      if words.count > 2, chance(40) { words = ["\(words[0]) or \(words[1])"] + words[2...] }
      if fact.mayBeUnknown, chance(30) { words[0] += " or unknown" }
      return words
    case .number, .score, .money:
      guard let limit = value(of: fact) else { return ["known"] }
      let unknown = fact.mayBeUnknown && chance(40) ? " or unknown" : ""
      switch random.below(4) {
      case 0: return ["at most \(limit)", "above \(limit)\(unknown)"]
      case 1: return ["below \(limit)\(unknown)", "at least \(limit)"]
      case 2: return fact.mayBeUnknown ? [limit, "unknown"] : [limit]
      default: return ["not \(limit)"]
      }
    case .setOf: return ["includes " + random.pick(fact.words)]
    case .duration, .moment, .reference, .text: return ["known"]
    }
  }

  private mutating func cell(_ fact: FactSketch) -> String {
    switch random.below(8) {
    case 0 where fact.mayBeUnknown: return "known"
    case 1 where fact.mayBeUnknown: return "unknown"
    default: break
    }
    switch fact.kind {
    case .yesNo: return random.pick(["yes", "no"]) + orUnknown(fact)
    case .oneOf, .level:
      if chance(25) { return "not " + random.pick(fact.words) }
      return random.pick(fact.words) + (chance(30) ? " or " + random.pick(fact.words) : "")
    case .setOf: return "includes " + random.pick(fact.words)
    case .number, .score, .money:
      guard let low = value(of: fact), let high = value(of: fact) else { return "any" }
      if chance(35) {
        return "at least \(low) and at most \(high)" + orUnknown(fact)
      }
      return bound(of: fact) + orUnknown(fact)
    case .duration, .moment, .reference, .text: return "known"
    }
  }

  private mutating func orUnknown(_ fact: FactSketch) -> String {
    fact.mayBeUnknown && chance(40) ? " or unknown" : ""
  }

  private mutating func writeQueueChoose() {
    let choose = name("desk")
    var rows = (0..<1 + random.below(2)).map { _ in
      "- \(random.pick(declared.queues)) when \(oneLine())"
    }
    rows.append("- " + otherwise() + " " + random.pick(declared.queues))
    headings.append(.init("choose \(choose)", rows, mayShuffle: false))
    declared.queueTables.append(choose)
  }

  private mutating func writeFactChoose() {
    let fact = newWorkedOut(canMiss: true)
    var rows: [String] = []
    for _ in 0..<1 + random.below(2) {
      if let value = value(of: fact) { rows.append("- \(value) when \(oneLine())") }
    }
    rows.append("- " + otherwise() + " " + (value(of: fact) ?? "0"))
    headings.append(.init("choose \(fact.name)", rows, mayShuffle: false))
    declared.facts.append(fact)
  }

  private mutating func otherwise() -> String { chance(8) ? "otherwise" : "otherwise or unknown" }
}
