/// A sum of columns times factors that lies between bounds and meets none of its holes.
struct LinearRow {
  /// One a column.
  var factors: [Int128]
  var lowest: Int128?
  var highest: Int128?
  /// Values that it must not have.
  var holes: [Int128] = []

  init(columnCount: Int) { factors = [Int128](repeating: 0, count: columnCount) }

  /// The one value that is left, where only one is.
  var onlyValue: Int128? { lowest == highest ? lowest : nil }

  /// True where no value is left.
  var isImpossible: Bool {
    guard let lowest, let highest else { return false }
    return lowest > highest
  }

  /// Whether the sum may have a value.
  func allows(_ value: Int128) -> Bool {
    (lowest ?? value) <= value && value <= (highest ?? value) && !holes.contains(value)
  }

  /// Holes at the ends move the bounds; holes outside fall away.
  mutating func trimHoles() {
    holes = Array(Set(holes)).sorted()
    while let first = holes.first, let lowest, first <= lowest {
      if first == lowest { self.lowest = lowest + 1 }
      holes.removeFirst()
    }
    while let last = holes.last, let highest, last >= highest {
      if last == highest { self.highest = highest - 1 }
      holes.removeLast()
    }
  }

  /// The stricter of both, of two rows over the same factors.
  mutating func meet(_ other: LinearRow) {
    if let bound = other.lowest { lowest = max(lowest ?? bound, bound) }
    if let bound = other.highest { highest = min(highest ?? bound, bound) }
    holes += other.holes
    trimHoles()
  }

  /// Divides by what all factors share, and makes the first one positive.
  ///
  /// Bounds round inwards, for the columns are whole numbers. `false` where no value is left.
  mutating func tidy() -> Bool {
    var shared: Int128 = 0
    for factor in factors where factor != 0 { shared = commonDivisor(shared, factor) }
    guard shared != 0 else {
      return allows(0)
    }
    if let first = factors.first(where: { $0 != 0 }), first < 0 {
      for column in factors.indices { factors[column] = -factors[column] }
      (lowest, highest) = (highest.map { -$0 }, lowest.map { -$0 })
      for hole in holes.indices { holes[hole] = -holes[hole] }
    }
    if shared != 1 {
      for column in factors.indices where factors[column] != 0 { factors[column] /= shared }
      lowest = lowest.map { ceilingQuotient($0, shared) }
      highest = highest.map { floorQuotient($0, shared) }
      holes = holes.filter { $0 % shared == 0 }.map { $0 / shared }
    }
    trimHoles()
    return !isImpossible
  }
}

/// Columns times factors, plus a constant.
struct LinearForm {
  var factors: [Int128]
  var constant: Int128

  init(columnCount: Int) {
    factors = [Int128](repeating: 0, count: columnCount)
    constant = 0
  }
}

/// Rows from which every equation is taken out by exact changes of the columns.
///
/// Each change maps whole numbers to whole numbers both ways, so that no choice is lost or won.
struct LinearReduction {
  var rows: [LinearRow] = []
  /// What each variable of the system is in terms of the columns.
  private(set) var forms: [LinearForm]
  /// False for columns that were replaced.
  private(set) var isLive: [Bool]

  init(columnCount: Int) {
    isLive = [Bool](repeating: true, count: columnCount)
    forms = []
    for column in 0..<columnCount {
      var form = LinearForm(columnCount: columnCount)
      form.factors[column] = 1
      forms.append(form)
    }
  }

  /// Takes out every equation; `false` where no choice is left.
  mutating func reduce() throws(NumberTooLarge) -> Bool {
    guard tidy() else { return false }
    while let position = rows.firstIndex(where: { $0.onlyValue != nil }) {
      try eliminate(rows.remove(at: position))
      guard tidy() else { return false }
    }
    return true
  }

  /// The variables' values for values of the columns.
  func originals(of columns: [Int128]) throws(NumberTooLarge) -> [Int128] {
    var values: [Int128] = []
    for form in forms {
      var value = form.constant
      for (factor, column) in zip(form.factors, columns) where factor != 0 {
        value = try sum(value, product(factor, column))
      }
      values.append(value)
    }
    return values
  }

  private mutating func tidy() -> Bool {
    var places: [[Int128]: Int] = [:]
    var kept: [LinearRow] = []
    for var row in rows {
      guard row.tidy() else { return false }
      guard row.factors.contains(where: { $0 != 0 }) else { continue }
      if let place = places[row.factors] {
        kept[place].meet(row)
        if kept[place].isImpossible { return false }
      } else if row.lowest != nil || row.highest != nil || !row.holes.isEmpty {
        places[row.factors] = kept.count
        kept.append(row)
      }
    }
    rows = kept
    return true
  }

  /// Replaces columns until the equation, whose factors share nothing, gives one by the others.
  private mutating func eliminate(_ equation: LinearRow) throws(NumberTooLarge) {
    var equation = equation
    while true {
      var column = -1
      for (position, factor) in equation.factors.enumerated() where factor != 0 {
        if column < 0 || factor.magnitude < equation.factors[column].magnitude {
          column = position
        }
      }
      guard column >= 0, let value = equation.onlyValue else { return }
      let pivot = equation.factors[column]
      var replacement = LinearForm(columnCount: isLive.count)
      if pivot.magnitude == 1 {
        for other in isLive.indices where other != column {
          replacement.factors[other] = try product(equation.factors[other], -pivot)
        }
        replacement.constant = try product(value, pivot)
        try replace(column, by: replacement)
        isLive[column] = false
        return
      }
      // Euclid's step: the other factors shrink below half of this one.
      for other in isLive.indices where other != column {
        let half = Int128(pivot.magnitude / 2)
        let quotient = floorQuotient(
          try sum(equation.factors[other], half), Int128(pivot.magnitude))
        replacement.factors[other] = pivot > 0 ? -quotient : quotient
      }
      replacement.factors[column] = 1
      try replace(column, by: replacement)
      try LinearReduction.replace(column, by: replacement, in: &equation)
    }
  }

  private mutating func replace(
    _ column: Int, by form: LinearForm
  ) throws(NumberTooLarge) {
    for row in rows.indices {
      try LinearReduction.replace(column, by: form, in: &rows[row])
    }
    for position in forms.indices {
      let factor = forms[position].factors[column]
      guard factor != 0 else { continue }
      try LinearReduction.add(factor, form, at: column, to: &forms[position].factors)
      forms[position].constant = try sum(
        forms[position].constant, product(factor, form.constant))
    }
  }

  private static func replace(
    _ column: Int, by form: LinearForm, in row: inout LinearRow
  ) throws(NumberTooLarge) {
    let factor = row.factors[column]
    guard factor != 0 else { return }
    try add(factor, form, at: column, to: &row.factors)
    let shift = try product(factor, form.constant)
    guard shift != 0 else { return }
    if let bound = row.lowest { row.lowest = try difference(bound, shift) }
    if let bound = row.highest { row.highest = try difference(bound, shift) }
    for hole in row.holes.indices { row.holes[hole] = try difference(row.holes[hole], shift) }
  }

  private static func add(
    _ factor: Int128, _ form: LinearForm, at column: Int, to factors: inout [Int128]
  ) throws(NumberTooLarge) {
    factors[column] = 0
    for position in factors.indices where form.factors[position] != 0 {
      factors[position] = try sum(
        factors[position], product(factor, form.factors[position]))
    }
  }
}
