/// The names by which memory speaks of what stands at a position of the graph.
///
/// Made from what things are, not from where they stand: two files of one digest share memory.
package struct MemoryNames: Sendable {
  /// By switch.
  package let switches: [String]
  /// By `return to ai` heading.
  package let returns: [String]
  /// By effect; empty for those that memory never names.
  package let effects: [String]

  package init(_ graph: DecisionGraph) {
    switches = MemoryNames.told(graph.logic.switches.map { $0.name })
    returns = MemoryNames.told(
      graph.gates.returns.map { back in
        let name = back.heading >= 0 ? graph.headings[back.heading].name : ""
        return name.isEmpty ? "return to ai" : name
      })
    effects = MemoryNames.told(
      graph.effects.map { effect in
        let words: String
        switch effect.action {
        case .handOver(let target): words = MemoryNames.words("hand over", target, graph)
        case .otherwiseHandOver(let target):
          words = MemoryNames.words("otherwise hand over", target, graph)
        case .startWithHuman: words = "start with human"
        case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .stopAI,
          .bringIn, .contactCustomer, .urgency, .needSkills:
          return ""
        }
        return "\(graph.headings[effect.heading].name): \(words)"
      })
  }

  private static func words(
    _ line: String, _ target: GraphEffect.HandOver, _ graph: DecisionGraph
  ) -> String {
    switch target {
    case .queue(let queue): "\(line) to \(graph.routing.queues[queue].name)"
    case .table(let table): "\(line) using \(graph.logic.tables[table].name)"
    case .none: line
    }
  }

  /// Tells equal names apart by counting them.
  private static func told(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.map { name in
      guard !name.isEmpty else { return name }
      let count = (counts[name] ?? 0) + 1
      counts[name] = count
      return count == 1 ? name : "\(name) (\(count))"
    }
  }
}

extension Truth {
  /// The name in memory and decisions.
  package var name: String {
    switch self {
    case .no: "no"
    case .yes: "yes"
    case .open: "open"
    case .fault: "fault"
    }
  }
}
