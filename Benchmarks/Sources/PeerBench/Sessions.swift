import BenchSupport
import Handrail

/// The sessions of one mix: as JSON, as raw values by fact, and as the host's own words.
struct Sessions {
  /// One entry of a session, as its JSON says it.
  enum Entry {
    case word(String)
    case words([String])
    case yes(Bool)
    /// Digits without the point, and how many stood behind it.
    case number(Int64, decimals: Int)
  }

  /// As the peers get them.
  let texts: [[UInt8]]
  /// The names of the facts, in the order of the first line.
  let names: [String]
  /// By session, in the order of `names`.
  let entries: [[Entry]]
  /// The place of the rule that must win; -1 for the default.
  let expected: [Int]

  init(folder: String, mix: String) {
    let found = lines(ofFile: "\(folder)/\(mix).ndjson")
    expected = lines(ofFile: "\(folder)/\(mix).expected.txt").map {
      Int(String(decoding: $0, as: UTF8.self)) ?? -2
    }
    let read = found.map { SessionReader.members(of: $0) }
    texts = found.map(Array.init)
    names = (read.first ?? []).map { $0.0 }
    entries = read.map { $0.map { $0.1 } }
    let names = names
    guard read.count == expected.count, read.allSatisfy({ $0.map { $0.0 } == names }) else {
      stop("\(folder): \(mix) does not have one shape")
    }
  }

  /// One value a fact, in the units that the policy keeps it in.
  func values(for facts: [HostFact]) -> [Int64] {
    var values: [Int64] = []
    values.reserveCapacity(entries.count * facts.count)
    let positions = facts.map { fact in
      Dictionary(fact.words.enumerated().map { ($1, Int64($0)) }) { first, _ in first }
    }
    for session in entries {
      for (place, entry) in session.enumerated() {
        values.append(value(entry, facts[place], positions[place]))
      }
    }
    return values
  }

  func value(_ entry: Entry, _ fact: HostFact, _ positions: [String: Int64]) -> Int64 {
    switch entry {
    case .word(let word): return positions[word] ?? -1
    case .words(let words):
      return words.reduce(0) { $0 | 1 << (positions[$1] ?? 63) }
    case .yes(let isYes): return isYes ? 1 : 0
    case .number(var number, let decimals):
      for _ in decimals..<max(decimals, fact.decimals) { number *= 10 }
      return number
    }
  }

  /// The line as a question of Handrail's own shape.
  func question(_ position: Int) -> [UInt8] {
    Array("{\"at\":\"2026-03-02T10:15:00Z\",\"task\":\"none\",\"memory\":\"new\",\"facts\":".utf8)
      + texts[position] + [0x7D]
  }
}

/// Reads the flat objects of the workload: words, lists of words, numbers, `true` and `false`.
struct SessionReader {
  private let line: ArraySlice<UInt8>
  private var at: Int

  static func members(of line: ArraySlice<UInt8>) -> [(String, Sessions.Entry)] {
    var reader = SessionReader(line: line, at: line.startIndex)
    var members: [(String, Sessions.Entry)] = []
    reader.skip("{")
    while !reader.skip("}") {
      let name = reader.word()
      reader.skip(":")
      members.append((name, reader.entry()))
      reader.skip(",")
    }
    return members
  }

  @discardableResult
  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    while at < line.endIndex && line[at] == 0x20 { at += 1 }
    guard at < line.endIndex else { stop("a session ends early") }
    guard line[at] == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func word() -> String {
    guard skip("\"") else { stop("a session holds something else than a word") }
    let start = at
    while at < line.endIndex && line[at] != 0x22 { at += 1 }
    at += 1
    return String(decoding: line[start..<at - 1], as: UTF8.self)
  }

  private mutating func entry() -> Sessions.Entry {
    if skip("[") {
      var words: [String] = []
      while !skip("]") {
        words.append(word())
        skip(",")
      }
      return .words(words)
    }
    if line[at] == 0x22 { return .word(word()) }
    if line[at] == UInt8(ascii: "t") {
      at += 4
      return .yes(true)
    }
    if line[at] == UInt8(ascii: "f") {
      at += 5
      return .yes(false)
    }
    return number()
  }

  private mutating func number() -> Sessions.Entry {
    let isNegative = skip("-")
    var number: Int64 = 0
    var decimals = -1
    while at < line.endIndex {
      let byte = line[at]
      if byte == UInt8(ascii: ".") {
        decimals = 0
      } else if byte >= 0x30 && byte <= 0x39 {
        number = number * 10 + Int64(byte - 0x30)
        if decimals >= 0 { decimals += 1 }
      } else {
        break
      }
      at += 1
    }
    if line[at] == UInt8(ascii: "e") { stop("a session holds a number with an exponent") }
    return .number(isNegative ? -number : number, decimals: max(0, decimals))
  }
}
