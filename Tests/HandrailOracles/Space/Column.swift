/// A number for every combination of some variables: a truth, a cell, a row, a queue.
///
/// The last variable changes fastest.
struct Column {
  /// Places in the space, rising.
  var variables: [Int]
  var sizes: [Int]
  var data: [Int64]

  static func constant(_ value: Int64) -> Column {
    Column(variables: [], sizes: [], data: [value])
  }

  /// What one variable of the space stands for.
  init(_ variable: Int, _ data: [Int64]) {
    self.init(variables: [variable], sizes: [data.count], data: data)
  }

  init(variables: [Int], sizes: [Int], data: [Int64]) {
    self.variables = variables
    self.sizes = sizes
    self.data = data
  }

  func map(_ change: (Int64) -> Int64) -> Column {
    Column(variables: variables, sizes: sizes, data: data.map(change))
  }

  /// The value at one combination, by place in the space.
  func value(at point: [Int]) -> Int64 {
    var offset = 0
    for (variable, size) in zip(variables, sizes) { offset = offset * size + point[variable] }
    return data[offset]
  }

  /// How far a step of a variable goes in `data`; 0 where it does not matter.
  func stride(of variable: Int) -> Int {
    guard let place = variables.firstIndex(of: variable) else { return 0 }
    return sizes[(place + 1)...].reduce(1, *)
  }

  /// The same for some values of a variable alone.
  func keeping(_ values: [Int], of variable: Int) -> Column {
    guard let place = variables.firstIndex(of: variable) else { return self }
    let inner = sizes[(place + 1)...].reduce(1, *)
    let outer = data.count / (inner * sizes[place])
    var kept: [Int64] = []
    kept.reserveCapacity(outer * inner * values.count)
    for block in 0..<outer {
      for value in values {
        let start = (block * sizes[place] + value) * inner
        kept += data[start..<start + inner]
      }
    }
    var sizes = sizes
    sizes[place] = values.count
    return Column(variables: variables, sizes: sizes, data: kept)
  }

  /// For each value of a variable, a mark of all that the column says there.
  fileprivate func marks(of variable: Int, into marks: inout [UInt64]) {
    guard let place = variables.firstIndex(of: variable) else { return }
    let inner = sizes[(place + 1)...].reduce(1, *)
    let outer = data.count / (inner * sizes[place])
    for value in 0..<sizes[place] {
      var mark = marks[value]
      for block in 0..<outer {
        let start = (block * sizes[place] + value) * inner
        for offset in start..<start + inner {
          mark = (mark ^ UInt64(bitPattern: data[offset])) &* 0x9E37_79B9_7F4A_7C15
          mark ^= mark >> 29
        }
      }
      marks[value] = mark
    }
  }
}

/// Several columns over the union of their variables, walked together.
struct Walk {
  private(set) var columns: [Column]
  private(set) var variables: [Int]
  private(set) var sizes: [Int] = []

  init(_ columns: [Column]) {
    self.columns = columns
    variables = Set(columns.flatMap(\.variables)).sorted()
    for variable in variables { sizes.append(size(of: variable)) }
  }

  private func size(of variable: Int) -> Int {
    for column in columns {
      if let place = column.variables.firstIndex(of: variable) { return column.sizes[place] }
    }
    return 1
  }

  /// How many combinations a walk meets.
  var count: Int {
    sizes.reduce(1) { product, size in
      let (next, isTooMany) = product.multipliedReportingOverflow(by: size)
      return isTooMany ? Int.max : next
    }
  }

  /// The same walk with one value for all between which no column tells: the answers are the same.
  ///
  /// Values are told apart by 64-bit marks of all that the columns say: two that differ in truth
  /// share one in less than one of 10^14 walks.
  func compressed() -> Walk {
    var walk = self
    let order = variables.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    for place in order where walk.sizes[place] > 1 {
      var marks = [UInt64](repeating: 1, count: walk.sizes[place])
      for column in walk.columns { column.marks(of: variables[place], into: &marks) }
      var seen: Set<UInt64> = []
      let kept = marks.indices.filter { seen.insert(marks[$0]).inserted }
      guard kept.count < marks.count else { continue }
      for column in walk.columns.indices {
        walk.columns[column] = walk.columns[column].keeping(kept, of: variables[place])
      }
      walk.sizes[place] = kept.count
    }
    return walk
  }

  /// Calls with the columns' values at every combination, until told to stop; true if it was.
  func first(_ isFound: (borrowing [Int64]) -> Bool) -> Bool {
    let digits = variables.count
    var strides = [Int](repeating: 0, count: digits * columns.count)
    for (number, column) in columns.enumerated() {
      for digit in 0..<digits {
        strides[digit * columns.count + number] = column.stride(of: variables[digit])
      }
    }
    var offsets = [Int](repeating: 0, count: columns.count)
    var counter = [Int](repeating: 0, count: digits)
    var values = columns.map { $0.data[0] }
    while true {
      if isFound(values) { return true }
      var digit = digits - 1
      while digit >= 0 {
        let base = digit * columns.count
        counter[digit] += 1
        let carries = counter[digit] == sizes[digit]
        let steps = carries ? 1 - sizes[digit] : 1
        if carries { counter[digit] = 0 }
        for number in columns.indices { offsets[number] += steps * strides[base + number] }
        if !carries { break }
        digit -= 1
      }
      if digit < 0 { return false }
      for number in columns.indices { values[number] = columns[number].data[offsets[number]] }
    }
  }

  /// A new column from the values of all.
  func combined(_ combine: (borrowing [Int64]) -> Int64) -> Column {
    var data: [Int64] = []
    data.reserveCapacity(count)
    _ = first { values in
      data.append(combine(values))
      return false
    }
    return Column(variables: variables, sizes: sizes, data: data)
  }
}
