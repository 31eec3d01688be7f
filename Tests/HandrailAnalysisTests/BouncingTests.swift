import HandrailAnalysis
import HandrailEngine
import Testing

/// Ways back, and the lines that take a conversation away again.
struct BouncingTests {
  /// A policy with a way back on `closed`, a line that hands over, and its condition.
  private func graph(handingOver condition: String, _ more: String = "") throws -> DecisionGraph {
    try compiledPolicy(
      """
      facts
        angry is yes or no every turn
        closed is yes or no
        vulnerable is yes or no

      tasks talk

      queue desk
        if closed or waited too long
          - take message

      prefer queues otherwise desk

      \(more)
      rule everyday
        ai may talk

      rule to_a_person
        \(condition)
        hand over to desk

      return to ai
        when closed is yes
      """)
  }

  private func bounces(_ graph: DecisionGraph) -> [Finding] {
    Analysis(graph).findings().filter {
      if case .bounces = $0.kind { true } else { false }
    }
  }

  @Test(
    "a line that holds together with the way back keeps the person, and nothing bounces",
    arguments: [
      "when vulnerable is yes", "when angry is yes", "when handler is human",
      "when angry is yes in at least 1 of the last 3 turns",
      "when angry is yes in at least 2 of the last 3 turns", "when angry is yes at any point",
      "when none of\n    - angry is yes in at least 1 of the last 1 turns",
    ])
  func together(condition: String) throws {
    let graph = try graph(handingOver: condition.replacing("\n", with: "\n  "))
    #expect(bounces(graph).isEmpty)
    // And they do hold together: this is no empty claim.
    let effect = try #require(graph.effects.firstIndex { $0.action.handsOver })
    guard case .found(let witness) = Analysis(graph).returnsWhileHandingOver(0, effect) else {
      return #expect(condition.contains("none of"))
    }
    #expect(witness.decision.handlerIsHuman)
  }

  @Test(
    "a line that begins with the return bounces",
    arguments: [
      "when handler is ai", "when handler is ai and vulnerable is yes",
      "when none of\n    - angry is yes in at least 1 of the last 3 turns",
      "when assistant_at_work is yes",
    ])
  func begins(condition: String) throws {
    let named = """
      define assistant_at_work
        when handler is ai

      """
    let graph = try graph(
      handingOver: condition.replacing("\n", with: "\n  "),
      condition.contains("assistant") ? named : "")
    let finding = try #require(bounces(graph).first)
    let witness = try #require(finding.witness)
    #expect(!witness.decision.handlerIsHuman)
    var next = witness.question
    next.memory = .kept(witness.decision.memory)
    #expect(decide(next, by: graph).handlerIsHuman)
  }
}

extension GraphEffect.Action {
  fileprivate var handsOver: Bool {
    if case .handOver = self { true } else { false }
  }
}
