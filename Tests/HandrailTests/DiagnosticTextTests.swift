import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// A fault with whatever words a test wants.
private struct TestFault: Fault {
  var code = "PL0999"
  var severity = Severity.hold
  var headline = "Something is off."
  var reason = "It matters."
}

@Suite("Messages as text")
struct DiagnosticTextTests {
  private func place(_ lower: Int, _ upper: Int, file: UInt32 = 0) -> SourcePlace {
    SourcePlace(file: FileID(rawValue: file), range: ByteRange(lower..<upper))
  }

  private func render(_ text: String, _ lower: Int, _ upper: Int) -> [Substring] {
    let source = SourceText(path: "a.policy", text: text)
    return DiagnosticText([source]).render([Diagnostic(TestFault(), at: place(lower, upper))])
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test("a message has its place, the heading, the line, the marks, the words and the fixes")
  func shape() {
    let source = SourceText(path: "a.policy", text: "rule r\n  ai may x\n  when  off\n")
    let fixes = [
      Fix(.ask, "do this", [Edit(place(27, 30), "on")]), Fix(.ask, "do that", []),
    ]
    let text = DiagnosticText([source]).render([
      Diagnostic(TestFault(), at: place(26, 29), fixes: fixes)
    ])
    #expect(
      text == """
        a.policy, line 3                                                          PL0999  hold

            1  rule r
            3    when  off
                       ^^^

          Something is off.
          It matters.

          1  do this
          2  do that

        """)
  }

  @Test("marks stand under the words whatever lies before them")
  func marks() {
    #expect(render("  é x", 5, 6)[2...3] == ["    1    é x", "           ^"])
    #expect(render("\tx", 1, 2)[2...3] == ["    1      x", "           ^"])
    #expect(render("日本 x", 7, 8)[2...3] == ["    1  日本 x", "            ^"])
    #expect(render("e\u{301} x", 4, 5)[2...3] == ["    1  e\u{301} x", "         ^"])
    #expect(render("ab", 2, 2)[2...3] == ["    1  ab", "         ^"])
  }

  @Test("what would steer a terminal is shown as a sign")
  func control() {
    #expect(render("a\u{1B}[31m\u{202E}b", 0, 1)[2] == "    1  a\u{FFFD}[31m\u{FFFD}b")
    let source = SourceText(path: "a\u{1B}.policy", text: "x")
    let fault = TestFault(headline: "bad \u{7}\n\u{200B}word", reason: "")
    let text = DiagnosticText([source]).render([Diagnostic(fault, at: place(0, 1))])
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x200B })
    #expect(text.hasPrefix("a\u{FFFD}.policy, line 1 "))
    #expect(text.contains("bad \u{FFFD} \u{FFFD}word"))
  }

  @Test("a long line is shown around the mark")
  func long() {
    let text =
      String(repeating: "a ", count: 500_000) + "here " + String(repeating: "b ", count: 900)
    let lines = render(text, 1_000_000, 1_000_004)
    #expect(lines[2].count < 120)
    #expect(lines[2].contains("…a a a "))
    let marks = lines[3]
    let from = marks.count - 4
    #expect(lines[2].dropFirst(from).hasPrefix("here"))
    #expect(marks.hasSuffix("^^^^"))
  }

  @Test("bytes that are no text are shown and do not move the marks")
  func invalidBytes() {
    let source = SourceText(path: "a", bytes: [0x61, 0xFF, 0xC3, 0x20, 0x78])
    let text = DiagnosticText([source]).render([Diagnostic(TestFault(), at: place(4, 5))])
    let lines = text.split(separator: "\n")
    #expect(lines[1] == "    1  a\u{FFFD}\u{FFFD} x")
    #expect(lines[2] == "           ^")
  }

  @Test("messages come in the order of files, places and codes, each once, fifty at most")
  func order() {
    let sources = ["x\ny\n", "x\n"].map { SourceText(path: $0 == "x\n" ? "b" : "a", text: $0) }
    let found = [
      Diagnostic(TestFault(), at: place(0, 1, file: 1)),
      Diagnostic(TestFault(code: "PL0002"), at: place(2, 3)),
      Diagnostic(TestFault(code: "PL0001"), at: place(2, 3)),
      Diagnostic(TestFault(code: "PL0001"), at: place(2, 3)),
      Diagnostic(TestFault(), at: place(0, 1)),
    ]
    let brief = DiagnosticText(sources).brief(found).split(separator: "\n")
    #expect(
      brief.map { $0.prefix(18) } == [
        "a, line 1  PL0999 ", "a, line 2  PL0001 ", "a, line 2  PL0002 ", "b, line 1  PL0999 ",
      ])
    let many = (0..<70).map { Diagnostic(TestFault(headline: "number \($0)"), at: place(0, 1)) }
    // TestFault holds a policy.
    let tail = "\nand 20 more, 20 of them to be mended before publishing\n"
    #expect(DiagnosticText(sources).render(many).hasSuffix(tail))
    #expect(DiagnosticText(sources).brief(many).split(separator: "\n").count == 51)
  }

  @Test("a message has at most eight lines that hold words, whatever it carries")
  func eight() {
    let source = SourceText(path: "a", text: "rule r\n  x\n")
    let related = (0..<5).map { RelatedPlace(place($0, $0 + 1), "see \($0)") }
    for count in 0..<6 {
      let fixes = (0..<count).map { Fix(.ask, "fix \($0)", []) }
      let text = DiagnosticText([source]).render([
        Diagnostic(TestFault(), at: place(9, 10), fixes: fixes, related: related)
      ])
      let lines = text.split(separator: "\n")
      #expect(lines.count <= 8)
      #expect(count == 0 || lines.contains { $0.hasSuffix("fix 0") })
    }
  }
}
