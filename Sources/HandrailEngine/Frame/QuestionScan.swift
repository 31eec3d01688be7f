/// A question of a new session with plain facts, read in one pass over its bytes: from JSON
/// straight to cells, without a document between.
///
/// Made once, owned by the caller, used again. It reads a question wholly and as the long way
/// would, or says that the long way must be gone; what is wrong with a question, only that says.
package struct QuestionScan: ~Copyable {
  package let reader: QuestionReader
  package private(set) var at = Moment(microseconds: 0)
  package private(set) var ask = TaskAsk.missing
  /// Where the session's name stands; empty where it has none.
  package private(set) var session = 0..<0
  /// The memory is `"new"`, not missing.
  package private(set) var saysNew = false
  /// By slot of the session facts.
  package private(set) var cells: [Cell]
  /// One bit a fact that can be read straight: it was met.
  private var met: [UInt64]
  /// Which key came after one before, the first of all at last: hosts send them in one order.
  private var next: [Int32]
  private var partsMet: UInt8 = 0
  /// False for policies whose tasks have facts of their own, and for those with very many facts.
  private let canRead: Bool

  /// With this many facts, lists of words and all, no document holds too many values.
  private static var mostFacts: Int { 10_000 }

  package init(_ reader: QuestionReader) {
    self.reader = reader
    cells = reader.blankCells
    let count = reader.ready.entries.count
    canRead = reader.taskFacts.isEmpty && count <= QuestionScan.mostFacts
    met = [UInt64](repeating: 0, count: (count + 63) / 64)
    next = (0...count).map { Int32($0 == count ? min(0, count - 1) : min($0 + 1, count - 1)) }
  }

  /// Reads a question; false where the long way must be gone.
  package mutating func read(_ question: borrowing Span<UInt8>) -> Bool {
    let bytes = unsafe question.bytes
    guard bytes.byteCount <= HostDocument.mostBytes, canRead else { return false }
    begin()
    var place = bytes.pastSpace(0)
    guard bytes.byte(place) == UInt8(ascii: "{") else { return false }
    place = bytes.pastSpace(place + 1)
    while true {
      guard bytes.byte(place) == UInt8(ascii: "\"") else { return false }
      place = part(bytes, place + 1)
      guard place >= 0 else { return false }
      place = bytes.pastSpace(place)
      if bytes.byte(place) == UInt8(ascii: "}") { break }
      guard bytes.byte(place) == UInt8(ascii: ",") else { return false }
      place = bytes.pastSpace(place + 1)
    }
    guard partsMet & Part.needed == Part.needed else { return false }
    return bytes.pastSpace(place + 1) == bytes.byteCount
  }

  /// The session's name in the bytes that were read; `nil` where it has none.
  package func session(in question: borrowing Span<UInt8>) -> String? {
    if session.isEmpty { return nil }
    return String(decoding: session.map { question[$0] }, as: UTF8.self)
  }

  private mutating func begin() {
    for slot in cells.indices { cells[slot] = reader.blankCells[slot] }
    for word in met.indices { met[word] = 0 }
    partsMet = 0
    session = 0..<0
    saysNew = false
  }
}

// MARK: - The parts of a question

extension QuestionScan {
  /// The parts that a plain question has.
  private enum Part {
    static var at: UInt8 { 1 }
    static var task: UInt8 { 2 }
    static var facts: UInt8 { 4 }
    static var memory: UInt8 { 8 }
    static var session: UInt8 { 16 }
    /// Without a moment or a task something is wrong: the long way says what.
    static var needed: UInt8 { at | task }
  }

  /// Reads a member whose name begins here; where it ends, or -1.
  private mutating func part(_ bytes: RawSpan, _ name: Int) -> Int {
    let letters = bytes.eight(name)
    if letters & 0xFFFF_FFFF_FFFF == 0x22_7374_6361_66 {
      return facts(bytes, value(Part.facts, bytes, name + 6))
    }
    if letters & 0xFF_FFFF == 0x22_7461 {
      return moment(bytes, value(Part.at, bytes, name + 3))
    }
    if letters & 0xFF_FFFF_FFFF == 0x22_6B73_6174 {
      return task(bytes, value(Part.task, bytes, name + 5))
    }
    if letters & 0xFF_FFFF_FFFF_FFFF == 0x22_7972_6F6D_656D {
      return memory(bytes, value(Part.memory, bytes, name + 7))
    }
    if letters == 0x226E_6F69_7373_6573 {
      return session(bytes, value(Part.session, bytes, name + 8))
    }
    return -1
  }

  /// Where the value of a part begins; -1 where the part was met before.
  private mutating func value(_ part: UInt8, _ bytes: RawSpan, _ end: Int) -> Int {
    guard partsMet & part == 0 else { return -1 }
    partsMet |= part
    return bytes.valuePlace(behind: end)
  }

  private mutating func moment(_ bytes: RawSpan, _ place: Int) -> Int {
    guard place >= 0, bytes.byte(place) == UInt8(ascii: "\"") else { return -1 }
    let end = bytes.endOfLetters(place + 1)
    guard end >= 0, let moment = Moment(bytes, place + 1..<end) else { return -1 }
    at = moment
    return end + 1
  }

  private mutating func task(_ bytes: RawSpan, _ place: Int) -> Int {
    guard place >= 0, bytes.byte(place) == UInt8(ascii: "\"") else { return -1 }
    let (meaning, end) = reader.ready.names.find(reader.ready.tasks, bytes, place + 1)
    guard meaning >= 0 else { return -1 }
    ask = meaning == reader.graph.tasks.count ? .none : .task(meaning)
    return end + 1
  }

  /// `"new"`.
  private mutating func memory(_ bytes: RawSpan, _ place: Int) -> Int {
    guard place >= 0, bytes.eight(place) & 0xFF_FFFF_FFFF == 0x22_7765_6E22 else { return -1 }
    saysNew = true
    return place + 5
  }

  private mutating func session(_ bytes: RawSpan, _ place: Int) -> Int {
    guard place >= 0, bytes.byte(place) == UInt8(ascii: "\"") else { return -1 }
    let end = bytes.endOfLetters(place + 1)
    // Spaces alone are no name.
    guard end > place + 1, bytes.byte(place + 1) != 0x20 else { return -1 }
    session = place + 1..<end
    return end + 1
  }
}

// MARK: - Facts

extension QuestionScan {
  private mutating func facts(_ bytes: RawSpan, _ start: Int) -> Int {
    guard start >= 0, bytes.byte(start) == UInt8(ascii: "{") else { return -1 }
    var place = bytes.pastSpace(start + 1)
    if bytes.byte(place) == UInt8(ascii: "}") { return place + 1 }
    var before = next.count - 1
    while true {
      guard bytes.byte(place) == UInt8(ascii: "\"") else { return -1 }
      let (fact, end) = key(after: before, bytes, place + 1)
      guard fact >= 0, meets(fact) else { return -1 }
      place = bytes.valuePlace(behind: end + 1)
      guard place >= 0 else { return -1 }
      let entry = reader.ready.entries[fact]
      let read = reader.ready.value(entry, bytes, place)
      guard read.end >= 0 else { return -1 }
      if !read.isAbsent { cells[entry.slot] = Cell(read.value) }
      place = bytes.pastSpace(read.end)
      if bytes.byte(place) == UInt8(ascii: "}") { return place + 1 }
      guard bytes.byte(place) == UInt8(ascii: ",") else { return -1 }
      place = bytes.pastSpace(place + 1)
      before = fact
    }
  }

  /// The fact whose key begins here, -1 for none, and where the quote mark behind the key stands.
  @inline(__always)
  private mutating func key(
    after before: Int, _ bytes: RawSpan, _ name: Int
  ) -> (fact: Int, end: Int) {
    let guess = Int(next[before])
    if guess >= 0, let key = reader.ready.entries[guess].key, key.stands(in: bytes, at: name) {
      return (guess, name + key.length)
    }
    let (fact, end) = reader.ready.names.find(reader.ready.keys, bytes, name)
    if fact >= 0 { next[before] = Int32(fact) }
    return (fact, end)
  }

  /// Notes that a fact is met; false where it was met before.
  private mutating func meets(_ fact: Int) -> Bool {
    let bit = UInt64(1) << UInt64(fact & 63)
    guard met[fact >> 6] & bit == 0 else { return false }
    met[fact >> 6] |= bit
    return true
  }
}

extension RawSpan {
  /// Where the value of a member begins whose name's quote mark ended just before; -1 without a
  /// colon.
  @inline(__always)
  fileprivate func valuePlace(behind end: Int) -> Int {
    let colon = pastSpace(end)
    return byte(colon) == UInt8(ascii: ":") ? pastSpace(colon + 1) : -1
  }

  /// Where a text of plain letters ends, before its quote mark; -1 where it holds other marks.
  fileprivate func endOfLetters(_ start: Int) -> Int {
    var at = start
    while true {
      let letter = byte(at)
      if letter == UInt8(ascii: "\"") { return at }
      guard letter >= 0x20 && letter < 0x7F && letter != UInt8(ascii: "\\") else { return -1 }
      at += 1
    }
  }
}

extension Moment {
  /// Reads RFC 3339; in the usual form, whole seconds of UTC, without steps between.
  fileprivate init?(_ bytes: RawSpan, _ range: Range<Int>) {
    if range.count == 20, let moment = Moment(wholeSecondsIn: bytes, at: range.lowerBound) {
      self = moment
      return
    }
    var letters: [UInt8] = []
    for at in range { letters.append(bytes.byte(at)) }
    self.init(letters)
  }

  /// `2026-03-02T10:15:00Z`.
  private init?(wholeSecondsIn bytes: RawSpan, at start: Int) {
    func two(_ offset: Int) -> Int {
      let tens = bytes.byte(start + offset) &- UInt8(ascii: "0")
      let ones = bytes.byte(start + offset + 1) &- UInt8(ascii: "0")
      return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : -10_000
    }
    func stands(_ mark: Unicode.Scalar, _ offset: Int) -> Bool {
      bytes.byte(start + offset) == UInt8(ascii: mark)
    }
    let (hour, minute, second) = (two(11), two(14), two(17))
    let isTime = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59
    guard stands("-", 4) && stands("-", 7) && stands("T", 10) && stands(":", 13),
      stands(":", 16) && stands("Z", 19), isTime, second >= 0 && second <= 59,
      let date = CalendarDate(year: two(0) * 100 + two(2), month: two(5), day: two(8))
    else { return nil }
    let ofDay = Int64(hour * 3600 + minute * 60 + second)
    self.init(microseconds: (Int64(date.daysSince1970) * 86_400 + ofDay) * 1_000_000)
  }
}
