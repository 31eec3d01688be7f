import HandrailEngine

/// How the sums lie: for the first of them, whether each holds.
struct SumLie {
  var holds: [Bool]
}

/// Answers to some facts, cut into regions that no test of the ruling tells apart.
///
/// Within one box of regions only the sums over several answers still differ; how those lie is a
/// system of linear comparisons. More regions than are needed do no harm, fewer would.
struct AnswerRegions {
  /// Positions in `AnswerGrounds.places`.
  let chosen: [Int]
  /// One a place: every region of its values.
  private(set) var axes: [[Choice]] = []
  /// Tests that read more than one of the answers.
  private(set) var sums: [AnswerTest] = []
  private let steps: [Int64]

  /// More words of a set than this are not told apart, nor more texts.
  private static var mostWords: Int { 10 }
  private static var mostTexts: Int { 64 }

  init(_ chosen: [Int], _ grounds: AnswerGrounds) throws(SettlingLimit) {
    self.chosen = chosen
    steps = chosen.map { grounds.domain(of: $0).numberStep }
    var single: [[AnswerTest]] = chosen.map { _ in [] }
    var joint: Set<AnswerTest> = []
    for sum in grounds.sums {
      for test in try sum.tests(of: chosen) {
        if let axis = test.onlyAxis {
          single[axis].append(test)
        } else if joint.insert(test).inserted {
          sums.append(test)
        }
      }
    }
    for (axis, place) in chosen.enumerated() {
      axes.append(try Self.regions(of: place, single[axis], grounds.texts(chosen.count), grounds))
    }
  }

  /// What the answers of a box obey where the sums lie so.
  func system(of boxes: [Choice], _ lie: SumLie) -> LinearSystem {
    var system = LinearSystem()
    for (axis, box) in boxes.enumerated() {
      system.add(LinearSystem.Variable(lowest: box.low, highest: box.high, step: steps[axis]))
    }
    for (test, holds) in zip(sums, lie.holds) {
      let terms = test.factors.indices.filter { test.factors[$0] != 0 }.map {
        LinearSystem.Term(test.factors[$0], $0)
      }
      let comparison = holds ? test.comparison : test.comparison.opposite
      system.add(LinearSystem.Constraint(terms, constant: test.constant, comparison))
    }
    return system
  }
}

extension AnswerRegions {
  private static func regions(
    of place: Int, _ tests: [AnswerTest], _ texts: [Int64], _ grounds: AnswerGrounds
  ) throws(SettlingLimit) -> [Choice] {
    let domain = grounds.domain(of: place)
    let reads = grounds.reads[place]
    switch domain.kind {
    case .yesNo: return [Choice(0), Choice(1)]
    case .oneOf: return reads.classes(of: domain)
    case .setOf:
      guard let sets = reads.sets(of: domain, most: mostWords) else { throw SettlingLimit() }
      return sets
    case .reference, .text:
      guard texts.count <= mostTexts else { throw SettlingLimit() }
      return texts.map { Choice($0) }
    case .level, .number, .score, .money, .duration, .moment:
      var cuts = reads.cuts
      for test in tests {
        // Of a test that reads one answer the sum of the factors is that answer's.
        cuts.add(
          test.comparison, factor: test.factors.reduce(0, +), constant: test.constant)
      }
      let ends = domain.numberEnds(at: grounds.moment, grounds.graph.facts[reads.fact])
      if domain.kind == .level && reads.isCompared {
        return (ends.lowerBound...ends.upperBound).map { Choice($0) }
      }
      return cuts.runs(from: ends.lowerBound, to: ends.upperBound, step: domain.numberStep)
    }
  }
}

/// What the tests of a ruling, sums apart, ask of one fact.
struct AnswerReads {
  let fact: Int
  private(set) var cuts = Cuts()
  /// It is held against another fact.
  private(set) var isCompared = false
  private var asksEmpty = false
  private var words: Set<UInt8> = []
  private var lists: [Set<Int64>] = []

  init(of fact: Int) { self.fact = fact }

  /// Adds a test; `now` is the question's moment.
  mutating func add(_ node: GraphNode, of logic: GraphLogic, now: Int64) {
    switch node {
    case .among(let read, let values):
      guard Int(read) == fact else { return }
      let values = logic.values[values.offsets]
      lists.append(Set(values))
      for value in values { cuts.isolate(value) }
    case .equals(let left, let right):
      isCompared = isCompared || Int(left) == fact || Int(right) == fact
    case .includes(let read, let word): if Int(read) == fact { words.insert(word) }
    case .isEmpty(let read): asksEmpty = asksEmpty || Int(read) == fact
    case .instant(let read, let comparison, let microseconds):
      if Int(read) == fact { cuts.add(comparison, microseconds) }
    case .age(let read, let comparison, let age):
      if Int(read) == fact { addDistance(comparison.mirrored, -Int128(age), now) }
    case .ahead(let read, let comparison, let distance):
      if Int(read) == fact { addDistance(comparison, Int128(distance), now) }
    case .compare, .constant, .isKnown, .trend, .during, .between, .trial, .not, .all, .any,
      .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      return
    }
  }

  /// Cuts at a distance from the question's moment, and at the moment itself.
  private mutating func addDistance(_ comparison: Comparison, _ distance: Int128, _ now: Int64) {
    cuts.isolate(now)
    if let limit = Int64(exactly: Int128(now) + distance) { cuts.add(comparison, limit) }
  }

  /// Words of a list that no test tells apart are one.
  func classes(of domain: Domain) -> [Choice] {
    let words = domain.words.indices.map { Int64($0) }
    guard !isCompared else { return words.map { Choice($0) } }
    var seen: Set<[Bool]> = []
    return words.filter { word in seen.insert(lists.map { $0.contains(word) }).inserted }
      .map { Choice($0) }
  }

  /// Every set of the words that are tested, without and with one that is not; `nil`: too many.
  func sets(of domain: Domain, most: Int) -> [Choice]? {
    let count = min(domain.words.count, 64)
    var told = isCompared ? Array(0..<count) : words.map { Int($0) }.sorted()
    let other = (0..<count).first { !told.contains($0) }
    if let other, asksEmpty || !lists.isEmpty { told.append(other) }
    guard told.count <= most else { return nil }
    return (0..<(1 << told.count)).map { subset in
      var bits: UInt64 = 0
      for (place, word) in told.enumerated() where subset & (1 << place) != 0 {
        bits |= 1 << UInt64(word)
      }
      return Choice(Int64(bitPattern: bits))
    }
  }
}

extension Domain {
  fileprivate var numberStep: Int64 {
    switch kind {
    case .number, .score, .money, .duration: max(1, step)
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference, .text: 1
    }
  }

  /// The first and the last value that an answer may have; years 1 to 9999 for moments.
  fileprivate func numberEnds(at now: Int64, _ fact: GraphFact) -> ClosedRange<Int64> {
    switch kind {
    case .level: return 0...Int64(max(0, words.count - 1))
    case .moment:
      let (first, last) = (Int64(-62_135_596_800_000_000), Int64(253_402_300_799_999_999))
      return first...max(first, fact.isTestedAhead ? last : min(last, now))
    case .yesNo, .oneOf, .setOf, .number, .score, .money, .duration, .reference, .text:
      return lowest...max(lowest, highest)
    }
  }
}
