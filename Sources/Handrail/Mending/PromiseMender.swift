import HandrailAnalysis
import HandrailEngine
import HandrailLint
import HandrailModel
import HandrailSource
import HandrailSyntax

/// Tries edits that could mend broken promises, each on the policy's own text.
///
/// An edit is offered where the policy that it leaves is read without a new stop or hold, the
/// promise is proved of it, and every promise that held still holds.
struct PromiseMender {
  private let main: PolicyFile
  private let surroundings: PolicySurroundings
  private let review: Review
  private let before: PolicyAnalysis
  private let policy: LintedPolicy
  /// Whether a promise held before, as far as that was asked.
  private var held: [String: Bool] = [:]
  /// What analysis found before, once that is known.
  private var counts: [String: Int]?
  private var steps = 0

  /// So many edits are offered for a promise.
  private static let mostOffered = 3
  /// Boxes that one search of a trial looks at.
  private static let trialBudget = 5_000

  /// `nil` where a message stops the policy.
  init?(
    _ main: PolicyFile, _ review: Review, _ before: PolicyAnalysis,
    in surroundings: PolicySurroundings
  ) {
    guard let model = review.runnableModel else { return nil }
    self.main = main
    self.review = review
    self.surroundings = surroundings
    self.before = before
    policy = LintedPolicy(
      model, before.graph, trees: model.files.map { parse($0).value },
      surroundings: LintSurroundings(), analysis: before.analysis)
  }

  /// The proofs, and with each broken promise the edits that would mend it.
  mutating func mend(_ proofs: [PolicyAnalysis.Proof]) -> [PolicyAnalysis.Proof] {
    for proof in proofs { held[proof.promise.name] = proof.isProved }
    return proofs.map { proof in
      guard var message = proof.message else { return proof }
      switch proof.answer {
      case .proved, .notSettled: return proof
      case .neverTriggered: message.fixes = policy.fixes(ofUntriggered: proof.promise.name)
      case .broken(let breach): mend(proof.promise.name, breach, &message)
      }
      var mended = proof
      mended.message = message
      return mended
    }
  }

  private mutating func mend(_ name: String, _ breach: Breach, _ message: inout Diagnostic) {
    guard let edits = PromiseEdits(policy, promise: name, breach) else { return }
    let candidates = edits.candidates
    let replay = before.promises.first { $0.name == name }.flatMap {
      BreachReplay(breach, of: $0, before: before, in: policy, mending: message, by: candidates)
    }
    var tried = 0
    for fix in candidates where message.fixes.count < Self.mostOffered {
      guard steps < before.mendingSteps else { break }
      tried += 1
      if mends(fix, name, message, replay) { message.fixes.append(fix) }
    }
    let isCutShort = steps >= before.mendingSteps && tried < candidates.count
    if isCutShort && message.fixes.count < Self.mostOffered {
      message.reason += " I tried \(tried) of \(candidates.count) edits within my limit."
    } else if candidates.isEmpty {
      message.reason += " I know no edit that could mend it and leave the AI no more than it has."
    } else if message.fixes.isEmpty {
      message.reason +=
        tried == 1
        ? " The one edit that I tried mends nothing."
        : " None of the \(tried) edits that I tried mends it."
    }
  }

  // MARK: One trial

  private mutating func mends(
    _ fix: Fix, _ name: String, _ message: Diagnostic, _ replay: BreachReplay?
  ) -> Bool {
    let size = before.graph.headings.count + 20
    var pass = FixPass(review.sources)
    guard pass.take(fix, of: message) else { return false }
    let isKept = replay?.isKept(
      by: fix, of: message, zoneDataVersion: surroundings.zoneDataVersion, read: reviewed)
    if isKept ?? false {
      // A handful of headings was read.
      steps += 20
      return false
    }
    steps += size
    let checked = reviewed(review.sources, pass)
    guard adds(nothingIn: checked.diagnostics, to: review.diagnostics),
      let after = analysis(checked), holds(name, in: after)
    else { return false }
    steps += 5 * size
    return keepsPromises(after, besides: name) && addsNoFinding(after, by: fix)
  }

  /// The policy as a round of edits leaves it.
  private func reviewed(_ sources: [SourceText], _ pass: FixPass) -> Review {
    var changed: [String: [UInt8]] = [:]
    for file in sources.indices { changed[sources[file].path] = pass.bytes(of: FileID(file)) }
    let edited = changed
    var surroundings = surroundings
    let load = surroundings.load
    surroundings.load = { path, user in
      load(path, user).map { PolicyFile(path: $0.path, bytes: edited[$0.path] ?? $0.bytes) }
    }
    return Handrail.review(
      PolicyFile(path: main.path, bytes: edited[main.path] ?? main.bytes), in: surroundings)
  }

  private func analysis(_ checked: Review) -> PolicyAnalysis? {
    guard let model = checked.runnableModel else { return nil }
    let whole = PolicyAnalysis(
      model, checked.sources, zoneDataVersion: surroundings.zoneDataVersion,
      digest: before.graph.policy.digest)
    return whole.limited(to: Self.trialBudget)
  }

  private func holds(_ name: String, in after: PolicyAnalysis) -> Bool {
    after.proofs(of: [name]).contains { $0.isProved }
  }

  private mutating func keepsPromises(_ after: PolicyAnalysis, besides name: String) -> Bool {
    for promise in before.promises where promise.name != name {
      let known = held[promise.name]
      let isHeld = known ?? before.proofs(of: [promise.name]).contains { $0.isProved }
      held[promise.name] = isHeld
      if isHeld, !holds(promise.name, in: after) { return false }
    }
    return true
  }

  private mutating func addsNoFinding(_ after: PolicyAnalysis, by fix: Fix) -> Bool {
    if let (changed, changedAfter) = changes(by: fix, in: after) {
      let before = before.limited(to: Self.trialBudget)
      return adds(
        nothingIn: after.findingMessages(by: changedAfter),
        to: before.findingMessages(by: changed))
    }
    let said = counts ?? before.limited(to: Self.trialBudget).findingMessages().severeCounts
    counts = said
    return after.findingMessages().severeCounts.allSatisfy { $0.value <= said[$0.key] ?? 0 }
  }

  /// The headings that a fix changes or adds, before and after; `nil` where others read of them.
  private func changes(
    by fix: Fix, in after: PolicyAnalysis
  ) -> (before: ChangedHeadings, after: ChangedHeadings)? {
    guard policy.leavesWhatRulesRead(fix), before.graph.tasks == after.graph.tasks else {
      return nil
    }
    let names = policy.headingsChanged(by: fix)
    let known = Set(before.graph.headings.map(\.name))
    let changed = before.graph.headings.indices.filter {
      names.contains(before.graph.headings[$0].name)
    }
    let changedAfter = after.graph.headings.indices.filter {
      let name = after.graph.headings[$0].name
      return names.contains(name) || !known.contains(name)
    }
    var tasks: TaskSet? = TaskSet(taskCount: before.graph.tasks.count)
    before.graph.addTasks(of: Set(changed), to: &tasks)
    after.graph.addTasks(of: Set(changedAfter), to: &tasks)
    return (
      ChangedHeadings(Set(changed), tasks: tasks),
      ChangedHeadings(Set(changedAfter), tasks: tasks)
    )
  }

  private func adds(nothingIn after: [Diagnostic], to before: [Diagnostic]) -> Bool {
    let said = before.severeCounts
    return after.severeCounts.allSatisfy { $0.value <= said[$0.key] ?? 0 }
  }
}

extension PolicyAnalysis {
  /// The same with another budget for each search.
  fileprivate func limited(to budget: Int) -> PolicyAnalysis {
    var analysis = analysis
    analysis.budget = min(analysis.budget, budget)
    var limited = self
    limited.analysis = analysis
    return limited
  }

  /// The proofs, and with each broken promise up to three edits that were tried and would mend it.
  ///
  /// `review` is what checking this very policy came to.
  package func mending(
    _ proofs: [Proof], of main: PolicyFile, _ review: Review, in surroundings: PolicySurroundings
  ) -> [Proof] {
    guard proofs.contains(where: { $0.message != nil }),
      var mender = PromiseMender(main, review, self, in: surroundings)
    else { return proofs }
    return mender.mend(proofs)
  }
}

extension DecisionGraph {
  /// Adds the tasks that lines and gates of some headings cover; `nil` where they bear on all.
  fileprivate func addTasks(of headings: Set<Int>, to tasks: inout TaskSet?) {
    var covered = effects.filter { headings.contains($0.heading) }.map {
      $0.action.concernsConversation ? nil : $0.scope
    }
    covered += gates.approvals.filter { headings.contains($0.heading) }.map(\.scope)
    for scope in covered {
      guard let scope else {
        tasks = nil
        return
      }
      for task in self.tasks.indices where scope.contains(task) { tasks?.insert(task) }
    }
  }
}

extension PolicyAnalysis.Proof {
  fileprivate var isProved: Bool {
    if case .proved = answer { true } else { false }
  }
}

extension [Diagnostic] {
  /// How often each code stops or holds.
  fileprivate var severeCounts: [String: Int] {
    reduce(into: [:]) { counts, diagnostic in
      if diagnostic.severity != .note { counts[diagnostic.code, default: 0] += 1 }
    }
  }
}
