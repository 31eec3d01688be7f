// Facts, headings and what they say, field by field.

extension PolicyIdentity: Archived {
  static var blank: PolicyIdentity {
    PolicyIdentity(
      name: "", version: 0, zoneDataVersion: "", startsWithHuman: false, files: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&version)
    try archive.field(&zoneDataVersion)
    try archive.field(&startsWithHuman)
    try archive.field(&startLine)
    try archive.list(&files)
  }
}

extension ListWord: Archived {
  static var blank: ListWord {
    ListWord("")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.list(&spellings)
  }
}

extension Domain: Archived {
  static var blank: Domain {
    Domain(.text)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.raw(&kind)
    try archive.list(&words)
    try archive.field(&takesOther)
    try archive.field(&lowest)
    try archive.field(&highest)
    try archive.field(&step)
    try archive.field(&decimals)
    try archive.field(&currency)
  }
}

extension GraphFact: Archived {
  static var blank: GraphFact {
    GraphFact(
      name: "", domain: .blank, supply: .session(0), mayBeUnknown: false)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&domain)
    try archive.raw(&place)
    try archive.field(&mayBeUnknown)
    try archive.optional(&usualValue)
    try archive.optional(&trustAbove)
    try archive.optional(&trustOtherwise)
    try archive.optional(&freshForSeconds)
    try archive.field(&isTestedAhead)
    try archive.list(&path)
    try archive.optional(&builtIn)
    try archive.field(&isSecret)
    try archive.field(&isSensitive)
    try archive.field(&isProtected)
    try archive.field(&isEmotion)
    try archive.field(&isIdentity)
    try archive.field(&isAsDecided)
  }
}

extension GraphGuard: Archived {
  static var blank: GraphGuard {
    GraphGuard()
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&when)
    try archive.field(&except)
    try archive.list(&excepts)
    try archive.field(&inForce)
    try archive.field(&ifUnknown)
  }
}

extension WrittenTest: Archived {
  static var blank: WrittenTest {
    WrittenTest(node: 0, file: 0, line: 0, text: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&shortNode)
    try archive.field(&shortFile)
    try archive.field(&shortLine)
    try archive.field(&text)
  }
}

extension GraphMessage.Wording: Archived {
  static var blank: GraphMessage.Wording {
    GraphMessage.Wording(language: "", pieces: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&language)
    try archive.list(&pieces)
  }
}

extension GraphMessage: Archived {
  static var blank: GraphMessage {
    GraphMessage(wordings: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&wordings)
  }
}

extension GraphHeading: Archived {
  static var blank: GraphHeading {
    GraphHeading(kind: .rule, name: "", file: 0, line: 0, guarding: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.raw(&kind)
    try archive.field(&name)
    try archive.field(&file)
    try archive.field(&line)
    try archive.optional(&because)
    try archive.optional(&source)
    try archive.optional(&say)
    try archive.field(&guarding)
    try archive.list(&written)
  }
}

extension DutyLine: Archived {
  static var blank: DutyLine {
    DutyLine(heading: 0, line: 0, text: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&line)
    try archive.field(&text)
  }
}

/// Where a fact's cell is found; the slots follow from the order of the facts.
enum SupplyPlace: UInt8 { case session, turn, task, agent, computed }

extension GraphFact {
  /// The supply, its slot left open.
  fileprivate var place: SupplyPlace {
    get {
      switch supply {
      case .session: .session
      case .turn: .turn
      case .task: .task
      case .agent: .agent
      case .computed: .computed
      }
    }
    set {
      guard newValue != place else { return }
      switch newValue {
      case .session: supply = .session(0)
      case .turn: supply = .turn(0)
      case .task: supply = .task(0)
      case .agent: supply = .agent(0)
      case .computed: supply = .computed(0)
      }
    }
  }
}

extension DecisionGraph: Archived {
  static var blank: DecisionGraph { DecisionGraph(policy: .blank) }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&policy)
    try archive.list(&tasks)
    try archive.list(&facts)
    try archive.field(&logic)
    try archive.list(&headings)
    try archive.list(&effects)
    try archive.field(&gates)
    try archive.field(&duties)
    try archive.field(&routing)
  }
}
