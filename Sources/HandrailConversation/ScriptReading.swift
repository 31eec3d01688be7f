package import Handrail
import HandrailEngine

extension SessionScript {
  /// Reads a session file in JSON.
  package static func read(
    json bytes: [UInt8], for policy: Policy
  ) throws(ScriptFault) -> SessionScript {
    let document: HostDocument
    do throws(DocumentFault) {
      document = try readJSON(bytes)
    } catch { throw ScriptFault(error) }
    return try read(document, policy)
  }

  /// Reads a session file in YAML.
  package static func read(
    yaml bytes: [UInt8], for policy: Policy
  ) throws(ScriptFault) -> SessionScript {
    let document: HostDocument
    do throws(DocumentFault) {
      document = try readYAMLDocument(bytes)
    } catch { throw ScriptFault(error) }
    return try read(document, policy)
  }

  private static func read(
    _ document: HostDocument, _ policy: Policy
  ) throws(ScriptFault) -> SessionScript {
    var reading = ScriptReading(document, policy.graph)
    return try reading.read()
  }
}

/// Reads a session file: every name, shape and moment is checked before anything is decided.
struct ScriptReading {
  let document: HostDocument
  let graph: DecisionGraph

  init(_ document: HostDocument, _ graph: DecisionGraph) {
    self.document = document
    self.graph = graph
  }

  private static let keys = [
    "session", "start", "language", "facts", "people", "involved", "agents", "queues", "entries",
  ]

  mutating func read() throws(ScriptFault) -> SessionScript {
    guard document.shape(of: 0) == .object else {
      throw fault(
        0, "session", ("a session file is one object", "write `session`, `start` and `entries`"))
    }
    try requireKeys(0, "session", ScriptReading.keys)
    let session = try text(try member("session", of: 0), "session")
    let start = try moment(try member("start", of: 0), "start")
    var script = SessionScript(document, session: session, start: start)
    script.language = optional("language", of: 0)
    script.facts = try object("facts", of: 0)
    script.queues = try queues(of: 0, "queues")
    script.roster = try roster(of: 0)
    let entries = try member("entries", of: 0)
    guard document.shape(of: entries) == .list else {
      throw fault(entries, "entries", ("`entries` is a list", "start each entry with `- `"))
    }
    var at = start
    for (position, entry) in document.elements(of: entries).enumerated() {
      let path = "entries[\(position)]"
      guard position < SessionScript.mostEntries else {
        throw fault(
          entry, path,
          (
            "there are more than \(SessionScript.mostEntries) entries",
            "tell the conversation in several files"
          ))
      }
      script.entries.append(try readEntry(entry, path, after: at))
      at = script.entries.last?.at ?? at
    }
    return script
  }

  func roster(of object: Int) throws(ScriptFault) -> SessionScript.Roster {
    var roster = SessionScript.Roster()
    roster.people = try list("people", of: object)
    roster.involved = try list("involved", of: object)
    roster.agents = try list("agents", of: object)
    return roster
  }

  /// States of queues by name; every name must be the policy's.
  func queues(of holder: Int, _ path: String) throws(ScriptFault) -> Int? {
    guard let queues = try object("queues", of: holder) else { return nil }
    for member in document.members(of: queues) {
      let name = document.string(of: member.key)
      guard graph.routing.queues.contains(where: { $0.name == name }) else {
        throw fault(
          member.key, "\(path).\(name)",
          unknown(name, "queue", among: graph.routing.queues.map { $0.name }))
      }
    }
    return queues
  }
}

// MARK: - What all parts use

extension ScriptReading {
  func fault(_ value: Int, _ path: String, _ words: (String, fix: String)) -> ScriptFault {
    ScriptFault(document, value, path, words)
  }

  func unknown(
    _ name: String, _ sort: String, among names: [String]
  ) -> (String, fix: String) {
    let said = "the policy has no \(sort) `\(name.prefix(60))`"
    guard !names.isEmpty else { return (said, "it has none at all") }
    let shown = names.prefix(12).joined(separator: ", ")
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return (said, "it has \(shown)\(more)")
  }

  func requireKeys(_ object: Int, _ path: String, _ keys: [String]) throws(ScriptFault) {
    for member in document.members(of: object) {
      let key = document.string(of: member.key)
      guard keys.contains(key) else {
        throw fault(
          member.key, "\(path).\(key.prefix(60))",
          ("there is no key `\(key.prefix(60))` here", "keys are \(keys.joined(separator: ", "))"))
      }
    }
  }

  /// The value of a key; a written absence counts as none.
  func optional(_ key: String, of object: Int) -> Int? {
    document.member(key, of: object).flatMap { document.isWrittenAbsence($0) ? nil : $0 }
  }

  func member(_ key: String, of object: Int, _ path: String = "") throws(ScriptFault) -> Int {
    guard let found = optional(key, of: object) else {
      let place = path.isEmpty ? "the session" : "`\(path)`"
      throw fault(object, path.isEmpty ? key : path, ("\(place) has no `\(key)`", "write it"))
    }
    return found
  }

  func object(_ key: String, of holder: Int) throws(ScriptFault) -> Int? {
    guard let found = optional(key, of: holder) else { return nil }
    guard document.shape(of: found) == .object else {
      throw fault(found, key, ("`\(key)` is an object", "write `name: value` under it"))
    }
    return found
  }

  func list(_ key: String, of holder: Int) throws(ScriptFault) -> Int? {
    guard let found = optional(key, of: holder) else { return nil }
    guard document.shape(of: found) == .list else {
      throw fault(found, key, ("`\(key)` is a list", "write it in square brackets"))
    }
    return found
  }

  func text(_ value: Int, _ path: String) throws(ScriptFault) -> String {
    let isBlank = document.text(of: value).allSatisfy { $0 <= 0x20 }
    guard document.isText(value), !isBlank else {
      throw fault(
        value, path,
        (
          "expected a text that is not empty; found \(document.described(value))",
          "write it in quotes"
        ))
    }
    return document.string(of: value)
  }

  func optionalText(
    _ key: String, of object: Int, _ path: String
  ) throws(ScriptFault) -> String? {
    guard let found = optional(key, of: object) else { return nil }
    return try text(found, "\(path).\(key)")
  }

  func moment(_ value: Int, _ path: String) throws(ScriptFault) -> Moment {
    guard document.isText(value), let moment = Moment(document.text(of: value)) else {
      throw fault(
        value, path,
        (
          "\(document.described(value)) is no moment with an offset",
          "write it such as \"2026-03-02T10:15:00Z\" or \"2026-03-02T10:15:00+01:00\""
        ))
    }
    return moment
  }
}
