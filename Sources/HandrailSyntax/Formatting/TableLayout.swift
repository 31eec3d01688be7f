import HandrailSource

/// How wide the columns of one table are.
struct TableLayout {
  private(set) var inputs: [Int] = []
  private(set) var outputs: [Int] = []

  /// Measures every line of the table that could be read.
  init(_ table: NodeID, in tree: SyntaxTree) {
    let formatter = Formatter(tree: tree)
    var widest = 0
    for line in tree.children(table)
    where tree.kind(line) == .tableHead || tree.kind(line) == .tableRow {
      let cells = formatter.cells(of: line)
      if cells.isOtherwise {
        widest = max(widest, formatter.scalars(in: cells.inputs[0]))
      } else {
        Self.widen(&inputs, cells.inputs.map { formatter.scalars(in: $0) })
      }
      Self.widen(&outputs, cells.outputs.map { formatter.scalars(in: $0) })
    }
    guard let last = inputs.indices.last, widest > inputWidth else { return }
    inputs[last] += widest - inputWidth
  }

  /// The width of all inputs with the marks between them.
  var inputWidth: Int { inputs.reduce(0, +) + 3 * max(0, inputs.count - 1) }

  private static func widen(_ columns: inout [Int], _ widths: [Int]) {
    for (column, width) in widths.enumerated() {
      if column < columns.count {
        columns[column] = max(columns[column], width)
      } else {
        columns.append(width)
      }
    }
  }
}

/// The texts of one table line.
struct TableCells {
  var inputs: [[UInt8]] = []
  var outputs: [[UInt8]] = []
  var isOtherwise = false
}

extension Formatter {
  /// The cells between the marks of a table line.
  func cells(of row: NodeID) -> TableCells {
    let entry = tree.nodes[row]
    let first = entry.firstToken.offset
    let end = first + Int(entry.tokenCount)
    var cells = TableCells()
    cells.isOtherwise = tree.tokens.elements[first + 1].keyword == .otherwise
    var start = first + 1
    var isInput = true
    for token in first + 1..<end {
      let kind = tree.tokens.elements[token].kind
      guard kind == .pipe || kind == .arrow else { continue }
      if isInput {
        cells.inputs.append(bytes(of: start..<token))
      } else {
        cells.outputs.append(bytes(of: start..<token))
      }
      if kind == .arrow { isInput = false }
      start = token + 1
    }
    return cells
  }

  /// A table line with its columns padded.
  mutating func row(_ row: NodeID, _ layout: TableLayout) {
    let entry = tree.nodes[row]
    let first = entry.firstToken.offset
    write(comments(before: first), indent: 2, keepsBlankLines: false)
    let cells = cells(of: row)
    output.append(contentsOf: Array("  | ".utf8))
    let widths = cells.isOtherwise ? [layout.inputWidth] : layout.inputs
    write(cells.inputs, widths)
    output.append(contentsOf: Array(" -> ".utf8))
    write(cells.outputs, layout.outputs)
    output.append(contentsOf: Array(" |".utf8))
    let newline = first + Int(entry.tokenCount) - 1
    for comment in comments(before: newline) {
      write(spaces: 2)
      write(comment.range)
    }
    write(0x0A)
  }

  private mutating func write(_ cells: [[UInt8]], _ widths: [Int]) {
    for (column, cell) in cells.enumerated() {
      if column > 0 { output.append(contentsOf: Array(" | ".utf8)) }
      output.append(contentsOf: cell)
      write(spaces: max(0, (column < widths.count ? widths[column] : 0) - scalars(in: cell)))
    }
  }
}
