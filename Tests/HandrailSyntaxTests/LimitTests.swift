import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Texts that are large or nested beyond all measure: a message each, never a trap.
@Suite("Hostile files")
struct LimitTests {
  private static let header = "policy p version 1\n"

  private static func codes(_ text: String) -> Set<String> {
    let outcome = parse(SourceText(path: "hostile", bytes: Array(text.utf8)))
    return Set(outcome.diagnostics.map(\.code))
  }

  private static func many(_ text: String, _ count: Int = 200_000) -> String {
    String(repeating: text, count: count)
  }

  @Test(
    "200,000 of anything are told with a message",
    arguments: [
      "(", "[", "all of ", "-", "- ", "-- ", "|", "| a ", "->", "\"", "\\\"", "a.", "a,", ",", "1,",
      "1.", "not ", "and ", "a and ", "a plus ", "AAA+", "A", "é", "“", "> ", "£1 ", "'", "=",
      "  ,\n",
      "- all of\n", "when all of\n", "-- any of\n", "if closed or waited too long\n", "rule\n",
      "rul\n",
      "x is yes\n", "use \"x\n", "# x\n,\n", "a,\n", "policy p version 1\n",
    ])
  func repeated(piece: String) {
    #expect(!Self.codes(Self.header + "rule r\n  when " + Self.many(piece)).isEmpty)
    #expect(!Self.codes(Self.many(piece, 20_000)).isEmpty)
  }

  @Test("long but sound files are read without a message")
  func sound() {
    let tests = Self.many("a is yes and ") + "a is yes"
    #expect(Self.codes(Self.header + "rule r\n  when \(tests)\n  ai may x\n") == [])
    let names = Self.many("a,\n", 50_000) + "b\n"
    #expect(Self.codes(Self.header + "tasks " + names) == [])
    let dashes = Self.many("    - a is yes\n")
    #expect(Self.codes(Self.header + "rule r\n  when all of\n\(dashes)  ai may x\n") == [])
    #expect(Self.codes(Self.header + Self.many("\nrule r\n  ai may x\n", 50_000)) == [])
    #expect(Self.codes(Self.header + "# " + Self.many("x", 1 << 20) + "\n") == [])
    let text = Self.many("x", 1 << 20)
    #expect(Self.codes(Self.header + "rule r\n  ai may x\n  because \"\(text)\"\n") == [])
    #expect(Self.codes(Self.header + "rule " + Self.many("r", 1 << 20) + "\n  ai may x\n") == [])
  }

  @Test(
    "what hides is told wherever it stands",
    arguments: [
      "\u{0}", "\u{200B}", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{AD}",
      "\u{1B}", "\u{E0041}", "\u{061C}", "\u{180E}", "\u{3164}",
    ])
  func hidden(scalar: String) {
    let places = [
      "rule r\(scalar)\n  ai may x\n", "rule r\n  ai may \(scalar)x\n",
      "rule r # \(scalar)\n  ai may x\n",
      "rule r\n  ai may x\n  say \"a\(scalar)b\"\n", "\(scalar)rule r\n  ai may x\n",
      "rule r\n  ai may xx\(scalar)yy\n", "rule r\n  ai may x\n\(scalar)",
    ]
    for place in places {
      #expect(Self.codes(Self.header + place) == ["PL0120"], "\(place.debugDescription)")
    }
  }

  @Test("joiners are letters in a text and hidden elsewhere")
  func joiners() {
    let text = "rule r\n  ai may x\n  say \"नमस्\u{200D}ते 👩‍🚀 می\u{200C}خواهم\"\n"
    #expect(Self.codes(Self.header + text) == [])
    #expect(Self.codes(Self.header + "rule r\u{200D}s\n  ai may x\n") == ["PL0120"])
    #expect(Self.codes(Self.header + "rule r # \u{200C}\n  ai may x\n") == ["PL0120"])
  }

  @Test(
    "a name that only looks like one is refused",
    arguments: [
      "аmount", "amоunt", "ａmount", "amount\u{301}", "Amount", "a-mount", "amöunt", "_amount",
    ])
  func lookAlikes(name: String) {
    #expect(Self.codes(Self.header + "rule r\n  when \(name) is yes\n  ai may x\n") == ["PL0104"])
  }

  @Test("a file over 16 MiB is refused at once")
  func tooLarge() {
    let bytes = Array(repeating: UInt8(0x20), count: (16 << 20) + 1)
    let outcome = parse(SourceText(path: "large", bytes: bytes))
    #expect(outcome.diagnostics.map(\.code) == ["PL0126"])
    #expect(format(outcome.value) == bytes)
  }

  @Test("a file of more than eight million words is refused")
  func tooMany() {
    let bytes = Array(Self.header.utf8) + Array(repeating: UInt8(0x2C), count: 8_100_000)
    let outcome = parse(SourceText(path: "large", bytes: bytes))
    #expect(outcome.diagnostics.map(\.code).contains("PL0126"))
    #expect(format(outcome.value) == bytes)
  }

  @Test("the number of messages has an end")
  func capped() {
    let outcome = parse(SourceText(path: "many", text: Self.header + Self.many("rule\n", 50_000)))
    #expect(outcome.diagnostics.count <= 10_000)
  }
}
