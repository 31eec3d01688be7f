import HandrailEngine
import HandrailModel
import HandrailSource

/// What a heading reads, as words that its read-back must hold.
struct Mentions {
  let model: PolicyModel
  private(set) var words: [String] = []

  init(_ model: PolicyModel) { self.model = model }

  mutating func add(_ word: String) { if !word.isEmpty { words.append(word) } }

  mutating func add(_ tasks: Set<TaskID>, _ isEverything: Bool = false) {
    let all = model.vocabulary.tasks.indices
    for task in all where tasks.contains(task) != isEverything {
      add(model.vocabulary.tasks[task].name)
    }
  }

  mutating func add(_ scope: TaskScope) { add(scope.tasks, scope.isEverything) }
  mutating func add(_ queue: QueueID) { add(model.people.queues[queue].name) }
  mutating func add(_ role: RoleID) { add(model.vocabulary.roles[role]) }
  mutating func add(_ roles: [RoleID]) { for role in roles { add(role) } }

  mutating func add(_ target: HandOverTarget) {
    switch target {
    case .queue(let queue): add(queue)
    case .table(let table):
      add(model.vocabulary.tables[table].name)
      add(model.vocabulary.tables[table])
    case .choose(let choose):
      add(model.vocabulary.chooses[choose].name)
      add(model.vocabulary.chooses[choose])
    case .refuse: break
    }
  }

  mutating func add(_ failure: GateFailure?) {
    // What a table says stands under its own heading.
    guard case .handOver(let target) = failure else { return }
    switch target {
    case .queue(let queue): add(queue)
    case .table(let table): add(model.vocabulary.tables[table].name)
    case .choose(let choose): add(model.vocabulary.chooses[choose].name)
    case .refuse: break
    }
  }

  mutating func add(_ guarding: Guard) {
    for condition in [guarding.when].compactMap(\.self) + guarding.excepts { add(condition) }
  }

  mutating func add(_ condition: Condition?) {
    for test in condition?.tests ?? [] { add(test) }
  }

  mutating func add(_ span: Span?) {
    guard let span else { return }
    add(seconds: span.seconds)
    if let calendar = span.of { add(model.people.calendars[calendar].name) }
  }

  mutating func add(seconds: Int64?) {
    if let seconds { add(spelledDuration(seconds, decimals: 0)) }
  }

  mutating func add(_ facts: [FactID]) { for fact in facts { add(fact) } }

  mutating func add(_ fact: FactID) {
    let fact = model.vocabulary.facts[fact]
    switch fact.supply {
    case .builtIn(let builtIn):
      switch builtIn {
      case .choice(let name), .approval(let name): add(name)
      case .queueOpen(let queue), .queueFree(let queue), .queueWait(let queue): add(queue)
      case .done(let task): add(model.vocabulary.tasks[task].name)
      case .task, .handler, .turnCount, .humanRequests, .now: break
      }
    case .session, .turn, .task, .agent, .table, .choose, .definition: add(fact.name)
    }
  }

  mutating func add(_ table: PolicyTable) {
    for row in table.rows {
      if case .cells(let cells) = row.match {
        for cell in cells {
          // A word of a list stands for itself in a cell.
          for test in cell.alternatives.tests { addConstants(test.body) }
        }
      }
    }
  }

  mutating func add(_ choose: Choose) {
    for row in choose.rows { if case .when(let condition) = row.match { add(condition) } }
  }
}

extension Mentions {
  private mutating func add(_ test: Test) {
    add(test.factsRead)
    addConstants(test.body)
    if case .turns(_, let last) = test.window, last > 1 {
      add("and the \(Self.number(last - 1)) before it")
    }
    if test.window == .anyPoint { add("at any earlier point") }
  }

  static func number(_ count: Int) -> String {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return words.indices.contains(count - 1) ? words[count - 1] : ""
  }

  private mutating func addConstants(_ body: TestBody) {
    switch body {
    case .during(let calendar), .outside(let calendar):
      add(model.people.calendars[calendar].name)
    case .isAmong(let fact, let values, _): addWords(fact, values)
    case .includes(let fact, let word), .excludes(let fact, let word):
      add(model.vocabulary.facts[fact].domain.words[word].name)
    case .before(_, let date), .after(_, let date): add(date.text)
    case .inTheLast(_, let age), .age(_, _, let age), .ahead(_, _, let age):
      if age % 1_000_000 == 0 { add(seconds: age / 1_000_000) }
    case .trend(let fact, let trend):
      add(digits(trend.by, model.vocabulary.facts[fact].domain))
      add("\(Self.number(trend.turns)) turns")
    case .compare(let comparing): add(comparing)
    case .isUnknown, .isKnown, .isEmpty, .equals: break
    }
  }

  private mutating func addWords(_ fact: FactID, _ values: [Int64]) {
    let described = model.vocabulary.facts[fact]
    if case .builtIn(let builtIn) = described.supply {
      switch builtIn {
      case .task:
        for value in values where Int(value) < model.vocabulary.tasks.count {
          add(described.domain.words[Int(value)].name)
        }
      case .turnCount, .humanRequests, .queueFree, .queueWait, .now, .handler, .choice, .approval,
        .queueOpen, .done:
        break
      }
      return
    }
    switch described.domain.kind {
    case .oneOf, .level: for value in values { add(described.domain.words[Int(value)].name) }
    case .number, .score, .money: for value in values { add(digits(value, described.domain)) }
    case .yesNo, .setOf, .duration, .moment, .reference, .text: break
    }
  }

  private func digits(_ value: Int64, _ domain: Domain) -> String {
    switch domain.kind {
    case .duration: spelledDuration(value, decimals: domain.decimals)
    case .number, .score, .money: scaledText(value, decimals: domain.decimals)
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference, .text: ""
    }
  }

  private mutating func add(_ comparing: Comparing) {
    let terms = comparing.left.terms + comparing.right.terms
    let domains = terms.map { model.vocabulary.facts[$0.fact].domain }
    for sum in [comparing.left, comparing.right] where sum.constant != .zero {
      let size = Int64(clamping: sum.constant.mantissa.magnitude)
      switch (domains.first(where: { $0.kind == .money }) ?? domains.first)?.kind {
      case .duration: add(spelledDuration(size, decimals: sum.constant.decimals))
      case .level: add(domains[0].words[Int(clamping: size)].name)
      case .number, .score, .money: add(scaledText(size, decimals: sum.constant.decimals))
      case .yesNo, .oneOf, .setOf, .moment, .reference, .text, nil: break
      }
    }
    for term in terms {
      if let turns = term.averageOverTurns { add("the last \(Self.number(turns)) turn") }
      let whole = Decimal(mantissa: 1, decimals: 0)
      if term.factor != whole, term.factor != Decimal(mantissa: -1, decimals: 0) {
        add(factor(term, isMoney: domains.contains { $0.kind == .money }))
      }
    }
  }

  /// `20%`, or the digits of an amount.
  private func factor(_ term: SumTerm, isMoney: Bool) -> String {
    let size = Int64(clamping: term.factor.mantissa.magnitude)
    let ofMoney = model.vocabulary.facts[term.fact].domain.kind == .money
    if isMoney && !ofMoney { return scaledText(size, decimals: term.factor.decimals) + "" }
    let hundredths = Decimal(mantissa: size, decimals: term.factor.decimals).scaled(to: 4)
    return hundredths.map { scaledText($0, decimals: 2) + "%" } ?? ""
  }
}
