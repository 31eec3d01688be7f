import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Where one amount has a limit, so has what adds up.
  static let moneyNoCumulativeLimit = LintRule(
    "money-no-cumulative-limit", .standard, .hold
  ) { policy in
    let limits = policy.singleLimits
    let readings = policy.moneyReadings(of: limits.reduce(into: []) { $0.formUnion($1.tasks) })
    var spoken: Set<TaskID> = []
    return limits.compactMap { limit in
      let open = limit.tasks.subtracting(spoken).filter {
        policy.isAlone(limit.fact, readings[$0] ?? TaskReading())
      }
      guard !open.isEmpty else { return nil }
      spoken.formUnion(open)
      return LintFinding(
        "`\(limit.name)` limits one `\(policy.name(of: limit.fact))`, and nothing limits the sum.",
        at: limit.place, because: "A large amount can be split into small ones that nobody sees.",
        fixes: [policy.sumFix(for: limit, tasks: open)])
    }
  }
}

/// A limit up to which the AI spends by itself, each time anew.
private struct SingleLimit {
  var name: String
  var fact: FactID
  var tasks: Set<TaskID>
  var place: SourcePlace
  /// The highest limit in the author's words.
  var words: String
}

/// What the lines that could hold a task back look at.
private struct TaskReading {
  var facts: Set<FactID> = []
  /// Some line compares a sum.
  var readsSum = false

  mutating func read(_ tests: [Test], only wanted: (FactID) -> Bool) {
    for test in tests where test.factsRead.contains(where: wanted) {
      facts.formUnion(test.factsRead)
      if case .compare(let comparing) = test.body,
        comparing.left.terms.count + comparing.right.terms.count > 1
      {
        readsSum = true
      }
    }
  }
}

extension LintedPolicy {
  /// Approvals with a free first tier, and restrictions above an amount, in the order of the text.
  fileprivate var singleLimits: [SingleLimit] {
    let free = tasksOfTheAI.subtracting(alwaysApproved)
    return (tierLimits(free) + ruleLimits(free)).sorted {
      ($0.place.file, $0.place.range.lower) < ($1.place.file, $1.place.range.lower)
    }
  }

  /// Tasks that a person approves whatever the amount.
  private var alwaysApproved: Set<TaskID> {
    model.gates.approvals.filter {
      $0.guarding.isAlways && !$0.tiers.isEmpty && $0.tiers.allSatisfy(\.asksSomebody)
    }.reduce(into: []) { $0.formUnion($1.covers.tasks) }
  }

  private func tierLimits(_ free: Set<TaskID>) -> [SingleLimit] {
    model.gates.approvals.compactMap { approval in
      guard let fact = measuredFact(of: approval), isSingleAmount(fact),
        let first = approval.tiers.first, !first.asksSomebody, approval.tiers.count > 1,
        let highest = approval.tiers.last(where: { $0.atMost != nil })
      else { return nil }
      return SingleLimit(
        name: approval.name, fact: fact, tasks: approval.covers.tasks.intersection(free),
        place: first.origin.place, words: limitWords(of: highest))
    }
  }

  private func ruleLimits(_ free: Set<TaskID>) -> [SingleLimit] {
    model.rules.filter { !isOver($0) }.flatMap { rule -> [SingleLimit] in
      let kept = rule.restricted.intersection(free)
      let given = rule.permitted.intersection(free)
      guard !kept.isEmpty || !given.isEmpty else { return [] }
      return (rule.guarding.when?.tests ?? []).compactMap { test in
        guard let (fact, isUpper) = limited(by: test), isSingleAmount(fact) else { return nil }
        let tasks = isUpper ? given : kept
        guard !tasks.isEmpty else { return nil }
        return SingleLimit(
          name: rule.name, fact: fact, tasks: tasks, place: test.origin.place,
          words: boundWords(of: test))
      }
    }
  }

  /// `amount above GBP 500` in a restriction; `amount at most GBP 500` in a permission.
  private func limited(by test: Test) -> (FactID, isUpper: Bool)? {
    guard case .compare(let comparing) = test.body, test.window == nil,
      comparing.left.terms.count == 1, comparing.right.terms.isEmpty,
      comparing.left.terms[0].averageOverTurns == nil
    else { return nil }
    let fact = comparing.left.terms[0].fact
    switch comparing.comparison {
    case .above, .atLeast: return (fact, false)
    case .below, .atMost: return (fact, true)
    case .equal, .notEqual: return nil
    }
  }

  private func boundWords(of test: Test) -> String {
    test.text.split(separator: " ").suffix(2).joined(separator: " ")
  }

  /// Money that is told for one act: not by its name what adds up over a time.
  private func isSingleAmount(_ fact: FactID) -> Bool {
    let adding: Set<Substring> = [
      "today", "daily", "day", "week", "weekly", "month", "monthly", "year", "yearly", "total",
      "sum", "so", "spent", "history", "balance",
    ]
    let entry = model.vocabulary.facts[fact]
    return entry.domain.kind == .money
      && !entry.name.split(whereSeparator: { $0 == "_" || $0 == "." }).contains(
        where: adding.contains)
  }

  /// For each task: what permissions, restrictions and gates over it look at.
  ///
  /// Handovers and `stop ai` count where they look at money: any other number is about the talk.
  fileprivate func moneyReadings(of tasks: Set<TaskID>) -> [TaskID: TaskReading] {
    var readings: [TaskID: TaskReading] = [:]
    // Facts are few, and tests of them many.
    var known: [FactID: Bool] = [:]
    func isMoney(_ fact: FactID) -> Bool {
      if let found = known[fact] { return found }
      let found = restsOnMoney(fact)
      known[fact] = found
      return found
    }
    func read(
      _ conditions: [Condition], for covered: Set<TaskID>, only wanted: (FactID) -> Bool
    ) {
      let covered = covered.intersection(tasks)
      guard !covered.isEmpty else { return }
      let tests = signedTests(conditions).map(\.test)
      for task in covered { readings[task, default: TaskReading()].read(tests, only: wanted) }
    }
    for rule in model.rules {
      let conditions = rule.guarding.conditions
      read(conditions, for: rule.permitted.union(rule.restricted)) { _ in true }
      guard rule.effects.contains(where: { $0.action.handsOverTo != nil }) else { continue }
      read(conditions, for: tasks, only: isMoney)
    }
    for first in model.gates.firsts {
      let until = first.until.map { [$0] } ?? []
      read(first.guarding.conditions + until, for: first.covers.tasks) { _ in true }
    }
    for approval in model.gates.approvals {
      read(approval.guarding.conditions, for: approval.covers.tasks) { _ in true }
      let measured = approval.measure?.terms.map(\.fact) ?? []
      for task in approval.covers.tasks.intersection(tasks) {
        readings[task, default: TaskReading()].facts.formUnion(measured)
        if measured.count > 1 { readings[task]?.readsSum = true }
      }
    }
    for line in model.duties.oversight.flatMap(\.lines) {
      guard case .stopAI(let condition) = line.duty else { continue }
      read([condition], for: tasks, only: isMoney)
    }
    return readings
  }

  private func restsOnMoney(_ fact: FactID) -> Bool {
    basis(of: [fact]).contains { model.vocabulary.facts[$0].domain.kind == .money }
  }

  /// True where no other amount, count or sum could hold back what is split.
  fileprivate func isAlone(_ fact: FactID, _ reading: TaskReading) -> Bool {
    guard !reading.readsSum else { return false }
    return !basis(of: Array(reading.facts)).contains { other in
      guard other != fact else { return false }
      let entry = model.vocabulary.facts[other]
      switch entry.supply {
      case .builtIn(.done): return true
      case .builtIn: return false
      case .session, .turn, .task, .agent, .table, .choose, .definition:
        return entry.domain.kind == .money || entry.domain.kind == .number
      }
    }
  }

  fileprivate func sumFix(for limit: SingleLimit, tasks: Set<TaskID>) -> Fix {
    let fact = model.vocabulary.facts[limit.fact]
    let last = fact.name.split(separator: ".").last.map(String.init) ?? fact.name
    let total = freshName(last + "_today")
    let most = writtenAmount(fact.domain.highest, fact.domain)
    var lines = [
      "rule \(freshName("daily_limit"))",
      "  when \(total) plus \(fact.name) above \(limit.words)",
    ]
    if fact.mayBeUnknown { lines.append("  if unknown apply") }
    lines.append(listLine("only a human may", listing: names(of: tasks)))
    lines.append("  because \"Many small amounts are one large amount\"")
    var additions = Additions(to: self)
    additions.add("facts\n  \(total) is money up to \(most)", as: .facts)
    additions.add(lines.joined(separator: "\n"), as: .rule)
    return Fix(
      .fill, "limit the sum; put in your own total and limit", additions.edits)
  }
}
