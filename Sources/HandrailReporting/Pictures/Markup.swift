internal import Handrail

/// SVG and HTML while they are written: every text and attribute is escaped.
struct Markup {
  private(set) var text = ""

  /// Writes an element with what is in it.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ fill: (inout Markup) -> Void
  ) {
    open(name, attributes)
    text += ">"
    fill(&self)
    text += "</\(name)>"
  }

  /// Writes an element with nothing in it.
  mutating func empty(_ name: String, _ attributes: [(String, String)]) {
    open(name, attributes)
    text += "/>"
  }

  /// Writes an element that holds words only.
  mutating func words(
    _ name: String, _ words: String, _ attributes: [(String, String)] = []
  ) {
    element(name, attributes) { $0.say(words) }
  }

  /// Writes words.
  mutating func say(_ words: String) { text += escaped(words) }

  /// Writes what is markup already; never anything from outside.
  mutating func raw(_ markup: String) { text += markup }

  mutating func newLine() { text += "\n" }

  private mutating func open(_ name: String, _ attributes: [(String, String)]) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(escaped(value))\"" }
  }

  private func escaped(_ words: String) -> String {
    var result = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // No document in XML may hold these two, whatever stands for them.
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      case _: result.unicodeScalars.append(printable(scalar))
      }
    }
    return result
  }
}

/// How many columns of a fixed-width face a text takes, at most.
func columns(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
}

/// A text cut to so many columns, with a sign where something is missing.
func cut(_ text: String, to width: Int) -> String {
  guard columns(of: text) > width else { return text }
  var result = ""
  var used = 1
  for character in text {
    used += columns(of: String(character))
    if used > width { break }
    result.append(character)
  }
  return result + "…"
}

/// A text broken into rows of at most so many columns, at spaces where there are some; dashes keep
/// their place under the line that they belong to.
func rows(of text: String, width: Int, hanging: Int = 2) -> [String] {
  var rows: [String] = []
  var row = ""
  let margin = text.hasPrefix("-- ") ? 4 : text.hasPrefix("- ") ? 2 : 0
  func indent() -> String {
    String(repeating: " ", count: rows.isEmpty ? margin : margin + hanging)
  }
  for word in text.split(separator: " ", omittingEmptySubsequences: true) {
    var rest = Substring(word)
    if !row.isEmpty, columns(of: row) + 1 + columns(of: String(word)) > width {
      rows.append(row)
      row = ""
    }
    // A word that fits no row is broken where it must be.
    while columns(of: indent() + String(rest)) > width, row.isEmpty {
      let piece = piece(of: rest, width: width - indent().count)
      rows.append(indent() + String(piece))
      rest = rest.dropFirst(piece.count)
    }
    row = row.isEmpty ? indent() + String(rest) : row + " " + String(rest)
  }
  if !row.isEmpty || rows.isEmpty { rows.append(row) }
  return rows
}

/// As much of a word as fits, at least one character.
private func piece(of word: Substring, width: Int) -> Substring {
  var used = 0
  var count = 0
  for character in word {
    used += columns(of: String(character))
    if used > width && count > 0 { break }
    count += 1
  }
  return word.prefix(max(count, 1))
}
