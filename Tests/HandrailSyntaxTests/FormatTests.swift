import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// Formats text.
func formatted(_ bytes: [UInt8]) -> [UInt8] {
  format(parse(SourceText(path: "test.policy", bytes: bytes)).value)
}

/// Holds what must be true of formatting any bytes.
func holdFormat(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
  let once = formatted(bytes)
  let twice = formatted(once)
  let shown = "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
  #expect(once == twice, "formatted again differs: \(shown)", sourceLocation: sourceLocation)
  #expect(
    words(of: bytes) == words(of: once), "lost or changed: \(shown)", sourceLocation: sourceLocation
  )
}

/// Every token and comment of a file, sorted: what formatting must keep.
private func words(of bytes: [UInt8]) -> [String] {
  let tree = parse(SourceText(path: "words", bytes: bytes)).value
  var found: [String] = []
  var end = 0
  for token in tree.tokens.elements {
    found += comments(in: bytes[end..<Int(token.range.lower)])
    end = Int(token.range.upper)
    if token.kind != .newline && token.kind != .end {
      found.append("\(token.kind) \(tree.text(token))")
    }
  }
  return found.sorted()
}

private func comments(in gap: ArraySlice<UInt8>) -> [String] {
  gap.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
    guard let start = line.firstIndex(of: 0x23) else { return nil }
    var comment = line[start...]
    while let last = comment.last, last == 0x20 || last == 0x09 { comment.removeLast() }
    return String(decoding: comment, as: UTF8.self)
  }
}

@Suite("The formatter")
struct FormatTests {
  @Test("leaves a formatted file as it is", arguments: ["northgate_chat", "torture"])
  func canonical(name: String) throws {
    let bytes = try golden("syntax/\(name)/input.policy")
    let text = String(decoding: formatted(bytes), as: UTF8.self)
    #expect(text == String(decoding: bytes, as: UTF8.self))
  }

  @Test("writes the examples as it wrote them before", arguments: exampleNames)
  func examples(name: String) throws {
    let golden = Golden("syntax", name)
    let bytes = try golden.bytes("input.policy")
    let text = String(decoding: formatted(bytes), as: UTF8.self)
    #expect(try golden.compare(text, with: "formatted.policy") == .same, "\(name) is now:\n\(text)")
    #expect(golden.files == ["formatted.policy", "input.policy"])
    holdFormat(bytes)
  }

  @Test("says nothing of a file that it has formatted", arguments: exampleNames)
  func stillReads(name: String) throws {
    let once = formatted(try golden("syntax/\(name)/input.policy"))
    #expect(parse(SourceText(path: name, bytes: once)).diagnostics == [])
  }

  @Test("takes out random indentation, gaps and blank lines", arguments: UInt64(0)..<40)
  func noise(seed: UInt64) throws {
    var random = Seeded(seed)
    let name = exampleNames[Int(seed) % exampleNames.count]
    let once = formatted(try golden("syntax/\(name)/input.policy"))
    let tree = parse(SourceText(path: name, bytes: once)).value
    var noisy: [UInt8] = []
    var end = 0
    for token in tree.tokens.elements {
      let gap = once[end..<Int(token.range.lower)]
      let isSpace = !gap.isEmpty && gap.allSatisfy { $0 == 0x20 }
      let count = isSpace || token.kind == .comma ? random.below(4) : 0
      noisy += isSpace && count == 0 ? [0x20] : gap + Array(repeating: 0x20, count: count)
      noisy += once[token.range.offsets]
      if token.kind == .newline && random.oneIn(5) { noisy += Array("\n  \t\n".utf8) }
      if token.kind == .comma && random.oneIn(5) { noisy += Array("\n\n     ".utf8) }
      end = Int(token.range.upper)
    }
    let again = String(decoding: formatted(noisy), as: UTF8.self)
    #expect(again == String(decoding: once, as: UTF8.self))
  }

  @Test(
    "writes one style",
    arguments: [
      ("policy  p   version 1", "policy p version 1\n"),
      (
        "policy p version 1\nowner \"A\"\nlanguage 1\n"
          + "rule r\nbecause \"b\"\nai may b ,a\nwhen x is yes",
        "policy p version 1\n  language 1\n  owner \"A\"\n\n"
          + "rule r\n  when x is yes\n  ai may b, a\n  because \"b\"\n"
      ),
      (
        "policy p version 1 # first\n\n\n# about r\nrule r # here\n# why\n   ai may a,# one\n  b",
        "policy p version 1  # first\n\n# about r\nrule r  # here\n"
          + "  # why\n  ai may a,  # one\n    b\n"
      ),
      (
        "policy p version 1\ntable t\n|a|b->queue|\n|otherwise->gold|\n|above 5|any->silver_team|",
        "policy p version 1\n\ntable t\n  | a       | b   -> queue       |\n"
          + "  | otherwise     -> gold        |\n  | above 5 | any -> silver_team |\n"
      ),
      (
        "policy p version 1\nrule r\nwhen any of\n- a is yes\n"
          + "- all of\n-- b is no\n-- c is no\nai may x",
        "policy p version 1\n\nrule r\n  when any of\n    - a is yes\n    - all of\n"
          + "      -- b is no\n      -- c is no\n  ai may x\n"
      ),
      (
        "policy p version 1\nrule r\n  ai   mayy  x\n because \"b\"\n ai may y # last",
        "policy p version 1\n\nrule r\n  ai mayy x\n  because \"b\"\n  ai may y  # last\n"
      ),
      ("# only a note  \n", "# only a note\n"), ("", ""), ("\n\n  \n", ""),
    ])
  func style(input: String, output: String) {
    #expect(String(decoding: formatted(Array(input.utf8)), as: UTF8.self) == output)
    holdFormat(Array(input.utf8))
  }

  @Test("breaks a list after commas at a hundred columns")
  func lists() {
    let names = (1...30).map { "task_number_\($0 * 7)" }.joined(separator: ", ")
    let text = String(
      decoding: formatted(Array("policy p version 1\ntasks \(names)".utf8)), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasSuffix(",") && $0.count > 80 })
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("  t") })
    holdFormat(Array(text.utf8))
  }

  @Test("holds on generated files and damaged ones", arguments: UInt64(0)..<6)
  func generated(seed: UInt64) throws {
    let grammar = try Grammar.load()
    var generator = GrammarGenerator(grammar, seed: seed + 100)
    for _ in 0..<80 {
      let words = generator.file()
      holdFormat(Array(generator.text(words).utf8))
      holdFormat(Array(generator.text(generator.damaged(words)).utf8))
    }
  }
}
