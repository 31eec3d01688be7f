/// Bytes that say one thing only: every text and list carries its length.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  /// Most parts are a few lengths, a name and a digest or two.
  init() { bytes.reserveCapacity(160) }

  /// Starts a part; names never stand for data.
  init(_ part: String) {
    self.init()
    text(part)
  }

  /// Begins anew in the same room.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      integer(Int64(utf8.count))
      unsafe bytes.append(contentsOf: utf8)
    }
  }

  mutating func integer(_ value: Int64) {
    unsafe withUnsafeBytes(of: value.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func integer(_ value: Int) { integer(Int64(value)) }

  mutating func wide(_ value: Int128) {
    integer(Int64(truncatingIfNeeded: value >> 64))
    integer(Int64(truncatingIfNeeded: value))
  }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func optional(_ value: Int64?) {
    flag(value != nil)
    if let value { integer(value) }
  }

  mutating func texts(_ texts: [String]) {
    integer(texts.count)
    for text in texts { self.text(text) }
  }

  mutating func part(_ part: [UInt8]) {
    integer(part.count)
    bytes.append(contentsOf: part)
  }

  /// A digest; empty where there is none.
  mutating func part(_ digest: SHA256Digest?) {
    guard let digest else { return integer(0) }
    integer(32)
    var words = digest.words
    for place in 0..<8 { words[place] = words[place].bigEndian }
    unsafe withUnsafeBytes(of: words) { unsafe bytes.append(contentsOf: $0) }
  }

  /// A list whose order means something.
  mutating func ordered(_ parts: [[UInt8]]) {
    integer(parts.count)
    for part in parts { self.part(part) }
  }

  /// A list whose order means nothing.
  mutating func unordered(_ parts: [[UInt8]]) {
    guard parts.count > 1 else { return ordered(parts) }
    ordered(parts.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Digests whose order means nothing.
  mutating func unordered(_ digests: [SHA256Digest]) {
    integer(digests.count)
    for digest in digests.count > 1 ? digests.sorted() : digests { part(digest) }
  }
}
