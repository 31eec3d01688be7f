import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Formats text.
func formatted(_ bytes: [UInt8]) -> [UInt8] {
  format(parse(SourceText(path: "test.policy", bytes: bytes)).value)
}

@Suite("The formatter")
struct FormatTests {
  @Test("leaves a formatted file as it is", arguments: ["northgate_chat", "torture"])
  func canonical(name: String) throws {
    let bytes = try golden("syntax/\(name)/input.policy")
    let text = String(decoding: formatted(bytes), as: UTF8.self)
    #expect(text == String(decoding: bytes, as: UTF8.self))
  }
}
