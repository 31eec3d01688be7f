/// SHA-256 (FIPS 180-4) of some bytes: 32 bytes.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { sha256Digest(bytes).bytes }

/// SHA-256 of some bytes.
func sha256Digest(_ bytes: [UInt8]) -> SHA256Digest {
  var state = SHA256State()
  let span = bytes.span
  var from = 0
  while span.count - from >= 64 {
    state.mix(blockWords(span, at: from))
    from += 64
  }
  var tail = InlineArray<128, UInt8>(repeating: 0)
  let count = endBlocks(of: span, from: from, in: &tail)
  for block in 0..<count {
    state.mix(blockWords(tail.span, at: block * 64))
  }
  return state.digest
}

/// Bytes as lower-case hexadecimal.
package func hexadecimal(_ bytes: [UInt8]) -> String {
  var digits: [UInt8] = []
  digits.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    for half in [byte >> 4, byte & 15] {
      digits.append(half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10)
    }
  }
  return String(decoding: digits, as: UTF8.self)
}

/// What SHA-256 comes to, as eight words; their order is that of the bytes.
package struct SHA256Digest: Sendable, BitwiseCopyable, Comparable {
  var words: SIMD8<UInt32>

  package static func < (left: SHA256Digest, right: SHA256Digest) -> Bool {
    for place in 0..<8 where left.words[place] != right.words[place] {
      return left.words[place] < right.words[place]
    }
    return false
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for place in 0..<8 {
      for shift in stride(from: 24, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: words[place] >> UInt32(shift)))
      }
    }
    return bytes
  }
}

// MARK: - Blocks

/// The sixteen words of 64 bytes, the highest byte first.
private func blockWords(_ bytes: Span<UInt8>, at start: Int) -> InlineArray<16, UInt32> {
  precondition(start >= 0 && start + 64 <= bytes.count, "a block goes beyond the end")
  let raw = unsafe bytes.bytes
  return InlineArray { place in
    UInt32(
      bigEndian: unsafe raw.unsafeLoadUnaligned(
        fromByteOffset: start + place * 4, as: UInt32.self))
  }
}

/// Writes what is left of a message, a single bit and its length; says how many blocks that is.
private func endBlocks(
  of bytes: Span<UInt8>, from start: Int, in tail: inout InlineArray<128, UInt8>
) -> Int {
  let rest = bytes.count - start
  for offset in 0..<rest { tail[offset] = bytes[start + offset] }
  tail[rest] = 0x80
  let count = rest < 56 ? 1 : 2
  let bits = UInt64(bytes.count) &* 8
  for place in 0..<8 {
    tail[count * 64 - 8 + place] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * place))
  }
  return count
}

/// What SHA-256 has come to after so many blocks.
private struct SHA256State {
  private var a: UInt32 = 0x6A09_E667
  private var b: UInt32 = 0xBB67_AE85
  private var c: UInt32 = 0x3C6E_F372
  private var d: UInt32 = 0xA54F_F53A
  private var e: UInt32 = 0x510E_527F
  private var f: UInt32 = 0x9B05_688C
  private var g: UInt32 = 0x1F83_D9AB
  private var h: UInt32 = 0x5BE0_CD19

  /// The digest, where the last block was the message's end.
  var digest: SHA256Digest { SHA256Digest(words: SIMD8(a, b, c, d, e, f, g, h)) }

  /// Takes in one block.
  mutating func mix(_ block: InlineArray<16, UInt32>) {
    var schedule = InlineArray<64, UInt32>(repeating: 0)
    var words = schedule.mutableSpan
    for place in 0..<16 { words[place] = block[place] }
    for place in 16..<64 {
      let early = words[place - 15]
      let late = words[place - 2]
      words[place] =
        words[place - 16] &+ (turned(early, 7) ^ turned(early, 18) ^ (early >> 3))
        &+ words[place - 7] &+ (turned(late, 17) ^ turned(late, 19) ^ (late >> 10))
    }
    let before = self
    for place in 0..<64 { step(words[place] &+ roundConstants[place]) }
    add(before)
  }

  private mutating func step(_ word: UInt32) {
    let first = h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ (g ^ (e & (f ^ g))) &+ word
    let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ ((a & b) | (c & (a | b)))
    (h, g, f, e) = (g, f, e, d &+ first)
    (d, c, b, a) = (c, b, a, first &+ second)
  }

  private mutating func add(_ other: SHA256State) {
    a = a &+ other.a
    b = b &+ other.b
    c = c &+ other.c
    d = d &+ other.d
    e = e &+ other.e
    f = f &+ other.f
    g = g &+ other.g
    h = h &+ other.h
  }

  private func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word &>> bits | word &<< (32 - bits)
  }
}

private let roundConstants: InlineArray<64, UInt32> = [
  0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4,
  0xAB1C_5ED5, 0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE,
  0x9BDC_06A7, 0xC19B_F174, 0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F,
  0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA, 0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7,
  0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967, 0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC,
  0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85, 0xA2BF_E8A1, 0xA81A_664B,
  0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070, 0x19A4_C116,
  0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
  0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7,
  0xC671_78F2,
]
