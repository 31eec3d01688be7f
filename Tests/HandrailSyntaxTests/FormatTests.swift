import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Formats text.
func formatted(_ bytes: [UInt8]) -> [UInt8] {
  format(parse(SourceText(path: "test.policy", bytes: bytes)).value)
}

private func formatted(_ text: String) -> String {
  String(decoding: formatted(Array(text.utf8)), as: UTF8.self)
}

@Suite("The formatter")
struct FormatTests {
  @Test(
    "leaves a formatted file as it is", arguments: ["northgate_chat", "bank_session", "torture"])
  func canonical(name: String) throws {
    let bytes = try golden("syntax/\(name)/input.policy")
    #expect(String(decoding: formatted(bytes), as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
  }
}
