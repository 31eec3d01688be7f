/// Names as a list on one line holds them: in quotes, with commas between.
struct ReadyNames: Sendable {
  let texts: [String]
  let line: [UInt8]
  /// By name: where it begins in `line`, and at last where one more would.
  private let starts: [Int]

  init(_ texts: [String]) {
    self.texts = texts
    var line = JSONText(indented: false)
    var starts: [Int] = []
    for text in texts {
      // Every value but the first brings its comma with it.
      starts.append(starts.isEmpty ? 0 : line.bytes.count + 1)
      line.value(text)
    }
    self.line = line.bytes
    self.starts = starts + [line.bytes.count + 1]
  }

  /// The bytes of the names from one to another.
  func range(_ first: Int, _ last: Int) -> Range<Int> { starts[first]..<(starts[last + 1] - 1) }
}
