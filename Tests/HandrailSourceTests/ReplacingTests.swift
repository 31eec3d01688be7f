import HandrailSource
import HandrailTestSupport
import Testing

@Suite("Text with some bytes replaced")
struct ReplacingTests {
  @Test("has the lines of the same text read anew", arguments: 0..<40)
  func lines(seed: Int) {
    var random = Seeded(UInt64(seed))
    let pieces: [UInt8] = [0x0A, 0x0D, 0x61, 0x62]
    var source = SourceText(path: "a", bytes: (0..<40).map { _ in random.pick(pieces) })
    for _ in 0..<60 {
      let lower = random.below(source.bytes.count + 1)
      let upper = min(source.bytes.count, lower + random.below(4))
      let bytes = (0..<random.below(5)).map { _ in random.pick(pieces) }
      let edited = source.replacing(lower..<upper, with: bytes)
      let whole = SourceText(path: "a", bytes: edited.bytes)
      #expect(edited.lineStarts == whole.lineStarts, "\(source.bytes) \(lower)..<\(upper) \(bytes)")
      source = edited
    }
  }
}
