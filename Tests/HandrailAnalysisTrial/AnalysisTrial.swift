import HandrailAnalysis
import HandrailEngine
import HandrailLowering
import HandrailModel
import HandrailOracles

/// The region search held against an oracle, over small generated policies.
package struct AnalysisTrial: Sendable {
  package enum Against: Sendable { case bruteForce, solver }

  /// What a run came to.
  package struct Counts: Sendable {
    package var policies = 0
    /// Policies that the oracle could not answer all of.
    package var skipped = 0
    package var compared = 0
    package var notSettled = 0
    /// Shown by a question that the oracles' space leaves out (`Space`).
    package var beyond = 0
    package var differences: [String] = []
    /// Seed and query of what was not settled.
    package var unsettled: [String] = []
    /// By sort of query: how often no and yes.
    package var answers: [String: [Int]] = [:]

    package init() {}

    package mutating func add(_ other: Counts) {
      policies += other.policies
      skipped += other.skipped
      compared += other.compared
      notSettled += other.notSettled
      beyond += other.beyond
      differences += other.differences
      unsettled += other.unsettled
      answers.merge(other.answers) { [$0[0] + $1[0], $0[1] + $1[1]] }
    }
  }

  package var firstSeed: UInt64
  package var stride: UInt64
  package var policies: Int
  package var zone: [UInt8]
  package var against: Against

  package init(
    firstSeed: UInt64, stride: UInt64 = 1, policies: Int, zone: [UInt8], against: Against
  ) {
    self.firstSeed = firstSeed
    self.stride = stride
    self.policies = policies
    self.zone = zone
    self.against = against
  }

  package func run() -> Counts {
    var counts = Counts()
    for number in 0..<policies {
      compare(SmallPolicy(seed: firstSeed &+ UInt64(number) &* stride, zone: zone), &counts)
    }
    return counts
  }

  private func compare(_ small: SmallPolicy, _ counts: inout Counts) {
    counts.policies += 1
    let brute = against == .bruteForce ? BruteForce(small) : nil
    let solver = against == .solver ? Z3Oracle(small) : nil
    var search = SearchedPolicy(small)
    var isSkipped = false
    for query in small.queries where search.knows(query) {
      guard let expected = brute?.answer(query) ?? solver?.answer(query) else {
        isSkipped = true
        continue
      }
      counts.compared += 1
      counts.answers[query.sort, default: [0, 0]][expected ? 1 : 0] += 1
      guard let found = search.answer(query) else {
        counts.notSettled += 1
        counts.unsettled.append("seed \(small.seed): \(query)")
        continue
      }
      if found && !expected && search.isBeyond {
        counts.beyond += 1
      } else if found != expected {
        counts.differences.append(
          "seed \(small.seed): \(query): the oracle says \(expected), the search \(found)\n"
            + small.text)
      }
    }
    if isSkipped { counts.skipped += 1 }
  }
}

/// One small policy as the search sees it.
private struct SearchedPolicy {
  let model: PolicyModel
  let analysis: Analysis
  let promises: [GraphPromise]
  /// The last thing found was shown by a question that the oracles' space leaves out.
  private(set) var isBeyond = false

  init(_ small: SmallPolicy) {
    model = small.model
    let promised = lowerWithPromises(small.model, zoneDataVersion: "test")
    analysis = Analysis(promised.graph)
    promises = promised.promises
  }

  private var graph: DecisionGraph { analysis.graph }

  func knows(_ query: OracleQuery) -> Bool {
    switch query {
    case .versionsDiffer: false
    case .ruleCanApply, .permissionCanTakeEffect, .exceptionMatters, .exceptionCoversAll,
      .differentQueues, .returnWhileHandingOver, .promiseBroken, .tableGap, .rowsOverlap:
      true
    }
  }

  /// `nil` where it is not settled.
  mutating func answer(_ query: OracleQuery) -> Bool? {
    isBeyond = false
    switch query {
    case .ruleCanApply(let rule): return isFound(analysis.canApply(heading: heading(rule)))
    case .permissionCanTakeEffect(let rule, let effect):
      return isFound(analysis.permissionTakesEffect(effects(of: rule)[effect]))
    case .exceptionMatters(let rule, let exception):
      // The oracles read lines, not the cap that a line sets besides.
      return isFound(
        analysis.exceptionMatters(
          heading: heading(rule), exception: exception, withCaps: false))
    case .exceptionCoversAll(let rule):
      // Without its exceptions the rule could apply, with them it cannot.
      guard let meets = isFound(analysis.conditionsMeet(heading: heading(rule))),
        let applies = isFound(analysis.canApply(heading: heading(rule)))
      else { return nil }
      return meets && !applies
    case .differentQueues(let first, let second):
      return any(handOvers(first), handOvers(second)) { analysis.bothHandOver($0, $1) }
    case .returnWhileHandingOver(let way, let rule):
      return any([position(ofWay: way)], handOvers(rule)) {
        analysis.returnsWhileHandingOver($0, $1, whoeverHolds: true)
      }
    case .promiseBroken(let name): return isBroken(name)
    case .tableGap(let name):
      return table(name) { finding in finding.kind == .gap }
    case .rowsOverlap(let name, let first, let second):
      guard let table = graph.logic.tables.firstIndex(where: { $0.name == name }) else {
        return nil
      }
      return isFound(analysis.rowsMeet(table, first, second))
    case .versionsDiffer: return nil
    }
  }

  private mutating func isFound(_ answer: SearchAnswer) -> Bool? {
    switch answer {
    case .found(let witness):
      isBeyond = witness.isBeyondOracles
      return true
    case .never: return false
    case .notSettled: return nil
    }
  }

  private func any(
    _ left: [Int], _ right: [Int], _ search: (Int, Int) -> SearchAnswer
  ) -> Bool? {
    var isLost = false
    for first in left {
      for second in right {
        switch search(first, second) {
        case .found: return true
        case .never: continue
        case .notSettled: isLost = true
        }
      }
    }
    return isLost ? nil : false
  }

  private func heading(_ rule: String) -> Int {
    graph.headings.firstIndex { $0.kind == .rule && $0.name == rule } ?? 0
  }

  /// In the order of the text.
  private func effects(of rule: String) -> [Int] {
    let heading = heading(rule)
    return graph.effects.indices.filter { graph.effects[$0].heading == heading }
  }

  private func handOvers(_ rule: String) -> [Int] {
    effects(of: rule).filter { effect in
      switch graph.effects[effect].action {
      case .handOver, .otherwiseHandOver: true
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
        .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }

  /// The graph's ways back stand in their own order: found by line.
  private func position(ofWay way: Int) -> Int {
    let line = model.gates.returns[way].origin.line
    return graph.gates.returns.firstIndex { graph.headings[$0.heading].line == line } ?? 0
  }

  private mutating func isBroken(_ name: String) -> Bool? {
    guard let promise = promises.first(where: { $0.name == name }) else { return nil }
    switch analysis.proveForAnyMemory(promise) {
    case .proved, .neverTriggered: return false
    case .broken(let breach):
      isBeyond = breach.witness.isBeyondOracles
      return true
    case .notSettled: return nil
    }
  }

  private func table(_ name: String, _ isIt: (TableFinding) -> Bool) -> Bool? {
    guard let table = graph.logic.tables.firstIndex(where: { $0.name == name }) else { return nil }
    let findings = analysis.tableFindings(table)
    if findings.contains(where: isIt) { return true }
    return findings.contains { $0.kind == .notSettled } ? nil : false
  }
}

extension Witness {
  /// Turns left out, memory that cannot be used, and what people said to gates are in no question
  /// of the oracles' space.
  fileprivate var isBeyondOracles: Bool {
    guard question.frame.hasTurns else { return true }
    switch question.memory {
    case .unusable, .absent: return true
    case .new: return false
    case .kept(let memory):
      return !(memory.approvals.isEmpty && memory.confirmations.isEmpty && memory.done.isEmpty)
        || memory.offers.contains { $0.manner != .shown }
    }
  }
}
