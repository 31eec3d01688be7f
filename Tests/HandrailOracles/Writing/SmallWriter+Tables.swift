import HandrailTestSupport

/// One small table and one `choose`.
extension SmallWriter {
  /// A column's cells: parts that cover it, or nearly.
  private struct Parts {
    var head: String
    var cells: [String]
  }

  /// Tables and choices over the facts so far; gives back what they work out.
  mutating func writeDerived() -> [SmallFact] {
    var derived: [SmallFact] = []
    if random.chance(45), let table = table(worksOut: random.chance(25)) { derived += table }
    if random.chance(35) { derived += choose(worksOut: random.chance(35)) }
    return derived
  }

  private mutating func table(worksOut: Bool) -> [SmallFact]? {
    var columns = columns()
    guard !columns.isEmpty else { return nil }
    columns.shuffle(using: &random)
    columns = Array(columns.prefix(2))
    let isOrdered = random.chance(30)
    var fact = SmallFact(name: "grade", kind: .pick, words: ["low_grade", "high_grade"])
    fact.isDerived = true
    let results = worksOut ? fact.words : queues
    var rows = [[String]]([[]])
    for column in columns { rows = rows.flatMap { row in column.cells.map { row + [$0] } } }
    if rows.count > 2, random.chance(30) {
      rows.remove(at: random.below(rows.count))
      rows.append(["otherwise" + random.pick([" or unknown", " or unknown", ""])])
    } else if random.chance(8) {
      rows.append(["otherwise or unknown"])
    }
    let output = worksOut ? "grade" : "queue"
    var lines = ["table desk" + (isOrdered ? " top row wins" : "")]
    lines.append("| \(columns.map(\.head).joined(separator: " | ")) -> \(output) |")
    lines += rows.map { "| \($0.joined(separator: " | ")) -> \(random.pick(results)) |" }
    sketch.vocabulary.append(lines.joined(separator: "\n  ") + "\n")
    if worksOut { return [fact] }
    handOvers += ["using desk", "using desk", "using desk", "using desk"]
    return []
  }

  private mutating func columns() -> [Parts] {
    var columns: [Parts] = []
    for fact in facts where !fact.isTurn && fact.kind != .age && fact.kind != .set {
      columns.append(Parts(head: fact.name, cells: cells(of: fact)))
    }
    let amounts = facts.filter { [.number, .money].contains($0.kind) && !$0.isTurn }
    guard amounts.count > 1, amounts[0].kind == amounts[1].kind, random.chance(85) else {
      return columns
    }
    let unit = amounts[0].kind == .money ? "JPY " : ""
    let least = 1 + random.below(3)
    let shift = random.pick([-1, -1, 0, 1, 1])
    let doubt = amounts[0].mayBeUnknown || amounts[1].mayBeUnknown ? " or unknown" : ""
    let joint = random.pick(["plus", "minus"])
    let sum = Parts(
      head: "\(amounts[0].name) \(joint) \(amounts[1].name)",
      cells: ["at most \(unit)\(least)", "above \(unit)\(least + shift)\(doubt)"])
    if random.chance(15) { return [sum] }
    return [Parts(head: amounts[0].name, cells: cells(of: amounts[0])), sum]
  }

  private mutating func cells(of fact: SmallFact) -> [String] {
    let doubt = fact.mayBeUnknown ? " or unknown" : ""
    switch fact.kind {
    case .flag: return ["yes", "no" + doubt]
    case .pick, .level:
      let split = 1 + random.below(fact.words.count - 1)
      let first = fact.words[..<split].joined(separator: " or ")
      return [first, fact.words[split...].joined(separator: " or ") + doubt]
    case .number, .money:
      let unit = fact.kind == .money ? "JPY " : ""
      let least = random.below(fact.highest)
      return ["at most \(unit)\(least)", "above \(unit)\(least)" + doubt]
    case .duration: return ["at most 1 minutes", "above 1 minutes" + doubt]
    case .score: return ["below 0.6", "at least 0.6" + doubt]
    case .set, .age: return ["any"]
    }
  }

  private mutating func choose(worksOut: Bool) -> [SmallFact] {
    var fact = SmallFact(name: "mood", kind: .pick, words: ["calm", "cross"])
    fact.isDerived = true
    let results = worksOut ? fact.words : queues
    var lines = ["choose " + (worksOut ? "mood" : "team")]
    for _ in 0..<1 + random.below(2) {
      let tests = random.chance(60) ? [test()] : [test(), test()]
      let joint = random.pick([" and ", " or "])
      lines.append("- \(random.pick(results)) when \(tests.joined(separator: joint))")
    }
    lines.append("- otherwise or unknown \(random.pick(results))")
    if random.chance(35) { lines[lines.count - 1] = "- otherwise \(random.pick(results))" }
    sketch.vocabulary.append(lines.joined(separator: "\n  ") + "\n")
    if worksOut { return [fact] }
    handOvers += ["using team", "using team", "using team"]
    return []
  }
}
