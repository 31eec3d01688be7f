package import HandrailEngine

/// JSON while it is written: keys in the order given, no floating point, controls escaped.
package struct JSONText: Sendable {
  private var room = ByteRoom()
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
  /// The moment that was written last: a decision says the same one again and again.
  private var lastMoment: Moment?
  private var lastMomentLetters: [UInt8] = []

  /// On one line, or indented by two spaces a level.
  package init(indented: Bool) { isIndented = indented }

  /// The same with room for so many bytes, and only some members of the outermost object.
  package init(indented: Bool, only fields: DecisionFields?, room: Int) {
    isIndented = indented
    wanted = fields
    self.room = ByteRoom(room: room)
  }

  /// The same on one line, over what is no longer wanted in an array.
  package init(reusing array: consuming [UInt8], only fields: DecisionFields?) {
    isIndented = false
    wanted = fields
    room = ByteRoom(reusing: array)
  }

  /// What is written.
  package var bytes: [UInt8] { room.bytes }

  /// What is written, without a copy; nothing is left here.
  package mutating func takeBytes() -> [UInt8] { room.takeBytes() }

  /// Ends a value that stands alone, so that another may follow on a line of its own.
  package mutating func endLine() {
    room.append(.newLine)
    isFirst = true
  }

  /// Writes a value that was written before, by itself.
  package mutating func line(_ value: [UInt8]) {
    room.append(FewBytes(), value.span, .newLine)
    isFirst = true
  }

  /// True where a member of the outermost object is to be written.
  func wants(_ name: String) -> Bool { wanted?.contains(name) ?? true }

  /// Takes back the last member of the outermost object where it is not wanted.
  private mutating func dropUnwanted() {
    guard dropsFrom >= 0 else { return }
    room.cut(to: dropsFrom)
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
    let before = separation()
    room.append(before, part.bytes.span, FewBytes())
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
    quote(name, separation(), endOfKey)
    followsKey = true
  }

  /// Writes a key of plain letters that is known when we are built; its value must follow.
  package mutating func member(_ name: StaticString) {
    member(name, FewBytes())
    followsKey = true
  }

  /// Writes such a key and what of its value fits into five bytes.
  private mutating func member(_ name: StaticString, _ value: FewBytes) {
    if depth == 1, wanted != nil { beginMember("\(name)") }
    let before = separation().quoted
    let behind = endOfKey.behindQuote.with(value)
    name.withUTF8Buffer { letters in
      let letters = unsafe Span(_unsafeElements: letters)
      room.append(before, letters, behind)
    }
  }

  private mutating func beginMember(_ name: String) {
    dropUnwanted()
    if !wants(name) { (dropsFrom, dropsFirst) = (room.count, isFirst) }
  }

  private var endOfKey: FewBytes { isIndented ? .colonAndSpace : .colon }

  package mutating func value(_ text: String) { quote(text, separation(), FewBytes()) }

  package mutating func value(_ number: some FixedWidthInteger) {
    room.append(separation())
    write(number)
  }

  /// Writes a moment as RFC 3339 in UTC.
  package mutating func value(_ moment: Moment) {
    room.append(separation())
    write(moment)
  }

  package mutating func value(_ isTrue: Bool) {
    room.append(separation().with(isTrue ? .yes : .no))
  }

  /// Writes a number that is already digits.
  package mutating func number(_ digits: String) {
    let before = separation()
    room.append(before, digits.utf8.span, FewBytes())
  }

  /// Writes `null`.
  package mutating func nothing() { room.append(separation().with(.nothing)) }

  /// Writes a text, or `null` where there is none.
  package mutating func optional(_ text: String?) {
    if let text { value(text) } else { nothing() }
  }

  private mutating func write(_ number: some FixedWidthInteger) {
    let digits = String(number)
    room.append(FewBytes(), digits.utf8.span, FewBytes())
  }

  private mutating func write(_ moment: Moment) {
    if moment != lastMoment {
      lastMoment = moment
      lastMomentLetters.removeAll(keepingCapacity: true)
      appendMoment(moment, to: &lastMomentLetters)
    }
    let letters = lastMomentLetters
    room.append(.quote, letters.span, .quote)
  }

  /// Writes a member that is a text.
  package mutating func member(_ name: StaticString, _ text: String) {
    member(name, FewBytes())
    quote(text, FewBytes(), FewBytes())
  }

  /// Writes a member that is a text, or `null` where there is none.
  package mutating func member(_ name: StaticString, _ text: String?) {
    if let text { member(name, text) } else { member(name, .nothing) }
  }

  /// Writes a member that is a whole number.
  package mutating func member(_ name: StaticString, _ number: some FixedWidthInteger) {
    if let digit = FewBytes(digit: number) { return member(name, digit) }
    member(name, FewBytes())
    write(number)
  }

  /// Writes a member that is a whole number, or `null` where there is none.
  package mutating func member(_ name: StaticString, _ number: (some FixedWidthInteger)?) {
    if let number { member(name, number) } else { member(name, .nothing) }
  }

  /// Writes a member that is `true` or `false`.
  package mutating func member(_ name: StaticString, _ isTrue: Bool) {
    member(name, isTrue ? .yes : .no)
  }

  /// Writes a member that is a moment, as RFC 3339 in UTC.
  package mutating func member(_ name: StaticString, _ moment: Moment) {
    member(name, FewBytes())
    write(moment)
  }

  /// Writes a member that is `null`.
  package mutating func nothing(_ name: StaticString) { member(name, .nothing) }

  /// Writes a member that is a list of texts.
  package mutating func texts(_ name: StaticString, _ texts: [String]) {
    if texts.isEmpty { return member(name, .emptyList) }
    member(name)
    self.texts(texts)
  }

  /// Writes a member that is a list of whole numbers.
  package mutating func numbers(_ name: StaticString, _ numbers: [Int]) {
    member(name)
    self.numbers(numbers)
  }

  /// Writes a member that is a number, already digits.
  package mutating func number(_ name: StaticString, _ digits: String) {
    member(name)
    number(digits)
  }

  /// Writes a member that is an object; `fill` writes its keys and values.
  package mutating func object(_ name: StaticString, _ fill: (inout JSONText) -> Void) {
    member(name)
    object(fill)
  }

  /// Writes a member that is a list; `fill` writes its values.
  package mutating func list(_ name: StaticString, _ fill: (inout JSONText) -> Void) {
    member(name)
    list(fill)
  }

  /// Writes a member that is a list; `write` writes each element.
  package mutating func list<Elements: Collection>(
    _ name: StaticString, _ elements: Elements,
    _ write: (Elements.Element, inout JSONText) -> Void
  ) {
    if elements.isEmpty { return member(name, .emptyList) }
    member(name)
    list(elements, write)
  }

  /// Writes a list of texts.
  package mutating func texts(_ texts: [String]) {
    list { list in for text in texts { list.value(text) } }
  }

  /// Writes a value that stands ready on one line; only where nothing is indented.
  mutating func ready(_ value: [UInt8]) {
    let before = separation()
    room.append(before, value.span, FewBytes())
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
        let range = names.range(positions[first], positions[next])
        let before = text.separation()
        text.room.append(before, names.line.span.extracting(range), FewBytes())
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
    room.append(separation().with(opening))
    depth += 1
    isFirst = true
    fill(&self)
    if depth == 1 { dropUnwanted() }
    depth -= 1
    if !isFirst { breakLine() }
    isFirst = false
    room.append(FewBytes().with(closing))
  }

  /// What stands before the next value or key; lines are broken at once.
  private mutating func separation() -> FewBytes {
    if followsKey {
      followsKey = false
      return FewBytes()
    }
    defer { isFirst = false }
    guard isIndented else { return isFirst ? FewBytes() : .comma }
    if !isFirst { room.append(.comma) }
    if depth > 0 { breakLine() }
    return FewBytes()
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    room.append(.newLine)
    room.append(0x20, count: depth * 2)
  }

  private mutating func quote(_ text: String, _ before: FewBytes, _ behind: FewBytes) {
    let letters = text.utf8.span
    // Nearly every text is plain letters: those are copied whole.
    if ByteRoom.arePlain(letters) {
      room.append(before.quoted, letters, behind.behindQuote)
      return
    }
    room.append(before.quoted)
    quoteScalars(text)
    room.append(behind.behindQuote)
  }

  private mutating func quoteScalars(_ text: String) {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case "\r": escaped += "\\r"
      case _ where printable(scalar) != scalar:
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      case _: escaped.unicodeScalars.append(scalar)
      }
    }
    room.append(FewBytes(), escaped.utf8.span, FewBytes())
  }
}
