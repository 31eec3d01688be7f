/// The fixed order of clauses inside a heading: `language.md` 8.
///
/// Lines of equal rank keep the author's order; it means something in a ladder or a scenario.
struct ClauseRank {
  private enum Style {
    /// `when`, `except`, `if unknown`, dates, what it does, its words, metadata.
    case clauses
    /// The file's own first lines.
    case header
    /// Only metadata moves, to the end.
    case metadataLast
  }

  private let style: Style

  init(under block: NodeKind) {
    switch block {
    case .header: style = .header
    case .rule, .define, .first, .approval, .offer, .returnToAI, .assist, .handoff, .promise:
      style = .clauses
    case .table: style = .header
    default: style = .metadataLast
    }
  }

  func of(_ line: NodeKind) -> Int {
    switch line {
    case .becauseLine: 20
    case .ownerLine: 21
    case .sourceLine: 22
    case .reviewByLine: 23
    case .tableHead, .tableRow: 30
    default:
      switch style {
      case .clauses: clause(line)
      case .header: header(line)
      case .metadataLast: 0
      }
    }
  }

  private func clause(_ line: NodeKind) -> Int {
    switch line {
    case .forLine: 0
    case .whenLine, .wheneverLine, .onceLine: 1
    case .exceptLine: 2
    case .ifUnknownLine: 3
    case .startsLine: 4
    case .endsLine: 5
    case .trialLine: 6
    case .sayLine: 11
    default: 10
    }
  }

  private func header(_ line: NodeKind) -> Int {
    switch line {
    case .languageLine: 0
    case .timeZoneLine: 1
    case .startWithLine: 2
    default: 3
    }
  }
}
