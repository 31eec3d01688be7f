import HandrailEngine

/// The session's facts as they stand, by their paths; a later value takes the place of an earlier.
struct FactLedger {
  /// In the order in which they were first written.
  private(set) var paths: [[UInt8]] = []
  private var values: [[UInt8]: Int] = [:]
  /// Paths that lead to facts, and those on the way there.
  private let ends: Set<[UInt8]>
  private let ways: Set<[UInt8]>

  init(_ graph: DecisionGraph) {
    var ends: Set<[UInt8]> = []
    var ways: Set<[UInt8]> = []
    for fact in graph.facts {
      let path = fact.path.isEmpty ? [fact.name] : fact.path
      let steps = path.flatMap { $0.utf8.split(separator: UInt8(ascii: ".")) }
      for count in 1..<max(steps.count, 1) {
        ways.insert(Array(steps.prefix(count).joined(separator: [UInt8(ascii: ".")])))
      }
      ends.insert(Array(steps.joined(separator: [UInt8(ascii: ".")])))
    }
    self.ends = ends
    self.ways = ways
  }

  func value(at path: [UInt8]) -> Int? { values[path] }

  /// Takes over an object of facts; says what was written, in order.
  mutating func write(_ object: Int, of document: HostDocument) -> [(path: String, value: Int)] {
    var written: [(path: String, value: Int)] = []
    // Objects within objects wait in a list, the next one last: nothing here calls itself.
    var pending = members(of: object, under: [], in: document)
    while let (path, value) = pending.popLast() {
      if isGroup(value, at: path, in: document) {
        pending += members(of: value, under: path, in: document)
        continue
      }
      if values.updateValue(value, forKey: path) == nil { paths.append(path) }
      written.append((String(decoding: path, as: UTF8.self), value))
    }
    return written
  }

  /// The members with their paths, the first one last.
  private func members(
    of object: Int, under path: [UInt8], in document: HostDocument
  ) -> [(path: [UInt8], value: Int)] {
    document.members(of: object).map { member in
      let key = Array(document.text(of: member.key))
      return (path.isEmpty ? key : path + [UInt8(ascii: ".")] + key, member.value)
    }.reversed()
  }

  /// True for an object that holds further facts, not an observed value.
  private func isGroup(_ value: Int, at path: [UInt8], in document: HostDocument) -> Bool {
    guard document.shape(of: value) == .object, ways.contains(path) else { return false }
    return ends.contains(path) || document.member("value", of: value) == nil
  }
}
