import HandrailYAML
import Testing

@Suite("a YAML error")
struct YAMLErrorTests {
  /// A text with `«` before the byte that is at fault.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let fault: YAMLFault

    init(_ text: String, _ fault: YAMLFault) {
      self.text = text
      self.fault = fault
    }

    var testDescription: String { text.debugDescription }
  }

  @Test("names the fault and its place", arguments: refused + malformed + layout)
  func places(item: Case) throws {
    let before = item.text.prefix { $0 != "«" }
    let text = item.text.filter { $0 != "«" }
    let error = try #require(throws: YAMLError.self) { try readYAML(Array(text.utf8)) }
    #expect(error.fault == item.fault)
    #expect(Int(error.offset) == before.utf8.count)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(error.line == lines.count)
    #expect(error.column == (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  static let refused = [
    Case("a: «*b", .alias), Case("a: «&b c", .anchor), Case("«&a [b]", .anchor),
    Case("a: «!x b", .tag), Case("a: «! b", .tag), Case("a: «!!str b", .tag),
    Case("a: «!<x> {}", .tag), Case("«%YAML 1.2\n---\na: b", .directive),
    Case("«%TAG ! x:\n---\na: b", .directive), Case("a: b\n«<<: c", .mergeKey),
    Case("? «{a: 1}\n: x\n", .complexKey), Case("? «[a]\n: x\n", .complexKey),
    Case("{a: 1, ? «[b]: c}", .complexKey), Case("«: a", .emptyKey),
    Case("a: 1\nb: 2\n«a: 3", .duplicateKey("a", firstLine: 1)),
    Case("a: 1\n«\"\\x61\": 2", .duplicateKey("a", firstLine: 1)),
    Case("{b: 1, «'b': 2, c: 3, b: 4}", .duplicateKey("b", firstLine: 1)),
    Case("x: {a: 1}\ny:\n  \"a\\0\": 1\n  «\"a\\0\": 2", .duplicateKey("a\u{FFFD}", firstLine: 3)),
    Case("«", .empty), Case("«# only words\n", .empty), Case("«---\n", .empty),
    Case("a: b\n«---\nc: d\n", .severalDocuments), Case("a: b\n...\n«---\n", .severalDocuments),
  ]

  static let malformed = [
    Case("a: b\n«\tc: d", .tab), Case("a: b «: c", .misplacedColon),
    Case("a: 1\n«b\nc: 2", .missingColon), Case("a: «- b", .misplacedDash),
    Case("a:\n  b: 1\n «c: 2", .badIndent), Case("a: «'b", .unclosedQuote),
    Case("a: \"«\\q\"", .badEscape), Case("a: |«0\n b", .badBlockHeader),
    Case("a: [b, c«", .unclosedList(openedOn: 1)),
    Case("- {b: c\n«- d", .underIndented), Case("{b: c«", .unclosedMapping(openedOn: 1)),
    Case("a: «@b", .reservedMark("@")), Case("a: «`b", .reservedMark("`")),
    Case("[a, «?b]", .reservedMark("?")), Case("[«?b]", .reservedMark("?")),
    Case("[a, «, b]", .missingValue), Case("'a'\n«b", .trailing),
    Case("a: \"b«\u{0}\"", .control(0)), Case("é: «\u{85}", .oddLineEnd(0x85)),
    Case("a: \"«\u{2028}\"", .oddLineEnd(0x2028)), Case("a: «\u{FEFF}b", .byteOrderMark),
    Case("a: «\u{9B}", .control(0x9B)), Case("a: «\u{7F}", .control(0x7F)),
  ]

  static let layout = [
    Case("a: [b,\n«c]", .underIndented), Case("a: \"b\n«c\"", .underIndented),
    Case("- a:\n    - [\n    «b]", .underIndented), Case("a: 'b\n«\tc'", .tab),
    Case("- [\n«\ta]", .tab), Case("a: \"b\"«#c", .commentWithoutSpace),
    Case("[a,«#b\n]", .commentWithoutSpace), Case("[a]«#b", .commentWithoutSpace),
    Case("a: |«#b\n c", .commentWithoutSpace), Case("[«-]", .loneMark("-")),
    Case("a: |\n   \n «b", .longBlankLine), Case("a: >\n\n  \n «b", .longBlankLine),
  ]
}

@Suite("the words of YAML errors")
struct YAMLErrorWordsTests {
  static let faults: [YAMLFault] =
    [.tooLarge, .notUTF8, .utf16, .outOfMemory, .tooDeep, .tooManyNodes, .malformed]
    + (YAMLErrorTests.refused + YAMLErrorTests.malformed + YAMLErrorTests.layout).map(\.fault)

  @Test("are plain, on one line and without a stop", arguments: faults)
  func plain(fault: YAMLFault) {
    for words in [fault.cause, fault.fix] {
      #expect(!words.isEmpty)
      #expect(!words.hasSuffix("."))
      #expect(!words.contains { $0.isNewline })
      for banned in [
        "parse", "token", "syntax", "expression", "identifier", "boolean", "null", "undefined",
        "operand", "invariant", "enum", "scope", "scalar",
      ] { #expect(!words.lowercased().contains(banned)) }
    }
  }

  @Test("show a key without what could move the text, and not all of a long one")
  func shownKeys() {
    let keys = ["a\u{202E}b", String(repeating: "x", count: 100)]
    let shown = ["a\u{FFFD}b", String(repeating: "x", count: 40) + "…"]
    for (key, shown) in zip(keys, shown) {
      let error = #expect(throws: YAMLError.self) {
        try readYAML(Array("\(key): 1\n\(key): 2\n".utf8))
      }
      #expect(error?.fault == .duplicateKey(shown, firstLine: 1))
    }
  }
}
