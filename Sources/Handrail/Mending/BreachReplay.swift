import HandrailAnalysis
import HandrailEngine
import HandrailLint
import HandrailLowering
import HandrailSource

/// The very breach of a promise, tried again on the policy with an edit.
///
/// An edit that leaves it a breach mends nothing. Rules that say nothing in it are left out: a
/// handful of headings is read anew, and the whole policy only where the breach is gone.
struct BreachReplay {
  private let before: PolicyAnalysis
  private let promise: GraphPromise
  private let breach: Breach
  private let policy: LintedPolicy
  /// The files without the rules that say nothing.
  private let sources: [SourceText]
  /// What left them out: it says where the rest stands now.
  private let shortening: FixPass

  /// `nil` where one decision does not tell that the promise is broken.
  init?(
    _ breach: Breach, of promise: GraphPromise, before: PolicyAnalysis, in policy: LintedPolicy,
    mending message: Diagnostic, by candidates: [Fix]
  ) {
    guard promise.once < 0, case .new = breach.witness.question.memory,
      promise.expectations[breach.expectation].withinTurns ?? 0 == 0
    else { return nil }
    self.before = before
    self.promise = promise
    self.breach = breach
    self.policy = policy
    let edits = candidates.flatMap(\.edits)
    let silent = BreachReplay.silentRules(breach, before.graph)
    let removals = policy.removals(ofRules: silent).filter { removal in
      !edits.contains { removal.meets($0) }
    }
    var pass = FixPass(before.sources)
    // What is small is read soon enough as it is.
    guard removals.count > 20,
      pass.take(Fix(.ask, "left out", removals), of: message)
    else { return nil }
    let shortened = pass
    sources = before.sources.indices.map { file in
      SourceText(path: before.sources[file].path, bytes: shortened.bytes(of: FileID(file)))
    }
    shortening = shortened
  }

  /// Rules whose lines are all *no* in the breach, by name.
  private static func silentRules(_ breach: Breach, _ graph: DecisionGraph) -> Set<String> {
    let truths = breach.witness.trace.truths
    var speaks = [Bool](repeating: false, count: graph.headings.count)
    for position in graph.effects.indices {
      let nodes = [graph.effects[position].node, graph.effects[position].capNode]
      if nodes.contains(where: { truths[$0] != .no }) {
        speaks[graph.effects[position].heading] = true
      }
    }
    // What asks for a person is counted, whatever its lines say.
    if graph.duties.wayOut >= 0 { speaks[graph.duties.wayOut] = true }
    let silent = graph.headings.indices.filter { graph.headings[$0].kind == .rule && !speaks[$0] }
    return Set(silent.map { graph.headings[$0].name })
  }

  /// True where the edit is known to leave the breach a breach; `read` reads and checks files.
  func isKept(
    by fix: Fix, of message: Diagnostic, zoneDataVersion: String,
    read: (_ sources: [SourceText], _ pass: FixPass) -> Review
  ) -> Bool {
    guard policy.leavesWhatRulesRead(fix) else { return false }
    let edits = fix.edits.map { edit in
      let file = edit.place.file
      let lower = shortening.moved(edit.place.range.lower, in: file)
      let range = ByteRange(lower, lower + UInt32(edit.place.range.count))
      return Edit(SourcePlace(file: file, range: range), edit.replacement)
    }
    var pass = FixPass(sources)
    guard pass.take(Fix(.ask, fix.title, edits), of: message),
      let model = read(sources, pass).runnableModel
    else { return false }
    let changed = lowerWithPromises(
      model, zoneDataVersion: zoneDataVersion, digest: before.graph.policy.digest)
    guard changed.graph.asksAlike(before.graph),
      let promise = changed.promises.first(where: { $0.name == promise.name })
    else { return false }
    return promise.isBroken(
      breach.expectation, on: breach.witness.question, by: changed.graph)
  }
}

extension Edit {
  /// The two share a byte or stand side by side.
  fileprivate func meets(_ other: Edit) -> Bool {
    place.file == other.place.file && place.range.lower <= other.place.range.upper
      && other.place.range.lower <= place.range.upper
  }
}

extension DecisionGraph {
  /// A question to the other graph is one to this, with everything where it stood.
  fileprivate func asksAlike(_ other: DecisionGraph) -> Bool {
    func given(_ graph: DecisionGraph) -> [String: GraphSupply] {
      graph.facts.reduce(into: [:]) { supplies, fact in
        switch fact.supply {
        case .session, .turn, .task, .agent: supplies[fact.name] = fact.supply
        case .computed: break
        }
      }
    }
    return tasks == other.tasks && given(self) == given(other)
      && logic.readsTurns == other.logic.readsTurns
      && logic.longestWindow == other.logic.longestWindow
      && routing.queues.map(\.name) == other.routing.queues.map(\.name)
      && gates.approvals.count == other.gates.approvals.count
      && gates.offers.count == other.gates.offers.count
      && gates.firsts.count == other.gates.firsts.count
  }
}
