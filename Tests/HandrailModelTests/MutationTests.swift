import Foundation
import HandrailModel
import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// One word of a policy dropped, doubled, misspelt or swapped with the next.
private enum Slip: CaseIterable { case drop, double, misspell, swap }

private let policies = [
  "bank/northgate_chat.policy", "bank/shared/bank_session.policy", "retail/gate.policy",
  "retail/desk.policy", "telecom/support.policy",
]

private struct Sheet {
  let path: String
  let source: SourceText
  let words: [Token]
  let root = packageFolder.appending(path: "policies")

  init(_ path: String) throws {
    self.path = path
    source = SourceText(path: path, bytes: Array(try Data(contentsOf: root.appending(path: path))))
    words = parse(source).value.tokens.elements.filter {
      [.word, .number, .currency, .date, .time, .percent].contains($0.kind)
    }
  }

  func line(_ word: Int) -> Int { source.line(at: words[word].range.lower) }

  /// The bytes with one slip; `nil` where the word does not allow it.
  func slipped(_ word: Int, _ slip: Slip, in bytes: [UInt8], _ random: inout Seeded) -> [UInt8]? {
    var bytes = bytes
    let range = words[word].range.offsets
    let text = Array(bytes[range])
    switch slip {
    case .drop: bytes.removeSubrange(range)
    case .double: bytes.insert(contentsOf: [0x20] + text, at: range.upperBound)
    case .misspell:
      guard text.count > 2 else { return nil }
      bytes.remove(at: range.lowerBound + 1 + random.below(text.count - 2))
    case .swap:
      guard word + 1 < words.count, line(word) == line(word + 1) else { return nil }
      let next = words[word + 1].range.offsets
      let gap = Array(bytes[range.upperBound..<next.lowerBound])
      bytes.replaceSubrange(
        range.lowerBound..<next.upperBound, with: Array(bytes[next]) + gap + text)
    }
    return bytes
  }

  func messages(_ bytes: [UInt8]) -> [Diagnostic] {
    check(SourceText(path: path, bytes: bytes), in: diskSurroundings(root: root)).diagnostics
  }

  func isUngrammatical(_ bytes: [UInt8]) -> Bool {
    !parse(SourceText(path: path, bytes: bytes)).diagnostics.isEmpty
  }
}

@Suite("Mutated policies")
struct MutationTests {
  @Test("one damaged line: one message, which names it")
  func oneLine() throws {
    var random = Seeded(11)
    var count = 0
    var single = 0
    var named = 0
    for path in policies {
      let sheet = try Sheet(path)
      for word in sheet.words.indices {
        let slip = random.pick(Slip.allCases)
        guard let bytes = sheet.slipped(word, slip, in: sheet.source.bytes, &random),
          sheet.isUngrammatical(bytes)
        else { continue }
        count += 1
        let found = sheet.messages(bytes)
        if found.count == 1 { single += 1 }
        let mutated = SourceText(path: path, bytes: bytes)
        let line = sheet.line(word)
        if found.contains(where: { mutated.line(at: $0.place.range.lower) == line }) { named += 1 }
      }
    }
    #expect(count >= 1000)
    #expect(single * 100 >= count * 96, "\(single) of \(count)")
    #expect(named * 100 >= count * 98, "\(named) of \(count)")
  }

  @Test("two damaged lines: two messages")
  func twoLines() throws {
    var random = Seeded(12)
    var count = 0
    var double = 0
    for _ in 0..<600 {
      let sheet = try Sheet(random.pick(policies))
      let first = random.below(sheet.words.count)
      let second = random.below(sheet.words.count)
      guard sheet.line(first) + 1 < sheet.line(second) else { continue }
      // From the end on, so that the earlier word still stands where it stood.
      guard
        let late = sheet.slipped(
          second, random.pick(Slip.allCases), in: sheet.source.bytes, &random),
        sheet.isUngrammatical(late),
        let early = sheet.slipped(
          first, random.pick(Slip.allCases), in: sheet.source.bytes, &random),
        sheet.isUngrammatical(early)
      else { continue }
      let cut = Int(sheet.source.lineStarts[sheet.line(first)])
      let grown = cut + early.count - sheet.source.bytes.count
      let both = Array(early[..<grown]) + late[cut...]
      count += 1
      if sheet.messages(both).count == 2 { double += 1 }
    }
    #expect(count >= 150)
    #expect(double * 100 >= count * 90, "\(double) of \(count)")
  }

  @Test("any slip, grammatical or not, ends with messages of known codes", arguments: 0..<5)
  func always(index: Int) throws {
    var random = Seeded(UInt64(index))
    let sheet = try Sheet(policies[index])
    for _ in 0..<150 {
      var bytes = sheet.source.bytes
      for _ in 0..<1 + random.below(6) {
        let at = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes.remove(at: at)
        case 1: bytes.insert(UInt8.random(in: 9...126, using: &random), at: at)
        case _:
          let from = random.below(bytes.count)
          let piece = Array(bytes[from..<min(bytes.count, from + random.below(40))])
          bytes.insert(contentsOf: piece, at: at)
        }
      }
      for message in sheet.messages(bytes) {
        #expect(allCodes.contains(message.code))
        #expect(!message.headline.isEmpty && !message.reason.isEmpty)
      }
    }
  }
}
