internal import HandrailEngine
internal import HandrailLowering
internal import HandrailModel
package import HandrailScenarios
package import HandrailSource

/// What compiling a policy came to: the policy where it can run, and everything there is to say.
public struct Compilation: Sendable {
  /// `nil` where a message stops it.
  public let policy: Policy?
  package let review: Review

  /// What plays the policy's scenarios; `nil` where a message stops it.
  package var scenarioRunner: ScenarioRunner? {
    guard let policy, let model = review.runnableModel else { return nil }
    return ScenarioRunner(model, graph: policy.graph)
  }

  /// What tries small changes against the scenarios, in the surroundings that it was compiled in.
  package func mutationRunner(in surroundings: PolicySurroundings) -> MutationRunner? {
    guard let policy, let model = review.runnableModel else { return nil }
    return MutationRunner(model, digest: policy.digest, in: surroundings.forChecking)
  }

  /// What there is to say, in order of file and place.
  public var messages: [PolicyMessage] { review.messages }
}

/// Compiles a policy and everything that it uses: parse and check, then lower.
///
/// Reads nothing but what `surroundings` gives. Never fails: what is wrong is in the messages.
public func compile(_ main: PolicyFile, in surroundings: PolicySurroundings) -> Compilation {
  let review = review(main, in: surroundings)
  let graph = review.runnableModel.map {
    lower($0, zoneDataVersion: surroundings.zoneDataVersion)
  }
  return Compilation(policy: graph.map(Policy.init), review: review)
}

/// What checking a policy came to, short of making it run.
package struct Review: Sendable {
  /// The files read, the main one first; places in `diagnostics` are positions here.
  package let sources: [SourceText]
  package let diagnostics: [Diagnostic]
  /// `nil` where a message stops it.
  let runnableModel: PolicyModel?

  /// In order of file and place.
  var messages: [PolicyMessage] {
    diagnostics.sorted { left, right in
      (left.place.file, left.place.range.lower, left.code)
        < (right.place.file, right.place.range.lower, right.code)
    }.map { PolicyMessage($0, in: sources) }
  }
}

/// Checks a policy and everything that it uses.
package func review(_ main: PolicyFile, in surroundings: PolicySurroundings) -> Review {
  review(main, in: surroundings, on: nil)
}

/// Checks a policy, and speaks of closing dates that have passed where the day is given.
func review(
  _ main: PolicyFile, in surroundings: PolicySurroundings, on today: CalendarDate?
) -> Review {
  let source = SourceText(path: main.path, bytes: main.bytes)
  var world = surroundings.forChecking
  world.today = today
  let checked = check(source, in: world)
  guard let model = checked.value else {
    return Review(
      sources: [source],
      diagnostics: checked.diagnostics.filter { $0.place.file.offset == 0 },
      runnableModel: nil)
  }
  var diagnostics = checked.diagnostics
  func isStopped() -> Bool { diagnostics.contains { $0.severity == .stop } }
  if !model.openTables.isEmpty, surroundings.settlesTables, !isStopped() {
    let graph = lower(model, zoneDataVersion: surroundings.zoneDataVersion)
    diagnostics = SettledTables(model: model, graph: graph).messages(diagnostics)
  }
  return Review(
    sources: model.files, diagnostics: diagnostics,
    runnableModel: isStopped() ? nil : model)
}
