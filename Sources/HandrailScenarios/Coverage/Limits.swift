import HandrailEngine

/// A test with a limit: its two sides are to be reached.
struct Limit {
  /// What it became: a window may stand for it twice, once restarting.
  var nodes: [Int]
  /// Position in the graph's files.
  var file: Int
  var line: Int
  /// The test as its author wrote it.
  var text: String
}

extension DecisionGraph {
  /// Tests that compare with something written, and windows; each once.
  ///
  /// Tests of agents are left out, for a scenario has none.
  var limits: [Limit] {
    let ofAgents = Set(routing.queues.flatMap { $0.agentNodes.map { Int($0) } })
    var limits: [Limit] = []
    var known: [String: Int] = [:]
    for position in logic.nodes.indices where !ofAgents.contains(position) {
      let origin = logic.origins[position]
      guard origin.line > 0, !origin.text.isEmpty, hasLimit(logic.nodes[position]) else { continue }
      let key = "\(origin.file):\(origin.line):\(origin.text)"
      if let limit = known[key] {
        // The test within a window has the window's words; only the window is the limit.
        let isWindow = logic.nodes[position].isWindow
        let hasWindow = limits[limit].nodes.contains { logic.nodes[$0].isWindow }
        if isWindow == hasWindow {
          limits[limit].nodes.append(position)
        } else if isWindow {
          limits[limit].nodes = [position]
        }
        continue
      }
      known[key] = limits.count
      limits.append(
        Limit(
          nodes: [position], file: Int(origin.file), line: Int(origin.line), text: origin.text))
    }
    return limits
  }

  private func hasLimit(_ node: GraphNode) -> Bool {
    switch node {
    case .compare, .instant, .age, .ahead, .trend, .window: true
    case .among(let fact, _):
      // A level below another one is a limit too; one of a list is none.
      facts[Int(fact)].domain.kind == .level
    case .constant, .isKnown, .equals, .includes, .isEmpty, .during, .between, .trial, .not, .all,
      .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .anyPoint, .define, .workOut:
      false
    }
  }
}

extension GraphNode {
  fileprivate var isWindow: Bool {
    if case .window = self { return true }
    return false
  }
}

extension GraphHeading.Kind {
  /// The word of a heading that decides; `nil` for what only works something out.
  var decidingWord: String? {
    switch self {
    case .rule: "rule"
    case .first: "first"
    case .returnToAI: "return to ai"
    case .oversight: "oversight"
    case .approval: "approval"
    case .offer: "offer"
    case .table, .choose, .define, .disclosure, .conduct, .handoff, .assist, .afterwards, .target:
      nil
    }
  }
}
