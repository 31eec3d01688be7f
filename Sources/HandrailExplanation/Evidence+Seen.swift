import HandrailEngine

extension Evidence {
  /// The tests that decide a part of a heading's guard, as they were judged; none where the heading
  /// has no such part.
  func seen(deciding root: Int, in heading: Int) -> [SeenTest] {
    testsDeciding(root, in: heading).map { seen($0, depth: 0) }
  }

  /// Definitions stand within definitions; below this depth an explanation only names them.
  private var deepest: Int { 4 }

  private func seen(_ deciding: DecidingTest, depth: Int) -> SeenTest {
    let node = deciding.node
    let words = written(deciding)
    let reads = factsRead(by: node)
    var test = SeenTest(
      node: node, file: words.file, line: words.line, text: words.text,
      truth: truth(of: node) ?? .no, isNegated: deciding.isNegated,
      values: reads.flatMap { values(of: $0) }, window: window(at: node, words.text), inner: [],
      rows: [], needed: needed(by: words.text, reading: reads.first))
    if test.window != nil { test.values = [] }
    guard depth < deepest else { return test }
    for read in reads {
      if let table = table(workingOut: read.fact), let row = seenRow(of: table) {
        test.rows.append(row)
      }
      guard let definition = definitionNode(of: read.fact),
        let heading = headings.definitions[graph.facts[read.fact].name]
      else { continue }
      test.inner += testsDeciding(definition, in: heading).map { seen($0, depth: depth + 1) }
    }
    return test
  }

  /// A test in its heading's words; dates and trials, which no test says, in those of their line.
  private func written(_ test: DecidingTest) -> WrittenTest {
    let heading = graph.headings[test.heading]
    return heading.written.first { $0.node == test.node }
      ?? WrittenTest(node: test.node, file: heading.file, line: heading.line, text: "")
  }

  /// The row of a table that gave its result, with the values of its cells.
  func seenRow(of table: Int) -> SeenRow? {
    guard let row = row(of: table) else { return nil }
    let node = graph.logic.tables[table].rows[row].node
    let reads = node >= 0 ? factsRead(by: node) : []
    return SeenRow(table: table, row: row, values: reads.flatMap { values(of: $0) })
  }

  /// The value of a fact, or its value at each turn that an average or a trend looks at.
  private func values(of read: ReadFact) -> [SeenValue] {
    guard read.averageOver > 0 else { return [value(of: read.fact, turn: nil)] }
    return turns(ofLast: read.averageOver).map { turn in
      var seen = value(of: read.fact, turn: turn.number)
      seen.ago = ago(turn)
      return seen
    }
  }

  func value(of fact: Int, turn: Int?) -> SeenValue {
    let at = FactAt(fact: fact, turn: turn)
    let cell = cell(of: fact, turn: turn)
    guard cell.isKnown else {
      return SeenValue(at: at, content: .unknown(cell.cause), ago: nil)
    }
    guard !graph.facts[fact].isSecret else {
      return SeenValue(at: at, content: .secret, ago: nil)
    }
    return SeenValue(at: at, content: .known(spelled(cell.value, of: fact)), ago: nil)
  }

  private func window(at root: Int, _ text: String) -> SeenWindow? {
    guard case .window(let child, let atLeast, let of, let restarts) = graph.logic.nodes[root]
    else { return nil }
    let reads = factsRead(by: Int(child))
    let turns = turns(ofLast: Int(of), restarts: restarts).map { turn in
      SeenTurn(
        number: turn.number, ago: ago(turn), wasSent: turn.wasSent,
        truth: truth(of: Int(child), at: turn),
        values: reads.map { value(of: $0.fact, turn: turn.number) })
    }
    let words = text.firstRange(of: " in at least ").map { String(text[..<$0.lowerBound]) }
    return SeenWindow(
      atLeast: Int(atLeast), of: Int(of), yes: turns.count { $0.truth == .yes },
      unsure: turns.count { $0.truth.isUndecided }, turns: turns, text: words ?? text)
  }

  /// What a test needs: its words without the fact that they begin with.
  private func needed(by text: String, reading read: ReadFact?) -> String {
    guard let read, graph.facts.indices.contains(read.fact) else { return text }
    let name = graph.facts[read.fact].name
    guard text.hasPrefix(name + " ") else { return text }
    return String(text.dropFirst(name.count + 1))
  }
}
