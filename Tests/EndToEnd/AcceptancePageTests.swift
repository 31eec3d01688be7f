import Foundation
import HandrailTestSupport
import Testing

/// docs/acceptance.md and the count in the README say what the tags in `policies/` say.
@Suite("The acceptance page")
struct AcceptancePageTests {
  private let table: AcceptanceTable
  private let page: String

  init() throws {
    table = try AcceptanceTable()
    page = try Self.text("docs/acceptance.md")
  }

  @Test("names all 247 rows, each once and as the tags say")
  func rows() {
    #expect(table.rows.count == 247)
    #expect(Set(table.rows.map(\.id)).count == 247)
    let held = page.components(separatedBy: "\n").filter { $0.hasPrefix("| ") && $0.contains("-") }
    let wanted = table.rows.map { table.pageLine($0) }
    for (line, row) in zip(wanted, table.rows) where !held.contains(line) {
      Issue.record("\(row.id) is stale: run docs/generate_acceptance.py")
    }
    #expect(held.count(where: { !$0.hasPrefix("| row ") }) == wanted.count)
  }

  @Test("is about rows that exist")
  func tagsExist() {
    let known = Set(table.rows.map(\.id))
    #expect(Set(table.says.keys).subtracting(known) == [])
    #expect(Set(table.shows.keys).subtracting(known) == [])
    #expect(Set(table.elsewhere.keys).subtracting(known) == [])
  }

  @Test("leaves at most twelve rows to others, each with its reason")
  func elsewhere() throws {
    #expect(table.rows.count { table.state(of: $0.id) == "not" } <= 12)
    for (row, other) in table.elsewhere {
      #expect(["carried", "not"].contains(other.state), "\(row)")
      #expect(other.words.count > 20, "\(row) says too little")
      let file = Program.root.appending(path: other.path)
      let isThere = other.path.isEmpty || FileManager.default.fileExists(atPath: file.path())
      #expect(isThere, "\(row) names \(other.path), which is not there")
      #expect(other.path.isEmpty == (other.state == "not"), "\(row)")
      #expect(table.folders(of: row).isEmpty, "\(row) is shown by a policy too")
    }
  }

  @Test("counts as the README does")
  func count() throws {
    let readme = try Self.text("README.md")
    var count: [String: Int] = [:]
    for row in table.rows { count[table.state(of: row.id), default: 0] += 1 }
    let figures = ["shown", "carried", "not", "open"].map { count[$0] ?? 0 }
    #expect(
      page.contains(
        "247 rows: \(figures[0]) shown, \(figures[1]) carried, \(figures[2]) not, "
          + "\(figures[3]) open."))
    let words = readme.replacingOccurrences(of: "\n", with: " ")
    #expect(
      words.contains(
        "Of the 247 rows of the acceptance table, \(figures[0]) are shown by a line of a policy and"
          + " a scenario, \(figures[1]) are carried by another output of the program,"
          + " \(figures[2]) are nothing that a policy engine can carry, and \(figures[3]) are open")
    )
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: Program.root.appending(path: path), encoding: .utf8)
  }
}
