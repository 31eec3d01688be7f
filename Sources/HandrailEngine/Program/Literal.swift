/// One test as the program reads it: a cell inside a set of values, or a node of the graph.
struct Literal: Sendable, Hashable, BitwiseCopyable {
  enum Shape: UInt8, Sendable, BitwiseCopyable {
    /// From `low` to `high`, both included; empty where `low` is above `high`.
    case range
    /// The value's bit is set in `low`; values from 0 to 63.
    case mask
    /// Bit `low` of the cell is set.
    case bit
    /// One of `high` sorted values from offset `low` of `GraphLogic.values`.
    case members
    /// Node `low` of the graph: it needs more than one cell, or more than a cell.
    case node
  }

  /// Position among the cells that the program watches; -1 for a node.
  var cell: Int32
  var shape: Shape
  var reading: Reading
  var low: Int64
  var high: Int64

  var isResidual: Bool { shape == .node }
}

/// How a test counts where it stands: turned round, and what can't tell comes to.
struct Reading: Sendable, Hashable, BitwiseCopyable {
  var isNegated = false
  /// What the plain can't tell comes to, and the one that rests on a fault.
  var open = Truth.open
  var fault = Truth.fault

  func callAsFunction(_ truth: Truth) -> Truth {
    switch truth {
    case .yes: Truth(!isNegated)
    case .no: Truth(isNegated)
    case .open: open
    case .fault: fault
    }
  }

  /// Of a test under `not`.
  var turned: Reading { Reading(isNegated: !isNegated, open: open, fault: fault) }
  /// Of a test whose can't tell counts as no.
  var certainly: Reading {
    Reading(isNegated: isNegated, open: self(.no), fault: self(.no))
  }
  /// Of a test whose can't tell counts as yes.
  var possibly: Reading {
    Reading(isNegated: isNegated, open: self(.yes), fault: self(.yes))
  }
  /// Of a test whose can't tell counts as on a fault.
  var onFault: Reading { Reading(isNegated: isNegated, open: fault, fault: fault) }
}

extension Literal {
  /// What it says of a known value.
  func holds(_ value: Int64, among values: Span<Int64>) -> Bool {
    let isInside: Bool
    switch shape {
    case .range: isInside = low <= value && value <= high
    case .mask: isInside = UInt64(bitPattern: value) < 64 && low >> value & 1 != 0
    case .bit: isInside = value >> low & 1 != 0
    case .members: isInside = isMember(value, of: values)
    case .node: return false
    }
    return isInside != reading.isNegated
  }

  private func isMember(_ value: Int64, of values: Span<Int64>) -> Bool {
    var from = Int(low)
    var count = Int(high)
    while count > 0 {
      let half = count / 2
      if values[from + half] == value { return true }
      if values[from + half] < value {
        from += half + 1
        count -= half + 1
      } else {
        count = half
      }
    }
    return false
  }

  /// Values at which the answer may turn, besides the ends of a list of words.
  func addCuts(to cuts: inout [Int64], among values: [Int64]) {
    switch shape {
    case .range:
      guard low <= high else { return }
      cuts.append(low)
      if high < .max { cuts.append(high + 1) }
    case .mask:
      for bit in Int64(0)...64 { cuts.append(bit) }
    case .members:
      for value in values[Int(low)..<Int(low + high)] {
        cuts.append(value)
        if value < .max { cuts.append(value + 1) }
      }
    case .bit, .node: break
    }
  }
}

// MARK: - From a node

extension Literal {
  /// A value of known sign: below, at, or above zero of a sum or a limit.
  private struct Signs {
    var below: Bool
    var at: Bool
    var above: Bool

    init(_ comparison: Comparison) {
      below = comparison.holds(forSign: -1)
      at = comparison.holds(forSign: 0)
      above = comparison.holds(forSign: 1)
    }
  }

  /// A comparison of a cell with a limit.
  init(cell: Int32, _ comparison: Comparison, _ limit: Int64, _ reading: Reading) {
    self.init(cell: cell, Signs(comparison), floor: limit, isExact: true, reading)
  }

  /// A sum of one cell; `nil` where it does not fit.
  init?(cell: Int32, _ sum: LinearComparison, _ reading: Reading) {
    guard let term = sum.terms.first, sum.terms.count == 1, term.averageOver == 0 else {
      return nil
    }
    var signs = Signs(sum.comparison)
    guard term.factor != 0 else {
      let holds = sum.comparison.holds(forSign: Int(sum.constant.signum()))
      self.init(
        cell: cell, shape: .range, reading: reading, low: holds ? .min : 1, high: holds ? .max : 0)
      return
    }
    guard term.factor > -(Int128(1) << 100), sum.constant > Int128.min,
      term.factor < Int128(1) << 100
    else { return nil }
    var factor = term.factor
    var target = -sum.constant
    if factor < 0 {
      (factor, target) = (-factor, -target)
      (signs.below, signs.above) = (signs.above, signs.below)
    }
    var floor = target / factor
    if target % factor < 0 { floor -= 1 }
    let isExact = floor * factor == target
    guard let limit = Int64(exactly: floor) else {
      let holds = floor > 0 ? signs.below : signs.above
      self.init(
        cell: cell, shape: .range, reading: reading, low: holds ? .min : 1, high: holds ? .max : 0)
      return
    }
    self.init(cell: cell, signs, floor: limit, isExact: isExact, reading)
  }

  /// The values on which the signs hold, around the greatest that is not above zero.
  private init(
    cell: Int32, _ signs: Signs, floor: Int64, isExact: Bool, _ reading: Reading
  ) {
    let at = isExact ? signs.at : signs.below
    var low = Int64.min
    var high = Int64.max
    var isNegated = false
    switch (signs.below, at, signs.above) {
    case (false, false, false): (low, high) = (1, 0)
    case (true, true, true): break
    case (true, true, false): high = floor
    case (false, false, true):
      if floor == .max { (low, high) = (1, 0) } else { low = floor + 1 }
    case (true, false, false):
      if floor == .min { (low, high) = (1, 0) } else { high = floor - 1 }
    case (false, true, true): low = floor
    case (false, true, false): (low, high) = (floor, floor)
    case (true, false, true):
      (low, high) = (floor, floor)
      isNegated = true
    }
    var reading = reading
    if isNegated { reading.isNegated.toggle() }
    self.init(cell: cell, shape: .range, reading: reading, low: low, high: high)
  }
}
