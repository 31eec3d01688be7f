import HandrailSource

extension LineFindings {
  /// Moves the line to the end of the nearest block where it belongs.
  func move(to heading: Heading) -> Fix? {
    let own = failure.tokens.lowerBound
    guard own > 0, tokens[own - 1].kind == .newline, trial.line[trial.end - 1].keyword != .of
    else { return nil }
    let openers = tokens.indices.filter { token in
      tokens[token].keyword == heading.keyword && (token == 0 || tokens[token - 1].kind == .newline)
    }
    guard let opener = openers.last(where: { $0 < own }) ?? openers.first else { return nil }
    let end = blockEnd(from: opener)
    guard tokens[end].kind == .newline, end < own - 1 || end >= failure.tokens.upperBound else {
      return nil
    }
    let at = tokens[end].range.lower
    let before = tokens[own - 1].range.lower
    return Fix(
      .ask, "move it to `\(heading.spelling) \(trial.source.text(tokens[opener + 1].range))`",
      [
        Edit(trial.place(at, at), "\n  \(trial.text(0..<trial.end))"),
        Edit(trial.place(before, trial.line[trial.end - 1].range.upper), ""),
      ])
  }

  /// Gives a group that stands too deep a name of its own, with its lines below it.
  func namedGroup() -> Fix? {
    var lines: [String] = []
    var next = failure.tokens.upperBound
    var last = trial.line[trial.end - 1].range.upper
    while tokens[next].kind == .invalid, trial.source.bytes[Int(tokens[next].range.lower)] == 0x2D {
      var end = next
      while tokens[end].kind != .newline && tokens[end].kind != .end { end += 1 }
      guard end > next + 1 else { return nil }
      last = tokens[end - 1].range.upper
      let range = ByteRange(tokens[next + 1].range.lower, last)
      lines.append("\n    - " + trial.source.text(range))
      next = tokens[end].kind == .end ? end : end + 1
    }
    guard !lines.isEmpty else { return nil }
    let group = trial.text(1..<trial.end)
    let define = "\n\ndefine inner_group\n  when \(group)" + lines.joined()
    let end = tokens[blockEnd(from: next - 1)].range.lower
    let whole = trial.place(trial.line[1].range.lower, last)
    return Fix(
      .ask, "name it: `-- inner_group is yes`, and a `define inner_group` with its lines",
      [Edit(whole, "inner_group is yes"), Edit(trial.place(end, end), define)])
  }

  /// The newline of the last line of the block that a token stands in.
  private func blockEnd(from token: Int) -> Int {
    var end = token
    while tokens[end].kind != .end {
      let isNext = tokens[end].kind == .newline && tokens[end + 1].keyword.heading != nil
      if isNext || tokens[end + 1].kind == .end { break }
      end += 1
    }
    return end
  }
}
