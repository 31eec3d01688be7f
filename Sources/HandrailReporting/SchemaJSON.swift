import Handrail
package import HandrailEngine

/// The JSON Schema (2020-12) of the questions of one policy, with a sample that it decides.
///
/// Facts are described flat, by their paths; nested objects mean the same, so further keys may
/// stand in `facts`. Whether a promised fact is there is the policy's to judge, not the schema's.
package func schemaJSON(of graph: DecisionGraph) -> [UInt8] {
  var text = JSONText(indented: true)
  QuestionSchema(graph).whole.write(to: &text)
  return text.bytes
}

/// The JSON Schema (2020-12) of questions to any policy, as `docs/schema` publishes it.
package func generalSchemaJSON() -> [UInt8] {
  var text = JSONText(indented: true)
  QuestionSchema(nil).whole.write(to: &text)
  return text.bytes
}

/// The parts of a question's schema.
struct QuestionSchema {
  /// `nil`: any policy.
  let graph: DecisionGraph?

  init(_ graph: DecisionGraph?) { self.graph = graph }

  var whole: SchemaValue {
    let required = graph?.logic.readsTurns == true ? ["at", "turns", "memory"] : ["at"]
    var pairs: [(key: String, value: SchemaValue)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text(title)), SchemaValue.type("object"),
      ("additionalProperties", .flag(false)), ("required", .texts(required)),
      ("properties", .object(properties)),
    ]
    if let graph { pairs.append(("examples", .list([sampleQuestion(of: graph)]))) }
    if !packets.isEmpty { pairs.append(("x-packets", .list(packets))) }
    if !targets.isEmpty { pairs.append(("x-targets", .list(targets))) }
    return .object(pairs)
  }

  private var title: String {
    guard let policy = graph?.policy else { return "Question to a Handrail policy" }
    return "Question to \(policy.name) version \(policy.version)"
  }

  private var properties: [(key: String, value: SchemaValue)] {
    [
      ("at", .moment("The moment of the question, with its offset.")),
      ("session", .string("The session's id, given by the server.")),
      ("task", task), ("tasks", tasks),
      (
        "action",
        .object([
          SchemaValue.type("object", "null"),
          SchemaValue.described("The task's arguments, and a request id under `request`."),
        ])
      ),
      ("facts", facts([.session, .task])),
      (
        "task_facts",
        .object([
          SchemaValue.described("In a survey: facts declared `every task`, by task."),
          SchemaValue.type("object"), ("additionalProperties", facts([.task])),
        ])
      ),
      ("turns", .array(of: turn, "The customer's last messages, oldest first.", most: 1000)),
      ("queues", queues),
      ("agents", .array(of: agent, "Candidates to take over.", most: 10_000)),
      ("people", .array(of: person, "A roster, with the roles that count.", most: 10_000)),
      (
        "involved",
        .array(
          of: .object([SchemaValue.type("string")]), "Ids of those already part of the matter.",
          most: 10_000)
      ),
      ("events", .array(of: event, "What happened in the session.", most: 10_000)),
      ("memory", memory), ("language", .string("The language of messages, such as `es`.")),
    ]
  }

  private var memory: SchemaValue {
    .object([
      SchemaValue.described("What the last decision returned, or \"new\"."),
      SchemaValue.choice([
        .object([("const", .text("new"))]), .object([SchemaValue.type("object", "null")]),
      ]),
    ])
  }

  private var task: SchemaValue {
    let words = SchemaValue.described("A task of the policy, or `none`.")
    guard let graph else { return .object([words, SchemaValue.type("string", "null")]) }
    let names = (graph.tasks + ["none"]).map { SchemaValue.text($0) }
    return .object([words, ("enum", .list(names + [.nothing]))])
  }

  private var tasks: SchemaValue {
    var item = SchemaValue.object([SchemaValue.type("string")])
    if let graph, !graph.tasks.isEmpty { item = .object([("enum", .texts(graph.tasks))]) }
    return .object([
      SchemaValue.described("Instead of `task`: what may be done now, task by task."),
      SchemaValue.choice([
        .object([("const", .text("all"))]),
        .object([SchemaValue.type("array"), ("items", item)]),
        .object([SchemaValue.type("null")]),
      ]),
    ])
  }

  private var queues: SchemaValue {
    let state = SchemaValue.keys(
      [
        ("open", .object([SchemaValue.type("boolean", "null")])),
        ("free", .object([SchemaValue.type("integer", "null")])),
        ("wait_seconds", .object([SchemaValue.type("integer", "string", "null")])),
      ], isClosed: true)
    return .object([
      SchemaValue.described("What is known of the queues now, by name."),
      SchemaValue.type("object"), ("additionalProperties", state),
    ])
  }

  private var person: SchemaValue {
    let roles = SchemaValue.array(of: .object([SchemaValue.type("string")]), "Role names.")
    return .keys(
      [("id", .object([SchemaValue.type("string")])), ("roles", roles)], required: ["id"],
      isClosed: true)
  }

  private var event: SchemaValue {
    var names = ["who", "task", "gate", "instance", "reason"].map { name in
      (key: name, value: SchemaValue.object([SchemaValue.type("string")]))
    }
    names.append(("option", .object([("enum", .texts(OfferChoice.allCases.map(\.name)))])))
    names.append(("by", .object([SchemaValue.type("string")])))
    return .keys(
      [
        ("id", .object([SchemaValue.type("string")])), ("at", .moment("When it happened.")),
        ("kind", .object([("enum", .texts(SessionEvent.Kind.allCases.map(\.rawValue)))])),
        ("vote", .object([("enum", .texts(["approve", "refuse"]))])),
      ] + names, required: ["id", "kind"])
  }
}
