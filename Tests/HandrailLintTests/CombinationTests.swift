import Handrail
import HandrailLint
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// A column of a table: its fact, and for each cell the values in which it holds.
private struct Column {
  var name: String
  var declaration: String
  var cells: [(text: String, holds: [Bool])]
  /// Every value tells itself apart: a word of a list.
  var isList: Bool

  static let list = Column(
    name: "segment", declaration: "one of low_value, middle, valued",
    cells: [
      ("low_value", [true, false, false]), ("middle or valued", [false, true, true]),
      ("not middle", [true, false, true]), ("any", [true, true, true]),
    ], isList: true)

  static let yesNo = Column(
    name: "verified", declaration: "yes or no",
    cells: [("yes", [false, true]), ("no", [true, false]), ("any", [true, true])], isList: true)

  static func number(_ name: String) -> Column {
    let values = 0...6
    var cells: [(String, [Bool])] = [("any", values.map { _ in true })]
    for limit in 1...5 {
      cells.append(("at most \(limit)", values.map { $0 <= limit }))
      cells.append(("above \(limit)", values.map { $0 > limit }))
      cells.append(("\(limit)", values.map { $0 == limit }))
      cells.append(("at least \(limit) and below 6", values.map { $0 >= limit && $0 < 6 }))
    }
    return Column(name: name, declaration: "number 0 to 6", cells: cells, isList: false)
  }

  /// The values that stand for one region each, given the cells that are used.
  func regions(_ used: Set<Int>) -> [Int] {
    let values = cells[0].holds.indices
    if isList { return Array(values) }
    return values.filter { value in
      value == 0 || used.contains { cells[$0].holds[value] != cells[$0].holds[value - 1] }
    }
  }
}

@Suite("Combinations that `otherwise` takes")
struct CombinationTests {
  @Test("are as many as there are when all are written out", arguments: 0..<60)
  func count(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let all = [Column.list, .yesNo, .number("age"), .number("orders")]
    let columns = all.filter { _ in random.chance(70) }
    guard !columns.isEmpty else { return }
    let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      columns.map { $0.cells.indices.randomElement(using: &random) ?? 0 }
    }
    let words = try finding(policy(columns, rows))
    // A column that only says `any` is no column.
    let used = columns.indices.filter { column in
      rows.contains { columns[column].cells[$0[column]].text != "any" }
    }
    var total = 0
    var left = 0
    for values in product(
      used.map { column in
        columns[column].regions(Set(rows.map { $0[column] }))
      })
    {
      total += 1
      let isTaken = rows.contains { row in
        zip(used, values).allSatisfy { columns[$0].cells[row[$0]].holds[$1] }
      }
      if !isTaken { left += 1 }
    }
    let expected = "In `desk`, `otherwise` takes \(left) of \(total) combinations."
    #expect(words == (left > total - left ? [expected] : []))
  }

  private func product(_ parts: [[Int]]) -> [[Int]] {
    parts.reduce([[]]) { lists, part in lists.flatMap { list in part.map { list + [$0] } } }
  }

  private func policy(_ columns: [Column], _ rows: [[Int]]) -> String {
    let facts = columns.map { "  \($0.name) is \($0.declaration)\n" }.joined()
    let head = "  | " + columns.map(\.name).joined(separator: " | ") + " -> queue |\n"
    let lines = rows.map { row in
      "  | " + zip(columns, row).map { $0.cells[$1].text }.joined(separator: " | ")
        + " -> care |\n"
    }
    return """
      policy counted version 1
        language 1
        start with ai

      facts
      \(facts)
      queue care
        if closed or waited too long
          - take message

      prefer queues otherwise care

      rule passed_on
        hand over using desk

      table desk top row wins
      \(head)\(lines.joined())  | otherwise or unknown -> care |

      """
  }

  private func finding(_ text: String) throws -> [String] {
    let review = review(
      PolicyFile(path: "counted.policy", bytes: Array(text.utf8)), in: worldOfTests(beside: nil),
      linting: LintOrders(.standard))
    let stops = review.diagnostics.filter { $0.severity == .stop }
    #expect(stops.isEmpty, "\(DiagnosticText(review.sources).render(stops))")
    return review.diagnostics.filter { $0.code == "cover-table-otherwise-hides" }.map(\.headline)
  }
}
