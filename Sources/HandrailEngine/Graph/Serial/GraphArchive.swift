/// The body of a compiled policy, written or read field by field by one and the same walk.
///
/// Whole numbers are zigzag and seven bits a byte, the lowest first; lists stand after their count.
/// A text stands once: 0, its count of bytes and they themselves; from then on it goes by its
/// number among the texts, from 1. A count is believed only as far as there are bytes, and nothing
/// is made by it.
struct GraphArchive {
  private(set) var bytes: [UInt8]
  private var at: Int
  let isReading: Bool
  /// What was read so far, in the order of the form.
  private var texts: [String] = []
  /// Written so far: the number of each, by its bytes, for Swift takes other bytes for equal.
  private var numbers: [[UInt8]: Int] = [:]
  /// Bytes of texts read, those that go by their number too.
  private var textBytes = 0
  /// Bytes that the lists read so far take in memory, with what the allocator adds to each.
  private var listBytes = 0

  /// Takes fields in.
  init() {
    bytes = []
    at = 0
    isReading = false
  }

  /// Gives back fields of bytes that somebody sent.
  init(reading bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    at = start
    isReading = true
  }

  var isAtEnd: Bool { at == bytes.count }
}

/// What a compiled policy is made of.
protocol Archived {
  /// What stands in the place of one until it is read.
  static var blank: Self { get }
  /// Goes over every field, in the order of the form.
  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal)
}

extension GraphArchive {
  mutating func byte(_ value: inout UInt8) throws(CompiledRefusal) {
    guard isReading else { return bytes.append(value) }
    guard at < bytes.count else { throw .unsound("a part of it is missing") }
    value = bytes[at]
    at += 1
  }

  mutating func number(_ value: inout Int64) throws(CompiledRefusal) {
    guard isReading else { return write(UInt64(bitPattern: value << 1 ^ value >> 63)) }
    guard at < bytes.count else { throw .unsound("a part of it is missing") }
    let first = UInt64(bytes[at])
    at += 1
    let found = first < 0x80 ? first : try longNumber(first & 0x7F)
    value = Int64(bitPattern: found >> 1) ^ -Int64(bitPattern: found & 1)
  }

  /// A number of two bytes or more, whose first has been read.
  private mutating func longNumber(_ first: UInt64) throws(CompiledRefusal) -> UInt64 {
    var found = first
    var shift: UInt64 = 7
    while true {
      var byte: UInt8 = 0
      try self.byte(&byte)
      let bits = UInt64(byte & 0x7F)
      // One number has one spelling: no bits beyond 64, no empty last byte.
      guard shift < 63 || bits <= 1, byte != 0 else {
        throw .unsound("a number of it is misspelt")
      }
      found |= bits << shift
      if byte & 0x80 == 0 { return found }
      shift += 7
      guard shift <= 63 else { throw .unsound("a number of it is misspelt") }
    }
  }

  private mutating func write(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The count of a list or text whose every part takes a byte or more.
  private mutating func count(_ count: Int) throws(CompiledRefusal) -> Int {
    var value = Int64(count)
    try number(&value)
    guard isReading else { return count }
    guard value >= 0, value <= Int64(bytes.count - at) else {
      throw .unsound("a list of it is longer than all that follows")
    }
    return Int(value)
  }

  mutating func text(_ text: inout String) throws(CompiledRefusal) {
    guard isReading else { return try write(text) }
    var number: Int64 = 0
    try self.number(&number)
    guard number != 0 else { return text = try newText() }
    guard number > 0, number <= Int64(texts.count) else {
      throw .unsound("it names a text that it has not")
    }
    text = texts[Int(number) - 1]
    try count(text)
  }

  private mutating func newText() throws(CompiledRefusal) -> String {
    let count = try count(0)
    guard let text = String(validating: bytes[at..<at + count], as: UTF8.self) else {
      throw .unsound("a text of it is not UTF-8")
    }
    at += count
    texts.append(text)
    try self.count(text)
    return text
  }

  /// A small file must not stand for texts beyond measure.
  private mutating func count(_ text: String) throws(CompiledRefusal) {
    textBytes += text.utf8.count
    guard textBytes <= CompiledForm.mostBytes else {
      throw .unsound("its texts are more than can be held")
    }
  }

  private mutating func write(_ text: String) throws(CompiledRefusal) {
    let utf8 = Array(text.utf8)
    var number = Int64(numbers[utf8] ?? 0)
    try self.number(&number)
    guard number == 0 else { return }
    _ = try count(utf8.count)
    bytes += utf8
    numbers[utf8] = numbers.count + 1
  }

  mutating func field<Value: Archived>(_ value: inout Value) throws(CompiledRefusal) {
    try value.pass(&self)
  }

  mutating func list<Value: Archived>(_ values: inout [Value]) throws(CompiledRefusal) {
    let count = try count(values.count)
    guard isReading else {
      for place in values.indices { try values[place].pass(&self) }
      return
    }
    values = []
    if count > 0 { try take(48) }
    for _ in 0..<count {
      var value = Value.blank
      try value.pass(&self)
      try take(MemoryLayout<Value>.stride)
      values.append(value)
    }
  }

  /// Policies take some ten bytes for each of the file; one made to take more is not read on.
  private mutating func take(_ size: Int) throws(CompiledRefusal) {
    listBytes += size
    guard listBytes <= (1 << 20) + 16 * bytes.count else {
      throw .unsound("its lists are more than its bytes can stand for")
    }
  }

  mutating func optional<Value: Archived>(_ value: inout Value?) throws(CompiledRefusal) {
    var isThere = value != nil
    try field(&isThere)
    guard isThere else { return value = nil }
    var found = value ?? Value.blank
    try found.pass(&self)
    value = found
  }

  /// One of an enumeration's numbers.
  mutating func raw<Value: RawRepresentable>(
    _ value: inout Value
  ) throws(CompiledRefusal) where Value.RawValue == UInt8 {
    var byte = value.rawValue
    try self.byte(&byte)
    guard let found = Value(rawValue: byte) else { throw .unsound("a part of it is of no kind") }
    value = found
  }
}

// MARK: - Simple values

extension Int64: Archived {
  static var blank: Int64 { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.number(&self)
  }
}

extension Int: Archived {
  static var blank: Int { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var value = Int64(self)
    try archive.number(&value)
    guard let found = Int(exactly: value) else { throw .unsound("a number of it is too large") }
    self = found
  }
}

extension Int32: Archived {
  static var blank: Int32 { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var value = Int64(self)
    try archive.number(&value)
    guard let found = Int32(exactly: value) else { throw .unsound("a number of it is too large") }
    self = found
  }
}

extension Int128: Archived {
  static var blank: Int128 { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var high = Int64(truncatingIfNeeded: self >> 64)
    var low = Int64(truncatingIfNeeded: self)
    try archive.number(&high)
    try archive.number(&low)
    self = Int128(high) << 64 | Int128(UInt64(bitPattern: low))
  }
}

extension UInt8: Archived {
  static var blank: UInt8 { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.byte(&self)
  }
}

extension UInt64: Archived {
  static var blank: UInt64 { 0 }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var value = Int64(bitPattern: self)
    try archive.number(&value)
    self = UInt64(bitPattern: value)
  }
}

extension Bool: Archived {
  static var blank: Bool { false }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var byte: UInt8 = self ? 1 : 0
    try archive.byte(&byte)
    guard byte <= 1 else { throw .unsound("a part of it is neither yes nor no") }
    self = byte == 1
  }
}

extension String: Archived {
  static var blank: String { "" }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.text(&self)
  }
}

// MARK: - One of several

/// A case of an enumeration with what it carries, in a row.
struct ArchiveParts: Equatable {
  var tag: UInt8
  var first: Int64 = 0
  var second: Int64 = 0
  var third: Int64 = 0
  var words: [String] = []

  init(_ tag: UInt8, _ first: Int64 = 0, _ second: Int64 = 0, _ third: Int64 = 0) {
    self.tag = tag
    self.first = first
    self.second = second
    self.third = third
  }

  init(_ tag: UInt8, _ first: Int, _ second: Int = 0, _ third: Int = 0) {
    self.init(tag, Int64(first), Int64(second), Int64(third))
  }

  init(_ tag: UInt8, words: [String], _ first: Int64 = 0) {
    self.tag = tag
    self.first = first
    self.words = words
  }
}

/// A value that is known by its parts; unused parts are zero.
protocol InParts: Archived {
  var parts: ArchiveParts { get }
  /// `nil` where the parts are those of no case.
  init?(_ parts: ArchiveParts)
}

extension InParts {
  /// The tag, which is below 32, with a bit for each part after the first that is not zero.
  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var parts = archive.isReading ? ArchiveParts(0) : self.parts
    var head =
      parts.tag | (parts.second != 0 ? 0x20 : 0) | (parts.third != 0 ? 0x40 : 0)
      | (parts.words.isEmpty ? 0 : 0x80)
    try archive.byte(&head)
    parts.tag = head & 0x1F
    try archive.number(&parts.first)
    if head & 0x20 != 0 { try archive.number(&parts.second) }
    if head & 0x40 != 0 { try archive.number(&parts.third) }
    if head & 0x80 != 0 { try archive.list(&parts.words) }
    guard archive.isReading else { return }
    guard let found = Self(parts), found.parts == parts else {
      throw .unsound("a part of it is of no kind")
    }
    self = found
  }
}
