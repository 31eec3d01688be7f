import HandrailTestSupport

/// Tests and conditions.
extension SmallWriter {
  /// A rule's own condition: often two tests of one fact, which may contradict each other.
  mutating func ruleCondition() -> SmallCondition {
    guard random.chance(45) else { return condition() }
    let fact = random.pick(facts)
    var tests = [test(of: fact), test(of: fact)]
    if random.chance(30) { tests.append(test()) }
    return SmallCondition(.and, tests)
  }

  mutating func condition() -> SmallCondition {
    switch random.below(10) {
    case 0..<4: return SmallCondition(.and, [test()])
    case 4, 5: return SmallCondition(.and, [test(), test()])
    case 6, 7: return SmallCondition(.or, [test(), test()])
    default:
      let joints: [SmallCondition.Joint] = [.all, .any, .none]
      var group = SmallCondition(random.pick(joints), [test()])
      if random.chance(50) { group.tests.append(test()) }
      if random.chance(30) {
        group.nested = [test(), test()]
        group.nestedJoint = random.pick(joints)
      }
      return group
    }
  }

  mutating func test() -> String {
    if random.chance(5) { return "task is \(random.chance(30) ? "not " : "")\(random.pick(tasks))" }
    if random.chance(3) { return "handler is " + random.pick(["human", "ai"]) }
    if hasCalendar, random.chance(15) { return random.pick(["during", "outside"]) + " office" }
    return test(of: random.pick(facts))
  }

  mutating func test(of fact: SmallFact) -> String {
    if fact.isTurn, fact.kind == .number, random.chance(35) { return lookBack(fact) }
    var written = "\(fact.name) " + check(of: fact)
    if fact.isTurn, random.chance(60) {
      let count = 2 + random.below(fact.kind == .pick ? 1 : 2)
      written +=
        random.chance(20)
        ? " at any point"
        : " in at least \(1 + random.below(count)) of the last \(count) turns"
    } else if !fact.isTurn, !fact.isDerived, random.chance(6) {
      written += " at any point"
    }
    return written
  }

  private mutating func lookBack(_ fact: SmallFact) -> String {
    let turns = 2 + random.below(2)
    if random.chance(50) {
      let bound = random.pick(["above 0", "above 1", "at least 1", "below 1", "at most 1"])
      return "average of \(fact.name) over the last \(turns) turns \(bound)"
    }
    let direction = random.pick(["rising", "falling"])
    return "\(fact.name) \(direction) by \(1 + random.below(2)) over the last \(turns) turns"
  }

  private mutating func check(of fact: SmallFact) -> String {
    if fact.mayBeUnknown || fact.isTurn, random.chance(12) {
      return random.pick(["is unknown", "is known"])
    }
    switch fact.kind {
    case .flag: return random.pick(["is yes", "is yes", "is no", "is not yes"])
    case .pick: return pickCheck(fact)
    case .set:
      let word = random.pick(fact.words)
      return random.pick([
        "includes \(word)", "includes \(word)", "excludes \(word)", "is empty", "is not empty",
      ])
    case .level:
      return random.pick([
        "at least medium", "at least strong", "below strong", "below medium", "is medium",
        "is not basic",
      ])
    case .score:
      return random.pick(["above ", "below ", "at least ", "at most "])
        + random.pick(["0.3", "0.6"])
    case .duration:
      return random.pick(["above ", "below ", "at least ", "at most "])
        + random.pick(["1 minutes", "2 minutes"])
    case .age:
      let days = random.pick(["2 days", "5 days"])
      return random.pick(["in the last \(days)", "at least \(days) ago", "at most \(days) ago"])
    case .number, .money: return amountCheck(fact)
    }
  }

  private mutating func pickCheck(_ fact: SmallFact) -> String {
    let not = random.chance(30) ? "not " : ""
    let equals = facts.filter {
      $0.kind == .pick && $0.words == fact.words && $0.name != fact.name && !$0.isTurn
        && !$0.isDerived
    }
    if let other = equals.first, !fact.isTurn, random.chance(30) {
      return "is \(not)\(other.name)"
    }
    if fact.words.count == 3, random.chance(25) {
      return "is \(not)one of "
        + fact.words.shuffled(using: &random).prefix(2).joined(separator: ", ")
    }
    return "is \(not)" + random.pick(fact.words)
  }

  private mutating func amountCheck(_ fact: SmallFact) -> String {
    let unit = fact.kind == .money ? "JPY " : ""
    let others = facts.filter {
      $0.kind == fact.kind && $0.name != fact.name && !$0.isTurn && !$0.isDerived
    }
    if let other = others.randomElement(using: &random), !fact.isTurn, !fact.isDerived,
      random.chance(55)
    {
      return together(other, unit)
    }
    let low = random.below(fact.highest)
    switch random.below(10) {
    case 0, 1, 2: return "above \(unit)\(low)"
    case 3, 4: return "below \(unit)\(low + 1)"
    case 5, 6: return "at least \(unit)\(low + 1)"
    case 7: return "at most \(unit)\(low)"
    default: return "is \(random.chance(30) ? "not " : "")\(unit)\(low)"
    }
  }

  /// Against another fact of its kind, in sums and percentages.
  private mutating func together(_ other: SmallFact, _ unit: String) -> String {
    switch random.below(8) {
    case 0: return "above " + other.name
    case 1: return "at most " + other.name
    case 2: return "plus \(other.name) above \(unit)\(1 + random.below(5))"
    case 3: return "plus \(other.name) below \(unit)\(1 + random.below(5))"
    case 4: return "minus \(other.name) at least \(unit)\(1 + random.below(2))"
    case 5: return "above \(random.pick([50, 150]))% of \(other.name)"
    case 6: return "below \(other.name) plus \(unit)\(1 + random.below(2))"
    default: return "at least \(other.name) minus \(unit)1"
    }
  }
}
