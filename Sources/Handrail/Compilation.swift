internal import HandrailLowering
internal import HandrailModel
package import HandrailSource

/// What compiling a policy came to: the policy where it can run, and everything there is to say.
public struct Compilation: Sendable {
  /// `nil` where a message stops it.
  public let policy: Policy?
  /// Headings that are checked and not carried out yet.
  package let notBuilt: [NotBuiltHeading]
  /// The files read, the main one first; places in `diagnostics` are positions here.
  package let sources: [SourceText]
  package let diagnostics: [Diagnostic]

  /// What there is to say, in order of file and place.
  public var messages: [PolicyMessage] {
    diagnostics.sorted {
      ($0.place.file, $0.place.range.lower, $0.code) < (
        $1.place.file, $1.place.range.lower, $1.code
      )
    }.map { PolicyMessage($0, in: sources) }
  }
}

/// Compiles a policy and everything that it uses: parse, check, lower.
///
/// Reads nothing but what `surroundings` gives. Never fails: what is wrong is in the messages.
public func compile(_ main: PolicyFile, in surroundings: PolicySurroundings) -> Compilation {
  let source = SourceText(path: main.path, bytes: main.bytes)
  let checked = check(source, in: surroundings.forChecking)
  let isStopped = checked.diagnostics.contains { $0.severity == .stop }
  guard let model = checked.value else {
    return Compilation(
      policy: nil, notBuilt: [], sources: [source],
      diagnostics: checked.diagnostics.filter { $0.place.file.offset == 0 })
  }
  let policy =
    isStopped
    ? nil : Policy(graph: lower(model, zoneDataVersion: surroundings.zoneDataVersion))
  return Compilation(
    policy: policy, notBuilt: notBuiltHeadings(of: model), sources: model.files,
    diagnostics: checked.diagnostics)
}
