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

  private mutating func add(_ placed: [Placed], _ cell: Int32, count: Int, _ width: Int) {
    var found: [Int64] = []
    for test in placed { test.literal.addCuts(to: &found, among: values) }
    found.sort()
    let firstCut = cuts.count
    for cut in found where cuts.count == firstCut || cuts.last != cut { cuts.append(cut) }
    let own = cuts[firstCut...]
    var input = RowInput(
      cell: cell, cuts: SideRange(first: firstCut, count: own.count), direct: -1, directCount: 0,
      lowest: 0,
      firstRow: Int32(words.count), stretchCount: Int32(own.count + 1))
    addKnownRows(placed, own, count: count, width)
    addUnknownRows(placed, count: count, width)
    addDirect(&input, domains[Int(cell)])
    inputs.append(input)
  }

  /// One row for each stretch: a set bit where no test of the term is *no*.
  private mutating func addKnownRows(
    _ placed: [Placed], _ cuts: ArraySlice<Int64>, count: Int, _ width: Int
  ) {
    let full = fullRow(count, width)
    for stretch in 0...cuts.count {
      let value = stretch == 0 ? Int64.min : cuts[cuts.startIndex + stretch - 1]
      var row = full
      for test in placed where !test.literal.holds(value, among: values.span) {
        row[test.bit >> 6] &= ~(1 << UInt64(test.bit & 63))
      }
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
  private mutating func addDirect(_ input: inout RowInput, _ domain: Domain) {
    let lowest: Int64
    let highest: Int64
    switch domain.kind {
    case .yesNo: (lowest, highest) = (0, 1)
    case .oneOf, .level: (lowest, highest) = (0, Int64(domain.words.count) - 1)
    case .number, .money, .duration: (lowest, highest) = (domain.lowest, domain.highest)
    case .setOf, .score, .moment, .reference, .text: return
    }
    let (span, overflow) = highest.subtractingReportingOverflow(lowest)
    guard !overflow, span >= 0, span < RowBuilding.longestDirect else { return }
    input.direct = Int32(stretches.count)
    input.directCount = Int32(span) + 1
    input.lowest = lowest
    var stretch = 0
    let own = cuts[input.cuts.offsets]
    for value in lowest...highest {
      while stretch < own.count && own[own.startIndex + stretch] <= value { stretch += 1 }
      stretches.append(UInt16(stretch))
    }
  }
}
