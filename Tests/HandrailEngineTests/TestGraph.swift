import HandrailEngine

/// A graph with a fact of every kind and supply, for tests of the door alone.
func testGraph() -> DecisionGraph {
  var graph = DecisionGraph(
    policy: PolicyIdentity(
      name: "door", version: 3, zoneDataVersion: "2025b", startsWithHuman: false,
      files: ["door.policy"]))
  graph.tasks = ["issue_refund", "find_branch"]
  graph.headings = [
    GraphHeading(kind: .first, name: "agree", file: 0, line: 9, guarding: GraphGuard())
  ]
  graph.gates.firsts = [GraphFirst(heading: 0, scope: TaskSet(taskCount: 2), node: 0)]
  graph.routing.queues = [
    GraphQueue(name: "care", skills: [], urgency: nil, file: 0, line: 4)
  ]
  graph.routing.otherwise = 0
  graph.logic.readsTurns = true
  graph.logic.switches = [GraphSwitch(name: "anger above 0.7", node: 0, isTurnwise: true)]
  graph.logic.nodes = [.constant(.yes)]
  addSessionFacts(to: &graph)
  for fact in [
    fact("anger", Domain(.score), .turn(0)), fact("moved", money(), .task(0)),
    fact("agent.skill", number(5), .agent(0)),
  ] { graph.facts.append(fact) }
  var free = fact("care.free", number(1_000_000), .computed(0))
  free.builtIn = .queueFree(0)
  graph.facts.append(free)
  graph.logic.nodes.append(.isKnown(fact: Int32(graph.facts.count - 1)))
  graph.logic.slots.turn = 1
  graph.logic.slots.task = 1
  graph.logic.slots.agent = 1
  graph.logic.slots.computed = 1
  graph.policy.digest = graphDigest(graph)
  return graph
}

private func addSessionFacts(to graph: inout DecisionGraph) {
  var segment = Domain(.oneOf)
  segment.words = [ListWord("standard"), ListWord("premier", spellings: ["Premier+"])]
  var needs = segment
  needs.kind = .setOf
  var level = segment
  level.kind = .level
  var reason = segment
  reason.words.append(ListWord("other"))
  reason.takesOther = true
  var steps = number(5000)
  steps.decimals = 1
  steps.step = 5
  var length = Domain(.duration)
  length.highest = 14_400
  var facts = [
    fact("verified", Domain(.yesNo)), fact("customer.segment", segment),
    fact("customer.needs", needs), fact("identity", level), fact("reason", reason),
    fact("age", number(120)), fact("data", steps), fact("score", Domain(.score)),
    fact("amount", money()), fact("wait", length), fact("placed", Domain(.moment)),
    fact("payment", Domain(.reference)), fact("summary", Domain(.text)),
    fact("intent", segment), fact("mood", Domain(.score)), fact("plan", segment),
    fact("due", Domain(.moment)), fact("card", Domain(.reference)),
  ]
  for position in facts.indices {
    facts[position].supply = .session(position)
    facts[position].mayBeUnknown = true
  }
  facts[0].mayBeUnknown = false
  facts[13].path = ["nlu", "top", "name"]
  facts[13].trustAbove = 600_000_000
  facts[14].freshForSeconds = 600
  facts[15].usualValue = 0
  facts[16].isTestedAhead = true
  facts[17].isSecret = true
  graph.facts = facts
  graph.logic.slots.session = facts.count
}

private func fact(_ name: String, _ domain: Domain, _ supply: GraphSupply = .session(0))
  -> GraphFact
{
  var fact = GraphFact(name: name, domain: domain, supply: supply, mayBeUnknown: false)
  fact.path = name.split(separator: ".").map(String.init)
  return fact
}

private func number(_ highest: Int64) -> Domain {
  var domain = Domain(.number)
  domain.highest = highest
  return domain
}

private func money() -> Domain {
  var domain = Domain(.money)
  domain.currency = "GBP"
  domain.decimals = 2
  domain.highest = 1_000_000
  return domain
}

extension DecisionGraph {
  /// The session cell of a fact of a question, by name.
  func cell(_ name: String, _ question: Question) -> Cell? {
    guard let fact = facts.first(where: { $0.name == name }),
      case .session(let slot) = fact.supply
    else { return nil }
    return question.frame.session[slot]
  }
}
