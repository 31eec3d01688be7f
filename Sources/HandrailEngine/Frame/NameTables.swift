/// Names found by their bytes as they stand in a document, eight at a time: keys, words of lists.
///
/// Flat and never copied, so that nothing is counted on the way. A name ends before a quote mark,
/// so names that JSON writes otherwise than they read are not found here.
struct NameTables: ~Copyable, Sendable {
  /// Names that are told apart among themselves.
  struct Table: Sendable, BitwiseCopyable {
    /// Offset of its first place, and its places less one; there is a power of two of them.
    fileprivate var first: Int32
    fileprivate var mask: Int32
  }

  /// Where a name's bytes stand, and what it stands for.
  private struct Place: Sendable, BitwiseCopyable {
    /// Offset of `chunks`; the last holds the quote mark behind the name too.
    var first: Int32
    /// 0: nothing stands here.
    var count: Int32
    var meaning: Int32
  }

  private var places: [Place] = []
  private var chunks: [UInt64] = []

  /// Adds a table, at most half of its places taken; of two equal names the first counts.
  mutating func add(_ names: [(name: [UInt8], meaning: Int)]) -> Table {
    var count = 8
    while count < names.count * 2 { count *= 2 }
    let table = Table(first: Int32(places.count), mask: Int32(count - 1))
    places.append(
      contentsOf: repeatElement(Place(first: 0, count: 0, meaning: -1), count: count))
    for (name, meaning) in names where NameTables.isWrittenAsRead(name) {
      let quoted = name + [UInt8(ascii: "\"")]
      if find(table, unsafe quoted.span.bytes, 0).meaning >= 0 { continue }
      add(quoted, meaning, to: table)
    }
    return table
  }

  private mutating func add(_ quoted: [UInt8], _ meaning: Int, to table: Table) {
    let bytes = unsafe quoted.span.bytes
    let first = chunks.count
    var hash: UInt64 = 0
    for start in stride(from: 0, to: quoted.count, by: 8) {
      chunks.append(bytes.eight(start))
      hash = NameTables.mix(hash, bytes.eight(start))
    }
    var place = Int(truncatingIfNeeded: hash) & Int(table.mask)
    while places[Int(table.first) + place].count > 0 { place = (place + 1) & Int(table.mask) }
    places[Int(table.first) + place] = Place(
      first: Int32(first), count: Int32(chunks.count - first), meaning: Int32(meaning))
  }

  /// What the name that begins here stands for, -1 where it is not in the table; and where the
  /// quote mark behind it stands.
  func find(_ table: Table, _ bytes: RawSpan, _ start: Int) -> (meaning: Int, end: Int) {
    var hash: UInt64 = 0
    var at = start
    var chunk = bytes.eight(at)
    var quotes = NameTables.quotes(in: chunk)
    while quotes == 0 {
      guard at < bytes.byteCount else { return (-1, at) }
      hash = NameTables.mix(hash, chunk)
      at += 8
      chunk = bytes.eight(at)
      quotes = NameTables.quotes(in: chunk)
    }
    let offset = quotes.trailingZeroBitCount >> 3
    chunk &= UInt64.max >> UInt64(56 - offset * 8)
    hash = NameTables.mix(hash, chunk)
    let count = (at - start) >> 3 + 1
    var position = Int(truncatingIfNeeded: hash) & Int(table.mask)
    while true {
      let place = places[Int(table.first) + position]
      if place.count == 0 { return (-1, at + offset) }
      if Int(place.count) == count && chunks[Int(place.first) + count - 1] == chunk
        && isBegun(place, bytes, start)
      {
        return (Int(place.meaning), at + offset)
      }
      position = (position + 1) & Int(table.mask)
    }
  }

  /// All but the last eight bytes agree.
  private func isBegun(_ place: Place, _ bytes: RawSpan, _ start: Int) -> Bool {
    for chunk in 0..<Int(place.count) - 1
    where bytes.eight(start + chunk * 8) != chunks[Int(place.first) + chunk] {
      return false
    }
    return true
  }

  /// JSON writes it without marks of its own.
  private static func isWrittenAsRead(_ name: [UInt8]) -> Bool {
    name.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }

  /// The high bit of each byte that is a quote mark; bits above the lowest may be set wrongly.
  private static func quotes(in chunk: UInt64) -> UInt64 {
    let differing = chunk ^ 0x2222_2222_2222_2222
    return (differing &- 0x0101_0101_0101_0101) & ~differing & 0x8080_8080_8080_8080
  }

  private static func mix(_ hash: UInt64, _ chunk: UInt64) -> UInt64 {
    let mixed = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
    // The low bits choose the place: mix the high ones in.
    return mixed ^ (mixed >> 29)
  }
}

/// A name that is looked for at one place: it is compared, not searched.
struct ExpectedName: Sendable, BitwiseCopyable {
  /// The name with the quote mark behind it, eight bytes each, and which of the bytes count.
  private let chunks: (UInt64, UInt64, UInt64)
  private let masks: (UInt64, UInt64, UInt64)
  /// Bytes of the name.
  let length: Int

  /// `nil` for a name of 24 bytes or more.
  init?(_ name: [UInt8]) {
    guard name.count < 24 else { return nil }
    let quoted = name + [UInt8(ascii: "\"")]
    let bytes = unsafe quoted.span.bytes
    length = name.count
    chunks = (bytes.eight(0), bytes.eight(8), bytes.eight(16))
    masks = (
      ExpectedName.mask(quoted.count), ExpectedName.mask(quoted.count - 8),
      ExpectedName.mask(quoted.count - 16)
    )
  }

  private static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? .max : count <= 0 ? 0 : UInt64.max >> UInt64(64 - count * 8)
  }

  /// It stands here, with its quote mark.
  @inline(__always)
  func stands(in bytes: RawSpan, at start: Int) -> Bool {
    let first = (bytes.eight(start) ^ chunks.0) & masks.0
    let second = (bytes.eight(start &+ 8) ^ chunks.1) & masks.1
    let third = (bytes.eight(start &+ 16) ^ chunks.2) & masks.2
    return first | second | third == 0
  }
}

extension RawSpan {
  /// Eight bytes from here, the first lowest; zeros stand for those beyond the end.
  @inline(__always)
  func eight(_ start: Int) -> UInt64 {
    if start &+ 8 <= byteCount {
      // The line above is the check that it stays inside.
      return UInt64(
        littleEndian: unsafe unsafeLoadUnaligned(
          fromUncheckedByteOffset: start, as: UInt64.self))
    }
    return lastBytes(start)
  }

  private func lastBytes(_ start: Int) -> UInt64 {
    var chunk: UInt64 = 0
    var at = byteCount
    while at > start {
      at -= 1
      chunk = chunk << 8 | UInt64(byte(at))
    }
    return chunk
  }

  /// The byte here; zero beyond the end.
  @inline(__always)
  func byte(_ at: Int) -> UInt8 {
    guard at < byteCount else { return 0 }
    return unsafe unsafeLoad(fromUncheckedByteOffset: at, as: UInt8.self)
  }

  /// The next place that is no space.
  @inline(__always)
  func pastSpace(_ start: Int) -> Int {
    var at = start
    while true {
      let byte = byte(at)
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return at }
      at += 1
    }
  }
}
