/// JSON while it is written: keys in the order given, no floating point, controls escaped.
package struct JSONText: Sendable {
  package private(set) var bytes: [UInt8] = []
  let isIndented: Bool
  private var depth = 0
  /// True where the next value or key is the first of its list or object.
  private var isFirst = true
  private var followsKey = false
  /// Of the outermost object only these members are written; `nil`: all.
  private var wanted: DecisionFields?
  /// Where a member that is not wanted begins; -1: there is none.
  private var dropsFrom = -1
  private var dropsFirst = false

  /// On one line, or indented by two spaces a level.
  package init(indented: Bool) { isIndented = indented }

  /// The same with room for so many bytes, and only some members of the outermost object.
  package init(indented: Bool, only fields: DecisionFields?, room: Int) {
    isIndented = indented
    wanted = fields
    bytes.reserveCapacity(room)
  }

  /// Ends a value that stands alone, so that another may follow on a line of its own.
  package mutating func endLine() {
    bytes.append(0x0A)
    isFirst = true
  }

  /// Writes a value that was written before, by itself.
  package mutating func line(_ value: [UInt8]) {
    bytes.append(contentsOf: value)
    endLine()
  }

  /// True where a member of the outermost object is to be written.
  func wants(_ name: String) -> Bool { wanted?.contains(name) ?? true }

  /// Takes back the last member of the outermost object where it is not wanted.
  private mutating func dropUnwanted() {
    guard dropsFrom >= 0 else { return }
    bytes.removeLast(bytes.count - dropsFrom)
    isFirst = dropsFirst
    dropsFrom = -1
  }

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
    if depth == 1, wanted != nil { beginMember(name) }
    separate()
    quote(name)
    endKey()
  }

  /// Writes a key of plain letters that is known when we are built; its value must follow.
  mutating func member(_ name: StaticString) {
    if depth == 1, wanted != nil { beginMember("\(name)") }
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { letters in unsafe bytes.append(contentsOf: letters) }
    bytes.append(UInt8(ascii: "\""))
    endKey()
  }

  private mutating func beginMember(_ name: String) {
    dropUnwanted()
    if !wants(name) { (dropsFrom, dropsFirst) = (bytes.count, isFirst) }
  }

  private mutating func endKey() {
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

  /// Writes a value that stands ready on one line; only where nothing is indented.
  mutating func ready(_ value: [UInt8]) {
    separate()
    bytes.append(contentsOf: value)
  }

  /// Writes a list of names by their positions, ascending: those side by side go in one piece.
  mutating func names(_ positions: [Int], of names: ReadyNames) {
    if isIndented { return texts(positions.map { names.texts[$0] }) }
    list { text in
      var next = 0
      while next < positions.count {
        let first = next
        while next + 1 < positions.count && positions[next + 1] == positions[next] + 1 {
          next += 1
        }
        text.separate()
        text.bytes.append(contentsOf: names.line[names.range(positions[first], positions[next])])
        next += 1
      }
    }
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
    if depth == 1 { dropUnwanted() }
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
    let letters = text.utf8.span
    var marks: UInt8 = 0
    for offset in letters.indices {
      let letter = letters[offset]
      marks |= letter < 0x20 || letter > 0x7E || letter == 0x22 || letter == 0x5C ? 1 : 0
    }
    if marks == 0 { bytes.append(contentsOf: text.utf8) } else { quoteScalars(text) }
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
