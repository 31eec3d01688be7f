/// Numbers between bounds, some given by the others: the search for a point, in fractions.
///
/// After Dutertre and de Moura: the numbers that are given by others may lie outside their bounds
/// and are exchanged until none does. All numbers that are not given by others are whole.
struct LinearTableau {
  /// By number: the columns first, then the rows.
  var lowest: [Int128?] = []
  var highest: [Int128?] = []
  private(set) var holes: [[Int128]] = []
  /// How far a row can move when each of its columns is rounded.
  private(set) var margins: [Int128] = []
  let columnCount: Int
  /// The number that each line gives.
  private var given: [Int] = []
  /// What a line gives is the sum of its factors times the free numbers, over this.
  private var divisor: [Int128] = []
  private var factors: [[Int128]] = []
  /// The free number at each place of a line, and its value.
  private var free: [Int] = []
  private var value: [Int128] = []

  init(_ reduction: LinearReduction) throws(NumberTooLarge) {
    let columns = reduction.isLive.indices.filter { reduction.isLive[$0] }
    columnCount = columns.count
    lowest = [Int128?](repeating: nil, count: columns.count)
    highest = lowest
    holes = [[Int128]](repeating: [], count: columns.count)
    free = Array(columns.indices)
    value = [Int128](repeating: 0, count: columns.count)
    margins = value
    for row in reduction.rows {
      let places = columns.indices.filter { row.factors[columns[$0]] != 0 }
      // Tidy rows over one column have the factor 1: bounds of that column.
      if places.count == 1 {
        lowest[places[0]] = row.lowest
        highest[places[0]] = row.highest
        holes[places[0]] = row.holes
        continue
      }
      given.append(lowest.count)
      divisor.append(1)
      factors.append(columns.map { row.factors[$0] })
      lowest.append(row.lowest)
      highest.append(row.highest)
      holes.append(row.holes)
      var margin: Int128 = 1
      for place in places {
        margin = try sum(margin, Int128(row.factors[columns[place]].magnitude))
      }
      margins.append(margin / 2)
    }
  }

  /// Exchanges numbers until all are within their bounds; smallest first, so that it ends.
  ///
  /// `false` where that cannot be, `nil` where the budget ended.
  mutating func findPoint(_ budget: inout Int) throws(NumberTooLarge) -> Bool? {
    for place in free.indices {
      let number = free[place]
      if let low = lowest[number], let high = highest[number], low > high { return false }
      if let low = lowest[number], value[place] < low { value[place] = low }
      if let high = highest[number], value[place] > high { value[place] = high }
    }
    while let (line, bound, mustRise) = try firstOutside() {
      guard budget > 0 else { return nil }
      budget -= 1
      guard let place = firstThatHelps(line, mustRise: mustRise) else { return false }
      try exchange(line, place, bound)
    }
    return true
  }

  /// Moves the bounds of the rows inwards, so that rounding the columns breaks none of them.
  mutating func tighten() throws(NumberTooLarge) {
    for number in columnCount..<lowest.count {
      if let bound = lowest[number] { lowest[number] = try sum(bound, margins[number]) }
      if let bound = highest[number] {
        highest[number] = try difference(bound, margins[number])
      }
    }
  }

  /// The value of a number as a fraction; the lower part is above zero.
  func value(of number: Int) throws(NumberTooLarge) -> (upper: Int128, lower: Int128) {
    if let place = free.firstIndex(of: number) { return (value[place], 1) }
    guard let line = given.firstIndex(of: number) else { return (0, 1) }
    return (try upper(line), divisor[line])
  }

  private func upper(_ line: Int) throws(NumberTooLarge) -> Int128 {
    var total: Int128 = 0
    for place in free.indices where factors[line][place] != 0 {
      total = try sum(total, product(factors[line][place], value[place]))
    }
    return total
  }

  /// The first number outside its bounds: its line, the bound, and whether it lies below.
  private func firstOutside() throws(NumberTooLarge) -> (Int, Int128, Bool)? {
    var found: (line: Int, bound: Int128, mustRise: Bool)?
    for line in given.indices {
      if let found, given[found.line] < given[line] { continue }
      let total = try upper(line)
      if let low = lowest[given[line]], try total < product(low, divisor[line]) {
        found = (line, low, true)
      } else if let high = highest[given[line]], try total > product(high, divisor[line]) {
        found = (line, high, false)
      }
    }
    return found
  }

  /// The place of the first free number that can move the line's number the right way.
  private func firstThatHelps(_ line: Int, mustRise: Bool) -> Int? {
    var found: Int?
    for place in free.indices where factors[line][place] != 0 {
      if let found, free[found] < free[place] { continue }
      let number = free[place]
      let rises = (factors[line][place] > 0) == mustRise
      let bound = rises ? highest[number] : lowest[number]
      if bound != value[place] { found = place }
    }
    return found
  }

  /// Makes the line's number free, at a value, and the number at the place given.
  private mutating func exchange(
    _ line: Int, _ place: Int, _ newValue: Int128
  ) throws(NumberTooLarge) {
    let sign: Int128 = factors[line][place] > 0 ? 1 : -1
    let lower = factors[line][place] * sign
    var row = factors[line]
    for other in row.indices { row[other] *= -sign }
    row[place] = divisor[line] * sign
    for other in factors.indices where other != line && factors[other][place] != 0 {
      let factor = factors[other][place]
      let shared = commonDivisor(factor, lower)
      let (mine, theirs) = (factor / shared, lower / shared)
      factors[other][place] = 0
      for position in row.indices {
        factors[other][position] = try sum(
          product(factors[other][position], theirs), product(row[position], mine))
      }
      divisor[other] = try product(divisor[other], theirs)
      shorten(other)
    }
    factors[line] = row
    divisor[line] = lower
    shorten(line)
    (given[line], free[place]) = (free[place], given[line])
    value[place] = newValue
  }

  /// Divides a line by what all its parts share.
  private mutating func shorten(_ line: Int) {
    var shared = divisor[line]
    for factor in factors[line] where factor != 0 {
      if shared == 1 { return }
      shared = commonDivisor(shared, factor)
    }
    guard shared > 1 else { return }
    divisor[line] /= shared
    for place in free.indices { factors[line][place] /= shared }
  }
}
