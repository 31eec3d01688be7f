import HandrailEngine
import HandrailLowering
package import HandrailModel
import HandrailSource

/// Tries small changes of a policy against its scenarios.
package struct MutationRunner: Sendable {
  /// More changes than this are not tried; those left out are spread evenly, always the same.
  package static let most = 20_000

  package let mutants: [Mutant]
  package let untried: Int
  private let files: [SourceText]
  private let digest: String
  private let surroundings: CheckSurroundings

  /// `surroundings` are those that the policy was checked in.
  package init(_ model: PolicyModel, digest: String, in surroundings: CheckSurroundings) {
    files = model.files
    self.digest = digest
    self.surroundings = surroundings
    let all = model.files.flatMap { MutantSearch($0).mutants }
    let count = min(all.count, Self.most)
    mutants = (0..<count).map { all[$0 * all.count / count] }
    untried = all.count - count
  }

  /// Plays the scenarios of the changed policy, until one fails.
  package func outcome(of mutant: Mutant) -> MutantOutcome {
    guard let changed = changed(mutant), let original = files.first else { return .void }
    var surroundings = surroundings
    let load = surroundings.load
    surroundings.load = { path, user in
      load(path, user).map { $0.path == changed.path ? changed : $0 }
    }
    let main = original.path == changed.path ? changed : original
    let checked = check(main, in: surroundings)
    guard let model = checked.value, !checked.diagnostics.contains(where: { $0.severity == .stop })
    else { return .void }
    let graph = lower(model, zoneDataVersion: surroundings.zoneDataVersion)
    guard graph.policy.digest != digest else { return .void }
    let runner = ScenarioRunner(model, graph: graph)
    let isNoticed = model.checks.scenarios.contains { !runner.run($0).isFine }
    return isNoticed ? .noticed : .survived
  }

  private func changed(_ mutant: Mutant) -> SourceText? {
    guard let source = files.first(where: { $0.path == mutant.path }) else { return nil }
    var bytes = source.bytes
    bytes.replaceSubrange(mutant.range.offsets, with: Array(mutant.replacement.utf8))
    return SourceText(path: source.path, bytes: bytes)
  }
}
