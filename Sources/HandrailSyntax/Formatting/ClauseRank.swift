/// The fixed order of clauses inside a heading: `language.md` 8.
///
/// Lines of equal rank keep the author's order; it means something in a ladder or a scenario.
struct ClauseRank {
  /// Where only metadata moves, to the end.
  private static let metadata: [NodeKind: Int] = [
    .becauseLine: 20, .ownerLine: 21, .sourceLine: 22, .reviewByLine: 23,
  ]

  private static let header: [NodeKind: Int] = [
    .languageLine: 1, .timeZoneLine: 2, .startWithLine: 3,
  ]

  private static let clauses: [NodeKind: Int] = [
    .forLine: 1, .whenLine: 2, .wheneverLine: 2, .onceLine: 2, .exceptLine: 3, .ifUnknownLine: 4,
    .startsLine: 5, .endsLine: 6, .trialLine: 7, .sayLine: 11,
  ]

  /// The grammar wants a table's metadata before its head.
  private static let table: [NodeKind: Int] = [.tableHead: 30, .tableRow: 30]

  private static let ordered: Set<NodeKind> = [
    .rule, .define, .first, .approval, .offer, .returnToAI, .assist, .handoff, .promise,
  ]

  private let own: [NodeKind: Int]

  init(under block: NodeKind) {
    if Self.ordered.contains(block) {
      own = Self.clauses
    } else if block == .header {
      own = Self.header
    } else {
      own = block == .table ? Self.table : [:]
    }
  }

  func of(_ line: NodeKind) -> Int { own[line] ?? Self.metadata[line] ?? 10 }
}
