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
    let range = space.words(of: variable)
    for (offset, position) in range.enumerated() {
      var word = words[position]
      while word != 0 {
        found.append(offset << 6 + word.trailingZeroBitCount)
        word &= word &- 1
      }
    }
    return found
  }

  func count(of variable: Int, _ space: QuestionSpace) -> Int {
    space.words(of: variable).reduce(0) { $0 + words[$1].nonzeroBitCount }
  }

  func first(of variable: Int, _ space: QuestionSpace) -> Int? {
    for (offset, position) in space.words(of: variable).enumerated() where words[position] != 0 {
      return offset << 6 + words[position].trailingZeroBitCount
    }
    return nil
  }

  /// Keeps only the choices that a test lets through; false where none is left.
  mutating func keep(
    _ variable: Int, _ space: QuestionSpace, where holds: (Int) -> Bool
  ) -> Bool {
    var isAny = false
    for choice in choices(of: variable, space) {
      if holds(choice) {
        isAny = true
      } else {
        words[space.starts[variable] + choice >> 6] &= ~(1 << UInt64(choice & 63))
      }
    }
    return isAny
  }

  mutating func set(_ variable: Int, to choice: Int, _ space: QuestionSpace) {
    for position in space.words(of: variable) { words[position] = 0 }
    words[space.starts[variable] + choice >> 6] = 1 << UInt64(choice & 63)
  }
}
