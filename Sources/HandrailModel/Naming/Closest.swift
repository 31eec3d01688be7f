/// Finds names that an author may have meant, within a budget of comparisons for one check.
package struct Suggestions {
  private var budget = 4_000_000

  package init() {}

  /// The closest candidate and its distance; ties go to the first by spelling.
  package mutating func closest(
    to name: String, among candidates: some Sequence<String>
  ) -> (name: String, distance: Int, isOnly: Bool)? {
    let target = Array(name.utf8)
    let limit = min(3, max(1, target.count / 3))
    var best: (name: String, distance: Int, isOnly: Bool)?
    for candidate in candidates {
      guard budget > 0 else { return nil }
      budget -= 1
      let length = candidate.utf8.count
      guard abs(length - target.count) <= limit, length <= 64, target.count <= 64 else { continue }
      budget -= length * target.count
      let distance = editDistance(target, Array(candidate.utf8))
      guard distance <= limit, distance > 0 else { continue }
      guard let current = best else {
        best = (candidate, distance, true)
        continue
      }
      if distance < current.distance {
        best = (candidate, distance, true)
      } else if distance == current.distance {
        best = (min(candidate, current.name), distance, false)
      }
    }
    return best
  }
}

/// How many bytes to insert, drop, replace or swap with the next to make one text the other.
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var before = [Int](repeating: 0, count: right.count + 1)
  var previous = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1] + [Int](repeating: 0, count: right.count)
    for column in right.indices {
      let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
      var cost = min(replaced, previous[column + 1] + 1, current[column] + 1)
      if row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column] {
        cost = min(cost, before[column - 1] + 1)
      }
      current[column + 1] = cost
    }
    before = previous
    previous = current
  }
  return previous[right.count]
}
