import Foundation
import Handrail
import HandrailConversation
import HandrailEngine
import Testing

/// Session files for `docs/schema/session.schema.json`: what the program reads, and what it refuses
/// for its shape, is kept for the check of the schemas.
@Suite("Session files and their schema")
struct SessionSchemaTests {
  private static let gate = "policies/retail/gate.policy"

  private static let recorded: [String] = {
    let folder = packageFolder.appending(path: "policies")
    let files = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    return (files ?? []).filter { $0.hasSuffix(".run.yaml") }.sorted().map { "policies/" + $0 }
  }()

  @Test("a recorded session is kept as JSON", arguments: recorded)
  func kept(path: String) throws {
    let bytes = Array(try Data(contentsOf: packageFolder.appending(path: path)))
    let document = try readYAMLDocument(bytes)
    let json = value(0, of: document)
    #expect((json as? [String: Any])?["entries"] is [Any])
    try keep(json, as: path.replacing("/", with: "_"), in: "sessions")
  }

  @Test("a session may use every key")
  func everyKey() throws {
    let session = """
      { "session": "s-1", "start": "2026-03-02T15:15:00Z", "language": "es", "facts": {},
        "people": [ { "id": "ann", "roles": ["lead"] } ], "involved": ["bob"], "agents": [],
        "queues": {},
        "entries": [
          { "words": "Hello", "note": "First", "turn": {}, "by": "human", "task": "none" },
          { "after": 20, "tasks": "all", "task_facts": {} },
          { "after": "20 seconds", "tasks": [], "join": ["ann", "bob"], "leave": "ann" },
          { "at": "2026-03-02T15:20:00Z", "done": "cancel_pending_order", "facts": {},
            "people": [], "involved": [], "agents": [], "queues": {} },
          { "task": "cancel_pending_order", "action": { "id": 1 } },
          { "task": "cancel_pending_order", "action": null } ] }
      """
    let policy = try #require(try compiled(Self.gate).policy)
    _ = try SessionScript.read(json: Array(session.utf8), for: policy)
    let json = try JSONSerialization.jsonObject(with: Data(session.utf8))
    try keep(json, as: "every_key", in: "sessions")
  }

  /// Sessions that have another shape than the page says.
  private static let refused: [String] = [
    "[]", "{ \"session\": \"s\", \"start\": \"2026-03-02T15:15:00Z\" }",
    session("{ \"tsk\": \"none\" }"), session("\"nothing\""), session("{ \"turn\": 3 }"),
    session("{ \"words\": [] }"), session("{ \"people\": \"ann\" }"),
    session("{ \"vote\": { \"approval\": \"a\", \"who\": \"b\" } }"),
    session("{ \"vote\": { \"approval\": \"a\", \"who\": \"b\", \"vote\": \"maybe\" } }"),
    session("{ \"confirm\": { \"who\": \"b\" } }"), session("{ \"join\": 3 }"),
    session("{ \"answer\": { \"offer\": \"a\", \"option\": \"nobody\" } }"),
    session("{ \"at\": 3 }"), session("{ \"facts\": [] }"), session("{ \"queues\": [] }"),
    session(Array(repeating: "{}", count: 1_001).joined(separator: ", ")),
  ]

  private static func session(_ entries: String) -> String {
    """
    { "session": "s", "start": "2026-03-02T15:15:00Z", "facts": {}, "entries": [ \(entries) ] }
    """
  }

  @Test("a session of another shape is refused", arguments: refused.indices)
  func isRefused(position: Int) throws {
    let session = Self.refused[position]
    let policy = try #require(try compiled(Self.gate).policy)
    #expect(throws: ScriptFault.self, "\(session.prefix(200))") {
      try SessionScript.read(json: Array(session.utf8), for: policy)
    }
    let json = try JSONSerialization.jsonObject(with: Data(session.utf8))
    try keep(json, as: "\(position)", in: "refused_sessions")
  }

  /// A value as JSON has it; plain words of YAML stay words.
  private func value(_ position: Int, of document: HostDocument) -> Any {
    switch document.shape(of: position) {
    case .object:
      var members: [String: Any] = [:]
      for member in document.members(of: position) {
        members[document.string(of: member.key)] = value(member.value, of: document)
      }
      return members
    case .list: return document.elements(of: position).map { value($0, of: document) }
    case .text, .plain, .number: return document.string(of: position)
    case .yes: return true
    case .no: return false
    case .nothing: return NSNull()
    }
  }

  private func keep(_ json: Any, as name: String, in sort: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else {
      return
    }
    let target = URL(filePath: folder).appending(path: sort)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let data = try JSONSerialization.data(withJSONObject: json, options: .fragmentsAllowed)
    try data.write(to: target.appending(path: "\(name).json"))
  }
}
