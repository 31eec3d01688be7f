/// JSON while it is written: keys in the order given, no floating point, controls escaped.
package struct JSONText: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  private var depth = 0
  /// True where the next value or key is the first of its list or object.
  private var isFirst = true
  private var followsKey = false

  /// On one line, or indented by two spaces a level.
  package init(indented: Bool) { isIndented = indented }

  /// One value of a longer text, so many levels deep in it: `part` puts it there.
  package init(indented: Bool, depth: Int) {
    isIndented = indented
    self.depth = depth
    followsKey = true
  }

  /// Writes a value that was written before.
  package mutating func part(_ part: JSONText) {
    separate()
    bytes.append(contentsOf: part.bytes)
  }

  /// Writes an object; `fill` writes its keys and values.
  package mutating func object(_ fill: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), fill)
  }

  /// Writes a list; `fill` writes its values.
  package mutating func list(_ fill: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), fill)
  }

  /// Writes a list; `write` writes each element.
  package mutating func list<Elements: Sequence>(
    _ elements: Elements, _ write: (Elements.Element, inout JSONText) -> Void
  ) {
    list { text in for element in elements { write(element, &text) } }
  }

  /// Writes a key; its value must follow.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if isIndented { bytes.append(0x20) }
    followsKey = true
  }

  package mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  package mutating func value(_ number: some FixedWidthInteger) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a number that is already digits.
  package mutating func number(_ digits: String) {
    separate()
    bytes.append(contentsOf: digits.utf8)
  }

  package mutating func value(_ isTrue: Bool) {
    separate()
    bytes.append(contentsOf: (isTrue ? "true" : "false").utf8)
  }

  /// Writes `null`.
  package mutating func nothing() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a list of texts.
  package mutating func texts(_ texts: [String]) {
    list { list in for text in texts { list.value(text) } }
  }

  /// Writes a list of whole numbers.
  package mutating func numbers(_ numbers: [Int]) {
    list { list in for number in numbers { list.value(number) } }
  }

  private mutating func nest(
    _ opening: UInt8, _ closing: UInt8, _ fill: (inout JSONText) -> Void
  ) {
    separate()
    bytes.append(opening)
    depth += 1
    isFirst = true
    fill(&self)
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    bytes.append(closing)
  }

  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if depth > 0 { breakLine() }
    isFirst = false
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    // Nearly every text is plain letters: those are copied whole.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E && $0 != 0x22 && $0 != 0x5C }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      quoteScalars(text)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func quoteScalars(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case _ where printable(scalar) != scalar:
        let digits = String(scalar.value, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        bytes.append(contentsOf: digits.utf8)
      case _: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
