import Foundation
import Handrail
import HandrailComparison
import HandrailSource
import HandrailTestSupport
import Testing

/// Edits one after another: what is said after each is what a whole compile says.
@Suite("A policy that is edited")
struct EditedPolicyTests {
  @Test("says of shipped policies what a whole compile says", arguments: shippedPaths)
  func shipped(path: String) throws {
    let root = packageFolder
    let surroundings = EditFixture.surroundings { used in
      try? [UInt8](Data(contentsOf: root.appending(path: used)))
    }
    let bytes = [UInt8](try Data(contentsOf: root.appending(path: path)))
    let lines = SourceText(path: path, bytes: bytes).lineStarts.count
    var fixture = EditFixture(
      PolicyFile(path: path, bytes: bytes), in: surroundings, seed: UInt64(lines))
    for _ in 0..<min(40, max(12, 6000 / lines)) { try fixture.edit() }
    #expect(fixture.spared > 0 || lines < 130)
  }

  @Test("says of written policies what a whole compile says", arguments: 1...24)
  func written(seed: Int) throws {
    let text = PolicyWriter.write(seed: UInt64(seed))
    let surroundings = EditFixture.surroundings { used in
      text.used[used].map { Array($0.utf8) }
    }
    let file = PolicyFile(path: "written.policy", bytes: Array(text.text.utf8))
    var fixture = EditFixture(file, in: surroundings, seed: UInt64(seed))
    for _ in 0..<10 { try fixture.edit() }
  }

  @Test("checks the edited rule alone")
  func sparing() throws {
    let rules = (0..<30).map { number in
      "rule r\(number)\n  when amount above \(number + 1)\n  hand over to team\n\n"
    }
    let text =
      "policy p version 1\n  language 1\n  start with ai\n\nfacts\n  amount is number 0 to 100\n\n"
      + rules.joined() + "queue team\n  if closed or waited too long\n    - take message\n\n"
      + "prefer queues otherwise team\n"
    var edited = EditedPolicy(
      PolicyFile(path: "p.policy", bytes: Array(text.utf8)), in: PolicySurroundings())
    #expect(edited.messages.isEmpty)
    let limit = try #require(text.utf8.firstRange(of: "above 12\n".utf8))
    let start = text.utf8.distance(from: text.utf8.startIndex, to: limit.lowerBound) + 6
    try edited.replace(start..<start + 2, with: Array("112".utf8))
    #expect(edited.messages.map(\.code) == ["PL0305"])
    #expect(edited.spared == 29)
    try edited.replace(start..<start + 3, with: Array("99".utf8))
    #expect(edited.messages.isEmpty)
    #expect(edited.spared == 29)
    // What rules read is another, so each is looked at again.
    let bound = try #require(text.utf8.firstRange(of: "100\n".utf8))
    let at = text.utf8.distance(from: text.utf8.startIndex, to: bound.lowerBound)
    try edited.replace(at..<at + 3, with: Array("10".utf8))
    #expect(edited.spared == 0)
    #expect(edited.messages.count == 21)
  }

  @Test("refuses an edit outside its text, and stays as it was")
  func outside() {
    let text = Array("policy p version 1\n  language 1\n".utf8)
    var edited = EditedPolicy(PolicyFile(path: "p.policy", bytes: text), in: PolicySurroundings())
    for range in [text.count..<text.count + 1, -1..<0, text.count + 1..<text.count + 1] {
      #expect(throws: EditedPolicy.EditRefusal.outsideText) {
        try edited.replace(range, with: [0x20])
      }
    }
    #expect(edited.file.bytes == text)
  }

  @Test("takes a used file as it is at each edit")
  func used() throws {
    let shared = Shelf(["  amount is number 0 to 10\n", "  amount is number 0 to 100\n"])
    let surroundings = EditFixture.surroundings { _ in
      Array(("policy s version 1\n\nfacts\n" + shared.next()).utf8)
    }
    let text =
      "policy p version 1\n  language 1\n  start with ai\n\nuse \"s.policy\"\n\nrule r\n"
      + "  when amount above 50\n  ai may go\n\ntasks go\n"
    var edited = EditedPolicy(
      PolicyFile(path: "p.policy", bytes: Array(text.utf8)), in: surroundings)
    #expect(edited.messages.map(\.code) == ["PL0305"])
    try edited.replace(0..<0, with: Array("# a note\n".utf8))
    #expect(edited.messages.isEmpty)
  }
}

private let shippedPaths = ShippedPolicies(folder: packageFolder).paths()

/// Texts that are handed out one after another, the last for ever.
private final class Shelf: @unchecked Sendable {
  private var texts: [String]
  private let lock = NSLock()

  init(_ texts: [String]) { self.texts = texts }

  func next() -> String {
    lock.withLock { texts.count > 1 ? texts.removeFirst() : texts[0] }
  }
}

/// Random edits of one policy, each held against a whole compile.
private struct EditFixture {
  private var edited: EditedPolicy
  private let surroundings: PolicySurroundings
  private var random: Seeded
  /// Texts of before, to come back to: a line that is mended.
  private var earlier: [[UInt8]] = []
  private(set) var spared = 0

  init(_ file: PolicyFile, in surroundings: PolicySurroundings, seed: UInt64) {
    edited = EditedPolicy(file, in: surroundings)
    self.surroundings = surroundings
    random = Seeded(seed)
  }

  static func surroundings(
    _ bytes: @escaping @Sendable (String) -> [UInt8]?
  ) -> PolicySurroundings {
    let zones = ZoneFiles.installed()
    var surroundings = PolicySurroundings()
    surroundings.load = { path, user in
      let folder = user.split(separator: "/").dropLast().joined(separator: "/")
      let full = folder.isEmpty ? path : "\(folder)/\(path)"
      guard let found = bytes(full) else { return .failure(.init(reason: "it is not there")) }
      return .success(PolicyFile(path: full, bytes: found))
    }
    surroundings.zoneFile = { zones.bytes[$0] }
    return surroundings
  }

  mutating func edit() throws {
    let before = edited.file.bytes
    let (range, bytes) = nextEdit(before)
    try edited.replace(range, with: bytes)
    spared += edited.spared
    var text = before
    text.replaceSubrange(range, with: bytes)
    #expect(edited.file.bytes == text)
    let whole = review(edited.file, in: surroundings)
    let mine = edited.diagnostics
    guard mine != whole.diagnostics || edited.sources.map(\.path) != whole.sources.map(\.path)
    else { return }
    let shown = String(decoding: bytes, as: UTF8.self)
    let missing = whole.diagnostics.filter { !mine.contains($0) }.prefix(3)
    let added = mine.filter { !whole.diagnostics.contains($0) }.prefix(3)
    Issue.record("\(range) → \(shown.debugDescription): lacks \(missing), has \(added)")
  }

  private mutating func nextEdit(_ text: [UInt8]) -> (Range<Int>, [UInt8]) {
    if let last = earlier.popLast(), random.chance(60) { return (0..<text.count, last) }
    if random.chance(25) { earlier.append(text) }
    let source = SourceText(path: "", bytes: text)
    let line = 1 + random.below(source.lineStarts.count)
    let range = source.lineRange(line).offsets
    let own = Array(text[range])
    let other = source.text(source.lineRange(1 + random.below(source.lineStarts.count)))
    switch random.below(8) {
    case 0: return (range.lowerBound..<min(range.upperBound + 1, text.count), [])
    case 1: return (range.upperBound..<range.upperBound, [0x0A] + Array(other.utf8))
    case 2: return (range, Array(other.utf8))
    case 3: return (range, changedNumber(own))
    case 4, 5: return word(in: own, at: range.lowerBound)
    case 6:
      let piece = random.pick(["\n", " ", "x", "\"", "- ", ",", "# ", "rule other\n", "é", "\t"])
      let at = random.below(text.count + 1)
      return (at..<at, Array(piece.utf8))
    default:
      let at = random.below(text.count + 1)
      return (at..<min(text.count, at + random.below(12)), [])
    }
  }

  private mutating func changedNumber(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for place in line.indices where line[place] >= 0x30 && line[place] <= 0x39 {
      line[place] = 0x30 + UInt8(random.below(10))
    }
    return line
  }

  /// One word shortened, or replaced by another of the language.
  private mutating func word(in line: [UInt8], at start: Int) -> (Range<Int>, [UInt8]) {
    let starts = line.indices.filter { place in
      line[place] != 0x20 && (place == 0 || line[place - 1] == 0x20)
    }
    guard let from = starts.isEmpty ? nil : random.pick(starts) else { return (start..<start, []) }
    let end = line[from...].firstIndex(of: 0x20) ?? line.count
    if random.chance(50) { return (start + end - 1..<start + end, []) }
    let other = random.pick(["human", "unknown", "not", "rule", "amount", "yes", "12", "when"])
    return (start + from..<start + end, Array(other.utf8))
  }
}
