import HandrailEngine

/// A document while it is put together from values of others.
///
/// Its bytes are those of the session file, so that what is said of a value gives the file's line.
struct DocumentBuilder {
  private(set) var document: HostDocument
  /// Where in the file that stands which is made here.
  private let place: UInt32

  init(of session: HostDocument, at value: Int) {
    document = HostDocument(bytes: session.bytes)
    place = session.values[value].place
  }

  mutating func object(_ fill: (inout DocumentBuilder) -> Void) { nest(.object, fill) }

  mutating func list(_ fill: (inout DocumentBuilder) -> Void) { nest(.list, fill) }

  mutating func text(_ text: String) { append(.text, text.utf8) }

  mutating func number(_ number: Int) { append(.number, String(number).utf8) }

  /// A key with a text.
  mutating func field(_ key: String, _ words: String) {
    text(key)
    text(words)
  }

  /// A key with a value of another document.
  mutating func field(_ key: String, _ value: Int, of source: HostDocument) {
    text(key)
    copy(value, of: source)
  }

  /// Everything that a value of another document holds; its places stay where they are the file's.
  mutating func copy(_ value: Int, of source: HostDocument) {
    copy(value..<source.after(value), of: source)
  }

  /// The members of an object of another document, into the object that is open.
  mutating func copyMembers(of object: Int, in source: HostDocument) {
    copy(object + 1..<source.after(object), of: source)
  }

  private mutating func copy(_ values: Range<Int>, of source: HostDocument) {
    let isOfFile = source.bytes.count == document.bytes.count && source.bytes == document.bytes
    let shift = document.values.count - values.lowerBound
    for position in values {
      let start = document.unescaped.count
      document.unescaped.append(contentsOf: source.text(of: position))
      var copied = source.values[position]
      copied.start = UInt32(truncatingIfNeeded: start)
      copied.end = UInt32(truncatingIfNeeded: document.unescaped.count)
      copied.isUnescaped = true
      copied.after = UInt32(truncatingIfNeeded: source.after(position) + shift)
      if !isOfFile { copied.place = place }
      document.values.append(copied)
    }
  }

  private mutating func nest(
    _ shape: HostDocument.Shape, _ fill: (inout DocumentBuilder) -> Void
  ) {
    let position = document.values.count
    append(shape, "".utf8)
    fill(&self)
    document.values[position].after = UInt32(truncatingIfNeeded: document.values.count)
  }

  private mutating func append(_ shape: HostDocument.Shape, _ text: some Collection<UInt8>) {
    let start = document.unescaped.count
    document.unescaped.append(contentsOf: text)
    document.values.append(
      HostDocument.Value(
        shape: shape, text: start..<document.unescaped.count, isUnescaped: true,
        after: document.values.count + 1, place: Int(place)))
  }
}
