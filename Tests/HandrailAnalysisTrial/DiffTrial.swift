import HandrailAnalysis
import HandrailEngine
import HandrailOracles

/// Two versions of small generated policies, compared by the search and by an oracle.
package struct DiffTrial: Sendable {
  /// What a run came to.
  package struct Counts: Sendable {
    package var policies = 0
    /// Pairs that the oracle could not answer.
    package var skipped = 0
    /// Pairs that no comparison is made of, for checking stops one of the two.
    package var stopped = 0
    package var compared = 0
    /// Of those compared, how many differ.
    package var differing = 0
    package var notSettled = 0
    /// Kinds shown by nothing but questions that the oracle's space leaves out.
    package var beyond = 0
    /// Sessions in which two versions parted.
    package var partings = 0
    /// Seed and lines of what was not settled.
    package var unsettled: [String] = []
    package var differences: [String] = []

    package init() {}

    package mutating func add(_ other: Counts) {
      policies += other.policies
      skipped += other.skipped
      stopped += other.stopped
      compared += other.compared
      differing += other.differing
      notSettled += other.notSettled
      beyond += other.beyond
      partings += other.partings
      unsettled += other.unsettled
      differences += other.differences
    }
  }

  package var firstSeed: UInt64
  package var stride: UInt64
  package var policies: Int
  package var zone: [UInt8]
  /// Sessions of each pair that are played through.
  package var sessions = 60

  package init(firstSeed: UInt64, stride: UInt64 = 1, policies: Int, zone: [UInt8]) {
    self.firstSeed = firstSeed
    self.stride = stride
    self.policies = policies
    self.zone = zone
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
    guard !isStopped(small.graph), !isStopped(small.next.graph) else {
      counts.stopped += 1
      return
    }
    guard let seen = BruteForce(small).versionChanges() else {
      counts.skipped += 1
      return
    }
    counts.compared += 1
    if !seen.isEmpty { counts.differing += 1 }
    let diff = compareVersions(small.graph, small.next.graph)
    let silent = untold(small, diff, &counts)
    let words = "seed \(small.seed)\n\(small.text)\n--- next ---\n\(small.next.text)"
    for change in diff.changes where !isReplayed(change, small) {
      counts.differences.append("a \(change.kind) example does not replay: \(words)")
    }
    if !diff.notSettled.isEmpty {
      counts.notSettled += 1
      let lines = diff.notSettled.map { "\($0.kind) \($0.tasks) \($0.causes.map(\.name))" }
      counts.unsettled.append("\(lines.joined(separator: "; ")): \(words)")
    }
    for (kind, isSeen) in zip(ChangeKind.allCases, [seen.looser, seen.stricter, seen.team]) {
      let isFound = diff.changes.contains { $0.kind == kind }
      let isBeyond = diff.changes.allSatisfy { $0.kind != kind || isBeyondOracle($0, small) }
      let isOpen = diff.notSettled.contains { $0.kind == kind }
      if isFound && !isSeen && !seen.unsure && isBeyond {
        counts.beyond += 1
      } else if isFound && !isSeen && !seen.unsure || !isFound && !isOpen && isSeen {
        counts.differences.append(
          "\(kind): the oracle says \(isSeen), the search \(isFound): \(words)")
      }
    }
    // Whatever differs is told.
    if seen.unsure && diff.changes.isEmpty && diff.notSettled.isEmpty {
      counts.differences.append("the search finds nothing: \(words)")
    }
    if let silent { counts.differences.append("a session parts \(silent): \(words)") }
    if diff.changes.contains(where: \.causes.isEmpty) {
      counts.differences.append("a change without its lines: \(words)")
    }
  }

  /// A table has a gap: the search finds it, `handrail check` stops the policy,
  /// and no comparison ever sees it.
  ///
  /// Where no row is taken a line that hands over by the table names no team, and was called in one
  /// version alone though both decided alike.
  private func isStopped(_ graph: DecisionGraph) -> Bool {
    let tables = graph.logic.tables.indices
    guard !tables.isEmpty else { return false }
    let analysis = Analysis(graph)
    return tables.contains { table in
      analysis.tableFindings(table).contains { $0.kind == .gap }
    }
  }

  /// A kind in which two versions part in some session, and of which the comparison said nothing.
  private func untold(
    _ small: SmallPolicy, _ diff: VersionDiff, _ counts: inout Counts
  ) -> ChangeKind? {
    func kinds(_ old: Decision, _ new: Decision) -> Set<ChangeKind> {
      VersionOutcome(old, by: small.graph).changes(to: VersionOutcome(new, by: small.next.graph))
    }
    var sample = SessionSample(small, seed: small.seed)
    let partings = sample.partings(sessions: sessions) { kinds($0, $1).isEmpty }
    counts.partings += partings.count
    for parting in partings {
      if let kind = kinds(parting.old, parting.new).first(where: { !diff.has($0) }) { return kind }
    }
    return nil
  }

  /// The oracle looks neither at roles nor at gates that were answered, nor at questions that leave
  /// turns out.
  private func isBeyondOracle(_ change: VersionChange, _ small: SmallPolicy) -> Bool {
    for question in [change.old.question, change.new.question] {
      guard question.frame.hasTurns else { return true }
      guard case .kept(let memory) = question.memory else { continue }
      let isAnswered = !memory.offers.isEmpty || !memory.approvals.isEmpty
      if isAnswered || !memory.confirmations.isEmpty { return true }
    }
    // Nor at what each version remembers by itself.
    let kept = zip([change.old, change.new], [small.graph, small.next.graph]).map {
      witness, graph -> [[String]] in
      guard case .kept(let memory) = witness.question.memory else { return [] }
      let names = MemoryNames(graph)
      return [
        memory.returns.armed.map { names.returns[$0] },
        memory.judgedStarts.map { names.effects[$0] },
        memory.yesHandOvers.map { names.effects[$0] },
        ["\(memory.handler.changedAtTurn)"],
      ]
    }
    if kept[0] != kept[1] { return true }
    let old = VersionOutcome(change.old.decision, by: small.graph)
    let new = VersionOutcome(change.new.decision, by: small.next.graph)
    return change.kind == .team && old.roles != new.roles && old.queue == new.queue
  }

  private func isReplayed(_ change: VersionChange, _ small: SmallPolicy) -> Bool {
    let old = VersionOutcome(decide(change.old.question, by: small.graph), by: small.graph)
    let new = VersionOutcome(
      decide(change.new.question, by: small.next.graph), by: small.next.graph)
    return old.changes(to: new).contains(change.kind)
  }
}
