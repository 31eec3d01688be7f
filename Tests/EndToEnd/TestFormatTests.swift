import Foundation
import FoundationXML
import Testing

/// What `handrail test` writes for build servers and machines, read by readers of those formats.
struct TestFormatTests {
  static let policies: [String] = {
    let folder = Program.root.appending(path: "policies")
    let files = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    return Set(
      (files ?? []).filter { $0.hasSuffix(".policy") }.map { file in
        "policies/" + (file.split(separator: "/").first.map(String.init) ?? "")
      }
    ).sorted()
  }()

  /// A policy whose scenarios fail, one of them with a name that looks like markup.
  private static let failing = """
    policy failing version 1
      language 1
      start with ai
      owner "Tests"

    tasks look_up, pay

    queue desk
      if closed or waited too long
        - take message

    prefer queues otherwise desk

    facts
      amount is money up to GBP 500 or unknown

    rule looks
      ai may look_up

    rule payments
      when amount above GBP 50
      only a human may pay
      because "A <large> payment & a \\"second\\" look ]]>"

    scenario "]]></failure><x a='1'> & \\"more\\""
      given task is pay, amount is GBP 100
      expect ai

    scenario "It looks things up"
      given task is look_up
      expect ai

    """

  @Test("JUnit: a reader of XML finds every scenario", arguments: policies)
  func junit(folder: String) throws {
    let run = try Program.run(["test", "--format", "junit", folder])
    #expect(run.status == 0, "\(run.errors)")
    let counts = try Counts(Program.run(["test", "--format", "json", folder]).output)
    let read = try XMLDocument(data: Data(run.output.utf8))
    #expect(try read.nodes(forXPath: "/testsuites/testsuite/testcase").count == counts.scenarios)
    #expect(try read.nodes(forXPath: "//testcase[not(@name) or not(@classname)]").isEmpty)
    #expect(try read.nodes(forXPath: "//failure").isEmpty)
    #expect(read.rootElement()?.attribute(forName: "tests")?.stringValue == "\(counts.scenarios)")
  }

  @Test("JUnit: names and words that look like markup come back as they were")
  func hostileNames() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file("failing.policy", Self.failing)
    let run = try Program.run(["test", "--format", "junit", "failing.policy"], in: desk.location)
    #expect(run.status == 4, "\(run.errors)")
    let read = try XMLDocument(data: Data(run.output.utf8))
    let names = try read.nodes(forXPath: "//testcase/@name").compactMap(\.stringValue)
    #expect(names == [#"]]></failure><x a='1'> & "more""#, "It looks things up"])
    let failures = try read.nodes(forXPath: "//testcase/failure")
    #expect(failures.count == 1)
    let words = failures.first?.stringValue ?? ""
    #expect(words.contains(#"A <large> payment & a "second" look ]]>"#), "\(words)")
    #expect(try read.nodes(forXPath: "//testsuite[@failures='1']").count == 1)
    #expect(try read.nodes(forXPath: "//testcase[not(failure)]").count == 1)
  }

  @Test("JSON: counts agree with what is listed, with coverage and changes", arguments: policies)
  func json(folder: String) throws {
    let run = try Program.run(["test", "--format", "json", "--coverage", folder])
    #expect(run.status == 0, "\(run.errors)")
    let counts = try Counts(run.output)
    #expect(counts.policies.reduce(0) { $0 + $1.scenarios.count } == counts.scenarios)
    #expect(counts.failed == 0)
    try keep(run.output, as: folder.replacing("/", with: "_"))
  }

  @Test("JSON: failures and survivors, kept for the check of the schema")
  func failures() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file("failing.policy", Self.failing)
    let run = try Program.run(["test", "--format", "json", "failing.policy"], in: desk.location)
    #expect(run.status == 4, "\(run.errors)")
    #expect(try Counts(run.output).failed == 1)
    try keep(run.output, as: "failing")
    let mended = Self.failing.replacing("GBP 100\n  expect ai", with: "GBP 100\n  expect human")
    _ = try desk.file("fine.policy", mended)
    let tried = try Program.run(
      ["test", "--format", "json", "--mutate", "fine.policy"], in: desk.location)
    #expect(tried.status == 0, "\(tried.output)\(tried.errors)")
    #expect(tried.output.contains("\"survivors\""))
    try keep(tried.output, as: "survivors")
  }

  private struct Counts: Decodable {
    struct Policy: Decodable { var scenarios: [Scenario] }
    struct Scenario: Decodable { var passed: Bool }
    var policies: [Policy]
    var scenarios: Int
    var failed: Int

    init(_ json: String) throws {
      self = try JSONDecoder().decode(Counts.self, from: Data(json.utf8))
    }
  }

  /// Keeps a result where the check of the schemas finds it, if one is asked for.
  private func keep(_ json: String, as name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else {
      return
    }
    let target = URL(filePath: folder).appending(path: "tests")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(json.utf8).write(to: target.appending(path: "\(name).json"))
  }
}
