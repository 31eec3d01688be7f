/// A checksum of 64 bits: no change of up to 64 bits in a row goes unseen, and of other damage one
/// case in 18 million million million does.
///
/// CRC-64/XZ (ECMA-182, reflected), eight bytes at a time. It shows accidents, not intent: what
/// must not be forged goes by SHA-256.
package struct CRC64 {
  /// By place of a byte among eight, then by byte.
  private let table: [UInt64]
  private var state = ~UInt64(0)

  package init() {
    var table = [UInt64](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var rest = UInt64(byte)
      for _ in 0..<8 { rest = rest & 1 == 0 ? rest >> 1 : rest >> 1 ^ 0xC96C_5795_D787_0F42 }
      table[byte] = rest
    }
    for entry in 256..<table.count {
      let before = table[entry - 256]
      table[entry] = before >> 8 ^ table[Int(before & 0xFF)]
    }
    self.table = table
  }

  /// Takes in some more bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    let entries = self.table
    let table = entries.span
    let raw = unsafe bytes.bytes
    var state = state
    var from = 0
    while bytes.count - from >= 8 {
      let next = unsafe raw.unsafeLoadUnaligned(fromByteOffset: from, as: UInt64.self)
      let word = UInt64(littleEndian: next) ^ state
      let low =
        table[1792 + Int(word & 0xFF)] ^ table[1536 + Int(word >> 8 & 0xFF)]
        ^ table[1280 + Int(word >> 16 & 0xFF)] ^ table[1024 + Int(word >> 24 & 0xFF)]
      let high =
        table[768 + Int(word >> 32 & 0xFF)] ^ table[512 + Int(word >> 40 & 0xFF)]
        ^ table[256 + Int(word >> 48 & 0xFF)] ^ table[Int(word >> 56)]
      state = low ^ high
      from += 8
    }
    while from < bytes.count {
      state = state >> 8 ^ table[Int(UInt8(truncatingIfNeeded: state) ^ bytes[from])]
      from += 1
    }
    self.state = state
  }

  /// The checksum of all that was taken in.
  package var value: UInt64 { ~state }
}
