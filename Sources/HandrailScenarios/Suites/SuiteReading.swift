import HandrailModel
import HandrailSource
import HandrailYAML

/// Reads the document of a suite, strictly: a key that nobody knows is a slip.
struct SuiteReading {
  private let document: YAMLDocument
  private let source: SourceText
  private(set) var policy: String?
  private(set) var problems: [Diagnostic] = []
  private(set) var scenarios: [SuiteScenario] = []
  private var suggestions = Suggestions()

  init(_ document: YAMLDocument, of source: SourceText) {
    self.document = document
    self.source = source
  }

  mutating func read() {
    guard let parts = keys(["policy", "scenarios"], of: document.root, "the suite") else { return }
    if let named = parts["policy"] {
      policy = document.text(of: named)
      if policy == nil { say(.otherShape(key: "policy", wanted: "the path of a policy"), named) }
    }
    guard let list = parts["scenarios"] else {
      return say(.missingKey(key: "scenarios", of: "A suite"), document.root)
    }
    guard let items = document.items(of: list) else {
      return say(.otherShape(key: "scenarios", wanted: "a list"), list)
    }
    for item in items where !isFull { readScenario(item) }
  }

  private var isFull: Bool { scenarios.count >= ScenarioSuite.most }

  private static let scenarioKeys = [
    "name", "at", "quiet", "because", "given", "matrix", "steps", "expect",
  ]

  private mutating func readScenario(_ node: YAMLNodeID) {
    guard let parts = keys(Self.scenarioKeys, of: node, "a scenario") else { return }
    guard let nameNode = parts["name"], let name = document.text(of: nameNode) else {
      return say(.missingKey(key: "name", of: "A scenario"), node)
    }
    guard parts["expect"] != nil || parts["steps"] != nil else {
      return say(.missingKey(key: "expect", of: "A scenario"), node)
    }
    guard isOneLine(name), !name.contains("\\") else {
      return say(.oddText(text: name, wanted: "a name on one line"), nameNode)
    }
    let before = problems.count
    var lines: [SuiteScenario.Line] = []
    if let at = parts["at"] { lines += word("at", at, wanted: "a date and a time") }
    if let quiet = parts["quiet"] {
      switch document.text(of: quiet) {
      case "yes", "true": lines.append(line("quiet", quiet))
      case "no", "false": break
      case _: say(.otherShape(key: "quiet", wanted: "yes or no"), quiet)
      }
    }
    if let because = parts["because"] { lines += quoted("because", because) }
    if let given = parts["given"] { lines += settings("given", given) }
    var after: [SuiteScenario.Line] = []
    if let steps = parts["steps"] { after += self.steps(steps) }
    if let expect = parts["expect"] { after += expectations(expect) }
    let matrix = parts["matrix"].map { combinations($0) } ?? [Combination()]
    guard problems.count == before else { return }
    for combination in matrix {
      guard !isFull else { return say(.tooMany(most: ScenarioSuite.most), node) }
      let full = combination.words.isEmpty ? name : "\(name) (\(combination.words))"
      let head = line(
        "scenario \"\(full.split(separator: "\"").joined(separator: "\\\""))\"", nameNode)
      scenarios.append(SuiteScenario(lines: [head] + lines + combination.lines + after))
    }
  }
}

// MARK: - Lines

extension SuiteReading {
  /// One point of a matrix: what is given, and its words for the name.
  private struct Combination {
    var words = ""
    var lines: [SuiteScenario.Line] = []
  }

  /// Every combination of the values, the last fact turning fastest.
  private mutating func combinations(_ node: YAMLNodeID) -> [Combination] {
    var all = [Combination()]
    guard let entries = document.entries(of: node) else {
      say(.otherShape(key: "matrix", wanted: "facts, each with a list of values"), node)
      return []
    }
    for entry in entries {
      guard let fact = factName(entry.key) else { return [] }
      guard let values = document.items(of: entry.value), !values.isEmpty else {
        say(.otherShape(key: fact, wanted: "a list of values"), entry.value)
        return []
      }
      guard all.count * values.count <= ScenarioSuite.most else {
        say(.tooMany(most: ScenarioSuite.most), node)
        return []
      }
      let columns = values.map { value in
        let range = document[value].range
        let lines = sets(fact, value).map {
          SuiteScenario.Line(text: "  given \($0)", range: range)
        }
        return (words(of: value), lines)
      }
      all = all.flatMap { earlier in
        columns.map { words, lines in
          let own = "\(fact) \(words)"
          return Combination(
            words: earlier.words.isEmpty ? own : "\(earlier.words), \(own)",
            lines: earlier.lines + lines)
        }
      }
    }
    return all
  }

  private mutating func steps(_ node: YAMLNodeID) -> [SuiteScenario.Line] {
    guard let items = document.items(of: node) else {
      say(.otherShape(key: "steps", wanted: "a list of turn, then, given and expect"), node)
      return []
    }
    var lines: [SuiteScenario.Line] = []
    for item in items {
      guard let parts = keys(["turn", "then", "after", "given", "expect"], of: item, "a step")
      else { return [] }
      if let given = parts["given"] { lines += settings("given", given) }
      if let turn = parts["turn"] { lines += oneLine("turn", turn) }
      if let then = parts["then"] {
        let after = parts["after"].map { words(of: $0) }
        lines += oneLine(after.map { "then after \($0)," } ?? "then", then)
      } else if let after = parts["after"] {
        say(.missingKey(key: "then", of: "A step with `after`"), after)
      }
      if let expect = parts["expect"] { lines += expectations(expect) }
    }
    return lines
  }

  private mutating func expectations(_ node: YAMLNodeID) -> [SuiteScenario.Line] {
    let each = document.items(of: node).map { Array($0) } ?? [node]
    return each.flatMap {
      word("expect", $0, wanted: "an outcome, such as `ai` or `human in desk`")
    }
  }

  /// `given` lines, one a value.
  private mutating func settings(_ start: String, _ node: YAMLNodeID) -> [SuiteScenario.Line] {
    guard let entries = document.entries(of: node) else {
      say(.otherShape(key: start, wanted: "facts with their values"), node)
      return []
    }
    var lines: [SuiteScenario.Line] = []
    for entry in entries {
      guard let fact = factName(entry.key) else { return [] }
      let range = document[entry.key].range.union(document[entry.value].range)
      lines += sets(fact, entry.value).map {
        SuiteScenario.Line(text: "  \(start) \($0)", range: range)
      }
    }
    return lines
  }

  /// `turn` and `then`: all values on one line, for a line is a turn.
  private mutating func oneLine(_ start: String, _ node: YAMLNodeID) -> [SuiteScenario.Line] {
    guard let entries = document.entries(of: node), !entries.isEmpty else {
      say(.otherShape(key: start, wanted: "facts with their values"), node)
      return []
    }
    var all: [String] = []
    for entry in entries {
      guard let fact = factName(entry.key) else { return [] }
      all += sets(fact, entry.value)
    }
    return [line("\(start) \(all.joined(separator: ", "))", node)]
  }

  /// `F is V`, or `F includes W` for each of a list; an empty list is `F is none`.
  private mutating func sets(_ fact: String, _ value: YAMLNodeID) -> [String] {
    guard let items = document.items(of: value) else { return ["\(fact) is \(words(of: value))"] }
    if items.isEmpty { return ["\(fact) is none"] }
    return items.map { "\(fact) includes \(words(of: $0))" }
  }

  /// The words of a value; of a list, its elements.
  private mutating func words(of node: YAMLNodeID) -> String {
    if let items = document.items(of: node) {
      return items.isEmpty ? "none" : items.map { words(of: $0) }.joined(separator: " and ")
    }
    guard let text = document.text(of: node), isValue(text, marks: " _.:%-") else {
      say(.oddText(text: document.text(of: node) ?? "this", wanted: "a value"), node)
      return "unknown"
    }
    return text
  }

  private mutating func word(
    _ start: String, _ node: YAMLNodeID, wanted: String
  ) -> [SuiteScenario.Line] {
    guard let text = document.text(of: node), isValue(text, marks: " _.:%-,"),
      text.utf8.last != UInt8(ascii: ",")
    else {
      say(.oddText(text: document.text(of: node) ?? "this", wanted: wanted), node)
      return []
    }
    return [line("\(start) \(text)", node)]
  }

  private mutating func quoted(_ start: String, _ node: YAMLNodeID) -> [SuiteScenario.Line] {
    guard let text = document.text(of: node), isOneLine(text), !text.contains("\""),
      !text.contains("\\")
    else {
      say(.oddText(text: document.text(of: node) ?? "this", wanted: "a text on one line"), node)
      return []
    }
    return [line("\(start) \"\(text)\"", node)]
  }

  private func line(_ text: String, _ node: YAMLNodeID) -> SuiteScenario.Line {
    SuiteScenario.Line(
      text: text.hasPrefix("scenario ") ? text : "  " + text, range: document[node].range)
  }
}

// MARK: - What all parts use

extension SuiteReading {
  private mutating func say(_ fault: SuiteFault, _ node: YAMLNodeID) {
    guard problems.count < 100 else { return }
    problems.append(
      Diagnostic(fault, at: SourcePlace(file: FileID(0), range: document[node].range)))
  }

  /// The values under the keys of a mapping; says which key nobody knows.
  private mutating func keys(
    _ allowed: [String], of node: YAMLNodeID, _ owner: String
  ) -> [String: YAMLNodeID]? {
    guard let entries = document.entries(of: node) else {
      say(.otherShape(key: owner, wanted: "keys with values"), node)
      return nil
    }
    var found: [String: YAMLNodeID] = [:]
    for entry in entries {
      let key = document.text(of: entry.key) ?? ""
      guard allowed.contains(key) else {
        let closest = suggestions.closest(to: key, among: allowed)?.name
        say(.unknownKey(key: key, closest: closest, allowed: allowed), entry.key)
        return nil
      }
      found[key] = entry.value
    }
    return found
  }

  private mutating func factName(_ node: YAMLNodeID) -> String? {
    guard let text = document.text(of: node), isValue(text, marks: "_."), !text.isEmpty else {
      say(.oddText(text: document.text(of: node) ?? "this", wanted: "the name of a fact"), node)
      return nil
    }
    return text
  }

  /// Letters of the policy language's values, so that nothing but a value can be written so.
  private func isValue(_ text: String, marks: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        case _: marks.utf8.contains(byte)
        }
      }
  }

  private func isOneLine(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x85
          && scalar.value != 0x2028 && scalar.value != 0x2029
      }
  }
}
