import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// A file with one word lost, doubled, misspelt or swapped, and the line where that happened.
struct Damage {
  var lines: [String]
  var line: Int
  var summary: String
}

/// Every way to damage one word of a text.
struct Damages {
  private let lines: [String]
  private var random: Seeded

  init(_ text: String, seed: UInt64) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    random = Seeded(seed)
  }

  /// About half of all ways: enough to measure, and quick.
  mutating func some() -> [Damage] {
    var found: [Damage] = []
    for (number, line) in lines.enumerated() {
      let words = line.split(separator: " ").map(String.init)
      let indent = String(line.prefix { $0 == " " })
      for place in words.indices {
        for changed in [
          lost(words, place), doubled(words, place), misspelt(words, place), swapped(words, place),
        ] {
          guard let changed, changed != words, random.oneIn(2) else { continue }
          var copy = lines
          copy[number] = changed.isEmpty ? "" : indent + changed.joined(separator: " ")
          found.append(
            Damage(lines: copy, line: number + 1, summary: "\(number + 1): \(copy[number])"))
        }
      }
    }
    return found
  }

  private func lost(_ words: [String], _ place: Int) -> [String]? {
    var words = words
    words.remove(at: place)
    return words
  }

  private func doubled(_ words: [String], _ place: Int) -> [String]? {
    var words = words
    words.insert(words[place], at: place)
    return words
  }

  private func swapped(_ words: [String], _ place: Int) -> [String]? {
    guard place + 1 < words.count else { return nil }
    var words = words
    words.swapAt(place, place + 1)
    return words
  }

  /// Drops, doubles, changes or swaps one letter.
  private mutating func misspelt(_ words: [String], _ place: Int) -> [String]? {
    var letters = Array(words[place])
    let small = letters.indices.filter { letters[$0].isLetter && letters[$0].isLowercase }
    guard small.count > 1 else { return nil }
    let letter = random.pick(small)
    switch random.below(4) {
    case 0: letters.remove(at: letter)
    case 1: letters.insert(letters[letter], at: letter)
    case 2: letters[letter] = random.pick(Array("abcdefghijklmnopqrstuvwxyz"))
    default: if letter + 1 < letters.count { letters.swapAt(letter, letter + 1) }
    }
    var words = words
    words[place] = String(letters)
    return words
  }
}

/// How well damaged files are told.
struct Telling {
  var files = 0
  var asManyMessages = 0
  var lineNamed = 0
  var worst = 0
  var examples: [String] = []

  func share(_ count: Int) -> Double { files == 0 ? 0 : 100 * Double(count) / Double(files) }

  static func percent(_ share: Double) -> String { "\((share * 10).rounded() / 10)%" }
}

@Suite("Damaged examples")
struct MutationTests {
  private let acceptor: GrammarAcceptor

  init() throws { acceptor = GrammarAcceptor(try Grammar.load()) }

  private func lines(of diagnostics: [Diagnostic], in source: SourceText) -> [Int] {
    diagnostics.map { source.line(at: $0.place.range.lower) }
  }

  /// Reads a damaged file; `nil` where it is still a file of the grammar.
  private func read(_ lines: [String]) -> (SourceText, [Diagnostic])? {
    let source = SourceText(path: "damaged", text: lines.joined(separator: "\n"))
    let outcome = parse(source)
    return acceptor.accepts(outcome.value) ? nil : (source, outcome.diagnostics)
  }

  @Test("one damaged word: one message, on its line")
  func oneWord() throws {
    var telling = Telling()
    for (seed, name) in exampleNames.enumerated() {
      let text = String(decoding: try golden("syntax/\(name)/input.policy"), as: UTF8.self)
      var damages = Damages(text, seed: UInt64(seed))
      for damage in damages.some() {
        guard let (source, found) = read(damage.lines) else { continue }
        telling.files += 1
        telling.worst = max(telling.worst, found.count)
        let isNamed = lines(of: found, in: source).contains(damage.line)
        if isNamed { telling.lineNamed += 1 }
        if found.count == 1 { telling.asManyMessages += 1 }
        if !isNamed || found.count != 1 {
          telling.examples.append("\(name) \(damage.summary) -> \(lines(of: found, in: source))")
        }
      }
    }
    let one = telling.share(telling.asManyMessages)
    let named = telling.share(telling.lineNamed)
    print(
      "damaged examples: \(telling.files) ungrammatical, one message in \(Telling.percent(one)),",
      "damaged line named in \(Telling.percent(named)), worst \(telling.worst) messages")
    #expect(telling.files >= 1500)
    #expect(one >= 96, "\(telling.examples.joined(separator: "\n"))")
    #expect(named >= 98, "\(telling.examples.joined(separator: "\n"))")
  }

  @Test("every fix that is offered leaves nothing to say")
  func fixes() throws {
    var messages = 0
    var withFix = 0
    for (seed, name) in exampleNames.enumerated() {
      let text = String(decoding: try golden("syntax/\(name)/input.policy"), as: UTF8.self)
      var damages = Damages(text, seed: UInt64(seed) + 50)
      for (number, damage) in damages.some().enumerated() where number % 3 == 0 {
        guard let (source, found) = read(damage.lines), found.count == 1 else { continue }
        messages += 1
        let fixes = found[0].fixes.filter { !$0.edits.isEmpty }
        withFix += fixes.isEmpty ? 0 : 1
        for fix in fixes {
          let after = parse(SourceText(path: name, bytes: mended(source.bytes, fix))).diagnostics
          #expect(
            after.isEmpty,
            "\(name) \(damage.summary): \(fix.title) leaves \(after.map(\.headline))")
        }
      }
    }
    let share = 100 * Double(withFix) / Double(max(1, messages))
    print("damaged examples: a fix on \(Telling.percent(share)) of \(messages) messages")
    #expect(messages > 500 && share >= 80)
  }

  private func mended(_ bytes: [UInt8], _ fix: Fix) -> [UInt8] {
    var bytes = bytes
    for edit in fix.edits.sorted(by: { $0.place.range.lower > $1.place.range.lower }) {
      bytes.replaceSubrange(edit.place.range.offsets, with: edit.replacement.utf8)
    }
    return bytes
  }

  @Test("two damaged lines: two messages")
  func twoLines() throws {
    var telling = Telling()
    var random = Seeded(7)
    for (seed, name) in exampleNames.enumerated() {
      let text = String(decoding: try golden("syntax/\(name)/input.policy"), as: UTF8.self)
      var damages = Damages(text, seed: UInt64(seed))
      let single = damages.some().filter { read($0.lines) != nil }
      for _ in 0..<400 {
        let first = random.pick(single)
        let second = random.pick(single)
        guard first.line != second.line else { continue }
        var both = first.lines
        both[second.line - 1] = second.lines[second.line - 1]
        guard let (source, found) = read(both) else { continue }
        telling.files += 1
        if found.count == 2 {
          telling.asManyMessages += 1
        } else {
          telling.examples.append(
            "\(name) \(first.summary) | \(second.summary) -> \(lines(of: found, in: source))")
        }
      }
    }
    let two = telling.share(telling.asManyMessages)
    print("two damaged lines: \(telling.files) files, two messages in \(Telling.percent(two))")
    #expect(telling.files >= 1000)
    #expect(two >= 90, "\(telling.examples.prefix(60).joined(separator: "\n"))")
  }
}
