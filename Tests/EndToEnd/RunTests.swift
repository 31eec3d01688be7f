import Foundation
import Testing

/// Whole conversations: `handrail run`.
struct RunTests {
  /// A conversation under `policies`, and the policy that it is run through.
  struct Session: Sendable, CustomTestStringConvertible {
    var policy: String
    var file: String
    var testDescription: String { file }
  }

  static let sessions: [Session] = {
    let folder = Program.root.appending(path: "policies")
    let files = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    let policies = (files ?? []).filter { $0.hasSuffix(".policy") }
    return (files ?? []).filter { $0.hasSuffix(".run.yaml") }.sorted().compactMap { file in
      let stem = file.replacing("/sessions/", with: "/")
      let policy = policies.filter { stem.hasPrefix($0.dropLast(".policy".count)) }
        .max { $0.count < $1.count }
      return policy.map { Session(policy: "policies/\($0)", file: "policies/\(file)") }
    }
  }()

  @Test("the package has conversations")
  func held() { #expect(!Self.sessions.isEmpty) }

  @Test("a conversation of the package runs to its end without a fault", arguments: sessions)
  func runs(session: Session) throws {
    let text = try Program.run(["run", session.policy, session.file])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("In all\n"))
    let json = try Program.run(["run", "--json", session.policy, session.file])
    #expect(json.status == 0, "\(json.errors)")
    let run = try JSONDecoder().decode(Timeline.self, from: Data(json.output.utf8))
    #expect(run.summary.input_faults == 0)
    #expect(run.steps.count == run.entries)
    #expect(run.epochs.reduce(0) { $0 + $1.decisions } == run.steps.count)
    try keep(json.output, as: session.file.replacing("/", with: "_"))
  }

  @Test("the same session in JSON and in YAML comes to the same timeline")
  func sameInJSON() throws {
    let desk = try TemporaryFolder()
    _ = try desk.file(
      "s.yaml",
      """
      session: s-1
      start: "2026-03-02T15:15:00Z"
      facts: { order_exists: yes, order_status: delivered, n_items: 2 }
      entries:
        - task: cancel_pending_order
        - { after: 20 seconds, facts: { order_status: pending }, task: cancel_pending_order }
      """)
    _ = try desk.file(
      "s.json",
      """
      { "session": "s-1", "start": "2026-03-02T15:15:00Z",
        "facts": { "order_exists": true, "order_status": "delivered", "n_items": 2 },
        "entries": [ { "task": "cancel_pending_order" },
          { "after": 20, "facts": { "order_status": "pending" }, "task": "cancel_pending_order" } ]
      }
      """)
    let policy = Program.root.appending(path: "policies/retail/gate.policy").path()
    let yaml = try Program.run(["run", policy, "s.yaml"], in: desk.location)
    let json = try Program.run(["run", policy, "s.json"], in: desk.location)
    #expect(yaml.status == 0, "\(yaml.errors)")
    #expect(yaml.output == json.output)
    #expect(!yaml.output.isEmpty)
  }

  /// A faulty session of the gate policy: its entries, the line of the message, a word of it.
  static let faulty: [(entries: String, says: String)] = [
    ("- { tsk: none }", "no key `tsk`"),
    ("- { task: fly }", "no task `fly`"),
    ("- { at: \"2026-03-02T15:14:00Z\" }", "before the one above"),
    ("- { after: soon }", "no length of time"),
    ("- { after: 400 days }", "no length of time"),
    ("- { after: 99999999999999999999 }", "no length of time"),
    ("- { at: \"tomorrow\" }", "no moment with an offset"),
    ("- { at: \"2026-03-02T15:16:00Z\", after: 2 }", "both given"),
    ("- { confirm: { first: nothing } }", "no first `nothing`"),
    ("- { vote: { approval: nothing, who: a, vote: approve } }", "no approval `nothing`"),
    ("- { turn: { n: 3 } }", "its number and its moment by itself"),
    ("- { queues: { nowhere: { open: yes } } }", "no queue `nowhere`"),
    ("- { action: { request: r } }", "an action belongs to a task"),
    ("- { task_facts: { x: { y: 1 } } }", "belong to a survey"),
    ("- nothing", "an entry is an object"),
    ("- { people: ann }", "`people` is a list"),
    ("- { join: \" \" }", "not empty"),
    ("- { people: [ { name: ann } ] }", "no key `name`"),
  ]

  @Test("says what is wrong with an entry, on which line, and ends with 1", arguments: faulty)
  func faults(entries: String, says: String) throws {
    let session = """
      session: s-1
      start: "2026-03-02T15:15:00Z"
      facts: { order_exists: yes }
      entries:
        - { task: none }
        \(entries)
      """
    let run = try Program.run(
      ["run", "policies/retail/gate.policy", "-"], input: session)
    #expect(run.status == 1)
    #expect(run.errors.contains("`-`, line 6, column"), "\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test("refuses hostile sessions at once")
  func hostile() throws {
    let entry = String(repeating: "  - { task: none }\n", count: 1_001)
    let many = "session: s\nstart: \"2026-03-02T15:15:00Z\"\nentries:\n\(entry)"
    let deep = String(repeating: "[", count: 100_000)
    let sessions = [
      many, deep, "", "[]", "session: \u{1B}[2J", "{\"session\": 1e999999999}", "a: &b c\nd: *b",
    ]
    for session in sessions {
      let run = try Program.run(["run", "policies/retail/gate.policy", "-"], input: session)
      #expect(run.status == 1)
      #expect(run.errors.contains("handrail: "))
      #expect(!run.errors.contains("\u{1B}"))
    }
    let missing = try Program.run(["run", "policies/retail/gate.policy", "nowhere.yaml"])
    #expect(missing.status == 3)
  }

  private struct Timeline: Decodable {
    struct Epoch: Decodable { var decisions: Int }
    struct Step: Decodable { var entry: Int }
    struct Summary: Decodable { var input_faults: Int }
    var entries: Int
    var steps: [Step]
    var epochs: [Epoch]
    var summary: Summary
  }

  /// Keeps a timeline where the check of the schemas finds it, if one is asked for.
  private func keep(_ json: String, as name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else {
      return
    }
    let target = URL(filePath: folder).appending(path: "runs")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(json.utf8).write(to: target.appending(path: "\(name).json"))
  }
}
