/// Builds the rows of bits of blocks.
struct RowBuilding {
  /// Values up to so many are looked up, not searched.
  private static var longestDirect: Int64 { 256 }

  let values: [Int64]
  /// By watched cell.
  var domains: [Domain] = []
  private(set) var inputs: [RowInput] = []
  private(set) var cuts: [Int64] = []
  private(set) var stretches: [UInt16] = []
  private(set) var words: [UInt64] = []

  init(values: [Int64]) { self.values = values }

  /// A test of a block's term.
  private struct Placed {
    var bit: Int
    var literal: Literal
  }

  /// Adds the rows of a block; the most telling cells come first, the key's before all.
  mutating func add(
    _ terms: ArraySlice<Term>, _ literals: [Literal], words: Int, key: Int32
  ) -> SideRange {
    var byCell = [[Placed]](repeating: [], count: domains.count)
    for (bit, term) in terms.enumerated() {
      for offset in Int(term.first)..<Int(term.late) {
        byCell[Int(literals[offset].cell)].append(Placed(bit: bit, literal: literals[offset]))
      }
    }
    let cells = byCell.indices.filter { !byCell[$0].isEmpty }.sorted {
      let (left, right) = (Int32($0) == key ? 0 : 1, Int32($1) == key ? 0 : 1)
      if left != right { return left < right }
      return (-byCell[$0].count, $0) < (-byCell[$1].count, $1)
    }
    let first = inputs.count
    for cell in cells { add(byCell[cell], Int32(cell), count: terms.count, words) }
    return SideRange(first: first, count: inputs.count - first)
  }

  /// A value at which a test's answer may turn.
  private struct Turn {
    var value: Int64
    var test: Int
  }

  private mutating func add(_ placed: [Placed], _ cell: Int32, count: Int, _ width: Int) {
    var turns: [Turn] = []
    var found: [Int64] = []
    for (test, one) in placed.enumerated() {
      found.removeAll(keepingCapacity: true)
      one.literal.addCuts(to: &found, among: values)
      for value in found { turns.append(Turn(value: value, test: test)) }
    }
    turns.sort { $0.value < $1.value }
    let firstCut = cuts.count
    let firstRow = words.count
    addKnownRows(placed, turns, count: count, width)
    let input = RowInput(
      cell: cell, cuts: SideRange(first: firstCut, count: cuts.count - firstCut), direct: -1,
      directCount: 0, lowest: 0, firstRow: Int32(firstRow),
      stretchCount: Int32(cuts.count - firstCut + 1))
    addUnknownRows(placed, count: count, width)
    inputs.append(withDirect(input, domains[Int(cell)]))
  }

  /// One row for each stretch: a set bit where no test of the term is *no*.
  ///
  /// From a stretch to the next only tests that turn there are looked at. A term may have several
  /// tests of the cell: its bit stands where none of them is *no*.
  private mutating func addKnownRows(
    _ placed: [Placed], _ turns: [Turn], count: Int, _ width: Int
  ) {
    var holds = placed.map { $0.literal.holds(.min, among: values.span) }
    var failing = [UInt16](repeating: 0, count: count)
    var row = fullRow(count, width)
    for (test, one) in placed.enumerated() where !holds[test] {
      failing[one.bit] += 1
      row[one.bit >> 6] &= ~(1 << UInt64(one.bit & 63))
    }
    words += row
    var next = 0
    while next < turns.count {
      let value = turns[next].value
      while next < turns.count, turns[next].value == value {
        let test = turns[next].test
        let bit = placed[test].bit
        next += 1
        let isTrue = placed[test].literal.holds(value, among: values.span)
        guard isTrue != holds[test] else { continue }
        holds[test] = isTrue
        if isTrue { failing[bit] -= 1 } else { failing[bit] += 1 }
        let mask = UInt64(1) << UInt64(bit & 63)
        if failing[bit] == 0 { row[bit >> 6] |= mask } else { row[bit >> 6] &= ~mask }
      }
      cuts.append(value)
      words += row
    }
  }

  /// Where the cell is not known: what is possible, undecided, and undecided on a fault.
  private mutating func addUnknownRows(_ placed: [Placed], count: Int, _ width: Int) {
    for isFault in [false, true] {
      var possible = fullRow(count, width)
      var undecided = [UInt64](repeating: 0, count: width)
      var faulty = undecided
      for test in placed {
        let truth = isFault ? test.literal.reading.fault : test.literal.reading.open
        let bit = UInt64(1) << UInt64(test.bit & 63)
        if truth == .no { possible[test.bit >> 6] &= ~bit }
        if truth.isUndecided { undecided[test.bit >> 6] |= bit }
        if truth == .fault { faulty[test.bit >> 6] |= bit }
      }
      words += possible + undecided + faulty
    }
  }

  private func fullRow(_ count: Int, _ width: Int) -> [UInt64] {
    var row = [UInt64](repeating: .max, count: width)
    if count & 63 != 0 { row[width - 1] = 1 << UInt64(count & 63) - 1 }
    return row
  }

  /// A table from value to stretch, where the kind has few values.
  private mutating func withDirect(_ found: RowInput, _ domain: Domain) -> RowInput {
    var input = found
    let lowest: Int64
    let highest: Int64
    switch domain.kind {
    case .yesNo: (lowest, highest) = (0, 1)
    case .oneOf, .level: (lowest, highest) = (0, Int64(domain.words.count) - 1)
    case .number, .money, .duration: (lowest, highest) = (domain.lowest, domain.highest)
    case .setOf, .score, .moment, .reference, .text: return input
    }
    let (span, overflow) = highest.subtractingReportingOverflow(lowest)
    guard !overflow, span >= 0, span < RowBuilding.longestDirect else { return input }
    input.direct = Int32(stretches.count)
    input.directCount = Int32(span) + 1
    input.lowest = lowest
    var stretch = 0
    let own = cuts[input.cuts.offsets]
    for value in lowest...highest {
      while stretch < own.count && own[own.startIndex + stretch] <= value { stretch += 1 }
      stretches.append(UInt16(stretch))
    }
    return input
  }
}
