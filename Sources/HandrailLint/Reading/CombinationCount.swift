import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

/// How many combinations of known values a table tells apart, and how many no row takes.
///
/// A list counts each of its words; numbers count the stretches that some cell tells apart. `nil`
/// where a cell looks at several facts, at turns, sets or moments, or where there are too many.
struct CombinationCount {
  private(set) var all = 1
  /// What is left for `otherwise`.
  private(set) var left = 0

  /// Combinations times rows that are looked at.
  private static let most = 2_000_000

  init?(_ table: PolicyTable, _ facts: Table<FactID, Fact>) {
    var cells: [FactID: [TableCell]] = [:]
    var rows: [[(fact: FactID, cell: TableCell)]] = []
    for row in table.rows {
      guard case .cells(let written) = row.match else { continue }
      var read: [(FactID, TableCell)] = []
      for cell in written {
        guard let fact = cell.onlyFact else { return nil }
        cells[fact, default: []].append(cell)
        read.append((fact, cell))
      }
      rows.append(read)
    }
    let columns = cells.keys.sorted()
    var regions: [[Int64]] = []
    for column in columns {
      guard let values = facts[column].domain.regions(toldApartBy: cells[column] ?? []) else {
        return nil
      }
      regions.append(values)
      all *= values.count
      guard all * (rows.count + 1) <= Self.most else { return nil }
    }
    // For each row and column, in which regions the cell holds; an absent column: in all.
    let masks = rows.map { row in
      columns.indices.map { column in
        let mine = row.filter { $0.fact == columns[column] }.map(\.cell)
        return Self.mask(mine, over: regions[column], facts[columns[column]].domain)
      }
    }
    left = Self.left(masks, regions.map(\.count))
  }

  private static func mask(
    _ cells: [TableCell], over regions: [Int64], _ domain: Domain
  ) -> [Bool] {
    regions.map { value in cells.allSatisfy { $0.holds(value, domain) } }
  }

  /// Counts like an odometer, one wheel a column.
  private static func left(_ masks: [[[Bool]]], _ counts: [Int]) -> Int {
    var wheels = [Int](repeating: 0, count: counts.count)
    var left = 0
    while true {
      let isTaken = masks.contains { row in
        wheels.indices.allSatisfy { row[$0][wheels[$0]] }
      }
      if !isTaken { left += 1 }
      guard let turning = wheels.indices.first(where: { wheels[$0] + 1 < counts[$0] }) else {
        return left
      }
      for column in 0..<turning { wheels[column] = 0 }
      wheels[turning] += 1
    }
  }
}

extension TableCell {
  /// The fact that all tests of the cell compare with written values; `nil` for any other cell.
  fileprivate var onlyFact: FactID? {
    let tests = alternatives.tests
    guard !tests.isEmpty else { return unknownFacts.count == 1 ? unknownFacts.first : nil }
    let read = Set(tests.map(\.onlyFact))
    guard read.count == 1, let fact = read.first else { return nil }
    return fact
  }

  fileprivate func holds(_ value: Int64, _ domain: Domain) -> Bool {
    let tests = alternatives.tests
    switch alternatives.mode {
    case .all: return !tests.isEmpty && tests.allSatisfy { $0.body.holds(value, domain) }
    case .any: return tests.contains { $0.body.holds(value, domain) }
    case .none: return !tests.contains { $0.body.holds(value, domain) }
    }
  }
}

extension Test {
  fileprivate var onlyFact: FactID? {
    guard window == nil else { return nil }
    switch body {
    case .isUnknown(let fact), .isKnown(let fact), .isAmong(let fact, _, _): return fact
    case .compare(let comparing):
      guard comparing.left.terms.count == 1, let term = comparing.left.terms.first,
        comparing.right.terms.isEmpty, comparing.left.constant == .zero,
        term.factor == Decimal(mantissa: 1, decimals: 0), term.averageOverTurns == nil
      else { return nil }
      return term.fact
    case .during, .outside, .isEmpty, .equals, .includes, .excludes, .before, .after, .inTheLast,
      .age, .ahead, .trend:
      return nil
    }
  }
}

extension TestBody {
  fileprivate func holds(_ value: Int64, _ domain: Domain) -> Bool {
    switch self {
    case .isKnown: return true
    case .isUnknown: return false
    case .isAmong(_, let values, let isNegated): return values.contains(value) != isNegated
    case .compare(let comparing):
      return comparing.comparison.holds(
        forSign: comparing.right.constant.sign(of: value, places: domain.decimals))
    case .during, .outside, .isEmpty, .equals, .includes, .excludes, .before, .after, .inTheLast,
      .age, .ahead, .trend:
      return false
    }
  }

  /// The written values, rounded down to whole cell units.
  fileprivate func limits(_ domain: Domain) -> [Int64] {
    switch self {
    case .isAmong(_, let values, _): values
    case .compare(let comparing):
      [comparing.right.constant.wholeUnits(places: domain.decimals)]
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .equals, .includes, .excludes,
      .before, .after, .inTheLast, .age, .ahead, .trend:
      []
    }
  }
}

extension Domain {
  /// One value for each region; `nil` where the kind has none that could be counted.
  fileprivate func regions(toldApartBy cells: [TableCell]) -> [Int64]? {
    switch kind {
    case .yesNo: return [0, 1]
    case .oneOf, .level: return words.indices.map { Int64($0) }
    case .number, .score, .money, .duration: return stretches(toldApartBy: cells)
    case .setOf, .moment, .reference, .text: return nil
    }
  }

  private func stretches(toldApartBy cells: [TableCell]) -> [Int64] {
    var candidates: Set<Int64> = [lowest]
    for limit in cells.flatMap(\.alternatives.tests).flatMap({ $0.body.limits(self) }) {
      let inside = min(max(limit, lowest), highest)
      let (offset, overflow) = inside.subtractingReportingOverflow(lowest)
      guard !overflow else { continue }
      let onStep = lowest + offset / step * step
      candidates.insert(onStep)
      if onStep - lowest >= step { candidates.insert(onStep - step) }
      if highest - onStep >= step { candidates.insert(onStep + step) }
    }
    var found: [Int64] = []
    var last: [Bool] = []
    for value in candidates.sorted() {
      let truths = cells.map { $0.holds(value, self) }
      if found.isEmpty || truths != last { found.append(value) }
      last = truths
    }
    return found
  }
}

extension Decimal {
  /// The sign of a value in units of ten to the minus `places`, less this limit.
  fileprivate func sign(of value: Int64, places: Int) -> Int {
    let mine = Int128(mantissa) * Decimal.power(max(places - decimals, 0))
    let other = Int128(value) * Decimal.power(max(decimals - places, 0))
    return other == mine ? 0 : other < mine ? -1 : 1
  }

  /// The largest whole number of units of ten to the minus `places` that is not above the limit.
  fileprivate func wholeUnits(places: Int) -> Int64 {
    let scaled = Int128(mantissa) * Decimal.power(max(places - decimals, 0))
    let divisor = Decimal.power(max(decimals - places, 0))
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: divisor)
    return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
  }

  /// Ten to a power up to 18: both sides then fit into 128 bits.
  private static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }
}
