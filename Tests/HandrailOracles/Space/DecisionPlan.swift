import HandrailEngine
import HandrailModel
import HandrailSource

/// What a decision comes to, as far as the queries ask.
struct SmallDecision: Equatable {
  enum Ruling: Int64 { case notAsked, ai, suggest, notYet, human, nobody }

  var ruling = Ruling.notAsked
  var isHuman = false
  /// The queue of a person's conversation; -1: none.
  var queue: Int64 = -1
  /// Open gates, told apart by numbers of their descriptions, in order of name.
  var approvals: Int64 = 0
  var offers: Int64 = 0
  var firsts: Int64 = 0
  /// How many people the largest approval takes; 0: none is open.
  var people: Int64 = 0
  /// How many people all approvals together take.
  var peopleInAll: Int64 = 0
  /// Some open `first` asks.
  var firstAsks = false

  var asks: Bool {
    !isHuman && ruling != .nobody && (ruling == .notYet || firstAsks)
  }
}

/// Numbers for descriptions, the same over both versions.
final class Descriptions {
  private var numbers: [String: Int64] = [:]

  /// 1 or more, below 4,096.
  func number(of description: String) -> Int64 {
    if let known = numbers[description] { return known }
    let number = Int64(numbers.count + 1)
    precondition(number < 4096, "a small policy has few gates")
    numbers[description] = number
    return number
  }
}

/// The columns that a decision about one task rests on, and how it comes from their values.
struct DecisionPlan {
  /// What is asked of the decision: what is not needed is left out of its columns.
  enum Purpose: Hashable {
    /// The ruling alone.
    case ruling
    /// All but the queue.
    case handler
    case whole
  }

  struct Line {
    var truth: Int
    /// Of a `hand over`: its queue.
    var queue = 0
    /// Whether it was yes at the decision before.
    var called = 0
  }

  private(set) var columns: [Column] = []
  private let reading: ColumnReading
  /// A task, or the number of tasks for `none`, or one more for a missing one.
  private let asked: Int
  private let purpose: Purpose
  private let task: TaskID?

  private var permissions: [Line] = []
  private var suggestions: [Line] = []
  private var caps: [Line] = []
  private var onlyHuman: [Line] = []
  private var refusals: [Line] = []
  private var handOvers: [Line] = []
  private var starts: [Line] = []
  private var ways: [Line] = []
  private var waysLimiting: [Bool] = []
  private var approvals: [Int] = []
  private var offers: [Int] = []
  private var firsts: [Int] = []
  /// By offer: a person was chosen in it just now.
  private var chosen: [Int] = []
  private var holder = 0
  private var held = 0
  private var limited = 0

  init(_ reading: ColumnReading, asked: Int, for purpose: Purpose) {
    self.reading = reading
    self.asked = asked
    self.purpose = purpose
    task = asked < reading.space.taskCount ? TaskID(asked) : nil
    for rule in reading.model.rules { add(rule) }
    addMemory()
    if purpose != .ruling { addGates(reading.descriptions) }
  }

  private mutating func add(_ column: Column) -> Int {
    columns.append(column.keeping([asked], of: reading.space.place(.asked)))
    return columns.count - 1
  }

  /// Truths that mean the same to a line become one.
  private mutating func line(_ column: Column, _ merge: (Truth) -> Truth = { $0 }) -> Line {
    Line(truth: add(column.map { Int64(merge(ColumnReading.truth($0)).rawValue) }))
  }

  private mutating func add(_ rule: Rule) {
    let guards = reading.guards(of: rule)
    for (place, effect) in rule.effects.enumerated() {
      let covers = task.map(effect.action.scope.contains) ?? false
      let finding = guards.finding(effect.action)
      switch effect.action {
      case .aiMay where covers: permissions.append(line(finding) { $0 == .fault ? .no : $0 })
      case .aiMayOnlySuggest where covers:
        suggestions.append(line(finding) { $0 == .fault ? .no : $0 })
        caps.append(line(guards.restriction) { $0 == .no ? .no : .yes })
      case .onlyHumanMay where covers:
        onlyHuman.append(line(finding) { $0 == .fault ? .yes : $0 })
      case .nobodyMay where covers, .otherwiseRefuse where covers: refusals.append(line(finding))
      case .handOver(let target), .otherwiseHandOver(let target):
        var handOver = line(finding, aboutConversation)
        if purpose == .whole {
          handOver.queue = add(reading.queue(of: target))
          let line = rule.handOverName(place)
          handOver.called = add(Column(reading.space.place(.called(rule.name, line)), [0, 1]))
        }
        handOvers.append(handOver)
      case .startWithHuman: addStart(finding, rule.name)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .bringIn,
        .contactCustomer, .urgency, .needSkills:
        continue
      }
    }
  }

  /// For the ruling, a line about the conversation only holds.
  private func aboutConversation(_ truth: Truth) -> Truth {
    switch purpose {
    case .ruling: truth == .open ? .open : .no
    case .handler: truth == .fault ? .yes : truth
    case .whole: truth
    }
  }

  /// It counts until it was judged, and from the first turn on where the policy reads turns.
  private mutating func addStart(_ finding: Column, _ name: String) {
    let judged = Column(reading.space.place(.judged(name)), [0, 1])
    var parts = [finding, judged]
    if reading.readsTurns, !reading.space.turnFacts.isEmpty {
      parts.append(
        Column(
          reading.space.place(.history), reading.space.histories.map { $0.turns.isEmpty ? 1 : 0 }))
    }
    let counting = reading.combine(parts) { values in
      for place in 1..<values.count where values[place] == 1 { return 0 }
      return values[0]
    }
    let purpose = purpose
    starts.append(
      line(counting) { truth in
        if purpose == .ruling { return truth == .open ? .open : .no }
        return truth == .fault ? .yes : truth
      })
  }

  private mutating func addMemory() {
    let space = reading.space
    holder = add(Column(space.place(.holder), [0, 1, 2]))
    if purpose == .whole {
      // Whoever takes over is in a queue: none is read as the first.
      let least: Int64 = reading.model.people.prefer == nil ? -1 : 0
      held = add(
        Column(space.place(.held), (0...space.queueCount).map { max(least, Int64($0) - 1) }))
    }
    let name = task.map { reading.model.vocabulary.tasks[$0].name } ?? ""
    if space.limits.count > 1 {
      limited = add(
        Column(space.place(.limit), space.limits.map { $0?.contains(name) ?? true ? 0 : 1 }))
    } else {
      limited = add(.constant(0))
    }
    for (place, way) in reading.model.gates.returns.enumerated() {
      var parts = [
        reading.guards(of: "return \(place)", way.guarding).permission,
        Column(space.place(.armed(place)), [0, 1]),
      ]
      if space.taken.count > 1, let most = way.atMostTimes {
        parts.append(Column(space.place(.taken), space.taken.map { $0 < most ? 1 : 0 }))
      }
      let due = reading.combine(parts) { values in
        for place in 1..<values.count where values[place] == 0 { return 0 }
        return ColumnReading.truth(values[0]) == .yes ? Int64(Truth.yes.rawValue) : 0
      }
      ways.append(line(due))
      waysLimiting.append(way.tasks.map { tasks in !(task.map(tasks.contains) ?? false) } ?? false)
    }
  }

  // Gates.

  private mutating func addGates(_ descriptions: Descriptions) {
    let gates = reading.model.gates
    for gate in gates.offers {
      chosen.append(add(Column(reading.space.place(.chosen(gate.name)), [0, 1])))
    }
    guard let task else { return }
    for gate in gates.approvals where gate.covers.tasks.contains(task) {
      approvals.append(add(column(of: gate, descriptions)))
    }
    for gate in gates.offers where gate.covers.tasks.contains(task) {
      let number = descriptions.number(of: "offer \(gate.name)")
      offers.append(
        add(
          reading.guards(of: "offer \(gate.name)", gate.guarding).restriction.map {
            ColumnReading.truth($0) == .no ? 0 : number
          }))
    }
    for gate in gates.firsts where gate.covers.tasks.contains(task) {
      firsts.append(add(column(of: gate, descriptions)))
    }
  }

  /// 0: closed, or nobody is needed; else the number of its quorum, above how many people.
  private func column(of gate: Approval, _ descriptions: Descriptions) -> Column {
    let codes = gate.tiers.map { tier -> Int64 in
      if tier.quorum.isEmpty { return 0 }
      let people = tier.quorum.reduce(0) { $0 + $1.count }
      return Int64(people) << 12
        | descriptions.number(of: "approval \(gate.name) \(tier.quorum)")
    }
    let restriction = reading.guards(of: "approval \(gate.name)", gate.guarding).restriction
    guard let measure = gate.measure else {
      return restriction.map { ColumnReading.truth($0) == .no ? 0 : codes[codes.count - 1] }
    }
    precondition(measure.terms.count == 1, "a small policy measures one fact")
    let decimals = reading.model.vocabulary.facts[measure.terms[0].fact].domain.decimals
    let limits = gate.tiers.map { $0.atMost?.scaled(to: decimals) ?? .max }
    return reading.combine([restriction, reading.cell(measure.terms[0].fact)]) { values in
      if ColumnReading.truth(values[0]) == .no { return 0 }
      let cell = values[1]
      if TestTruth.unknown(cell) != nil { return codes[codes.count - 1] }
      return codes[limits.firstIndex { cell <= $0 } ?? codes.count - 1]
    }
  }

  /// 0: closed; else the number of what is open, above whether it asks.
  private func column(of gate: First, _ descriptions: Descriptions) -> Column {
    let asked = gate.ask + gate.confirm
    let always = !gate.tasksToDo.isEmpty || !gate.confirm.isEmpty
    let until = gate.until.map { reading.condition($0) } ?? reading.constant(.yes)
    let restriction = reading.guards(of: "first \(gate.name)", gate.guarding).restriction
    let parts = [restriction, until] + asked.map(reading.cell)
    return reading.combine(parts) { values in
      if ColumnReading.truth(values[0]) == .no { return 0 }
      let waits = ColumnReading.truth(values[1]) != .yes
      var unknown: [Int] = []
      for place in 2..<values.count where TestTruth.unknown(values[place]) != nil {
        unknown.append(place)
      }
      if !always && !waits && unknown.isEmpty { return 0 }
      let number = descriptions.number(
        of: "first \(gate.name) asks \(unknown) waits \(waits) does \(gate.tasksToDo)")
      return number | (unknown.isEmpty ? 0 : 1 << 12)
    }
  }

  // Deciding.

  func decide(_ values: borrowing [Int64], from base: Int = 0) -> SmallDecision {
    func truth(_ line: Line) -> Truth { ColumnReading.truth(values[base + line.truth]) }
    let holder = values[base + holder]
    let personHolds = holder == 2
    var isDue = false
    var isLimited = false
    for (place, way) in ways.enumerated() where personHolds && truth(way) == .yes {
      isDue = true
      if waysLimiting[place] { isLimited = true }
    }
    if !isDue && holder == 1 { isLimited = values[base + limited] == 1 }
    var decision = SmallDecision()
    decision.ruling = ruling(isLimited: isLimited, truth)
    let calls =
      handOvers.contains { truth($0) == .yes || truth($0) == .fault }
      || starts.contains { truth($0) == .yes } || onlyHuman.contains { truth($0) == .yes }
    let stays =
      personHolds ? !isDue : holder == 0 && reading.startsWithHuman
    let isChosen = chosen.contains { values[base + $0] == 1 }
    decision.isHuman =
      calls || isChosen || decision.ruling == .human || decision.ruling == .suggest || stays
    if purpose != .ruling { readGates(values, base, &decision) }
    if decision.isHuman && purpose == .whole {
      decision.queue = queue(values, base, held: personHolds ? values[base + held] : -1)
    }
    return decision
  }

  private func ruling(isLimited: Bool, _ truth: (Line) -> Truth) -> SmallDecision.Ruling {
    guard task != nil else { return asked == reading.space.taskCount ? .notAsked : .human }
    if refusals.contains(where: { truth($0) == .yes }) { return .nobody }
    if onlyHuman.contains(where: { truth($0) == .yes })
      || refusals.contains(where: { truth($0) == .fault })
    {
      return .human
    }
    let permitting = permissions + suggestions
    if isLimited || permitting.allSatisfy({ truth($0) == .no }) { return .human }
    let holding = onlyHuman + refusals + handOvers + starts
    if holding.contains(where: { truth($0) == .open })
      || !permitting.contains(where: { truth($0) == .yes })
    {
      return .notYet
    }
    return caps.contains { truth($0) != .no } ? .suggest : .ai
  }

  private func readGates(
    _ values: borrowing [Int64], _ base: Int, _ decision: inout SmallDecision
  ) {
    guard task != nil, decision.ruling != .nobody else { return }
    for place in approvals where values[base + place] != 0 {
      decision.approvals = decision.approvals << 12 | values[base + place] & 4095
      decision.people = max(decision.people, values[base + place] >> 12)
      decision.peopleInAll += values[base + place] >> 12
    }
    guard !decision.isHuman else { return }
    if decision.ruling == .ai {
      for place in offers where values[base + place] != 0 {
        decision.offers = decision.offers << 12 | values[base + place]
      }
    }
    for place in firsts where values[base + place] != 0 {
      decision.firsts = decision.firsts << 12 | values[base + place] & 4095
      if values[base + place] >> 12 == 1 { decision.firstAsks = true }
    }
  }

  private func queue(_ values: borrowing [Int64], _ base: Int, held: Int64) -> Int64 {
    var named: Set<Int64> = []
    for line in handOvers where ColumnReading.truth(values[base + line.truth]) == .yes {
      let queue = values[base + line.queue]
      if held >= 0, values[base + line.called] == 1 { continue }
      if queue >= 0 { named.insert(queue) }
    }
    guard held >= 0 else { return preferred(named) }
    named.remove(held)
    return named.isEmpty ? held : preferred(named)
  }

  private func preferred(_ named: Set<Int64>) -> Int64 {
    if named.count == 1, let only = named.first { return only }
    guard let prefer = reading.model.people.prefer else { return -1 }
    let first = prefer.order.first { named.contains(Int64($0.offset)) }
    return Int64((first ?? prefer.otherwise).offset)
  }
}
