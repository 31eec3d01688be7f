import HandrailSource

extension Parser {
  /// A line has been read: note what its block now has, and accuse what only the block shows.
  mutating func lineIsRead(_ start: Int) {
    guard let line = pending.last.map({ nodes[$0.offset] }) else { return }
    if line.kind == .whenLine {
      isWhen(start)
    } else if line.kind == .tableHead {
      block.lead = .present
      block.columns = Columns(of: tokens[start..<position])
    } else if line.kind == .tableRow {
      block.rowCount += 1
      isRow(start)
    } else if line.kind == .languageLine && source.text(tokens[start + 1].range) != "1" {
      fail(start..<position, at: start + 1, .language, in: .clause(.policy, .present))
    }
  }

  private mutating func isWhen(_ start: Int) {
    block.lead = .present
    guard let first = block.firstWhen else {
      block.firstWhen = start
      return
    }
    guard let heading = block.heading else { return }
    let line = start..<lineEnd(from: start)
    fail(line, at: start, .secondWhen(first: first), in: .clause(heading, .present))
  }

  private mutating func isRow(_ start: Int) {
    guard let wanted = block.columns else { return }
    let found = Columns(of: tokens[start..<position])
    let isOtherwise = tokens[start + 1].keyword == .otherwise
    let differs = found.outputs != wanted.outputs || !isOtherwise && found.inputs != wanted.inputs
    guard differs else { return }
    let sides = found.outputs != wanted.outputs
    let finding = Finding.columns(
      found: sides ? found.outputs : found.inputs, wanted: sides ? wanted.outputs : wanted.inputs)
    fail(start..<position, at: start, finding, in: .clause(.table, .present))
  }
}
