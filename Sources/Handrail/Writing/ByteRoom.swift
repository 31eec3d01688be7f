/// Up to eight bytes that are written together.
struct FewBytes: Sendable, BitwiseCopyable {
  /// The first lowest.
  fileprivate let bytes: UInt64
  fileprivate let count: Int

  init() { (bytes, count) = (0, 0) }

  /// Letters of ASCII, the first lowest.
  init(_ bytes: UInt64, count: Int) { (self.bytes, self.count) = (bytes, count) }

  /// A digit; `nil` for other numbers.
  @inline(__always)
  init?(digit number: some FixedWidthInteger) {
    guard number >= 0, number <= 9 else { return nil }
    self.init(0x30 + UInt64(number), count: 1)
  }

  static let comma = FewBytes(0x2C, count: 1)
  static let colon = FewBytes(0x3A, count: 1)
  static let colonAndSpace = FewBytes(0x20_3A, count: 2)
  static let quote = FewBytes(0x22, count: 1)
  static let newLine = FewBytes(0x0A, count: 1)
  static let emptyList = FewBytes(0x5D_5B, count: 2)
  static let nothing = FewBytes(0x6C_6C_75_6E, count: 4)
  static let yes = FewBytes(0x65_75_72_74, count: 4)
  static let no = FewBytes(0x65_73_6C_61_66, count: 5)

  /// The same with one byte more.
  @inline(__always)
  func with(_ byte: UInt8) -> FewBytes {
    FewBytes(bytes | UInt64(byte) << UInt64(count * 8), count: count + 1)
  }

  /// The same with others behind, eight together at most.
  @inline(__always)
  func with(_ others: FewBytes) -> FewBytes {
    FewBytes(bytes | others.bytes << UInt64(count * 8), count: count + others.count)
  }

  /// The same with a quote mark at its end.
  @inline(__always) var quoted: FewBytes { with(UInt8(ascii: "\"")) }

  /// The same behind a quote mark.
  @inline(__always) var behindQuote: FewBytes { FewBytes(bytes << 8 | 0x22, count: count + 1) }
}

/// Bytes at whose end more are written; room is made ahead, so that each piece goes there at once.
struct ByteRoom: Sendable {
  /// As long as there is room; what stands behind `count` means nothing.
  private var storage: [UInt8]
  private(set) var count = 0

  init(room: Int = 0) { storage = [UInt8](repeating: 0, count: room) }

  /// Takes over an array's room; its bytes are forgotten.
  init(reusing array: consuming [UInt8]) { storage = array }

  /// What was written.
  var bytes: [UInt8] { Array(storage[..<count]) }

  /// What was written, in the array that it was written to; nothing is left here.
  mutating func takeBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    swap(&bytes, &storage)
    bytes.removeLast(bytes.count - count)
    count = 0
    return bytes
  }

  /// Takes back what stands from here on.
  mutating func cut(to length: Int) { count = min(count, max(0, length)) }

  private mutating func makeRoom(for size: Int) {
    storage.append(
      contentsOf: repeatElement(0, count: max(size, storage.count, 256)))
  }

  /// Writes a few bytes.
  mutating func append(_ few: FewBytes) {
    if storage.count - count < 8 { makeRoom(for: 8) }
    unsafe storage.withUnsafeMutableBytes { room in
      unsafe room.storeBytes(of: few.bytes.littleEndian, toByteOffset: count, as: UInt64.self)
    }
    count += few.count
  }

  /// Writes bytes with few before and few behind.
  mutating func append(
    _ before: FewBytes, _ text: borrowing Span<UInt8>, _ after: FewBytes
  ) {
    let size = text.count + 24
    if storage.count - count < size { makeRoom(for: size) }
    let start = count + before.count
    let end = start + text.count
    unsafe storage.withUnsafeMutableBytes { room in
      unsafe room.storeBytes(of: before.bytes.littleEndian, toByteOffset: count, as: UInt64.self)
      unsafe text.withUnsafeBytes { letters in
        let place = unsafe UnsafeMutableRawBufferPointer(rebasing: room[start..<end])
        unsafe place.copyMemory(from: letters)
      }
      unsafe room.storeBytes(of: after.bytes.littleEndian, toByteOffset: end, as: UInt64.self)
    }
    count = end + after.count
  }

  /// True for letters that JSON writes as they stand: ASCII without marks of its own.
  static func arePlain(_ letters: borrowing Span<UInt8>) -> Bool {
    let bytes = unsafe letters.bytes
    var marks: UInt64 = 0
    var at = 0
    while at &+ 8 <= bytes.byteCount {
      let chunk = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
      marks |= ByteRoom.marks(in: chunk)
      at &+= 8
    }
    while at < bytes.byteCount {
      let letter = letters[at]
      marks |= letter < 0x20 || letter > 0x7E || letter == 0x22 || letter == 0x5C ? 1 : 0
      at &+= 1
    }
    return marks == 0
  }

  /// Zero where none of eight letters is a control, a quote mark, a backslash or above 0x7E.
  private static func marks(in chunk: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func zeros(_ chunk: UInt64) -> UInt64 { (chunk &- ones) & ~chunk }
    let controls = (chunk &- ones &* 0x20) & ~chunk
    let found =
      chunk | controls | zeros(chunk ^ ones &* 0x22) | zeros(chunk ^ ones &* 0x5C)
      | zeros(chunk ^ ones &* 0x7F)
    return found & (ones &* 0x80)
  }

  /// Writes a byte so many times.
  mutating func append(_ byte: UInt8, count times: Int) {
    let eight = UInt64(byte) &* 0x0101_0101_0101_0101
    var left = times
    while left > 0 {
      append(FewBytes(eight, count: min(8, left)))
      left -= 8
    }
  }
}
