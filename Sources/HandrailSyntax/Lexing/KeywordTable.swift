/// Finds the keyword that a run of bytes spells, without making a string.
///
/// A word of at most 16 bytes is packed into two integers; an open-addressed table holds them.
struct KeywordTable: Sendable {
  /// One for the program: the words never change.
  static let shared = KeywordTable()

  private static let slotBits: UInt64 = 10
  private static let longest = 16

  private var low: [UInt64]
  private var high: [UInt64]
  private var words: [Keyword]

  private init() {
    let slots = 1 << Int(Self.slotBits)
    low = Array(repeating: 0, count: slots)
    high = Array(repeating: 0, count: slots)
    words = Array(repeating: .none, count: slots)
    for keyword in Keyword.allCases where keyword != .none {
      let text = Array(keyword.spelling.utf8)
      let packed = Self.pack(text.span, 0..<text.count)
      var slot = Self.slot(packed)
      while words[slot] != .none { slot = (slot + 1) & (slots - 1) }
      low[slot] = packed.low
      high[slot] = packed.high
      words[slot] = keyword
    }
  }

  /// The keyword in a range of bytes; `.none` for any other word.
  func keyword(in bytes: Span<UInt8>, _ range: Range<Int>) -> Keyword {
    guard range.count <= Self.longest else { return .none }
    let packed = Self.pack(bytes, range)
    var slot = Self.slot(packed)
    while words[slot] != .none {
      if low[slot] == packed.low && high[slot] == packed.high { return words[slot] }
      slot = (slot + 1) & (words.count - 1)
    }
    return .none
  }

  private static func pack(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (low: UInt64, high: UInt64) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for offset in range {
      high = high &<< 8 | low &>> 56
      low = low &<< 8 | UInt64(bytes[offset])
    }
    return (low, high)
  }

  private static func slot(_ packed: (low: UInt64, high: UInt64)) -> Int {
    let mixed = (packed.low ^ packed.high &* 31) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed &>> (64 - slotBits))
  }
}
