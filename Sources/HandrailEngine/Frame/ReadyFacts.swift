/// The session facts that can be read straight from a document's bytes: by key, without steps
/// between.
///
/// Flat and never copied, so that nothing is counted on the way. What is not here, or does not
/// fit, goes the long way, which also says what is wrong with it.
struct ReadyFacts: ~Copyable, Sendable {
  private struct Entry: BitwiseCopyable {
    var slot: Int32
    var kind: ValueKind
    var lowest: Int64
    var highest: Int64
    var step: Int64
    var decimals: Int
    /// The first place of its words in `places`, and how many places there are; 0: no words.
    var firstPlace: Int
    var placeCount: Int
  }

  /// A name in `names`, and what it stands for.
  private struct Place: BitwiseCopyable {
    var start: Int32
    var length: Int32
    var meaning: Int32
  }

  private var entries: [Entry] = []
  private var names: [UInt8] = []
  /// Tables of names, each of a power of two of places, at most half of them taken.
  private var places: [Place] = []
  private var keyPlaces = 0

  init(_ graph: DecisionGraph, _ paths: FactPaths) {
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
      entries.append(entry(fact.domain, slot))
    }
    keyPlaces = addTable(keys)
  }

  private mutating func entry(_ domain: Domain, _ slot: Int) -> Entry {
    var words: [(name: [UInt8], meaning: Int)] = []
    for (position, word) in domain.words.enumerated() {
      words.append((Array(word.name.utf8), position))
      for spelling in word.spellings { words.append((Array(spelling.utf8), position)) }
    }
    let firstPlace = places.count
    let count = words.isEmpty ? 0 : addTable(words)
    return Entry(
      slot: Int32(slot), kind: domain.kind, lowest: domain.lowest, highest: domain.highest,
      step: domain.step, decimals: domain.decimals, firstPlace: firstPlace, placeCount: count)
  }

  /// Adds a table of names; of two equal names the first counts.
  private mutating func addTable(_ added: [(name: [UInt8], meaning: Int)]) -> Int {
    var count = 8
    while count < added.count * 2 { count *= 2 }
    let first = places.count
    places.append(
      contentsOf: repeatElement(Place(start: 0, length: -1, meaning: -1), count: count))
    for (name, meaning) in added where find(name.span, first, count) < 0 {
      var place = Int(truncatingIfNeeded: hash(name.span)) & (count - 1)
      while places[first + place].length >= 0 { place = (place + 1) & (count - 1) }
      places[first + place] = Place(
        start: Int32(names.count), length: Int32(name.count), meaning: Int32(meaning))
      names.append(contentsOf: name)
    }
    return count
  }

  /// What a name stands for in a table; -1 where it is not in it.
  private func find(_ name: Span<UInt8>, _ first: Int, _ count: Int) -> Int {
    var position = Int(truncatingIfNeeded: hash(name)) & (count - 1)
    while places[first + position].length >= 0 {
      let place = places[first + position]
      if Int(place.length) == name.count && isNamed(place, name) { return Int(place.meaning) }
      position = (position + 1) & (count - 1)
    }
    return -1
  }

  private func isNamed(_ place: Place, _ name: Span<UInt8>) -> Bool {
    for offset in name.indices where names[Int(place.start) + offset] != name[offset] {
      return false
    }
    return true
  }
}

extension ReadyFacts {
  /// The slot and the value of a member of the facts; `nil` where the long way must be gone.
  func read(_ key: Int, _ value: Int, in document: HostDocument) -> (slot: Int, value: Int64)? {
    let name = document.values[key]
    guard !name.isUnescaped else { return nil }
    let bytes = document.bytes.span
    let found = find(
      bytes.extracting(Int(name.start)..<Int(name.end)), places.count - keyPlaces, keyPlaces)
    guard found >= 0 else { return nil }
    let entry = entries[found]
    let shape = document.values[value].shape
    let read: Int64?
    switch entry.kind {
    case .yesNo: read = shape == .yes ? 1 : shape == .no ? 0 : nil
    case .oneOf, .level: read = word(entry, value, document)
    case .setOf: read = shape == .list ? words(entry, value, document) : nil
    case .number, .score, .money, .duration: read = number(entry, value, document)
    case .moment, .reference, .text: read = nil
    }
    return read.map { (Int(entry.slot), $0) }
  }

  private func word(_ entry: Entry, _ value: Int, _ document: HostDocument) -> Int64? {
    let found = document.values[value]
    guard found.shape == .text, !found.isUnescaped, entry.placeCount > 0 else { return nil }
    let bytes = document.bytes.span
    let meaning = find(
      bytes.extracting(Int(found.start)..<Int(found.end)), entry.firstPlace, entry.placeCount)
    return meaning < 0 ? nil : Int64(meaning)
  }

  private func words(_ entry: Entry, _ list: Int, _ document: HostDocument) -> Int64? {
    var bits: UInt64 = 0
    var element = list + 1
    let end = Int(document.values[list].after)
    while element < end {
      guard let position = word(entry, element, document), position < 64 else { return nil }
      bits |= 1 << UInt64(position)
      element = Int(document.values[element].after)
    }
    return Int64(bitPattern: bits)
  }

  /// A number of at most 17 digits without exponent, within the bounds and on a step.
  private func number(_ entry: Entry, _ value: Int, _ document: HostDocument) -> Int64? {
    let found = document.values[value]
    guard found.shape == .number, found.end - found.start <= 18 else { return nil }
    let bytes = document.bytes.span.extracting(Int(found.start)..<Int(found.end))
    let isNegative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
    var position = isNegative ? 1 : 0
    var size: Int64 = 0
    var decimals = -1
    while position < bytes.count {
      let digit = bytes[position] &- UInt8(ascii: "0")
      if digit <= 9 {
        size = size &* 10 &+ Int64(digit)
        if decimals >= 0 { decimals += 1 }
      } else {
        guard bytes[position] == UInt8(ascii: "."), decimals < 0 else { return nil }
        decimals = 0
      }
      position += 1
    }
    var places = max(0, decimals)
    while places > entry.decimals && size % 10 == 0 {
      size /= 10
      places -= 1
    }
    guard places <= entry.decimals else { return nil }
    while places < entry.decimals {
      let (product, overflow) = size.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      size = product
      places += 1
    }
    let result = isNegative ? -size : size
    guard result >= entry.lowest && result <= entry.highest else { return nil }
    guard entry.step > 1 else { return result }
    let (distance, overflow) = result.subtractingReportingOverflow(entry.lowest)
    return overflow || distance % entry.step != 0 ? nil : result
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

/// FNV-1a.
func hash(_ name: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for offset in name.indices { hash = (hash ^ UInt64(name[offset])) &* 0x100_0000_01B3 }
  // The low bits choose the place: mix the high ones in.
  return hash ^ (hash >> 32)
}
