import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("What changed, as diff -u writes it")
struct UnifiedDiffTests {
  @Test("nothing for equal files")
  func equal() { #expect(unifiedDiff("a", from: Array("x\n".utf8), to: Array("x\n".utf8)) == []) }

  @Test("shows three lines around a change, and counts from 1")
  func one() {
    let old = "a\nb\nc\nd\ne\nf\ng\nh\n"
    let new = old.replacing("e\n", with: "E\n")
    #expect(
      diff(old, new) == """
        --- a/p
        +++ b/p
        @@ -2,7 +2,7 @@
         b
         c
         d
        -e
        +E
         f
         g
         h

        """)
  }

  @Test("says where a file has no end of line")
  func noEnd() {
    #expect(diff("a", "a\n").hasSuffix("-a\n\\ No newline at end of file\n+a\n"))
  }

  @Test("makes the new file out of the old one", arguments: 1...200 as ClosedRange<UInt64>)
  func applies(seed: UInt64) {
    var random = Seeded(seed)
    let old = (0..<random.below(40)).map { _ in "line \(random.below(9))" }
    var new = old
    for _ in 0..<random.below(8) {
      let at = random.below(new.count + 1)
      if random.chance(50) || at == new.count {
        new.insert("new \(random.below(3))", at: at)
      } else {
        new.remove(at: at)
      }
    }
    let text = diff(whole(old), whole(new))
    #expect(patched(whole(old), with: text) == whole(new), "seed \(seed):\n\(text)")
  }

  private func whole(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func diff(_ old: String, _ new: String) -> String {
    String(
      decoding: unifiedDiff("p", from: Array(old.utf8), to: Array(new.utf8)), as: UTF8.self)
  }

  /// What `patch` does: the lines of each hunk in the place that it names.
  private func patched(_ old: String, with diff: String) -> String {
    var left = old.split(separator: "\n").map(String.init)[...]
    var position = 0
    var result: [String] = []
    func take(_ count: Int) {
      result += left.prefix(count)
      left = left.dropFirst(count)
      position += count
    }
    for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2) {
      let rest = String(line.dropFirst())
      switch line.first {
      case "@":
        let span = line.split(separator: " ")[1].dropFirst().split(separator: ",")
        let start = (Int(span[0]) ?? 0) - (span[1] == "0" ? 0 : 1)
        take(start - position)
      case " ":
        #expect(left.first == rest)
        take(1)
      case "-":
        #expect(left.first == rest)
        left = left.dropFirst()
        position += 1
      case "+": result.append(rest)
      case _: break
      }
    }
    return (result + left).map { $0 + "\n" }.joined()
  }
}
