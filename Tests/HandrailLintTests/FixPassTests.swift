import Handrail
import HandrailSource
import Testing

@Suite("A round of fixes")
struct FixPassTests {
  private let source = SourceText(path: "p", text: "one\ntwo\nthree\n")
  private let diagnostic = Diagnostic(
    Words(), at: SourcePlace(file: FileID(0), range: ByteRange(0, 0)))

  private func edit(_ lower: UInt32, _ upper: UInt32, _ text: String) -> Edit {
    Edit(SourcePlace(file: FileID(0), range: ByteRange(lower, upper)), text)
  }

  /// Whether the round takes a fix of these edits.
  private func takes(_ edits: [Edit], _ pass: inout FixPass) -> Bool {
    pass.take(Fix(.apply, "a", edits), of: diagnostic)
  }

  private func text(_ pass: FixPass) -> String {
    String(decoding: pass.bytes(of: FileID(0)), as: UTF8.self)
  }

  @Test("takes fixes that stand apart, in any order")
  func apart() {
    var pass = FixPass([source])
    let first = takes([edit(8, 13, "III")], &pass)
    #expect(first)
    let second = takes([edit(0, 3, "I")], &pass)
    #expect(second)
    #expect(text(pass) == "I\ntwo\nIII\n")
  }

  @Test("leaves a fix of which one edit touches another, whole")
  func touching() {
    var pass = FixPass([source])
    let first = takes([edit(0, 3, "I")], &pass)
    #expect(first)
    let second = takes([edit(8, 13, "III"), edit(2, 5, "x")], &pass)
    #expect(!second)
    let third = takes([edit(3, 3, "x")], &pass)
    #expect(!third)
    #expect(text(pass) == "I\ntwo\nthree\n")
  }

  @Test("leaves a fix whose own edits touch, or that lie outside the file")
  func broken() {
    var pass = FixPass([source])
    let first = takes([edit(0, 3, ""), edit(3, 3, "x")], &pass)
    #expect(!first)
    let second = takes([edit(0, 99, "")], &pass)
    #expect(!second)
    let third = takes([], &pass)
    #expect(!third)
    #expect(pass.changed.isEmpty)
  }

  @Test("knows where a place lies afterwards")
  func moved() {
    var pass = FixPass([source])
    let insertion = edit(7, 7, "\n  more")
    let first = takes([insertion], &pass)
    #expect(first)
    let second = takes([edit(0, 4, "")], &pass)
    #expect(second)
    #expect(text(pass) == "two\n  more\nthree\n")
    #expect(pass.start(of: insertion) == 6)
    #expect(pass.moved(8, in: FileID(0)) == 11)
  }
}

private struct Words: Fault {
  let code = "PL0000"
  let severity = Severity.note
  let headline = "words"
  let reason = ""
}
