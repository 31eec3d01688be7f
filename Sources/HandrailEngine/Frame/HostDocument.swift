/// What a host sent, as a flat list of values: JSON and YAML both come to this.
///
/// Values stand in document order, each container before what it holds; members of an object are
/// its key (a text) and then its value. Nothing here has a kind yet: the policy's facts decide.
package struct HostDocument: Sendable {
  package enum Shape: UInt8, Sendable, BitwiseCopyable {
    case object, list, text, number, yes, no
    /// A written absence.
    case nothing
    /// An unquoted word of YAML: the fact it is for decides what it is.
    case plain
  }

  package struct Value: Sendable, BitwiseCopyable {
    package var shape: Shape
    /// Its text stands in `unescaped`, not in `bytes`.
    package var isUnescaped: Bool
    /// The range of its text or digits.
    package var start: UInt32
    package var end: UInt32
    /// The position behind it and all that it holds.
    package var after: UInt32
    /// Offset in `bytes` at which it begins.
    package var place: UInt32

    package init(shape: Shape, text: Range<Int>, isUnescaped: Bool, after: Int, place: Int) {
      self.shape = shape
      self.isUnescaped = isUnescaped
      start = UInt32(truncatingIfNeeded: text.lowerBound)
      end = UInt32(truncatingIfNeeded: text.upperBound)
      self.after = UInt32(truncatingIfNeeded: after)
      self.place = UInt32(truncatingIfNeeded: place)
    }
  }

  /// The most bytes that a document may have.
  package static var mostBytes: Int { 16 << 20 }
  /// The most values that it may hold, keys counted.
  package static var mostValues: Int { 1_000_000 }
  /// The most containers in one another.
  package static var deepest: Int { 128 }

  /// What the host sent.
  package var bytes: [UInt8]
  /// Texts that are not written as they read.
  package var unescaped: [UInt8] = []
  /// The first is the whole document.
  package var values: [Value] = []

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package func shape(of value: Int) -> Shape { values[value].shape }

  /// The text, word or digits of a value.
  package func text(of value: Int) -> ArraySlice<UInt8> {
    let found = values[value]
    let range = Int(found.start)..<Int(found.end)
    return found.isUnescaped ? unescaped[range] : bytes[range]
  }

  /// The same as a string.
  package func string(of value: Int) -> String {
    String(decoding: text(of: value), as: UTF8.self)
  }

  /// The position behind a value and all that it holds.
  package func after(_ value: Int) -> Int { Int(values[value].after) }

  /// The value of a member of an object, by its key's own bytes.
  package func member(_ key: String, of object: Int) -> Int? {
    for member in members(of: object) where text(of: member.key).elementsEqual(key.utf8) {
      return member.value
    }
    return nil
  }

  /// The members of an object, in order.
  package func members(of object: Int) -> Members { Members(document: self, object: object) }

  /// The elements of a list, in order.
  package func elements(of list: Int) -> Elements { Elements(document: self, list: list) }

  /// The 1-based line and column of a value.
  package func position(of value: Int) -> (line: Int, column: Int) {
    HostDocument.position(at: Int(values[value].place), in: bytes)
  }

  /// The 1-based line and column, counted in characters, of a byte.
  package static func position(at offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}

extension HostDocument {
  /// Key and value of each member of an object.
  package struct Members: Sequence, IteratorProtocol, Sendable {
    private let document: HostDocument
    private var position: Int
    private let end: Int

    init(document: HostDocument, object: Int) {
      self.document = document
      position = object + 1
      end = document.after(object)
    }

    package mutating func next() -> (key: Int, value: Int)? {
      guard position < end else { return nil }
      let key = position
      position = document.after(key + 1)
      return (key, key + 1)
    }
  }

  /// Each element of a list.
  package struct Elements: Sequence, IteratorProtocol, Sendable {
    private let document: HostDocument
    private var position: Int
    private let end: Int

    init(document: HostDocument, list: Int) {
      self.document = document
      position = list + 1
      end = document.after(list)
    }

    package mutating func next() -> Int? {
      guard position < end else { return nil }
      defer { position = document.after(position) }
      return position
    }
  }
}
