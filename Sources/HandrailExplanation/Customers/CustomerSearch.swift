package import HandrailEngine

/// What an example customer is to show of a heading.
package enum ExampleKind: Sendable, CaseIterable {
  /// The heading applies.
  case typical
  /// Its numbers stand exactly on their limits.
  case onLimit
  /// It would apply, but for its exception.
  case onException
}

/// Finds a customer that shows something of a heading, by its position; `nil`: there is none.
package typealias CustomerSource = (_ heading: Int, _ kind: ExampleKind) -> Question?

/// Looks for example customers by trying values at and around the limits that tests set.
///
/// Every one is decided by the evaluator itself before it is shown, so none is a guess. Bounded:
/// `budget` decisions in all; the same seed finds the same customers.
package struct CustomerSearch {
  let graph: DecisionGraph
  private let seed: UInt64
  private var budget: Int
  private var typical: [Int: Question] = [:]
  private var calm: [Int: Int64]?

  /// Tries for one example.
  private static var mostTries: Int { 160 }

  package init(_ graph: DecisionGraph, seed: UInt64 = 1, budget: Int = 20_000) {
    self.graph = graph
    self.seed = seed
    self.budget = budget
  }

  /// A customer of a kind; `nil` where none was found.
  package mutating func customer(of heading: Int, _ kind: ExampleKind) -> Question? {
    switch kind {
    case .typical:
      let found = findTypical(heading)
      typical[heading] = found
      return found
    case .onLimit:
      guard let start = typical[heading] ?? findTypical(heading) else { return nil }
      return onLimit(start, heading)
    case .onException:
      guard let start = typical[heading] ?? findTypical(heading) else { return nil }
      return onException(start, heading)
    }
  }

  private mutating func decided(_ question: Question) -> (Decision, Trace)? {
    guard budget > 0 else { return nil }
    budget -= 1
    return decideTracing(question, by: graph)
  }

  /// Values at which as little as can be calls for a person, found once: what a quiet customer has
  /// where no, nothing and zero would hand the conversation over.
  private mutating func calmValues() -> [Int: Int64] {
    if let calm { return calm }
    var found: [Int: Int64] = [:]
    var tries = 300
    let callers = graph.effects.filter { $0.action.callsForPerson }
    func loud(_ question: Question) -> [Int] {
      let (_, trace) = decideTracing(question, by: graph)
      return callers.filter { trace.truths[$0.node] != .no }.map(\.heading)
    }
    func quiet(_ values: [Int: Int64]) -> Question {
      ExampleMaker(graph, heading: -1, calm: values, seed: seed).quiet(task: nil)
    }
    var left = loud(quiet(found))
    var given: Set<Int> = []
    while let heading = left.first(where: { !given.contains($0) }), tries > 0 {
      given.insert(heading)
      for (fact, value) in ExampleMaker(graph, heading: heading, calm: [:], seed: seed).tries
      where found[fact] == nil && tries > 0 {
        tries -= 1
        let attempt = found.merging([fact: value]) { $1 }
        let now = loud(quiet(attempt))
        if now.count < left.count { (found, left) = (attempt, now) }
      }
    }
    calm = found
    return found
  }

  /// Climbs from a quiet customer, one change after the other, to one that shows the heading.
  private mutating func findTypical(_ heading: Int) -> Question? {
    var maker = ExampleMaker(
      graph, heading: heading, calm: calmValues(), seed: seed &+ UInt64(heading))
    var best: (question: Question, standing: Standing)?
    for attempt in 0..<Self.mostTries {
      let isFresh = best == nil || attempt % 20 == 19
      let question =
        isFresh ? maker.question(attempt: attempt) : maker.varied(best?.question, attempt)
      guard let (decision, trace) = decided(question) else { break }
      let standing = Standing(
        applies: applies(heading, trace), shows: shows(heading, decision),
        nearness: nearness(heading, decision))
      if standing.applies && standing.shows == .wholly { return question }
      if best.map({ standing >= $0.standing }) ?? true { best = (question, standing) }
    }
    guard let best, best.standing.applies else { return nil }
    return best.question
  }

  /// How near a customer is to what a heading is about.
  private struct Standing: Comparable {
    var applies: Bool
    var shows: Showing
    var nearness: Int

    private var rank: Int { (applies ? 100 : 0) + shows.rawValue * 10 + nearness }

    static func < (left: Standing, right: Standing) -> Bool { left.rank < right.rank }
  }

  /// Of headings that let the AI act, or stand before that: how near the AI is to acting.
  private func nearness(_ heading: Int, _ decision: Decision) -> Int {
    let isAboutPeople = graph.effects.contains { effect in
      effect.heading == heading && effect.action != .aiMay
    }
    guard !isAboutPeople, let ruling = decision.task?.ruling else { return 0 }
    let free = decision.handlerIsHuman ? 0 : 4
    switch ruling {
    case .ai: return free + 4
    case .notYet: return free + 3
    case .suggest: return free + 2
    case .human: return free + 1
    case .nobody: return free
    }
  }

  /// The guard holds, and no exception does.
  private func applies(_ heading: Int, _ trace: Trace) -> Bool {
    let parts = graph.headings[heading].guarding
    func truth(_ node: Int) -> Truth? { node >= 0 ? trace.truths[node] : nil }
    // A rule of `otherwise` lines alone speaks where its `when` is not so.
    let wanted: Truth = graph.effects.speaksOtherwise(heading) ? .no : .yes
    if truth(parts.when) ?? wanted != wanted || truth(parts.except) ?? .no != .no { return false }
    return truth(parts.inForce) ?? .yes == .yes
  }

  private enum Showing: Int { case not, partly, wholly }

  /// How far the decision is what the heading calls for.
  private func shows(_ heading: Int, _ decision: Decision) -> Showing {
    let lines = graph.effects.filter { $0.heading == heading }
    if !lines.isEmpty {
      return lines.contains { shows($0.action, decision) } ? .wholly : .not
    }
    guard let task = decision.task else { return .not }
    let gates = graph.gates
    if task.approvals.contains(where: { gates.approvals[$0.approval].heading == heading }) {
      return decision.next == .approval ? .wholly : .partly
    }
    if task.offers.contains(where: { gates.offers[$0.offer].heading == heading }) {
      return decision.next == .offer ? .wholly : .partly
    }
    return task.gates.contains { gates.firsts[$0.first].heading == heading } ? .wholly : .not
  }

  private func shows(_ action: GraphEffect.Action, _ decision: Decision) -> Bool {
    let ruling = decision.task?.ruling
    switch action {
    case .aiMay: return ruling == .ai && !decision.handlerIsHuman
    case .aiMayOnlySuggest: return ruling == .suggest
    case .onlyHumanMay: return ruling == .human
    case .nobodyMay, .otherwiseRefuse: return ruling == .nobody
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: return decision.handlerIsHuman
    case .bringIn, .contactCustomer, .urgency, .needSkills: return true
    }
  }
}

extension CustomerSearch {
  /// The same customer with the tested numbers exactly on their limits.
  private func onLimit(_ start: Question, _ heading: Int) -> Question? {
    var question = start
    var hasMoved = false
    for comparison in graph.limits(of: heading) {
      hasMoved = question.move(onto: comparison, by: graph) || hasMoved
    }
    return hasMoved ? question : nil
  }

  /// The same customer, changed until an exception holds while the rest of the guard does too.
  private mutating func onException(_ start: Question, _ heading: Int) -> Question? {
    let parts = graph.headings[heading].guarding
    guard parts.except >= 0 else { return nil }
    var maker = ExampleMaker(graph, heading: heading, calm: calmValues(), seed: seed ^ 0xE)
    for attempt in 0..<Self.mostTries {
      let question = maker.changed(start, towards: parts.except, attempt: attempt)
      guard let (_, trace) = decided(question) else { return nil }
      let holds = parts.when < 0 || trace.truths[parts.when] == .yes
      if holds && trace.truths[parts.except] == .yes { return question }
    }
    return nil
  }
}

extension CustomerWords {
  /// Why a customer comes out so: `0.7 is not above 0.7`, `the exception`.
  package static func remark(
    _ kind: ExampleKind, _ question: Question, on heading: Int, by graph: DecisionGraph
  ) -> String {
    switch kind {
    case .typical: return ""
    case .onException: return "the exception"
    case .onLimit:
      let remarks = graph.limits(of: heading).filter { question.stands(on: $0, by: graph) }
        .map(graph.remark)
      guard let only = remarks.first, remarks.allSatisfy({ $0 == only }) else {
        return "exactly on the limit"
      }
      return only
    }
  }
}

extension [GraphEffect] {
  /// All lines of the heading are `otherwise` lines.
  fileprivate func speaksOtherwise(_ heading: Int) -> Bool {
    let own = filter { $0.heading == heading }
    return !own.isEmpty
      && own.allSatisfy { effect in
        switch effect.action {
        case .otherwiseHandOver, .otherwiseRefuse: true
        case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman,
          .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
          false
        }
      }
  }
}

extension GraphEffect.Action {
  fileprivate var callsForPerson: Bool {
    switch self {
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .bringIn,
      .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}
