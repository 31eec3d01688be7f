import Handrail
import HandrailEngine
import HandrailLint
import HandrailLowering
import HandrailModel
import HandrailSource
import HandrailSyntax
import HandrailTestSupport

/// The files of a case as fixes leave them, and all that is said of them.
struct FixCase {
  var files: [String: [UInt8]]
  let main: String
  /// The rules that look, besides the checker; empty: none.
  var orders = LintOrders(nil)

  /// What there is to say, with the files that it speaks of and the graph where nothing stops it.
  struct Said {
    var diagnostics: [Diagnostic]
    var sources: [SourceText]
    var graph: DecisionGraph?
  }

  init(checking name: String) throws {
    let golden = Golden("checking", name)
    files = [:]
    for file in golden.files where file.hasSuffix(".policy") {
      files[file] = try golden.bytes(file)
    }
    main = "input.policy"
  }

  init(lint name: String) throws {
    let golden = Golden("lint", name)
    files = ["bad.policy": try golden.bytes("bad.policy")]
    for file in golden.files
    where file.hasSuffix(".policy") && !["good.policy", "fixed.policy"].contains(file) {
      files[file] = try golden.bytes(file)
    }
    main = "bad.policy"
    orders = LintOrders(.regulated)
    orders.surroundings = try LintSurroundings(golden)
  }

  private static let today = CalendarDate(year: 2026, month: 3, day: 2)

  func said() -> Said {
    let outcome = HandrailModel.check(
      SourceText(path: main, bytes: files[main] ?? []), in: surroundings)
    let sources = outcome.value?.files ?? [SourceText(path: main, bytes: files[main] ?? [])]
    guard let model = outcome.value, !outcome.diagnostics.contains(where: { $0.severity == .stop })
    else { return Said(diagnostics: outcome.diagnostics, sources: sources) }
    let graph = lower(model, zoneDataVersion: "fixture")
    var orders = orders
    orders.surroundings.scenarios = compiled.shownByScenarios()
    let policy = LintedPolicy(
      model, graph, trees: model.files.map { parse($0).value },
      surroundings: orders.surroundings)
    return Said(
      diagnostics: outcome.diagnostics + lint(policy, by: orders), sources: sources, graph: graph)
  }

  /// The policy as it decides; `nil` where a message stops it.
  var policy: Policy? { compiled.policy }

  private var compiled: Compilation {
    let files = files
    var surroundings = PolicySurroundings()
    surroundings.load = { path, _ in
      files[path].map { .success(PolicyFile(path: path, bytes: $0)) }
        ?? .failure(.init(reason: "there is no such file"))
    }
    surroundings.zoneFile = { ZoneFixture.bytes($0) }
    surroundings.zoneDataVersion = "fixture"
    return compile(PolicyFile(path: main, bytes: files[main] ?? []), in: surroundings)
  }

  private var surroundings: CheckSurroundings {
    let files = files
    var surroundings = CheckSurroundings(
      load: { path, _ in
        files[path].map { .success(SourceText(path: path, bytes: $0)) }
          ?? .failure(.init(reason: "beside the file that uses it"))
      },
      zoneFile: { ZoneFixture.bytes($0) }, zoneNames: { ZoneFixture.names },
      zoneDataVersion: "fixture")
    surroundings.today = Self.today
    return surroundings
  }

  /// The case after one fix; `nil` where its edits cannot be made.
  func applying(_ fix: Fix, of diagnostic: Diagnostic, _ sources: [SourceText]) -> FixCase? {
    var pass = FixPass(sources)
    guard pass.take(fix, of: diagnostic) else { return nil }
    var after = self
    for file in pass.changed { after.files[sources[file.offset].path] = pass.bytes(of: file) }
    return after
  }
}
