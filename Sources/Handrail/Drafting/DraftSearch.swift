import HandrailAnalysis
import HandrailEngine
import HandrailExplanation
import HandrailScenarios

/// Looks for plain questions that show a rule, a row, a tier or a side of a limit.
struct DraftSearch {
  /// How the conversation stands before it.
  enum Manner {
    case new
    /// Somebody has it already.
    case held
    /// The same, and one decision was made before.
    case heldThen
  }

  enum Answer {
    case found(Decided)
    case never
    case notSettled
  }

  /// How many boxes one search looks at: most are found at once.
  private static let budget = 1_000

  private let runner: ScenarioRunner
  private let analysis: Analysis
  private var graph: DecisionGraph { runner.graph }

  init(_ runner: ScenarioRunner) {
    self.runner = runner
    var analysis = Analysis(runner.graph)
    analysis.budget = Self.budget
    self.analysis = analysis
  }

  func question(
    for target: Coverage.Item.Target, _ manner: Manner, _ coverage: Coverage
  ) -> Answer {
    var isSettled = true
    for wish in wishes(target) {
      var wish = wish
      wish.memory = manner == .new ? .new : .held
      let answer = analysis.example(of: wish) { coverage.reaches(target, Decided($0)) }
      switch answer {
      case .found(let witness): return .found(plain(witness, wish, target, coverage))
      case .never: continue
      case .notSettled: isSettled = false
      }
    }
    return isSettled ? .never : .notSettled
  }

  /// The same with everything quiet that does not matter, and as near to a limit as can be.
  private func plain(
    _ witness: Witness, _ wish: ExampleWish, _ target: Coverage.Item.Target, _ coverage: Coverage
  ) -> Decided {
    func shows(_ question: Question) -> Bool {
      if wish.tasks != nil, question.ask != witness.question.ask { return false }
      let decided = decided(question)
      return coverage.reaches(target, decided)
        && wish.nodes.allSatisfy { $0.truths.contains(decided.trace.truths[$0.node]) }
        && decided.decision.faults.count <= witness.decision.faults.count
    }
    var question = runner.plainer(witness.question, shows: shows)
    if case .side(let nodes, _) = target {
      for node in nodes { question = nearer(question, to: node, shows: shows) }
    }
    return decided(question)
  }

  private func decided(_ question: Question) -> Decided {
    let (decision, trace) = decideTracing(question, by: graph)
    return Decided(question: question, decision: decision, trace: trace)
  }

  /// A fact that is compared with a limit, at the limit or a step beside it.
  private func nearer(
    _ question: Question, to node: Int, shows: (Question) -> Bool
  ) -> Question {
    guard case .compare(let position) = graph.logic.nodes[node] else { return question }
    let comparison = graph.logic.comparisons[Int(position)]
    guard comparison.terms.count == 1, let term = comparison.terms.first, term.averageOver == 0,
      term.factor != 0, comparison.constant != .min,
      let limit = Int64(exactly: -comparison.constant / term.factor)
    else { return question }
    let fact = graph.facts[term.fact]
    for step in [0, fact.domain.shortStep, -fact.domain.shortStep] {
      let (value, isFar) = limit.addingReportingOverflow(step)
      guard !isFar, value >= fact.domain.lowest, value <= fact.domain.highest else { continue }
      var tried = question
      switch fact.supply {
      case .session(let slot): tried.frame.session[slot] = Cell(value)
      case .task(let slot):
        guard case .task(let task) = tried.ask else { continue }
        tried.frame.tasks[task]?[slot] = Cell(value)
      case .turn(let slot):
        guard !tried.frame.turns.isEmpty else { continue }
        tried.frame.turns[tried.frame.turns.count - 1].cells[slot] = Cell(value)
      case .agent, .computed: continue
      }
      if shows(tried) { return tried }
    }
    return question
  }

  // MARK: Wishes

  private func wishes(_ target: Coverage.Item.Target) -> [ExampleWish] {
    switch target {
    case .heading(let heading): return wishes(ofHeading: heading)
    case .row(let table, let row): return [wish(ofRow: row, of: table)]
    case .tier(let approval, let tier): return [wish(ofTier: tier, of: approval)]
    case .side(let nodes, let isYes):
      return nodes.map { node in
        ExampleWish([(node, isYes ? .yes : .no)], tasks: tasks(restingOn: node))
      }
    }
  }

  private func wishes(ofHeading heading: Int) -> [ExampleWish] {
    let covered = graph.tasks(coveredBy: heading)
    let tasks = covered.isEmpty ? nil : covered
    let gates = graph.gates
    var nodes: [(node: Int, outcomes: [GraphPromise.Outcome])] = graph.effects
      .filter { $0.heading == heading }.map { ($0.node, outcomes(of: $0.action)) }
    for (position, first) in gates.firsts.enumerated() where first.heading == heading {
      nodes.append((first.node, [.first(position)]))
    }
    for (position, offer) in gates.offers.enumerated() where offer.heading == heading {
      nodes.append((offer.node, [.offer(position)]))
    }
    for approval in gates.approvals where approval.heading == heading {
      nodes.append((approval.node, [.approval(people: 1)]))
    }
    nodes += gates.returns.filter { $0.heading == heading }.map { ($0.node, [.ai]) }
    // What decides may also do so in another way.
    for (node, outcomes) in nodes where !outcomes.isEmpty { nodes.append((node, [])) }
    return nodes.map { node, outcomes in
      var wish = ExampleWish([(node, .yes)], tasks: tasks)
      wish.outcomes = outcomes
      return wish
    }
  }

  /// What a decision comes to where a permission counts; of other lines anything.
  private func outcomes(of action: GraphEffect.Action) -> [GraphPromise.Outcome] {
    switch action {
    case .aiMay:
      [.ai, .approval(people: 1)] + graph.gates.firsts.indices.map { .first($0) }
        + graph.gates.offers.indices.map { .offer($0) }
    case .aiMayOnlySuggest: [.suggest]
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
      []
    }
  }

  private func wish(ofRow row: Int, of table: Int) -> ExampleWish {
    let rows = graph.logic.tables[table].rows
    var nodes: [(node: Int, truths: TruthSet)] = []
    let node = rows[row].node
    if node >= 0 { nodes.append((node, .yes)) }
    if node < 0 || graph.logic.tables[table].topRowWins {
      let others = node < 0 ? rows.map(\.node) : rows[..<row].map(\.node)
      nodes += others.filter { $0 >= 0 }.map { ($0, TruthSet.notYes) }
    }
    let maker = graph.logic.nodes.firstIndex { $0 == .workOut(table: Int32(table)) }
    return ExampleWish(nodes, tasks: maker.flatMap(tasks(restingOn:)))
  }

  private func wish(ofTier tier: Int, of position: Int) -> ExampleWish {
    let approval = graph.gates.approvals[position]
    var nodes: [(node: Int, truths: TruthSet)] = [(approval.node, .yes)]
    nodes += approval.tiers[..<tier].map(\.node).filter { $0 >= 0 }.map { ($0, TruthSet.no) }
    let own = approval.tiers[tier].node
    if own >= 0 { nodes.append((own, .yes)) }
    return ExampleWish(nodes, tasks: graph.tasks.indices.filter(approval.scope.contains))
  }

  /// The tasks of the first heading that looks at a node; `nil` where it is about the conversation.
  private func tasks(restingOn node: Int) -> [Int]? {
    for heading in graph.headings.indices {
      let guarding = graph.headings[heading].guarding
      var roots = [guarding.when] + guarding.excepts
      roots += graph.gates.approvals.filter { $0.heading == heading }.flatMap { approval in
        [approval.node] + approval.tiers.map(\.node)
      }
      guard graph.closure(of: roots.filter { $0 >= 0 }).contains(node) else { continue }
      let covered = graph.tasks(coveredBy: heading)
      return covered.isEmpty ? nil : covered
    }
    return nil
  }
}

extension Domain {
  /// A step that is quick to read: hundredths of a score, whole seconds.
  fileprivate var shortStep: Int64 {
    var short: Int64 = 1
    for _ in 0..<max(0, decimals - (kind == .duration ? 0 : 2)) { short *= 10 }
    return short % max(1, step) == 0 ? max(step, short) : step
  }
}

extension Decided {
  fileprivate init(_ witness: Witness) {
    self.init(question: witness.question, decision: witness.decision, trace: witness.trace)
  }
}
