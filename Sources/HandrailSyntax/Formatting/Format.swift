import HandrailSource

/// The file in the one style of `language.md` 8.
///
/// Works line by line, so also on files that do not yet make sense: a line that could not be read
/// keeps its words and its breaks. Headings never move. A file beyond the limits comes back as it
/// is.
package func format(_ tree: SyntaxTree) -> [UInt8] {
  guard
    tree.source.bytes.count <= Lexer.mostBytes && tree.tokens.count < Lexer.mostTokens
  else { return tree.source.bytes }
  var formatter = Formatter(tree: tree)
  formatter.file()
  return formatter.output
}

/// Writes a tree's tokens and comments anew.
struct Formatter {
  static let width = 100

  let tree: SyntaxTree
  var output: [UInt8] = []

  init(tree: SyntaxTree) {
    self.tree = tree
    output.reserveCapacity(tree.source.bytes.count)
  }

  mutating func file() {
    var isFirst = true
    for block in tree.children(tree.root) {
      if !isFirst { write(0x0A) }
      isFirst = false
      self.block(block)
    }
    let end = tree.tokens.count - 1
    let comments = comments(before: end)
    if !isFirst && !comments.isEmpty { write(0x0A) }
    write(comments, indent: 0, keepsBlankLines: true)
  }

  /// A heading's line, then its clauses in their fixed order.
  private mutating func block(_ block: NodeID) {
    let all = span(block)
    let heading = line(from: all.lowerBound)
    write(heading, Layout(indent: 0, isBroken: tree.kind(block) == .unexpected))
    guard tree.kind(block) != .unexpected else {
      lines(heading.end..<all.upperBound, Layout(indent: 2, isBroken: true))
      return
    }
    let table = tree.kind(block) == .table ? TableLayout(block, in: tree) : nil
    for clause in clauses(of: block, after: heading.end) {
      let isRow = tree.kind(clause) == .tableHead || tree.kind(clause) == .tableRow
      if let table, isRow {
        row(clause, table)
      } else {
        clauseLines(clause, isChoice: tree.kind(block) == .choose)
      }
    }
  }

  /// The nodes of the lines below a heading's own.
  private func clauses(of block: NodeID, after headingEnd: Int) -> [NodeID] {
    let below = tree.children(block).filter { span($0).lowerBound >= headingEnd }
    let isWhole = below.allSatisfy { tree.kind($0) != .unexpected }
    guard isWhole else { return below }
    let rank = ClauseRank(under: tree.kind(block))
    return below.enumerated().sorted { left, right in
      let ranks = (rank.of(tree.kind(left.element)), rank.of(tree.kind(right.element)))
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.offset < right.offset
    }.map(\.element)
  }

  /// A clause and the dash lines that belong to it; what could not be read in it stays as it is.
  private mutating func clauseLines(_ clause: NodeID, isChoice: Bool) {
    let broken = brokenTokens(in: clause)
    let all = span(clause)
    var start = all.lowerBound
    while start < all.upperBound {
      let line = line(from: start)
      let isBroken = broken.contains { $0.overlaps(line.start..<line.end) }
      write(line, Layout(indent: isChoice ? 2 : indent(of: line), isBroken: isBroken))
      start = line.end
    }
  }

  private mutating func lines(_ range: Range<Int>, _ layout: Layout) {
    var start = range.lowerBound
    while start < range.upperBound {
      let line = line(from: start)
      write(line, Layout(indent: indent(of: line), isBroken: layout.isBroken))
      start = line.end
    }
  }

  private func brokenTokens(in clause: NodeID) -> [Range<Int>] {
    if tree.kind(clause) == .unexpected { return [span(clause)] }
    var found: [Range<Int>] = []
    var waiting = Array(tree.children(clause))
    while let node = waiting.popLast() {
      if tree.kind(node) == .unexpected { found.append(span(node)) }
      waiting.append(contentsOf: tree.children(node))
    }
    return found
  }

  private func span(_ node: NodeID) -> Range<Int> {
    let entry = tree.nodes[node]
    return entry.firstToken.offset..<entry.firstToken.offset + Int(entry.tokenCount)
  }

  private func indent(of line: LogicalLine) -> Int {
    let first = tree.tokens.elements[line.start]
    switch first.kind {
    case .dash: return 4
    case .doubleDash: return 6
    case .invalid: return tree.source.bytes[first.range.offsets].starts(with: [0x2D]) ? 6 : 2
    case .word, .number, .percent, .currency, .zone, .date, .time, .string, .comma, .pipe, .arrow,
      .newline, .end:
      return 2
    }
  }
}
