import Foundation
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("Explanations as JSON")
struct WhySchemaTests {
  @Test("keep to their schema", arguments: WhyPolicies.files)
  func schema(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    let schema = try SmallSchema("why")
    for seed in 1000..<UInt64(1020) {
      var random = Seeded(seed)
      var question = fixture.question(&random)
      if random.oneIn(5) { question.ask = .survey(Array(fixture.graph.tasks.indices)) }
      let explanation = explain(question, by: fixture.graph)
      let expected: Expected = random.oneIn(2) ? .ai : .human
      let not = whyNot(expected, of: fixture.decided(question), by: fixture.graph)
      let bytes = whyJSON(explanation, whyNot: not, of: fixture.graph)
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
      #expect(schema.complaints(about: value) == [], "seed \(seed)")
    }
  }

  @Test("are refused by the schema where a key is foreign or missing")
  func notAnything() throws {
    let schema = try SmallSchema("why")
    #expect(!schema.complaints(about: .object(["foreign": .number(1)])).isEmpty)
    #expect(schema.complaints(about: .object([:])).contains("$: lacks sentence"))
  }
}

enum JSONValue: Decodable, Equatable {
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let flag = try? single.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? single.decode(Int.self) {
      self = .number(number)
    } else if let text = try? single.decode(String.self) {
      self = .text(text)
    } else if let list = try? single.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try single.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }
  var elements: [JSONValue] { if case .list(let elements) = self { elements } else { [] } }
  var words: String? { if case .text(let words) = self { words } else { nil } }

  var kind: String {
    switch self {
    case .null: "null"
    case .flag: "boolean"
    case .number: "integer"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }
}

/// As much of JSON Schema as the pages use.
struct SmallSchema {
  let root: JSONValue

  /// The schema of a name beneath `docs/schema`.
  init(_ name: String) throws {
    let url = WhyFixture.packageFolder.appending(path: "docs/schema/\(name).schema.json")
    root = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: url))
  }

  func complaints(about value: JSONValue) -> [String] { check(value, root, "$") }

  private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    if let name = schema["$ref"]?.words?.split(separator: "/").last {
      guard let target = root["$defs"]?[String(name)] else { return ["\(path): no \(name)"] }
      return check(value, target, path)
    }
    if let options = schema["anyOf"] {
      let all = options.elements.map { check(value, $0, path) }
      return all.contains([]) ? [] : all.last ?? []
    }
    if let words = schema["enum"] {
      return words.elements.contains(value) ? [] : ["\(path): \(value) is not listed"]
    }
    let kinds =
      schema["type"].map { $0.words.map { [$0] } ?? $0.elements.compactMap(\.words) } ?? []
    guard kinds.contains(value.kind) else { return ["\(path): is \(value.kind)"] }
    if let items = schema["items"] {
      return value.elements.enumerated().flatMap { check($1, items, "\(path)[\($0)]") }
    }
    return value.kind == "object" ? check(members: value, schema, path) : []
  }

  private func check(members value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    let required = (schema["required"]?.elements ?? []).compactMap(\.words)
    var found = required.filter { value[$0] == nil }.map { "\(path): lacks \($0)" }
    for (key, member) in value.members {
      let others = schema["additionalProperties"].flatMap { $0.kind == "object" ? $0 : nil }
      if let own = schema["properties"]?[key] ?? others {
        found += check(member, own, "\(path).\(key)")
      } else {
        found.append("\(path): \(key) is foreign")
      }
    }
    return found
  }
}
