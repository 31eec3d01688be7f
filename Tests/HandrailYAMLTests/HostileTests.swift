import Foundation
import HandrailSource
import HandrailTestSupport
import HandrailYAML
import Testing

/// Bytes that mean harm: each gets an answer, none a trap.
@Suite("hostile YAML")
struct HostileTests {
  private func fault(_ bytes: [UInt8]) -> YAMLFault? {
    do {
      _ = try readYAML(bytes)
      return nil
    } catch {
      #expect(Int(error.offset) <= bytes.count)
      #expect(error.line >= 1 && error.column >= 1)
      return error.fault
    }
  }

  private func fault(_ text: String) -> YAMLFault? { fault(Array(text.utf8)) }

  @Test(
    "is refused when 200,000 levels deep", arguments: ["[", "{a: ", "- ", "? ", "[[{a: [", "a:\n"])
  func deep(opening: String) {
    let text = String(repeating: opening, count: 200_000)
    #expect(fault(text) != nil)
  }

  @Test("is refused from level 65 on")
  func levels() throws {
    let levels = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(fault(levels(64)) == nil)
    #expect(fault(levels(65)) == .tooDeep)
    let blocks = (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }
    #expect(fault(blocks.dropLast().joined()) == nil)
    #expect(fault(blocks.joined()) == .tooDeep)
  }

  @Test("has no aliases to grow with")
  func aliasBomb() {
    let levels = (1..<10).map {
      "l\($0): &l\($0) [\(Array(repeating: "*l\($0 - 1)", count: 9).joined(separator: ","))]"
    }
    #expect(fault("l0: &l0 [x]\n" + levels.joined(separator: "\n")) == .anchor)
  }

  @Test("has no key that is a group: the 14 bytes that stop another reader")
  func complexKey() { #expect(fault("? {a: 1}\n: x\n") == .complexKey) }

  @Test(
    "may hold a value of 1 MiB, whole",
    arguments: ["a: x\n", "a: 'x'\n", "a: \"x\"\n", "a: |\n  x"])
  func longValues(form: String) throws {
    let long = String(repeating: "é#", count: 350_000)
    let document = try readYAML(Array(form.replacing("x", with: long).utf8))
    let value = try #require(document.value(under: "a", of: document.root))
    #expect(document.text(of: value) == long)
  }

  @Test("may not hold a key of 1 MiB, nor 1 MiB of spaces or marks without an answer")
  func longKeys() {
    let count = 1 << 20
    #expect(fault(String(repeating: "k", count: count) + ": v\n") != nil)
    #expect(fault(String(repeating: " ", count: count)) == .empty)
    #expect(fault(String(repeating: "\n", count: count)) == .empty)
    #expect(fault(String(repeating: "#", count: count)) == .empty)
    for mark in ["-", ":", "?", "|", "'", "\"", "%", "!", "&", "*", ",", "}", "a\n", "- \n", "-\t"]
    {
      _ = fault(String(repeating: mark, count: count / mark.utf8.count))
    }
  }

  @Test("is refused above 16 MiB and above 1,000,000 values")
  func size() {
    #expect(fault([UInt8](repeating: 0x0A, count: YAMLLimits.size)) == .empty)
    #expect(fault([UInt8](repeating: 0x0A, count: YAMLLimits.size + 1)) == .tooLarge)
    #expect(fault("[" + String(repeating: "a,", count: YAMLLimits.nodes) + "a]") == .tooManyNodes)
  }

  @Test("with many keys still names the one that stands twice")
  func manyKeys() {
    let keys = (0..<20_000).map { "k\($0): v\n" }
    #expect(fault(keys.joined()) == nil)
    #expect(fault(keys.joined() + "k7: v\n") == .duplicateKey("k7", firstLine: 8))
  }

  @Test("in another coding than UTF-8 is refused")
  func codings() {
    #expect(fault([0xFF, 0xFE, 0x61, 0x00]) == .utf16)
    #expect(fault([0xFE, 0xFF, 0x00, 0x61]) == .utf16)
    #expect(fault([0x61, 0x00, 0x3A, 0x00]) == .control(0))
    #expect(fault([0x61, 0x3A, 0x20, 0xC3, 0x28]) == .notUTF8)
    #expect(fault([0x61, 0x3A, 0x20, 0xC0, 0x80]) == .notUTF8)
    #expect(fault([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80]) == .notUTF8)
    #expect(fault([0x61, 0x3A, 0x20, 0xEF, 0xBF, 0xBF]) == .notUTF8)
  }

  @Test("with strings that break things keeps them whole")
  func naughtyStrings() throws {
    let data = try Data(contentsOf: TestFiles.data("corpora/text/naughty_strings.json"))
    let strings = try JSONDecoder().decode([String].self, from: data)
    #expect(strings.count == 515)
    for string in strings {
      let value = try readYAML(Array("a: \(quoted(string))\n".utf8))
      let node = try #require(value.value(under: "a", of: value.root))
      #expect(value.textBytes(of: node)?.elementsEqual(string.utf8) == true)
      let key = try readYAML(Array("? \(quoted(string))\n: b\n".utf8))
      #expect(key.value(under: string, of: key.root) != nil)
      for raw in [
        "a: \(string)", "\(string): a", "- \(string)", "[\(string)]", "|\n \(string)", string,
      ] {
        _ = fault(raw)
      }
    }
  }

  private func quoted(_ text: String) -> String {
    let inner = text.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16)
      let padded = String(repeating: "0", count: 8 - digits.count) + digits
      return scalar.isASCII && scalar.properties.isAlphabetic ? String(scalar) : "\\U" + padded
    }
    return "\"" + inner.joined() + "\""
  }

  @Test("of any bytes gets an answer", arguments: UInt64(0)..<200)
  func anyBytes(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      _ = fault((0..<random.below(200)).map { _ in UInt8(random.below(256)) })
    }
  }

  @Test(
    "of any marks gets an answer, and a sound document if it is read", arguments: UInt64(0)..<200)
  func anyMarks(seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = [
      "- ", ": ", ":", "? ", "\n", "\n ", "\n  ", "  ", "[", "]", "{", "}", ",", ", ", "#", " #",
      "'", "\"",
      "a", "b", "a: ", "b: ", "|", ">", "|-", "\t", "\\", "é", "😁", "---\n", "...", "-", "?", "1",
      "\r",
    ]
    for _ in 0..<100 {
      let text = (0..<random.below(30)).map { _ in random.pick(pieces) }.joined()
      guard let document = try? readYAML(Array(text.utf8)) else { continue }
      try checkSound(document, Array(text.utf8))
    }
  }

  @Test("made from the suite's cases by loss, doubling and swaps gets an answer")
  func damagedCases() throws {
    var random = Seeded(7)
    for item in try SuiteCase.all() where !item.bytes.isEmpty {
      for _ in 0..<8 {
        var bytes = item.bytes
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes.swapAt(place, random.below(bytes.count))
        default: bytes.removeSubrange(place...)
        }
        if fault(bytes) == nil { try checkSound(try readYAML(bytes), bytes) }
      }
    }
  }

  /// Children stand before and within their parents, and no key stands twice.
  private func checkSound(_ document: YAMLDocument, _ bytes: [UInt8]) throws {
    for id in document.nodes.indices {
      let outer = document[id].range.offsets
      #expect(outer.upperBound <= bytes.count)
      let entries = document.entries(of: id) ?? []
      let children = Array(document.items(of: id) ?? []) + entries.flatMap { [$0.key, $0.value] }
      for child in children {
        #expect(child < id)
        let inner = document[child].range.offsets
        #expect(inner.lowerBound >= outer.lowerBound && inner.upperBound <= outer.upperBound)
      }
      let keys = entries.compactMap { document.textBytes(of: $0.key).map { Array($0) } }
      #expect(keys.count == entries.count && Set(keys).count == keys.count)
    }
  }
}
