import Foundation
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

  /// A policy that comes with the package, and what stands in its folder to be used.
  init(shipped path: String) throws {
    let root = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: path).deletingLastPathComponent()
    files = [:]
    let names = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    for name in names ?? [] where name.hasSuffix(".policy") {
      files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    main = root.appending(path: path).lastPathComponent
    orders = LintOrders(.regulated)
    orders.surroundings.today = Self.today
  }

  /// Paths of the policies that come with the package and stand for themselves.
  static let shipped: [String] = {
    let root = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    let files = FileManager.default.enumerator(atPath: root.appending(path: "policies").path())
    return (files?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".policy") && !$0.contains("shared/") }
      .sorted().map { "policies/\($0)" }
  }()

  private static let today = CalendarDate(year: 2026, month: 3, day: 2)

  func said() -> Said {
    let outcome = HandrailModel.check(
      SourceText(path: main, bytes: files[main] ?? []), in: surroundings)
    let sources = outcome.value?.files ?? [SourceText(path: main, bytes: files[main] ?? [])]
    guard let model = outcome.value, !outcome.diagnostics.contains(where: { $0.severity == .stop })
    else { return Said(diagnostics: outcome.diagnostics, sources: sources) }
    let graph = lower(model, zoneDataVersion: "fixture")
    var orders = orders
    if orders.rules.contains(where: \.asksScenarios) {
      orders.surroundings.scenarios = compiled.shownByScenarios()
    }
    let policy = LintedPolicy(
      model, graph, trees: model.files.map { parse($0).value },
      surroundings: orders.surroundings)
    return Said(
      diagnostics: outcome.diagnostics + lint(policy, by: orders), sources: sources, graph: graph)
  }

  /// Used files by their path, or by the one file whose path ends so.
  private static func find(_ path: String, in files: [String: [UInt8]]) -> String? {
    if files[path] != nil { return path }
    let similar = files.keys.filter { $0.hasSuffix("/" + path) }
    return similar.count == 1 ? similar.first : nil
  }

  /// The policy as it decides; `nil` where a message stops it.
  var policy: Policy? { compiled.policy }

  private var compiled: Compilation {
    let files = files
    var surroundings = PolicySurroundings()
    surroundings.load = { path, _ in
      Self.find(path, in: files).map { .success(PolicyFile(path: $0, bytes: files[$0] ?? [])) }
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
        Self.find(path, in: files).map { .success(SourceText(path: $0, bytes: files[$0] ?? [])) }
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
