/// For each variable the choices that are left: one bit a choice.
struct Box: Sendable {
  var words: [UInt64]

  /// Everything is left.
  init(_ space: QuestionSpace) {
    words = [UInt64](repeating: 0, count: space.wordCount)
    for variable in space.variables.indices {
      let start = space.starts[variable]
      for choice in space.variables[variable].choices.indices {
        words[start + choice >> 6] |= 1 << UInt64(choice & 63)
      }
    }
  }
}

extension Box {
  func contains(_ choice: Int, of variable: Int, _ space: QuestionSpace) -> Bool {
    words[space.starts[variable] + choice >> 6] >> UInt64(choice & 63) & 1 != 0
  }

  /// The choices left, in order.
  func choices(of variable: Int, _ space: QuestionSpace) -> [Int] {
    var found: [Int] = []
    found.reserveCapacity(count(of: variable, space))
    forEach(of: variable, space) { found.append($0) }
    return found
  }

  /// Takes up the choices left, in order.
  func forEach(of variable: Int, _ space: QuestionSpace, _ body: (Int) -> Void) {
    let range = space.words(of: variable)
    for position in range {
      var word = words[position]
      while word != 0 {
        body((position - range.lowerBound) << 6 + word.trailingZeroBitCount)
        word &= word &- 1
      }
    }
  }

  func count(of variable: Int, _ space: QuestionSpace) -> Int {
    var count = 0
    for position in space.words(of: variable) { count += words[position].nonzeroBitCount }
    return count
  }

  func first(of variable: Int, _ space: QuestionSpace) -> Int? {
    for (offset, position) in space.words(of: variable).enumerated() where words[position] != 0 {
      return offset << 6 + words[position].trailingZeroBitCount
    }
    return nil
  }

  /// Some choice that is left is among those of some words.
  func meets(_ wanted: [UInt64], of variable: Int, _ space: QuestionSpace) -> Bool {
    for (offset, position) in space.words(of: variable).enumerated()
    where words[position] & wanted[offset] != 0 {
      return true
    }
    return false
  }

  /// The first choice left that a test lets through.
  func first(
    of variable: Int, _ space: QuestionSpace, where holds: (Int) -> Bool
  ) -> Int? {
    let range = space.words(of: variable)
    for position in range {
      var word = words[position]
      while word != 0 {
        let choice = (position - range.lowerBound) << 6 + word.trailingZeroBitCount
        if holds(choice) { return choice }
        word &= word &- 1
      }
    }
    return nil
  }

  /// Keeps only the choices that a test lets through; false where none is left.
  mutating func keep(
    _ variable: Int, _ space: QuestionSpace, where holds: (Int) -> Bool
  ) -> Bool {
    var isAny = false
    let range = space.words(of: variable)
    for position in range {
      var left: UInt64 = 0
      var word = words[position]
      while word != 0 {
        let bit = word.trailingZeroBitCount
        if holds((position - range.lowerBound) << 6 + bit) { left |= 1 << UInt64(bit) }
        word &= word &- 1
      }
      words[position] = left
      if left != 0 { isAny = true }
    }
    return isAny
  }

  /// Keeps only some of the choices left; false where none is left.
  mutating func keep(_ variable: Int, _ space: QuestionSpace, among choices: [Int]) -> Bool {
    let range = space.words(of: variable)
    var wanted = [UInt64](repeating: 0, count: range.count)
    for choice in choices { wanted[choice >> 6] |= 1 << UInt64(choice & 63) }
    var isAny = false
    for (offset, position) in range.enumerated() {
      words[position] &= wanted[offset]
      if words[position] != 0 { isAny = true }
    }
    return isAny
  }

  mutating func set(_ variable: Int, to choice: Int, _ space: QuestionSpace) {
    for position in space.words(of: variable) { words[position] = 0 }
    words[space.starts[variable] + choice >> 6] = 1 << UInt64(choice & 63)
  }
}
