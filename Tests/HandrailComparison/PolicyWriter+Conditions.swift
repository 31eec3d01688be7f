import HandrailTestSupport

/// Tests and conditions over what is declared, kind by kind.
extension PolicyWriter {
  /// A condition after `when `, `until ` and their like: one line, or a group of dashes.
  mutating func condition(_ facts: [FactSketch]? = nil) -> String {
    let facts = facts ?? declared.testable
    switch random.below(10) {
    case 0, 1, 2, 3, 4: return test(facts)
    case 5, 6:
      let joint = random.pick([" and ", " or "])
      return (0..<2 + random.below(2)).map { _ in test(facts) }.joined(separator: joint)
    case 7, 8: return group(facts, nested: false)
    default: return group(facts, nested: true)
    }
  }

  private mutating func group(_ facts: [FactSketch], nested: Bool) -> String {
    var lines = [random.pick(["all of", "any of", "none of"])]
    for _ in 0..<1 + random.below(3) { lines.append("    - " + test(facts)) }
    if nested {
      lines.append("    - " + random.pick(["all of", "any of", "none of"]))
      for _ in 0..<1 + random.below(2) { lines.append("      -- " + test(facts)) }
    }
    return lines.joined(separator: "\n")
  }

  /// One line without groups, as `choose` and duties need.
  mutating func oneLine(_ facts: [FactSketch]? = nil) -> String {
    let facts = facts ?? declared.testable
    if chance(60) { return test(facts) }
    let joint = random.pick([" and ", " or "])
    return test(facts) + joint + test(facts)
  }

  /// One line that is read as decided.
  mutating func decidedLine() -> String { oneLine(declared.testableAsDecided) }

  mutating func test(_ facts: [FactSketch]) -> String {
    if chance(6), let calendar = declared.calendars.randomElement(using: &random) {
      return random.pick(["during ", "outside "]) + calendar
    }
    if chance(8), let windowed = lookBack() { return windowed }
    return test(of: random.pick(facts), window: true)
  }

  mutating func test(of fact: FactSketch, window: Bool) -> String {
    var written = fact.name + " " + check(of: fact)
    if window, fact.takesWindow, chance(45) {
      written += turnsWindow()
    } else if window, fact.supply == .session || fact.supply == .task, chance(8) {
      written += " at any point"
    }
    return written
  }

  private mutating func turnsWindow() -> String {
    if chance(25) { return " at any point" }
    let count = 1 + random.below(6)
    return " in at least \(1 + random.below(count)) of the last \(count) turns"
  }

  /// An average or a trend over turns.
  private mutating func lookBack() -> String? {
    let numeric = declared.turnFacts.filter {
      [.number, .score, .money, .duration].contains($0.kind)
    }
    guard let fact = numeric.randomElement(using: &random), let by = step(of: fact) else {
      return nil
    }
    let turns = 2 + random.below(4)
    if chance(55) {
      return "average of \(fact.name) over the last \(turns) turns " + bound(of: fact)
    }
    let direction = random.pick(["rising", "falling"])
    return "\(fact.name) \(direction) by \(by) over the last \(turns) turns"
  }

  private mutating func step(of fact: FactSketch) -> String? {
    switch fact.kind {
    case .number: return fact.tenths ? "1.5" : "\(1 + random.below(3))"
    case .score: return "0.\(1 + random.below(6))"
    case .money: return "\(fact.currency) \(5 + 5 * random.below(5))"
    case .duration: return "\(1 + random.below(20)) minutes"
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference, .text: return nil
    }
  }

  mutating func check(of fact: FactSketch) -> String {
    if fact.mayBeUnknown, chance(15) { return random.pick(["is unknown", "is known"]) }
    switch fact.kind {
    case .yesNo: return random.pick(["is yes", "is yes", "is no", "is not yes"])
    case .oneOf: return membership(of: fact)
    case .setOf: return setCheck(of: fact)
    case .level: return chance(40) ? membership(of: fact) : levelBound(of: fact)
    case .number, .score, .money, .duration: return numericCheck(of: fact)
    case .moment: return momentCheck()
    case .reference: return referenceCheck(of: fact)
    case .text: return "is known"
    }
  }

  private mutating func membership(of fact: FactSketch) -> String {
    let not = chance(30) ? "not " : ""
    if chance(65) || fact.words.count < 3 { return "is \(not)\(random.pick(fact.words))" }
    let words = Array(fact.words.shuffled(using: &random).prefix(2))
    return "is \(not)one of " + words.joined(separator: ", ")
  }

  private mutating func setCheck(of fact: FactSketch) -> String {
    switch random.below(5) {
    case 0: return random.pick(["is empty", "is not empty"])
    case 1: return "excludes " + random.pick(fact.words)
    default: return "includes " + random.pick(fact.words)
    }
  }

  private mutating func levelBound(of fact: FactSketch) -> String {
    // Above the last word, or below the first, could never be.
    switch random.below(4) {
    case 0: "above " + random.pick(Array(fact.words.dropLast()))
    case 1: "below " + random.pick(Array(fact.words.dropFirst()))
    case 2: "at least " + random.pick(fact.words)
    default: "at most " + random.pick(fact.words)
    }
  }

  /// A value with room on both sides: a comparison with an end could never be, or always.
  private mutating func innerValue(of fact: FactSketch) -> String? {
    var inner = fact
    switch fact.kind {
    case .score: return chance(80) ? "0.\(1 + random.below(9))" : "\(5 + random.below(90))%"
    case .number: inner.lowest += 1
    case .money: inner.lowest += 5
    case .yesNo, .oneOf, .setOf, .level, .duration, .moment, .reference, .text: break
    }
    inner.highest -= fact.kind == .money ? 5 : 1
    return value(of: inner)
  }

  mutating func bound(of fact: FactSketch) -> String {
    let comparison = random.pick(["above", "below", "at least", "at most"])
    return comparison + " " + (innerValue(of: fact) ?? "1")
  }

  private mutating func numericCheck(of fact: FactSketch) -> String {
    let like = declared.facts.filter {
      $0.kind == fact.kind && $0.supply != .agent && $0.name != fact.name
        && $0.currency == fact.currency && fact.supply != .agent && !fact.takesWindow
        && !$0.takesWindow
    }
    let other = like.randomElement(using: &random)
    switch random.below(12) {
    case 0: return "is " + (value(of: fact) ?? "0")
    case 1: return "is not " + (value(of: fact) ?? "0")
    case 2:
      if let other { return "plus \(other.name) " + bound(of: fact) }
    case 3:
      if let other { return "minus \(other.name) " + bound(of: fact) }
    case 4:
      if let other { return "above \(1 + random.below(120))% of \(other.name)" }
    case 5:
      if let other, let value = step(of: fact) { return "at most \(other.name) plus \(value)" }
    case 6:
      let numbers = declared.facts(of: .number) { $0.supply == .session }
      if fact.kind == .money, fact.supply == .session,
        let number = numbers.randomElement(using: &random)
      {
        return "at least \(fact.currency) \(1 + random.below(5)) times \(number.name)"
      }
    case 7:
      if let other { return "minus \(5 + random.below(60))% of \(other.name) " + bound(of: fact) }
    default: break
    }
    return bound(of: fact)
  }

  private mutating func momentCheck() -> String {
    switch random.below(5) {
    case 0: return "in the last \(1 + random.below(10)) days"
    case 1: return "before 2026-03-0\(1 + random.below(9))"
    case 2: return "after 2026-03-0\(1 + random.below(9))"
    case 3:
      return random.pick(["at most", "at least", "above", "below"])
        + " \(1 + random.below(200)) hours ago"
    default:
      return random.pick(["at most", "at least", "above", "below"])
        + " \(1 + random.below(90)) minutes ahead"
    }
  }

  private mutating func referenceCheck(of fact: FactSketch) -> String {
    let others = declared.facts(of: .reference) {
      $0.supply == fact.supply && $0.name != fact.name
    }
    guard let other = others.randomElement(using: &random) else {
      return fact.mayBeUnknown ? "is known" : "is \(fact.name)"
    }
    if others.count > 1, chance(30) {
      return "is \(chance(30) ? "not " : "")one of \(others[0].name), \(others[1].name)"
    }
    return "is \(chance(30) ? "not " : "")\(other.name)"
  }

  mutating func writeDefinitions() {
    for _ in 0..<random.below(4) {
      let definition = name("case")
      // Made of turn facts and plain tests alone, it may stand in a window itself.
      let plain = chance(30) && !declared.turnFacts.isEmpty
      let when: String
      var readsStart = false
      var excepts: [String] = []
      if plain {
        let tests = (0..<1 + random.below(2)).map { _ in
          test(of: random.pick(declared.turnFacts), window: false)
        }
        when = tests.joined(separator: random.pick([" and ", " or "]))
      } else {
        readsStart = chance(30)
        let facts = declared.testable.filter { readsStart || !isOfStart($0) }
        when = condition(facts)
        if chance(25) { excepts.append("except when " + condition(facts)) }
      }
      headings.append(
        .init(
          "define \(definition)", ["when " + when] + excepts + metadata(percent: 4),
          mayShuffle: false))
      var fact = FactSketch(
        name: definition, kind: .yesNo, supply: .definition, takesWindow: plain)
      fact.readsStart = readsStart
      declared.facts.append(fact)
    }
  }

  /// What is one thing as of the start and another as decided, and what is made of it.
  private func isOfStart(_ fact: FactSketch) -> Bool {
    fact.readsStart || fact.name == "handler" || fact.name.hasPrefix("approval.")
      || fact.name.hasPrefix("choice.")
  }
}
