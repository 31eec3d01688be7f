import HandrailEngine
import HandrailLowering
import HandrailModel
import HandrailReporting
import HandrailScenarios
import HandrailSource
import HandrailTestSupport
import Testing

/// One folder a case under `Tests/Golden/testing`: a policy with scenarios, and what is said.
@Suite("Scenarios in policies")
struct ScenarioGoldenTests {
  static let cases = Golden.cases("testing")

  private func tested(_ bytes: [UInt8]) throws -> TestedFile {
    let surroundings = CheckSurroundings(
      load: { _, _ in .failure(.init(reason: "there is one file")) },
      zoneFile: { ZoneFixture.bytes($0) }, zoneNames: { ZoneFixture.names },
      zoneDataVersion: "fixture")
    let source = SourceText(path: "input.policy", bytes: bytes)
    let outcome = check(source, in: surroundings)
    #expect(outcome.diagnostics.filter { $0.severity == .stop }.map(\.headline) == [])
    let model = try #require(outcome.value)
    let runner = ScenarioRunner(model, graph: lower(model, zoneDataVersion: "fixture"))
    return TestedFile(
      path: "input.policy", sources: model.files, graph: runner.graph,
      results: runner.scenarios(named: nil).map { runner.run($0) })
  }

  @Test("say what they said before", arguments: cases)
  func expected(name: String) throws {
    let golden = Golden("testing", name)
    let file = try tested(golden.bytes("input.policy"))
    let text = testList(file) + "\n" + testText(file)
    let verdict = try golden.compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
  }

  @Test("fail with the code of their case, or not at all", arguments: cases)
  func code(name: String) throws {
    let file = try tested(Golden("testing", name).bytes("input.policy"))
    let codes = file.failed.flatMap { $0.failures.map(\.diagnostic.code) }
    #expect(Set(codes) == (name.hasPrefix("PL") ? [String(name.prefix(6))] : []))
  }

  @Test("offer fixes that let them pass", arguments: cases)
  func fixes(name: String) throws {
    let bytes = try Golden("testing", name).bytes("input.policy")
    for failure in try tested(bytes).failed.flatMap(\.failures) {
      for fix in failure.diagnostic.fixes {
        var mended = bytes
        for edit in fix.edits {
          mended.replaceSubrange(edit.place.range.offsets, with: Array(edit.replacement.utf8))
        }
        let left = try tested(mended).failed.flatMap { $0.failures.map(\.diagnostic.headline) }
        #expect(!left.contains(failure.diagnostic.headline), "\(name): \(fix.title)")
      }
    }
  }

  @Test("have a case for every code that running them gives")
  func everyCode() {
    let shown = Set(Self.cases.filter { $0.hasPrefix("PL") }.map { String($0.prefix(6)) })
    // PL0810 is about suites: the transcripts of `handrail test` show it.
    #expect(shown.union(["PL0810"]) == Set(scenarioCodes))
  }

  @Test("come out the same each time", arguments: cases)
  func repeats(name: String) throws {
    let bytes = try Golden("testing", name).bytes("input.policy")
    let (first, second) = (try tested(bytes), try tested(bytes))
    var summary = TestSummary()
    summary.add(first)
    #expect(testJSON([first], summary) == testJSON([second], summary))
    #expect(testJUnit([first], summary) == testJUnit([second], summary))
  }
}
