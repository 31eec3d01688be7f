import HandrailEngine

/// Where the tests of one fact change their minds: each cut begins a new run of values.
struct Cuts {
  private var starts: Set<Int64> = []
  /// Every value stands alone.
  var isSplit = false

  mutating func add(_ start: Int64) { starts.insert(start) }

  /// Cuts around one value.
  mutating func isolate(_ value: Int64) {
    starts.insert(value)
    if value < .max { starts.insert(value + 1) }
  }

  /// Cuts for a comparison with a constant.
  mutating func add(_ comparison: Comparison, _ value: Int64) {
    switch comparison {
    case .above, .atMost: if value < .max { starts.insert(value + 1) }
    case .below, .atLeast: starts.insert(value)
    case .equal, .notEqual: isolate(value)
    }
  }

  /// Cuts for `factor × value + constant` against zero.
  mutating func add(_ comparison: Comparison, factor: Int128, constant: Int128) {
    guard factor != 0, factor != .min, constant != .min else { return }
    var (quotient, remainder) = (-constant).quotientAndRemainder(dividingBy: factor)
    if remainder != 0 && (remainder < 0) != (factor < 0) {
      quotient -= 1
      remainder = 1
    }
    // The zero lies at the quotient, or between it and the next whole value.
    guard let zero = Int64(exactly: quotient) else { return }
    if remainder != 0 {
      if zero < .max { starts.insert(zero + 1) }
    } else {
      add(factor > 0 ? comparison : comparison.mirrored, zero)
    }
  }

  /// Bounds, moved out past every cut by a day, as far as some length.
  func reach(from lowest: Int64, to highest: Int64, most: Int64) -> (Int64, Int64) {
    let day: Int64 = 86_400_000_000
    let near = starts.filter { $0 > -most && $0 < most }
    return (
      min(lowest, (near.min() ?? lowest) - day), max(highest, (near.max() ?? highest) + day)
    )
  }

  /// The runs of a domain's values, on its steps.
  func runs(from lowest: Int64, to highest: Int64, step: Int64) -> [Choice] {
    guard lowest <= highest, step > 0 else { return [] }
    let inside = starts.filter { $0 > lowest && $0 <= highest }.sorted()
    var runs: [Choice] = []
    for (position, start) in ([lowest] + inside).enumerated() {
      let next = position < inside.count ? inside[position] : nil
      let last = next.map { $0 - 1 } ?? highest
      // Up and down to the next value that is on a step.
      let offset = Int128(start) - Int128(lowest)
      let up = (offset + Int128(step) - 1) / Int128(step) * Int128(step)
      let down = (Int128(last) - Int128(lowest)) / Int128(step) * Int128(step)
      guard up <= down else { continue }
      let (from, to) = (Int128(lowest) + up, Int128(lowest) + down)
      guard let low = Int64(exactly: from), let high = Int64(exactly: to) else { continue }
      runs.append(Choice(from: low, to: high))
    }
    return runs
  }
}

extension Comparison {
  /// The same comparison with both sides negated.
  var mirrored: Comparison {
    switch self {
    case .above: .below
    case .below: .above
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }

  /// Whether it holds between two whole values.
  func holds(_ left: Int64, _ right: Int64) -> Bool {
    holds(forSign: left < right ? -1 : left > right ? 1 : 0)
  }
}
