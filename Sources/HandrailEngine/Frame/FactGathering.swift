/// What one object of facts gave: a cell for each slot that its place supplies.
struct FactGathering {
  /// Which facts may stand in the place that is read.
  enum Place: Sendable, Equatable {
    /// `facts`; true where task facts stand there too, for one task is asked about.
    case session(takesTaskFacts: Bool)
    case turn
    case task
    case agent
  }

  /// What one fact came to, and the text where it has one.
  struct Finding {
    var cell: Cell
    /// Position in the document of the text; -1: none.
    var text = -1
    /// A written absence.
    var isAbsent = false
  }

  /// Where a member stands; its words are made only where something is to be said of it.
  struct MemberName {
    var path: String
    var key: Int
  }

  let reader: QuestionReader
  let document: HostDocument
  let place: Place
  /// The moment that freshness is measured at; `nil`: there is none to measure at.
  let moment: Moment?
  let questionMoment: Moment
  /// Where the object stands: `facts`, `turns[2]`.
  let path: String
  /// By slot of the place; task facts of a single task follow the session's.
  private(set) var findings: [Finding?]
  private(set) var faults: [InputFault] = []
  private(set) var ignored: [String] = []
  /// Facts that were sent where they may not be.
  private(set) var misplaced: [Int] = []

  init(
    _ reader: QuestionReader, _ document: HostDocument, _ place: Place,
    moments: (fresh: Moment?, question: Moment), path: String
  ) {
    self.reader = reader
    self.document = document
    self.place = place
    moment = moments.fresh
    questionMoment = moments.question
    self.path = path
    let slots = reader.graph.logic.slots
    switch place {
    case .session: findings = [Finding?](repeating: nil, count: slots.session + slots.task)
    case .turn: findings = [Finding?](repeating: nil, count: slots.turn)
    case .task: findings = [Finding?](repeating: nil, count: slots.task)
    case .agent: findings = [Finding?](repeating: nil, count: slots.agent)
    }
  }

  private var graph: DecisionGraph { reader.graph }

  /// Reads the members of an object, but for those whose keys are spoken for.
  mutating func gather(_ object: Int, except reserved: [String] = []) {
    // Objects within objects wait in a list: nothing here calls itself.
    var pending: [(object: Int, node: Int, path: String)] = [(object, FactPaths.root, path)]
    while let next = pending.popLast() {
      let isRoot = next.node == FactPaths.root && isOfSession
      for member in document.members(of: next.object) {
        if isRoot && takeReady(member.key, member.value) { continue }
        let key = document.text(of: member.key)
        let isReserved =
          next.object == object && reserved.contains { key.elementsEqual($0.utf8) }
        if isReserved { continue }
        let name = MemberName(path: next.path, key: member.key)
        if let nested = takeMember(key, member.value, next.node, name) {
          pending.append((member.value, nested, text(name)))
        }
      }
    }
  }

  /// The cell of a slot that has a value and needs no text kept.
  func plainCell(_ slot: Int) -> Cell? {
    guard let found = findings[slot], found.cell.isKnown, found.text < 0, !found.isAbsent
    else { return nil }
    return found.cell
  }

  private var isOfSession: Bool {
    if case .session = place { return true }
    return false
  }

  /// Takes a member that can be read straight, and stands here for the first time.
  private mutating func takeReady(_ key: Int, _ value: Int) -> Bool {
    guard let found = reader.ready.read(key, value, in: document), findings[found.slot] == nil
    else { return false }
    findings[found.slot] = Finding(cell: Cell(found.value))
    return true
  }

  private func text(_ name: MemberName) -> String {
    "\(name.path).\(document.string(of: name.key))"
  }

  /// Takes one member, or says at which node the facts within it begin.
  private mutating func takeMember(
    _ key: ArraySlice<UInt8>, _ value: Int, _ start: Int, _ name: MemberName
  ) -> Int? {
    guard let node = reader.paths.node(from: start, key: key) else {
      ignored.append(text(name))
      return nil
    }
    if isNested(value, node) { return node }
    let facts = reader.paths.facts(at: node)
    if facts.isEmpty { ignored.append(text(name)) }
    for fact in facts { take(fact, value, name) }
    return nil
  }

  /// True for an object that holds further facts, not an observed value.
  private func isNested(_ value: Int, _ node: Int) -> Bool {
    guard document.shape(of: value) == .object, !reader.paths.isLeaf(node) else { return false }
    guard !reader.paths.facts(at: node).isEmpty else { return true }
    return document.member("value", of: value) == nil
  }

  private mutating func take(_ fact: Int, _ value: Int, _ name: MemberName) {
    let isSession: Bool
    if case .session = place { isSession = true } else { isSession = false }
    switch graph.facts[fact].supply {
    case .session(let slot):
      if isSession { keep(fact, slot, value, name) } else { ignored.append(text(name)) }
    case .turn(let slot):
      guard place == .turn else { return misplace(fact, name, "it belongs in `turns`") }
      keep(fact, slot, value, name)
    case .task(let slot):
      if place == .session(takesTaskFacts: false) {
        misplace(fact, name, "it belongs in `task_facts`")
      } else if isSession {
        keep(fact, graph.logic.slots.session + slot, value, name)
      } else if place == .task {
        keep(fact, slot, value, name)
      } else {
        ignored.append(text(name))
      }
    case .agent(let slot):
      guard place == .agent else { return misplace(fact, name, "it belongs in `agents`") }
      keep(fact, slot, value, name)
    case .computed:
      misplace(fact, name, "the policy works it out by itself")
    }
  }

  private mutating func keep(_ fact: Int, _ slot: Int, _ value: Int, _ name: MemberName) {
    let found = finding(fact, value, name)
    guard let earlier = findings[slot] else {
      findings[slot] = found
      return
    }
    if !document.isSame(earlier, found) {
      findings[slot] = Finding(cell: Cell(unknown: .contradictory))
      faults.append(
        InputFault(
          path: text(name), cause: .contradictory, detail: "sent twice, with different values"))
    }
  }

  private mutating func misplace(_ fact: Int, _ name: MemberName, _ detail: String) {
    faults.append(InputFault(path: text(name), cause: .misplaced, detail: detail))
    misplaced.append(fact)
  }

  private mutating func finding(_ fact: Int, _ value: Int, _ name: MemberName) -> Finding {
    var observed: Int?
    var plain = value
    if document.shape(of: value) == .object {
      guard let inner = document.member("value", of: value) else {
        return unfit(fact, value, name, (.wrongKind, graph.facts[fact].domain.expectation))
      }
      ignoreUnknown(in: value, name)
      observed = value
      plain = inner
    }
    let described = graph.facts[fact]
    switch document.reading(of: plain, as: described.domain) {
    case .nothing:
      return Finding(cell: Cell(unknown: .absent), isAbsent: true)
    case .unfit(let cause, let expectation):
      return unfit(fact, plain, name, (cause, expectation))
    case .text(let text):
      return limited(Finding(cell: Cell(0), text: text), described, observed, name)
    case .value(let value):
      if described.domain.kind == .moment && value > questionMoment.microseconds
        && !described.isTestedAhead
      {
        return unfit(fact, plain, name, (.inTheFuture, "it is after the question"))
      }
      return limited(Finding(cell: Cell(value)), described, observed, name)
    }
  }

  private mutating func ignoreUnknown(in observed: Int, _ name: MemberName) {
    for member in document.members(of: observed) {
      let key = document.string(of: member.key)
      if !["value", "confidence", "observed_at", "source"].contains(key) {
        ignored.append("\(text(name)).\(key)")
      }
    }
  }

  /// Holds a value to `trusted above` and `fresh for`.
  private mutating func limited(
    _ found: Finding, _ fact: GraphFact, _ observed: Int?, _ name: MemberName
  ) -> Finding {
    if let limit = fact.trustAbove, !isTrusted(observed, above: limit) {
      return Finding(cell: Cell(unknown: .notTrusted))
    }
    guard let seconds = fact.freshForSeconds else { return found }
    guard let observed, let member = document.member("observed_at", of: observed) else {
      return Finding(cell: Cell(unknown: .stale))
    }
    guard document.isText(member), let at = Moment(document.text(of: member)) else {
      faults.append(
        InputFault(
          path: "\(text(name)).observed_at", cause: .wrongKind,
          detail: Domain(.moment).expectation))
      return Finding(cell: Cell(unknown: .wrongKind))
    }
    return isFresh(at, seconds) ? found : Finding(cell: Cell(unknown: .stale))
  }

  private func isFresh(_ at: Moment, _ seconds: Int64) -> Bool {
    guard let moment, at <= questionMoment else { return false }
    let (limit, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return overflow || moment.microseconds - at.microseconds <= limit
  }

  /// Confidence above the limit and at most 1, compared exactly.
  private func isTrusted(_ observed: Int?, above limit: Int64) -> Bool {
    guard let observed, let member = document.member("confidence", of: observed),
      document.shape(of: member) == .number || document.shape(of: member) == .plain,
      let confidence = NumberText(document.text(of: member))
    else { return false }
    let (whole, hasMore) = confidence.billionths
    if whole > 1_000_000_000 || (whole == 1_000_000_000 && hasMore) || confidence.isNegative {
      return false
    }
    return whole > limit || (whole == limit && hasMore)
  }

  private mutating func unfit(
    _ fact: Int, _ value: Int, _ name: MemberName, _ why: (cause: UnknownCause, words: String)
  ) -> Finding {
    let found = document.described(value, isSecret: graph.facts[fact].isSecret)
    faults.append(
      InputFault(path: text(name), cause: why.cause, detail: "\(why.words); found \(found)"))
    return Finding(cell: Cell(unknown: why.cause))
  }
}

extension NumberText {
  /// The size in billionths, rounded down, and whether something is left over; held at 2.
  var billionths: (whole: Int64, hasMore: Bool) {
    let shift = exponent + 9
    if digits.isEmpty { return (0, false) }
    if digits.count + shift > 10 { return (2_000_000_000, false) }
    var value: Int64 = 0
    for position in 0..<max(0, digits.count + shift) {
      let digit = position < digits.count ? Int64(digits[position] - UInt8(ascii: "0")) : 0
      value = value * 10 + digit
    }
    return (value, shift < 0)
  }
}

extension HostDocument {
  /// A value as messages show it; of a secret only what sort it is.
  package func described(_ value: Int, isSecret: Bool = false) -> String {
    let sort: String
    switch shape(of: value) {
    case .object: return "an object"
    case .list: return "a list"
    case .nothing: return "nothing"
    case .yes: return isSecret ? "true or false" : "true"
    case .no: return isSecret ? "true or false" : "false"
    case .number: sort = "the number"
    case .text: sort = "the text"
    case .plain: sort = "the word"
    }
    if isSecret { return "\(sort) (not shown)" }
    let text = text(of: value)
    var shown = String(decoding: text.prefix(40), as: UTF8.self)
    if text.count > 40 { shown += "…" }
    return "\(sort) `\(shown)`"
  }
}
