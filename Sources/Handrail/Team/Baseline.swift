package import HandrailEngine
internal import HandrailLint
package import HandrailSource
internal import HandrailYAML

/// Findings that a team knows and does not count: told by rule, heading and words, never by line.
///
/// Core rules and everything that is no rule of the lint always count.
package struct Baseline: Sendable {
  private struct Key: Hashable, Comparable {
    /// The name of the file without its folders.
    var file: String
    var heading: String
    var rule: String
    var words: String

    var parts: [String] { [file, heading, rule, words] }

    static func < (left: Key, right: Key) -> Bool {
      left.parts.lexicographicallyPrecedes(right.parts)
    }
  }

  private var counts: [Key: Int64] = [:]

  /// Takes in what is found now.
  package init(of findings: [Diagnostic], in files: [SourceText]) {
    for finding in findings where Self.mayHold(finding) {
      counts[Self.key(of: finding, in: files), default: 0] += 1
    }
  }

  /// Reads a baseline file.
  package init(yaml bytes: [UInt8]) throws(DocumentFault) {
    let document = try SettingsDocument(bytes)
    for (_, list) in try document.values(of: document.root, keys: ["findings"]) {
      for item in try document.items(of: list, "finding") {
        try add(item, document)
      }
    }
  }

  private mutating func add(
    _ item: YAMLNodeID, _ document: SettingsDocument
  ) throws(DocumentFault) {
    var key = Key(file: "", heading: "", rule: "", words: "")
    var count: Int64 = 1
    let keys = ["file", "heading", "rule", "words", "count"]
    for (name, value) in try document.values(of: item, keys: keys) {
      switch name {
      case "file": key.file = try document.text(value)
      case "heading": key.heading = try document.text(value)
      case "rule": key.rule = try document.text(value)
      case "words": key.words = try document.text(value)
      case _: count = try document.number(value, most: 1_000_000)
      }
    }
    guard !key.file.isEmpty, !key.rule.isEmpty else {
      throw document.fault(
        item, "something is missing here", fix: "give `rule` and `file`, or write it anew")
    }
    counts[key, default: 0] += count
  }

  /// What is not known yet; how many findings were known.
  package func new(
    among findings: [Diagnostic], in files: [SourceText]
  ) -> (findings: [Diagnostic], known: Int) {
    var counts = counts
    let left = findings.filter { finding in
      guard Self.mayHold(finding) else { return true }
      let key = Self.key(of: finding, in: files)
      guard let count = counts[key], count > 0 else { return true }
      counts[key] = count - 1
      return false
    }
    return (left, findings.count - left.count)
  }

  /// How many findings it holds.
  package var count: Int { Int(counts.values.reduce(0, +)) }

  /// The file's content, the same for the same findings.
  package var yaml: String {
    var text = "# Findings that are known and not counted; `handrail check --write-baseline`.\n"
    guard !counts.isEmpty else { return text + "findings: []\n" }
    text += "findings:\n"
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      text += "  - rule: \(quoted(key.rule))\n    file: \(quoted(key.file))\n"
      if !key.heading.isEmpty { text += "    heading: \(quoted(key.heading))\n" }
      if !key.words.isEmpty { text += "    words: \(quoted(key.words))\n" }
      if count > 1 { text += "    count: \(count)\n" }
    }
    return text
  }

  /// The finding may be known and not counted.
  private static func mayHold(_ finding: Diagnostic) -> Bool {
    LintRule.all.contains { $0.name == finding.code && $0.set != .core }
  }

  private static func key(of finding: Diagnostic, in files: [SourceText]) -> Key {
    let source = files[finding.place.file.offset]
    let line = source.line(at: finding.place.range.lower)
    var head = line
    while head > 1, !source.opensHeading(line: head) { head -= 1 }
    let isHead = head == line
    let marked = source.text(finding.place.range).prefix { $0 != "\n" && $0 != "\r\n" }
    return Key(
      file: String(source.path.split(separator: "/").last ?? ""),
      heading: headName(source.text(source.lineRange(head))), rule: finding.code,
      words: isHead ? "" : String(spaced(marked).prefix(200)))
  }

  /// `rule refunds`, without what follows the name; a name in quotes whole, a list without it.
  private static func headName(_ line: String) -> String {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count > 1 else { return spaced(line[...]) }
    if ["tasks", "roles", "prefer"].contains(words[0]) { return String(words[0]) }
    return words[1].hasPrefix("\"") ? spaced(line[...]) : "\(words[0]) \(words[1])"
  }

  private static func spaced(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A text between double quotes, as YAML reads it back.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\":
      result += "\\"
      result.unicodeScalars.append(scalar)
    case _: result.unicodeScalars.append(printable(scalar))
    }
  }
  return result + "\""
}

extension SourceText {
  /// True where a line begins at the edge with a letter.
  fileprivate func opensHeading(line number: Int) -> Bool {
    let range = lineRange(number)
    guard range.count > 0 else { return false }
    let byte = bytes[Int(range.lower)]
    return byte >= 0x61 && byte <= 0x7A
  }
}
