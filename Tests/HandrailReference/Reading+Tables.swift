import HandrailEngine
import HandrailModel
import HandrailSource

/// What a table or `choose` came to: language.md 3.15.
struct TableReading {
  /// The chosen row's place; `nil`: no result.
  var row: Int?
  /// One an output: the result written in the row; `nil`: `unknown` is written, or there is no row.
  var results: [Int64?] = []
  /// Without a row: the can't tell that it rests on; `nil` where every row is no.
  var noResult: Finding?

  /// A worked-out fact.
  func output(_ column: Int, of fact: FactID) -> Known {
    if row != nil, column < results.count, let value = results[column] { return .value(value) }
    let itself = Finding(
      truth: .open, leaves: [Leaf(fact: fact, turn: nil, cause: .noResult)])
    return .unknown(noResult ?? itself)
  }
}

extension Reading {
  func read(_ table: PolicyTable, at place: Place) -> TableReading {
    let rows = table.rows.map { row in
      switch row.match {
      case .cells(let cells): Row.finding(.all(cells.map { finding($0, at: place) }))
      case .otherwise(let coversUnknown): Row.otherwise(coversUnknown: coversUnknown)
      }
    }
    let chosen = table.topRowWins ? topRow(of: rows) : onlyRow(of: rows)
    return reading(chosen, rows, results: table.rows.map(\.results))
  }

  func read(_ choose: Choose, at place: Place) -> TableReading {
    let rows = choose.rows.map { row in
      switch row.match {
      case .when(let condition): Row.finding(finding(condition, at: place))
      case .otherwise(let coversUnknown): Row.otherwise(coversUnknown: coversUnknown)
      }
    }
    return reading(topRow(of: rows), rows, results: choose.rows.map { [$0.result] })
  }

  private func reading(_ chosen: Int?, _ rows: [Row], results: [[Int64?]]) -> TableReading {
    var reading = TableReading(row: chosen)
    if let chosen {
      reading.results = results[chosen]
    } else {
      reading.noResult = Finding.worst(of: rows.compactMap(\.undecided))
    }
    return reading
  }

  /// A cell on an unknown value is yes for `unknown` and `… or unknown`; otherwise can't tell.
  private func finding(_ cell: TableCell, at place: Place) -> Finding {
    if cell.unknownFacts.contains(where: { !known($0, at: place).isKnown }) { return .yes }
    if cell.alternatives.entries.isEmpty { return .no }
    return finding(cell.alternatives, at: place)
  }

  /// The first row that is not no decides; can't tell gives way to `otherwise or unknown` alone.
  private func topRow(of rows: [Row]) -> Int? {
    for (place, row) in rows.enumerated() {
      switch row {
      case .otherwise: return place
      case .finding(let finding):
        if finding.isYes { return place }
        if finding.cannotTell { return rows.firstIndex(where: \.coversUnknown) }
      }
    }
    return nil
  }

  /// The row that is yes; `otherwise` where all rows are no, or can't tell too if it says so.
  private func onlyRow(of rows: [Row]) -> Int? {
    if let yes = rows.firstIndex(where: \.isYes) { return yes }
    if rows.contains(where: { $0.undecided != nil }) {
      return rows.firstIndex(where: \.coversUnknown)
    }
    return rows.firstIndex(where: \.isOtherwise)
  }

  private enum Row {
    case finding(Finding)
    case otherwise(coversUnknown: Bool)

    var isYes: Bool {
      switch self {
      case .finding(let finding): finding.isYes
      case .otherwise: false
      }
    }

    var undecided: Finding? {
      switch self {
      case .finding(let finding): finding.cannotTell ? finding : nil
      case .otherwise: nil
      }
    }

    var isOtherwise: Bool {
      switch self {
      case .finding: false
      case .otherwise: true
      }
    }

    var coversUnknown: Bool {
      switch self {
      case .finding: false
      case .otherwise(let coversUnknown): coversUnknown
      }
    }
  }
}
