/// Which values several columns take together, over every combination of their variables.
///
/// Columns are joined variable by variable; a variable that no column left reads is forgotten, and
/// what is then the same is kept once. The result is what a walk over all combinations would meet.
struct Join {
  private var live: [Int] = []
  private var liveSizes: [Int] = []
  /// For each combination of the live variables, the values so far, packed.
  private var packs: [[UInt64]] = [[0]]
  private var joined: [(column: Int, values: [Int64])] = []
  private var radix: UInt64 = 1
  private let columns: [Column]
  private let mostPacks: Int
  /// Set where the join would be larger than allowed.
  private(set) var isTooLarge = false
  private(set) var work = 0

  init(_ walk: Walk, mostPacks: Int) {
    columns = walk.columns
    self.mostPacks = mostPacks
    var left = Set(walk.columns.indices)
    var variables = Set(walk.variables)
    while !left.isEmpty && !isTooLarge {
      let costs = variables.sorted().map { (cost($0, left), $0) }
      let next = costs.min { $0.0 < $1.0 }?.1
      let ready = left.sorted().filter { column in
        next.map { columns[column].variables.contains($0) } ?? true
      }
      for column in ready where !isTooLarge { add(column) }
      left.subtract(ready)
      if let next {
        variables.remove(next)
        let needed = Set(left.flatMap { columns[$0].variables })
        forget(but: needed)
      }
    }
  }

  /// How many live combinations joining all columns of a variable makes.
  private func cost(_ variable: Int, _ left: Set<Int>) -> Int {
    var seen = Set(live)
    var product = packs.count
    for column in left where columns[column].variables.contains(variable) {
      for (other, size) in zip(columns[column].variables, columns[column].sizes)
      where seen.insert(other).inserted {
        product = product &* size
      }
    }
    return product
  }

  private mutating func add(_ place: Int) {
    let column = columns[place]
    for (variable, size) in zip(column.variables, column.sizes) where !live.contains(variable) {
      live.append(variable)
      liveSizes.append(size)
      guard packs.count * size <= mostPacks else {
        isTooLarge = true
        return
      }
      packs = packs.flatMap { Array(repeating: $0, count: size) }
    }
    let values = Array(Set(column.data)).sorted()
    var codes: [Int64: UInt64] = [:]
    for (code, value) in values.enumerated() { codes[value] = UInt64(code) }
    let (next, overflow) = radix.multipliedReportingOverflow(by: UInt64(values.count))
    guard !overflow else {
      isTooLarge = true
      return
    }
    let packed = column.data.map { codes[$0, default: 0] * radix }
    let strides = live.map { column.stride(of: $0) }
    var counter = [Int](repeating: 0, count: live.count)
    var offset = 0
    for index in packs.indices {
      for item in packs[index].indices { packs[index][item] += packed[offset] }
      work += packs[index].count
      var digit = live.count - 1
      while digit >= 0 {
        counter[digit] += 1
        offset += strides[digit]
        if counter[digit] < liveSizes[digit] { break }
        offset -= strides[digit] * liveSizes[digit]
        counter[digit] = 0
        digit -= 1
      }
    }
    joined.append((place, values))
    radix = next
  }

  private mutating func forget(but needed: Set<Int>) {
    for variable in live where !needed.contains(variable) {
      guard let place = live.firstIndex(of: variable) else { continue }
      let inner = liveSizes[(place + 1)...].reduce(1, *)
      let size = liveSizes[place]
      var kept: [[UInt64]] = []
      kept.reserveCapacity(packs.count / size)
      for outer in 0..<packs.count / (inner * size) {
        for rest in 0..<inner {
          kept.append(union((0..<size).map { (outer * size + $0) * inner + rest }))
        }
      }
      packs = kept
      live.remove(at: place)
      liveSizes.remove(at: place)
    }
  }

  private mutating func union(_ indices: [Int]) -> [UInt64] {
    var all = packs[indices[0]]
    if indices.count == 1 { return all }
    for index in indices.dropFirst() where packs[index] != all { all += packs[index] }
    guard all.count > packs[indices[0]].count else { return all }
    all.sort()
    work += all.count
    var unique: [UInt64] = []
    unique.reserveCapacity(all.count)
    for pack in all where unique.last != pack { unique.append(pack) }
    if unique.count > mostPacks { isTooLarge = true }
    return unique
  }

  /// Calls with each set of values once, until told to stop; true if it was.
  func first(_ isFound: (borrowing [Int64]) -> Bool) -> Bool {
    var values = [Int64](repeating: 0, count: columns.count)
    for var pack in packs[0] {
      for (column, known) in joined {
        let count = UInt64(known.count)
        values[column] = known[Int(pack % count)]
        pack /= count
      }
      if isFound(values) { return true }
    }
    return false
  }
}
