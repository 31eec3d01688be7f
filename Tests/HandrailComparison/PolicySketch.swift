package import HandrailTestSupport

/// A policy as text that can still be shuffled: headings of lines.
package struct PolicyText: Sendable {
  /// One heading with its lines; a line with dashes keeps them.
  package struct Heading: Sendable {
    package var title: String
    package var lines: [String]
    /// False where the order of the lines says something: tables, `choose`, `disclosure`, scenario.
    package var mayShuffle: Bool

    package init(_ title: String, _ lines: [String], mayShuffle: Bool = true) {
      self.title = title
      self.lines = lines
      self.mayShuffle = mayShuffle
    }

    package var text: String { ([title] + lines).joined(separator: "\n  ") + "\n" }
  }

  /// `policy NAME version N` and its lines.
  package var header: Heading
  package var headings: [Heading]
  /// Files that it uses, by path.
  package var used: [String: String]

  package var text: String { ([header] + headings).map(\.text).joined(separator: "\n") }

  /// The same policy with its headings, and the lines of most of them, in another order.
  package func shuffled(_ random: inout Seeded) -> PolicyText {
    var copy = self
    copy.headings = headings.map { heading in
      var heading = heading
      if heading.mayShuffle { heading.lines.shuffle(using: &random) }
      return heading
    }
    copy.headings.shuffle(using: &random)
    return copy
  }
}

/// A fact of the policy being written.
struct FactSketch {
  enum Kind {
    case yesNo, oneOf, setOf, level, number, score, money, duration, moment, reference, text
  }

  enum Supply { case session, turn, task, agent, workedOut, definition, builtIn }

  var name: String
  var kind: Kind
  var words: [String] = []
  /// Bounds in whole units (seconds for durations).
  var lowest = 0
  var highest = 0
  /// How many steps a whole unit has; 0: no steps below it.
  var tenths = false
  var currency = ""
  var supply = Supply.session
  var mayBeUnknown = false
  var isSecret = false
  /// It, or what it is made of, looks back over turns or reads nothing per turn: no window on it.
  var takesWindow = false
  /// A definition that reads `handler` and its like as of the start.
  var readsStart = false
}

/// What is declared so far, for later headings to use.
struct Declared {
  var facts: [FactSketch] = []
  var tasks: [String] = []
  var roles: [String] = []
  var queues: [String] = []
  var calendars: [String] = []
  var queueTables: [String] = []
  var taskMark: String?
  var currency = "GBP"
  var consent: String?
  var builtIns: [FactSketch] = []
  var definitionCount = 0
  var ruleNames: [String] = []
  /// Few lines bring in a person.
  var isCalm = false
  var approvals: [String] = []
  var offers: [String] = []

  /// Facts that a rule's test may read.
  var testable: [FactSketch] {
    facts.filter { $0.kind != .text && $0.supply != .agent } + builtIns
  }

  /// Facts that a line read as decided may test.
  var testableAsDecided: [FactSketch] {
    let handler = FactSketch(name: "handler", kind: .oneOf, words: ["ai", "human"])
    return testable.filter { !$0.readsStart } + [handler, handler]
  }

  var turnFacts: [FactSketch] { facts.filter(\.takesWindow) }

  func facts(of kinds: FactSketch.Kind..., where holds: (FactSketch) -> Bool) -> [FactSketch] {
    facts.filter { kinds.contains($0.kind) && holds($0) }
  }
}

/// Writes random policies, kinds first: what it writes passes the checks but for rare clashes.
package struct PolicyWriter {
  var random: Seeded
  var declared = Declared()
  var headings: [PolicyText.Heading] = []
  private var nameCount = 0

  init(_ random: Seeded) { self.random = random }

  /// A policy of its own for each seed.
  package static func write(seed: UInt64) -> PolicyText {
    var writer = PolicyWriter(Seeded(seed))
    return writer.policy()
  }

  private static let syllables = [
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "po", "ru", "sa", "te", "vi", "zo",
  ]

  /// A name not used before, that starts with a word of ours.
  mutating func name(_ start: String) -> String {
    nameCount += 1
    var rest = nameCount
    var name = start + "_"
    repeat {
      name += PolicyWriter.syllables[rest % PolicyWriter.syllables.count]
      rest /= PolicyWriter.syllables.count
    } while rest > 0
    return name
  }

  mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }

  mutating func some<Element>(_ elements: [Element], upTo most: Int) -> [Element] {
    let count = min(elements.count, 1 + random.below(most))
    return Array(elements.shuffled(using: &random).prefix(count))
  }

  mutating func policy() -> PolicyText {
    let policyName = name("policy")
    var used: [String: String] = [:]
    writeVocabulary()
    if chance(15) {
      used["shared.policy"] = sharedFile()
      headings.append(.init("use \"shared.policy\"", []))
    }
    writeCalendars()
    writeQueues()
    declared.isCalm = chance(40)
    nameGates()
    writeBuiltIns()
    writeDefinitions()
    writeTables()
    writeRules()
    writeGates()
    writeDuties()
    writeChecks()
    var lines = ["language 1", "time zone " + random.pick(PolicyWriter.zones)]
    lines.append("start with " + (chance(85) ? "ai" : "human"))
    lines += metadata(percent: 15)
    headings.shuffle(using: &random)
    return PolicyText(
      header: .init("policy \(policyName) version \(1 + random.below(20))", lines),
      headings: headings, used: used)
  }

  static let zones = ["Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]

  /// Facts of another file, merged by `use`.
  private mutating func sharedFile() -> String {
    let kept = headings
    headings = []
    let before = declared.facts.count
    writeFacts(count: 2)
    let text = headings.map(\.text).joined(separator: "\n")
    headings = kept
    precondition(declared.facts.count > before, "a shared file declares something")
    return "policy \(name("shared")) version 1\n  language 1\n\n" + text
  }

  mutating func metadata(percent: Int) -> [String] {
    var lines: [String] = []
    if chance(percent) { lines.append("owner \"Team \(random.below(9))\"") }
    if chance(percent) { lines.append("source \"Standard \(random.below(9)).1\"") }
    if chance(percent) { lines.append("review by 2026-0\(1 + random.below(9))-15") }
    if chance(percent) { lines.append("because \"Reason \(random.below(9))\"") }
    return lines
  }
}
