import Foundation
import HandrailTestSupport

/// Looks for a tagged line in what the program printed: a decision, or its explanation.
struct AcceptanceNaming {
  /// The words that open a line which decides nothing by itself: its heading is named instead.
  private static let guards = [
    "when", "except", "if unknown", "all of", "-", "measure", "tier", "answer within", "options",
    "remember", "ask", "confirm", "say", "trial", "four eyes", "skills", "agents", "best", "last",
    "after", "hours", "wait", "prefer", "quiet", "at most", "keep channel",
    "include", "leave out", "collect", "brief", "need skills", "urgency", "if no answer", "for",
  ]
  /// Headings that a decision names by what they declare.
  private static let vocabulary = [
    "facts", "tasks", "roles", "mark", "define", "calendar", "queue", "prefer", "table", "choose",
    "target",
  ]

  private let place: AcceptanceTable.Place
  private let heading: String
  private let words: Set<String>

  init(_ place: AcceptanceTable.Place, in lines: [String]) {
    self.place = place
    let start = lines[..<place.line].lastIndex { line in
      !line.isEmpty && !line.hasPrefix(" ") && !line.hasPrefix("|") && !line.hasPrefix("#")
    }
    heading = lines[start ?? 0]
    words = Self.declared(lines[(place.line - 1)..<place.last], under: heading)
  }

  /// The names that a vocabulary heading declares, or that its tagged lines list.
  private static func declared(_ lines: ArraySlice<String>, under heading: String) -> Set<String> {
    let names = { (text: String) in
      text.split { !$0.isLetter && $0 != "_" && $0 != "." }.map(String.init)
    }
    switch names(heading).first {
    case "facts": return Set(lines.compactMap { names($0).first })
    case "tasks", "roles", "mark", "prefer": return Set(lines.flatMap(names))
    case _: return Set(names(heading).dropFirst().prefix(1))
    }
  }

  /// The name after the heading's word; the heading itself where it has none.
  private var name: String {
    heading.split(separator: " ").dropFirst().first.map(String.init) ?? heading
  }

  private var isGuard: Bool { Self.guards.contains { place.text.hasPrefix($0) } }
  private var isHeading: Bool { place.text == heading }
  private var isVocabulary: Bool {
    Self.vocabulary.contains { heading.hasPrefix($0 + " ") || heading == $0 }
  }

  /// True where a document of the program names the line.
  func isNamed(in document: Any) -> Bool {
    if let list = document as? [Any] { return list.contains { isNamed(in: $0) } }
    guard let object = document as? [String: Any] else {
      return isVocabulary && words.contains(document as? String ?? "")
    }
    if isNamed(by: object) { return true }
    return object.contains { key, value in
      guard !["memory", "policy"].contains(key) else { return false }
      if key == "rules" { return isNamed(inRules: value) }
      return isVocabulary && words.contains(key) || isNamed(in: value)
    }
  }

  /// What became of every rule: only those that fired say anything, and only their lines that hold.
  private func isNamed(inRules rules: Any) -> Bool {
    (rules as? [[String: Any]] ?? []).contains { rule in
      guard rule["outcome"] as? String == "fired", rule["file"] as? String == place.path else {
        return false
      }
      return (rule["lines"] as? [[String: Any]] ?? []).contains { line in
        line["truth"] as? String == "yes"
          && (place.line...place.last).contains(line["line"] as? Int ?? 0)
      }
    }
  }

  private func isNamed(by object: [String: Any]) -> Bool {
    if let file = object["file"] as? String, let line = object["line"] as? Int {
      if file == place.path, (place.line...place.last).contains(line) { return true }
    }
    guard isHeading || isGuard else { return false }
    return ["rule", "approval", "offer", "first"].contains { object[$0] as? String == name }
      || object["rule"] as? String == heading
      || heading == "return to ai" && object["kind"] as? String == "return_limit"
  }
}
