package import HandrailEngine
package import HandrailExplanation

/// Why something else did not happen, with every line in its way.
package func whyNotText(_ whyNot: WhyNot, of graph: DecisionGraph) -> String {
  let words = WhyWords(graph: graph).telling(of: whyNot.decision)
  var blocks = [wrapped(words.opening(whyNot), indent: 0)]
  blocks += whyNot.blocking.map { words.block($0, whyNot) }
  let shown = whyNot.notApplied.prefix(shownAtMost)
  blocks += shown.map(words.block)
  if whyNot.notApplied.count > shown.count {
    blocks.append(["and \(whyNot.notApplied.count - shown.count) more: --all-rules shows them"])
  }
  return joined(blocks)
}

private let shownAtMost = 10

extension WhyWords {
  fileprivate func opening(_ whyNot: WhyNot) -> String {
    guard !whyNot.isSo else { return "It did happen. \(opening(whyNot.decision))" }
    let asked = whyNot.decision.task.map { task($0.task) }
    switch whyNot.expected {
    case .ai, .task:
      let what = asked.map { "do \($0) now" } ?? "keep this chat"
      return "The AI may not \(what). \(count(whyNot.blocking.count)) in its way:"
    case .human:
      guard !whyNot.notApplied.isEmpty else { return "No line brings in a person." }
      return "No person took over. The lines that could have brought one in, nearest first:"
    }
  }

  private func count(_ lines: Int) -> String {
    lines == 1 ? "One thing stands" : "\(lines) things stand"
  }

  fileprivate func block(_ blocking: BlockingLine, _ whyNot: WhyNot) -> [String] {
    let task = whyNot.decision.task?.task
    guard blocking.isWritten, let heading = blocking.line.heading else {
      let clause = clause(blocking.line.reason.cause, task: task) ?? "nothing lets it"
      return wrapped("nobody wrote it: \(clause)", indent: 0)
        + attempts(blocking.line.attempts, indent: 2)
    }
    let place = place(file: graph.headings[heading].file, line: line(of: blocking))
    let rank = blocking.isDeciding ? "" : " (it would have stood in the way as well)"
    var lines = wrapped(
      "written: \(self.heading(heading)) \(stand(of: blocking.line.reason)) at \(place)\(rank)",
      indent: 0)
    if let text = text(of: blocking.line.reason.cause) { lines += wrapped(text, indent: 2) }
    for said in blocking.line.tests.flatMap(self.lines(of:)) {
      let own = said.prefix { $0 == " " }.count
      lines += wrapped(String(said.dropFirst(own)), indent: 2 + own)
    }
    return lines
  }

  private func stand(of reason: Reason) -> String {
    guard reason.truth.isUndecided else { return "says so" }
    guard case .effect(let position) = reason.cause, graph.effects[position].action == .aiMay else {
      return "could not be told,"
    }
    return "would let it and could not be told,"
  }

  private func line(of blocking: BlockingLine) -> Int {
    if case .effect(let position) = blocking.line.reason.cause {
      return graph.effects[position].line
    }
    return blocking.line.heading.map { graph.headings[$0].line } ?? 0
  }

  fileprivate func block(_ line: LineNotApplied) -> [String] {
    let effect = graph.effects[line.effect]
    let place = place(file: graph.headings[effect.heading].file, line: effect.line)
    var lines = wrapped("\(heading(effect.heading)) (\(place)): \(effect.text)", indent: 0)
    for said in self.lines(of: line.verdict) {
      let own = said.prefix { $0 == " " }.count
      lines += wrapped(String(said.dropFirst(own)), indent: 2 + own)
    }
    return lines
  }
}
