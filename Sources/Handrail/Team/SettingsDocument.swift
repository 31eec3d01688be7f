internal import HandrailEngine
internal import HandrailModel
internal import HandrailSource
internal import HandrailYAML

/// A YAML file of settings, read strictly: what is not known is refused, with its nearest match.
struct SettingsDocument {
  private let document: YAMLDocument

  init(_ bytes: [UInt8]) throws(DocumentFault) {
    do throws(YAMLError) {
      document = try readYAML(bytes)
    } catch {
      throw DocumentFault(
        .said(error.cause, fix: error.fix), offset: Int(error.offset), line: error.line,
        column: error.column)
    }
  }

  var root: YAMLNodeID { document.root }

  /// Says what is wrong with a node.
  func fault(_ node: YAMLNodeID, _ words: String, fix: String) -> DocumentFault {
    let found = document[node]
    return DocumentFault(
      .said(words, fix: fix), offset: Int(found.range.lower), line: Int(found.line),
      column: Int(found.column))
  }

  /// The entries of a mapping, each with its text and place; `thing` is what its keys are.
  func entries(
    of node: YAMLNodeID, _ thing: String
  ) throws(DocumentFault) -> [(key: String, place: YAMLNodeID, value: YAMLNodeID)] {
    guard let entries = document.entries(of: node) else {
      throw fault(
        node, "a \(thing) with its value is expected here",
        fix: "write it as `\(thing): value`, one a line")
    }
    return entries.map { (document.text(of: $0.key) ?? "", $0.key, $0.value) }
  }

  /// The values of a mapping by their keys, all of which are known.
  func values(
    of node: YAMLNodeID, keys: [String]
  ) throws(DocumentFault) -> [(key: String, value: YAMLNodeID)] {
    var values: [(key: String, value: YAMLNodeID)] = []
    for entry in try entries(of: node, "key") {
      guard keys.contains(entry.key) else {
        throw fault(
          entry.place, "`\(entry.key)` is not a key I know here",
          fix: suggestion(for: entry.key, among: keys))
      }
      values.append((entry.key, entry.value))
    }
    return values
  }

  /// Names the nearest match, else all there are.
  func suggestion(for word: String, among words: [String]) -> String {
    var suggestions = Suggestions()
    if let closest = suggestions.closest(to: word, among: words) {
      return "did you mean `\(closest.name)`?"
    }
    guard words.count <= 12 else { return "`docs/lint.md` lists them all" }
    return "it may be " + words.map { "`\($0)`" }.joined(separator: ", ")
  }

  func items(of node: YAMLNodeID, _ thing: String) throws(DocumentFault) -> [YAMLNodeID] {
    guard let items = document.items(of: node) else {
      throw fault(
        node, "a list is expected here", fix: "write each \(thing) on a line of its own after `- `")
    }
    return Array(items)
  }

  func text(_ node: YAMLNodeID) throws(DocumentFault) -> String {
    guard let text = document.text(of: node), !text.isEmpty else {
      throw fault(node, "one value is expected here", fix: "write it after the key")
    }
    return text
  }

  /// A whole number from 1 to `most`.
  func number(_ node: YAMLNodeID, most: Int64) throws(DocumentFault) -> Int64 {
    let text = try text(node)
    guard let number = Int64(text), number >= 1, number <= most else {
      throw fault(
        node, "`\(text)` is not a whole number from 1 to \(most)", fix: "write one, such as `9`")
    }
    return number
  }

  /// One of some words.
  func word(_ node: YAMLNodeID, of words: [String]) throws(DocumentFault) -> String {
    let text = try text(node)
    guard words.contains(text) else {
      throw fault(
        node, "`\(text)` cannot stand here", fix: suggestion(for: text, among: words))
    }
    return text
  }
}
