/// The session facts that can be read straight from a document's bytes: by key, without steps
/// between.
///
/// Flat and never copied, so that nothing is counted on the way. What is not here, or does not
/// fit, goes the long way, which also says what is wrong with it.
struct ReadyFacts: ~Copyable, Sendable {
  struct Entry: Sendable, BitwiseCopyable {
    let slot: Int
    let kind: ValueKind
    let lowest: Int64
    let highest: Int64
    let step: Int64
    let decimals: Int
    /// `nil` where it is no list, or has no words.
    let words: NameTables.Table?
    /// `nil` for long keys.
    let key: ExpectedName?
  }

  /// What stands for a member's value.
  struct Value: BitwiseCopyable {
    /// Where it ends; -1: it is to be read the long way.
    var end: Int
    var value: Int64 = 0
    /// `null`.
    var isAbsent = false

    static let notHere = Value(end: -1)
  }

  private(set) var entries: [Entry] = []
  private(set) var names = NameTables()
  let keys: NameTables.Table
  /// By position in the graph's tasks; `none` is one more.
  let tasks: NameTables.Table

  init(_ graph: DecisionGraph, _ paths: FactPaths) {
    var names = NameTables()
    var keys: [(name: [UInt8], meaning: Int)] = []
    for (position, fact) in graph.facts.enumerated() {
      guard case .session(let slot) = fact.supply, !fact.isAsDecided, fact.trustAbove == nil,
        fact.freshForSeconds == nil, fact.domain.isReadStraight
      else { continue }
      let path = fact.path.isEmpty ? fact.name.splitAtDots : fact.path
      guard path.count == 1, let key = path.first,
        let node = paths.node(from: FactPaths.root, key: Array(key.utf8)[...]),
        paths.isLeaf(node), paths.facts(at: node) == [position]
      else { continue }
      keys.append((Array(key.utf8), entries.count))
      entries.append(
        Entry(
          slot: slot, kind: fact.domain.kind, lowest: fact.domain.lowest,
          highest: fact.domain.highest, step: fact.domain.step, decimals: fact.domain.decimals,
          words: ReadyFacts.words(of: fact.domain, in: &names),
          key: ExpectedName(Array(key.utf8))))
    }
    self.keys = names.add(keys)
    tasks = names.add(
      [(Array("none".utf8), graph.tasks.count)]
        + graph.tasks.enumerated().map { (Array($0.element.utf8), $0.offset) })
    self.names = names
  }

  private static func words(of domain: Domain, in names: inout NameTables) -> NameTables.Table? {
    var words: [(name: [UInt8], meaning: Int)] = []
    for (position, word) in domain.words.enumerated() {
      words.append((Array(word.name.utf8), position))
      for spelling in word.spellings { words.append((Array(spelling.utf8), position)) }
    }
    return words.isEmpty ? nil : names.add(words)
  }

  /// The slot and the value of a member of the facts; `nil` where the long way must be gone.
  func read(_ key: Int, _ value: Int, in document: HostDocument) -> (slot: Int, value: Int64)? {
    let bytes = unsafe document.bytes.span.bytes
    let (name, given) = (document.values[key], document.values[value])
    let (keyPlace, valuePlace) = (name.place, given.place)
    // Words without quotes are YAML's: what they are, their fact decides.
    guard !name.isUnescaped, name.start == keyPlace + 1, given.shape != .plain,
      !given.isUnescaped, bytes.byte(Int(keyPlace)) == UInt8(ascii: "\"")
    else { return nil }
    let found = names.find(keys, bytes, Int(keyPlace) + 1).meaning
    guard found >= 0 else { return nil }
    let read = self.value(entries[found], bytes, Int(valuePlace))
    return read.end < 0 || read.isAbsent ? nil : (entries[found].slot, read.value)
  }
}

// MARK: - Values

extension ReadyFacts {
  /// The value that begins here.
  @inline(__always)
  func value(_ entry: Entry, _ bytes: RawSpan, _ at: Int) -> Value {
    switch entry.kind {
    case .yesNo:
      let letters = bytes.eight(at)
      if letters & 0xFFFF_FFFF == ReadyFacts.yes { return Value(end: at + 4, value: 1) }
      if letters & 0xFF_FFFF_FFFF == ReadyFacts.no { return Value(end: at + 5, value: 0) }
    case .oneOf, .level:
      if bytes.byte(at) == UInt8(ascii: "\"") { return word(entry, bytes, at) }
    case .setOf:
      if bytes.byte(at) == UInt8(ascii: "[") { return words(entry, bytes, at) }
    case .number, .score, .money, .duration:
      let read = number(entry, bytes, at)
      if read.end >= 0 { return read }
    case .moment, .reference, .text:
      break
    }
    return bytes.eight(at) & 0xFFFF_FFFF == ReadyFacts.nothing
      ? Value(end: at + 4, isAbsent: true) : .notHere
  }

  /// `true`, `fals` and `null` with the first letter lowest.
  private static var yes: UInt64 { 0x6575_7274 }
  private static var no: UInt64 { 0x65_736C_6166 }
  private static var nothing: UInt64 { 0x6C6C_756E }

  private func word(_ entry: Entry, _ bytes: RawSpan, _ at: Int) -> Value {
    guard let words = entry.words else { return .notHere }
    let (meaning, end) = names.find(words, bytes, at + 1)
    return meaning < 0 ? .notHere : Value(end: end + 1, value: Int64(meaning))
  }

  private func words(_ entry: Entry, _ bytes: RawSpan, _ start: Int) -> Value {
    var bits: UInt64 = 0
    var at = bytes.pastSpace(start + 1)
    if bytes.byte(at) == UInt8(ascii: "]") { return Value(end: at + 1, value: 0) }
    // More than there are words: let the long way count them.
    for _ in 0..<64 {
      guard bytes.byte(at) == UInt8(ascii: "\"") else { return .notHere }
      let found = word(entry, bytes, at)
      guard found.end >= 0, found.value < 64 else { return .notHere }
      bits |= 1 << UInt64(found.value)
      at = bytes.pastSpace(found.end)
      if bytes.byte(at) == UInt8(ascii: "]") {
        return Value(end: at + 1, value: Int64(bitPattern: bits))
      }
      guard bytes.byte(at) == UInt8(ascii: ",") else { return .notHere }
      at = bytes.pastSpace(at + 1)
    }
    return .notHere
  }

  /// A number of at most 17 digits without exponent, within the bounds and on a step.
  private func number(_ entry: Entry, _ bytes: RawSpan, _ start: Int) -> Value {
    let isNegative = bytes.byte(start) == UInt8(ascii: "-")
    let whole = isNegative ? start + 1 : start
    var size: Int64 = 0
    var at = ReadyFacts.digits(bytes, whole, &size)
    guard at > whole, at == whole + 1 || bytes.byte(whole) != UInt8(ascii: "0") else {
      return .notHere
    }
    var decimals = 0
    if bytes.byte(at) == UInt8(ascii: ".") {
      let point = at + 1
      at = ReadyFacts.digits(bytes, point, &size)
      decimals = at - point
      guard decimals > 0 else { return .notHere }
    }
    guard at - whole <= 18, bytes.byte(at) | 0x20 != UInt8(ascii: "e"),
      let scaled = ReadyFacts.scaled(size, decimals, to: entry.decimals)
    else { return .notHere }
    let result = isNegative ? -scaled : scaled
    guard result >= entry.lowest && result <= entry.highest else { return .notHere }
    if entry.step > 1 {
      let (distance, overflow) = result.subtractingReportingOverflow(entry.lowest)
      if overflow || distance % entry.step != 0 { return .notHere }
    }
    return Value(end: at, value: result)
  }

  /// Adds the digits from here to a number; where they end.
  @inline(__always)
  private static func digits(_ bytes: RawSpan, _ start: Int, _ size: inout Int64) -> Int {
    var at = start
    var digit = bytes.byte(at) &- UInt8(ascii: "0")
    while digit <= 9 {
      size = size &* 10 &+ Int64(digit)
      at += 1
      digit = bytes.byte(at) &- UInt8(ascii: "0")
    }
    return at
  }

  /// The same number with so many decimals; `nil` where it has more, or is too large.
  private static func scaled(_ size: Int64, _ decimals: Int, to wanted: Int) -> Int64? {
    var size = size
    var places = decimals
    while places > wanted && size % 10 == 0 {
      size /= 10
      places -= 1
    }
    guard places <= wanted else { return nil }
    while places < wanted {
      let (product, overflow) = size.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      size = product
      places += 1
    }
    return size
  }
}

extension Domain {
  /// A document's value says what it is without looking at anything else.
  fileprivate var isReadStraight: Bool {
    switch kind {
    case .yesNo, .oneOf, .level, .setOf, .number, .score, .money, .duration: true
    case .moment, .reference, .text: false
    }
  }
}
