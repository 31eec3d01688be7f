/// How many letters must be dropped, added, changed or swapped with a neighbour to turn one word
/// into the other; `limit + 1` where it is more than the limit.
func editDistance(_ left: String, _ right: String, atMost limit: Int) -> Int {
  let left = Array(left.utf8)
  let right = Array(right.utf8)
  guard abs(left.count - right.count) <= limit else { return limit + 1 }
  var before: [Int] = []
  var above = Array(0...right.count)
  for row in 0..<left.count {
    var line = [row + 1]
    for column in 0..<right.count {
      let isSame = left[row] == right[column]
      var cost = min(above[column] + (isSame ? 0 : 1), above[column + 1] + 1, line[column] + 1)
      let isSwapped =
        row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
      if isSwapped { cost = min(cost, before[column - 1] + 1) }
      line.append(cost)
    }
    before = above
    above = line
  }
  return min(above[right.count], limit + 1)
}
