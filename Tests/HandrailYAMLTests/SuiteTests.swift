import Foundation
import HandrailYAML
import Testing

@Suite("the YAML test suite")
struct SuiteTests {
  @Test("holds what its page of origin says")
  func corpus() throws {
    let cases = try SuiteCase.all()
    #expect(Set(cases.map { $0.name.prefix(4) }).count == 351)
    #expect(cases.count { $0.mustFail } == 94)
    #expect(Set(cases.filter(\.mustFail).map { $0.name.prefix(4) }).count == 84)
  }

  @Test("refuses what must fail")
  func mustFail() throws {
    let refused = try SuiteCase.all().count { $0.mustFail && $0.error != nil }
    #expect(refused >= 78)
  }

  @Test("reads what it accepts as the suite says")
  func meaning() throws {
    for item in try SuiteCase.all() where !item.mustFail {
      guard let document = try? readYAML(item.bytes) else { continue }
      #expect(document.events == item.expectedEvents, "\(item.name): \(item.title)")
    }
  }

  @Test("is answered as docs/yaml.md says; UPDATE_GOLDEN=1 writes the page anew")
  func page() throws {
    let file = try TestFiles.root.appending(path: "docs/yaml.md")
    let page = String(decoding: try TestFiles.bytes(file), as: UTF8.self)
    let start = try #require(page.range(of: "<!-- suite -->\n"))
    let end = try #require(page.range(of: "<!-- end of suite -->"))
    let found = page[start.upperBound..<end.lowerBound]
    let expected = try SuitePage(SuiteCase.all()).text
    let isCurrent = found == expected
    #expect(isCurrent)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      let fresh = page[..<start.upperBound] + expected + page[end.lowerBound...]
      try Data(fresh.utf8).write(to: file)
      Issue.record("docs/yaml.md is written anew: read it, then run without UPDATE_GOLDEN")
    }
  }
}

extension SuiteCase {
  /// Why our door refuses the case, nothing if it reads it.
  var error: YAMLError? {
    do {
      _ = try readYAML(bytes)
      return nil
    } catch {
      return error
    }
  }
}
