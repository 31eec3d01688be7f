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

  // Room that is used again for every cell of every block.
  private var turns: [Turn] = []
  private var found: [Int64] = []
  /// By test of the cell: what it says in the stretch at hand.
  private var holds: [Bool] = []
  /// By term: how many of its tests of the cell are *no* there.
  private var failing: [UInt16] = []

  init(values: [Int64]) { self.values = values }

  /// A test of a block's term.
  private struct Placed {
    var bit: Int
    var literal: Literal

    var mask: UInt64 { 1 << UInt64(bit & 63) }
  }

  /// A value at which a test's answer may turn.
  private struct Turn {
    var value: Int64
    var test: Int
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
    turns.removeAll(keepingCapacity: true)
    for (test, one) in placed.enumerated() {
      found.removeAll(keepingCapacity: true)
      one.literal.addCuts(to: &found, among: values)
      for value in found { turns.append(Turn(value: value, test: test)) }
    }
    turns.sort { $0.value < $1.value }
    let firstCut = cuts.count
    let firstRow = words.count
    addKnownRows(placed, count: count, width)
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
  private mutating func addKnownRows(_ placed: [Placed], count: Int, _ width: Int) {
    holds.removeAll(keepingCapacity: true)
    failing.removeAll(keepingCapacity: true)
    failing.append(contentsOf: repeatElement(0, count: count))
    var row = words.count
    addFullRow(count, width)
    for one in placed {
      let isTrue = one.literal.holds(.min, among: values.span)
      holds.append(isTrue)
      if !isTrue {
        failing[one.bit] += 1
        words[row + (one.bit >> 6)] &= ~one.mask
      }
    }
    var next = 0
    while next < turns.count {
      let value = turns[next].value
      for word in row..<row + width { words.append(words[word]) }
      row += width
      while next < turns.count, turns[next].value == value {
        turn(turns[next].test, of: placed, at: value, row)
        next += 1
      }
      cuts.append(value)
    }
  }

  /// Looks at a test again where it may turn.
  private mutating func turn(_ test: Int, of placed: [Placed], at value: Int64, _ row: Int) {
    let one = placed[test]
    let isTrue = one.literal.holds(value, among: values.span)
    guard isTrue != holds[test] else { return }
    holds[test] = isTrue
    if isTrue { failing[one.bit] -= 1 } else { failing[one.bit] += 1 }
    if failing[one.bit] == 0 {
      words[row + (one.bit >> 6)] |= one.mask
    } else {
      words[row + (one.bit >> 6)] &= ~one.mask
    }
  }

  /// Where the cell is not known: what is possible, undecided, and undecided on a fault.
  private mutating func addUnknownRows(_ placed: [Placed], count: Int, _ width: Int) {
    for isFault in [false, true] {
      let possible = words.count
      addFullRow(count, width)
      words.append(contentsOf: repeatElement(0, count: 2 * width))
      for one in placed {
        let truth = isFault ? one.literal.reading.fault : one.literal.reading.open
        let word = possible + (one.bit >> 6)
        if truth == .no { words[word] &= ~one.mask }
        if truth.isUndecided { words[word + width] |= one.mask }
        if truth == .fault { words[word + 2 * width] |= one.mask }
      }
    }
  }

  private mutating func addFullRow(_ count: Int, _ width: Int) {
    words.append(contentsOf: repeatElement(.max, count: width))
    if count & 63 != 0 { words[words.count - 1] = 1 << UInt64(count & 63) - 1 }
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
