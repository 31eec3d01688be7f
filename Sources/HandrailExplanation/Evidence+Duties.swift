import HandrailEngine

extension Evidence {
  /// Lines of duties, by what the decision has of them.
  func dutyLines() -> [(heading: Int, line: LineVerdict)] {
    let said = Set(decision.say.messages.map(\.heading))
    let entered = Set(
      decision.duties.conduct.map(\.origin) + decision.duties.assist.map(\.origin)
        + decision.duties.oversight.map(\.origin) + decision.duties.afterwards.map(\.origin))
    var lines: [(heading: Int, line: LineVerdict)] = []
    func add(_ origin: DutyLine, _ node: Int, _ applies: Bool) {
      lines.append(
        (
          origin.heading,
          LineVerdict(
            line: .duty(origin), truth: truth(of: node) ?? .yes, isAsked: true,
            isDeciding: applies, isBeaten: false)
        ))
    }
    for line in graph.duties.disclosure {
      var node = -1
      if case .when(let condition) = line.moment { node = condition }
      add(line.origin, node, said.contains(line.origin.heading))
    }
    for line in graph.duties.conduct { add(line.origin, line.node, entered.contains(line.origin)) }
    for line in graph.duties.oversight {
      add(line.origin, line.node, entered.contains(line.origin))
    }
    for line in graph.duties.afterwards {
      add(line.origin, line.node, entered.contains(line.origin))
    }
    if let assist = graph.duties.assist {
      if let help = assist.suggest {
        add(help.origin, assist.suggestNode, entered.contains(help.origin))
      }
      if let help = assist.require {
        add(help.origin, assist.requireNode, entered.contains(help.origin))
      }
    }
    return lines
  }
}
