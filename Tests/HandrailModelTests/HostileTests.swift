import HandrailModel
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("Hostile policies")
struct HostileTests {
  private static let head = "policy hostile version 1\n  language 1\n  start with ai\n\n"

  private static func codes(_ body: String) -> [String] {
    let main = SourceText(path: "main", text: head + body)
    return check(main, in: memorySurroundings()).diagnostics.map(\.code)
  }

  private static func repeated(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map(line).joined()
  }

  @Test("with more names than are checked get one message")
  func tooMany() {
    #expect(Self.codes("tasks " + Self.repeated(160_000) { "a\($0), " } + "z\n") == ["PL0217"])
    #expect(Self.codes(Self.repeated(160_000) { "rule r\($0)\n  ai may x\n\n" }) == ["PL0217"])
    #expect(
      Self.codes("facts\n" + Self.repeated(160_000) { "  f\($0) is yes or no\n" }) == ["PL0217"])
  }

  @Test("with long chains end without deep stacks")
  func chains() {
    let definitions = Self.repeated(20_000) { "define d\($0 + 1)\n  when d\($0) is yes\n\n" }
    #expect(Self.codes("define d0\n  when d20000 is yes\n\n" + definitions) == ["PL0209"])
    let queues = Self.repeated(20_000) {
      "queue q\($0)\n  if closed or waited too long\n    - try q\($0 + 1)\n\n"
    }
    #expect(Self.codes(queues + "queue q20000\n  like q0\n") == ["PL0701"])
    let likes = Self.repeated(20_000) { "queue q\($0)\n  like q\($0 + 1)\n\n" }
    #expect(Self.codes(likes + "queue q20000\n") == [])
  }

  @Test("with long lines and long lists end with messages")
  func longLines() {
    let fact = "facts\n  f is number 0 to 10\n\ntasks a\n\nrule sample\n"
    let sum = (0..<20_000).map { _ in "f" }.joined(separator: " plus ")
    #expect(Self.codes(fact + "  when \(sum) above 5\n  ai may a\n") == [])
    let says = Self.repeated(20_000) { _ in "  say \"x\"\n" }
    #expect(Set(Self.codes(fact + "  nobody may a\n" + says)) == ["PL0413"])
    let braces = String(repeating: "{f", count: 50_000) + String(repeating: "}", count: 50_000)
    #expect(Self.codes(fact + "  nobody may a\n  say \"\(braces)\"\n") == ["PL0211"])
    let ranges = Self.repeated(20_000) { _ in "  mon from 08:00 to 09:00\n" }
    let calendar = "calendar c in Europe/London\n" + ranges
    #expect(Set(Self.codes(calendar)) == ["PL0506"])
  }

  @Test("whose tables are too large are held as not settled")
  func largeTables() {
    let head = "facts\n  f is number 0 to 100000\n  g is number 0 to 9 worked out\n\ntable t\n"
    let rows = Self.repeated(1500) { "  | \($0) -> 1 |\n" }
    #expect(Self.codes(head + "  | f -> g |\n" + rows) == ["PL0511"])
  }
}
