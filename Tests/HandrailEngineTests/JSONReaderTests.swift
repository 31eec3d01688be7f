import Foundation
import HandrailEngine
import HandrailTestSupport
import Testing

private let corpus = packageRoot.appendingPathComponent("../shared/data/corpora/json/test_parsing")

/// Name and bytes of the corpus files that begin with a letter.
func jsonCorpus(_ letter: String) throws -> [(name: String, bytes: [UInt8])] {
  try FileManager.default.contentsOfDirectory(atPath: corpus.path)
    .filter { $0.hasPrefix("\(letter)_") }.sorted()
    .map { ($0, Array(try Data(contentsOf: corpus.appendingPathComponent($0)))) }
}

private func accepts(_ bytes: [UInt8]) -> Bool { (try? readJSON(bytes)) != nil }

private func fault(_ text: String) -> DocumentFault? {
  do {
    _ = try readJSON(Array(text.utf8))
    return nil
  } catch { return error }
}

@Suite struct JSONReaderTests {
  @Test("accepts the sound files of the corpus but for keys that stand twice")
  func soundFiles() throws {
    let files = try jsonCorpus("y")
    #expect(files.count == 95)
    let refused = files.filter { !accepts($0.bytes) }.map(\.name)
    #expect(refused == ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"])
  }

  @Test("refuses every unsound file of the corpus")
  func unsoundFiles() throws {
    let files = try jsonCorpus("n")
    #expect(files.count == 188)
    #expect(files.filter { accepts($0.bytes) }.map(\.name) == [])
  }

  @Test("decides every open file of the corpus as docs/json.md says")
  func openFiles() throws {
    let page = try String(
      contentsOf: packageRoot.appendingPathComponent("docs/json.md"), encoding: .utf8)
    let files = try jsonCorpus("i")
    #expect(files.count == 35)
    for file in files {
      let verdict = accepts(file.bytes) ? "read" : "refused"
      #expect(page.contains("| `\(file.name)` | \(verdict) |"), "\(file.name) is \(verdict)")
    }
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `i_") }
    #expect(rows.count == 35)
    for name in ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"] {
      #expect(page.contains("| `\(name)` | refused |"))
    }
  }

  @Test(
    "says what is wrong and where",
    arguments: [
      ("", DocumentFault.Cause.empty, 1, 1), (" \n ", .empty, 2, 2), ("{", .endsEarly, 1, 2),
      ("[1,]", .trailingComma, 1, 4), ("{\"a\":1,}", .trailingComma, 1, 8),
      ("{\"a\":1,\n \"a\":2}", .keyTwice("a"), 2, 2),
      ("{\"a\":1,\"\\u0061\":2}", .keyTwice("a"), 1, 8), ("[01]", .badNumber, 1, 2),
      ("[1.]", .badNumber, 1, 2), ("[+1]", .expectedValue, 1, 2), ("[NaN]", .expectedValue, 1, 2),
      ("{a:1}", .expectedKey, 1, 2), ("{\"a\" 1}", .expectedColon, 1, 6),
      ("[1 2]", .expectedCommaOrEnd, 1, 4), ("[1}", .expectedCommaOrEnd, 1, 3),
      ("1 2", .moreAfterEnd, 1, 3), ("[\"\\ud800\"]", .unpairedSurrogate, 1, 3),
      ("[\"\\udc00\\ud800\"]", .unpairedSurrogate, 1, 3), ("[\"\\x\"]", .badEscape, 1, 3),
      ("[\"\u{1}\"]", .rawControlCharacter, 1, 3), ("\u{FEFF}{}", .byteOrderMark, 1, 1),
      ("[\"é\", x]", .expectedValue, 1, 7), ("[1]\u{0}", .moreAfterEnd, 1, 4),
      ("\"abc", .endsEarly, 1, 5), ("tru", .endsEarly, 1, 4), ("-", .endsEarly, 1, 1),
    ])
  func places(text: String, cause: DocumentFault.Cause, line: Int, column: Int) {
    let found = fault(text)
    #expect(found?.cause == cause)
    #expect(found?.line == line)
    #expect(found?.column == column)
    #expect(found?.message.isEmpty == false && found?.fix.isEmpty == false)
  }

  @Test("keeps texts, keys and digits as they are meant")
  func contents() throws {
    let text =
      #"{"a.b":[1.50,-0,1E400],"\u00e9\ud83d\ude00\n\/":"x\"y","#
      + #""n":null,"t":true,"f":false}"#
    let document = try readJSON(Array(text.utf8))
    let list = try #require(document.member("a.b", of: 0))
    #expect(document.elements(of: list).map { document.string(of: $0) } == ["1.50", "-0", "1E400"])
    let words = try #require(document.member("é😀\n/", of: 0))
    #expect(document.string(of: words) == "x\"y")
    let shapes = ["n", "t", "f"].compactMap { document.member($0, of: 0) }.map(document.shape)
    #expect(shapes == [.nothing, .yes, .no])
    #expect(document.member("a", of: 0) == nil)
  }

  @Test("keys are compared by bytes: two spellings of one letter are two keys")
  func keysByBytes() throws {
    let document = try readJSON(Array("{\"caf\u{e9}\":1,\"cafe\u{301}\":2}".utf8))
    #expect(document.members(of: 0).map { document.string(of: $0.value) } == ["1", "2"])
  }

  @Test("many keys are compared too")
  func manyKeys() {
    let keys = (0..<5000).map { "\"key\($0)\":0" }.joined(separator: ",")
    #expect(fault("{\(keys)}") == nil)
    #expect(fault("{\(keys),\"key77\":1,\"key5\":1}")?.cause == .keyTwice("key77"))
  }

  @Test("128 levels are read, one more is refused")
  func depth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(fault(nested(128)) == nil)
    #expect(fault(nested(129))?.cause == .tooDeep)
    #expect(fault(String(repeating: "{\"a\":", count: 200_000))?.cause == .tooDeep)
  }

  @Test("hostile sizes are refused")
  func sizes() {
    #expect(fault(String(repeating: " ", count: (16 << 20) + 1))?.cause == .tooLong)
    let values = "[" + String(repeating: "1,", count: 1_000_001) + "1]"
    #expect(fault(values)?.cause == .tooManyValues)
  }

  @Test("any bytes are read or refused, never a trap", arguments: UInt64(0)..<100)
  func anyBytes(seed: UInt64) throws {
    var random = Seeded(seed)
    let letters = Array("{}[]\",:\\u0dDtruefalsn-+.eE19 \n\u{0}\u{e9}\u{1F600}".utf8)
    for _ in 0..<200 {
      let bytes = (0..<random.below(40)).map { _ in
        random.oneIn(8) ? UInt8.random(in: 0...255, using: &random) : random.pick(letters)
      }
      guard let document = try? readJSON(bytes) else { continue }
      // What is accepted by another strict reader's grammar is what we accept: it must at least
      // be UTF-8 and read again to the same values.
      #expect(String(validating: bytes, as: UTF8.self) != nil)
      #expect(document.after(0) == document.values.count)
    }
  }
}
