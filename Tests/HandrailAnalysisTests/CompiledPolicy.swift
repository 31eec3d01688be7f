import Handrail
import HandrailEngine
import HandrailTestSupport
import Testing

/// A policy compiled from queues and calendars alone, with the zones of the fixtures.
func compiledQueues(_ body: String) throws -> DecisionGraph {
  try compiledPolicy(
    """
    facts
      angry is yes or no

    tasks talk

    rule cross_customer
      when angry is yes
      ai may talk

    """ + body)
}

/// A policy compiled from what stands below its header.
func compiledPolicy(_ body: String) throws -> DecisionGraph {
  let compilation = compilation(of: body)
  let said = compilation.messages.filter { $0.level == .stop }.map { "\($0.line): \($0.headline)" }
  try #require(said.isEmpty, "\(said)")
  return try #require(compilation.policy).graph
}

/// The same, with what stops it; tables that checking leaves open stay so, unless asked for.
func compilation(of body: String, settlesTables: Bool = false) -> Compilation {
  let text = """
    policy ways version 1
      language 1
      time zone Europe/London
      start with ai
      owner "Tests"
      review by 2030-01-01

    \(body)
    """
  var surroundings = PolicySurroundings()
  surroundings.zoneFile = { ZoneFixture.bytes($0) }
  surroundings.zoneDataVersion = "test"
  surroundings.settlesTables = settlesTables
  return compile(PolicyFile(path: "ways.policy", bytes: Array(text.utf8)), in: surroundings)
}
