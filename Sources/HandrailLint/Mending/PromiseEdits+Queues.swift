import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension PromiseEdits {
  /// The queue that the promise asks for, where a person already takes the conversation: named
  /// first, named by the line that hands over, or by a row that stands higher.
  var queues: [Fix] {
    guard !expectation.isNever, breach.witness.decision.handlerIsHuman else { return [] }
    let asked = expectation.outcomes.results.compactMap { result -> QueueID? in
      guard case .human(let queue) = result else { return nil }
      return queue
    }
    return asked.flatMap { queue in
      let name = policy.model.people.queues[queue].name
      return preferred(name) + lifted(queue, name) + renamed(name)
    }
  }

  private func preferred(_ name: String) -> [Fix] {
    guard let line = policy.headings(.prefer).first else { return [] }
    let names = line.listedNames.map(\.text).filter { $0 != name }
    let title = "put `\(name)` first in `prefer queues`"
    if let list = line.child(.names) {
      guard line.listedNames.first?.text != name else { return [] }
      return [Fix(.ask, title, [Edit(list.place, ([name] + names).joined(separator: ", "))])]
    }
    guard let word = line.word(1) else { return [] }
    let end = word.place.range.upper
    let place = SourcePlace(file: line.file, range: ByteRange(end, end))
    return [Fix(.ask, title, [Edit(place, " " + name)])]
  }

  /// Rows of a table read from the top that name the queue, put above the row that was chosen.
  private func lifted(_ queue: QueueID, _ name: String) -> [Fix] {
    policy.model.vocabulary.tables.elements.flatMap { table -> [Fix] in
      // A fact that a table works out may open what the AI does.
      guard table.topRowWins, table.outputs == [.queue],
        let position = policy.graph.logic.tables.firstIndex(where: { $0.name == table.name }),
        let chosen = breach.witness.trace.rows[safely: position], chosen >= 0,
        chosen < table.rows.count,
        let above = policy.node(.tableRow, at: table.rows[chosen].origin.place)
      else { return [] }
      return table.rows.indices.dropFirst(chosen + 1).compactMap { index in
        let row = table.rows[index]
        guard row.results.first == Int64(queue.offset), case .cells = row.match,
          let written = policy.node(.tableRow, at: row.origin.place)
        else { return nil }
        let start = above.wholeLines.range.lower
        let place = SourcePlace(file: above.file, range: ByteRange(start, start))
        return Fix(
          .ask, "lift row \(index + 1) of `\(table.name)` above row \(chosen + 1)",
          [Edit(place, written.wholeLineText), Edit(written.wholeLines, "")])
      }
    }
  }

  /// The queue written into the lines that handed over.
  private func renamed(_ name: String) -> [Fix] {
    let graph = policy.graph
    return breach.witness.decision.handlerReasons.compactMap { reason in
      guard case .effect(let effect) = reason.cause,
        case .handOver(.queue) = graph.effects[effect].action
      else { return nil }
      let heading = graph.headings[graph.effects[effect].heading]
      guard
        let rule = policy.model.rules.first(where: { $0.name == heading.name }),
        let own = rule.effects.first(where: { $0.origin.line == graph.effects[effect].line }),
        let word = policy.node(.handOver, at: own.origin.place)?.word(3), word.text != name
      else { return nil }
      return Fix(.ask, "hand over to `\(name)` in `\(rule.name)`", [Edit(word.place, name)])
    }
  }
}

extension Written {
  /// The author's whole lines, with a line end.
  fileprivate var wholeLineText: String {
    let text = tree.source.text(wholeLines.range)
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}

extension Array {
  fileprivate subscript(safely position: Int) -> Element? {
    indices.contains(position) ? self[position] : nil
  }
}
