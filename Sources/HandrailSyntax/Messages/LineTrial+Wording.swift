import HandrailSource

/// Words that people use for a comparison, and the language's own.
private let comparisons: [(found: String, words: [Keyword])] = [
  ("is greater than or equal to", [.at, .least]), ("greater than or equal to", [.at, .least]),
  ("is less than or equal to", [.at, .most]), ("less than or equal to", [.at, .most]),
  ("is not less than", [.at, .least]), ("not less than", [.at, .least]),
  ("no less than", [.at, .least]), ("is not more than", [.at, .most]),
  ("not more than", [.at, .most]), ("no more than", [.at, .most]), ("is more than", [.above]),
  ("is greater than", [.above]), ("is higher than", [.above]), ("is larger than", [.above]),
  ("is less than", [.below]), ("is lower than", [.below]), ("is smaller than", [.below]),
  ("is fewer than", [.below]), ("more than", [.above]), ("greater than", [.above]),
  ("higher than", [.above]), ("larger than", [.above]), ("less than", [.below]),
  ("lower than", [.below]), ("smaller than", [.below]), ("fewer than", [.below]),
  ("is at least", [.at, .least]), ("is at most", [.at, .most]), ("is above", [.above]),
  ("is below", [.below]), ("is over", [.above]), ("is under", [.below]), ("exceeds", [.above]),
  ("exceed", [.above]), ("over", [.above]), ("under", [.below]), ("up to", [.at, .most]),
  ("minimum", [.at, .least]), ("maximum", [.at, .most]), ("is equal to", [.isWord]),
  ("equal to", [.isWord]), ("equals", [.isWord]), ("does not equal", [.isWord, .not]),
  ("differs from", [.isWord, .not]), ("contains", [.includes]), ("include", [.includes]),
  ("has", [.includes]), ("exclude", [.excludes]),
]

/// What "not" before a comparison means in the language's own words.
private let negations: [(found: String, words: [Keyword])] = [
  ("is not at least", [.below]), ("is not at most", [.above]), ("is not above", [.at, .most]),
  ("is not below", [.at, .least]), ("not at least", [.below]), ("not at most", [.above]),
  ("not above", [.at, .most]), ("not below", [.at, .least]), ("does not include", [.excludes]),
  ("is not includes", [.excludes]), ("not includes", [.excludes]), ("not include", [.excludes]),
  ("not excludes", [.includes]), ("is not unknown", [.isWord, .known]),
  ("is not known", [.isWord, .unknown]), ("not during", [.outside]), ("not outside", [.during]),
  ("not is", [.isWord, .not]),
]

extension LineTrial {
  /// PL0114: another wording of a comparison.
  func wording() -> LineFinding? {
    guard let (change, found, written) = phrase(comparisons) else { return nil }
    return LineFinding(
      .wording(found: found, written: written), at: place(of: change),
      [Fix(.apply, "write `\(written)`", edits([change]))])
  }

  /// PL0115: "not" where it does not belong.
  func misplacedNot() -> LineFinding? {
    if let (change, _, written) = phrase(negations) {
      return LineFinding(
        .strayNot, at: place(of: change), [Fix(.ask, "write `\(written)`", edits([change]))])
    }
    for token in [stop, stop - 1] where token >= 0 && token < end && line[token].keyword == .not {
      guard let check = (token..<end).first(where: { line[$0].keyword == .isWord }) else {
        continue
      }
      let changes = [Change.drop(token), Change.insert(.word(.not), at: check + 1)]
      if reads(after: changes) {
        return LineFinding(.strayNot, at: place(token), [fix(.ask, changes)])
      }
    }
    return nil
  }

  /// A phrase near the stop that, said in the language's own words, lets the line read.
  private func phrase(
    _ phrases: [(found: String, words: [Keyword])]
  ) -> (Change, found: String, written: String)? {
    for start in max(0, stop - 3)..<min(end, stop + 2) {
      for (found, words) in phrases {
        let count = found.split(separator: " ").count
        guard start + count <= end else { continue }
        let range = start..<start + count
        guard range.map({ text($0) }).joined(separator: " ") == found else { continue }
        let change = Change(range: range, words: words.map { .word($0) })
        if reads(after: [change]) {
          return (change, found, words.map(\.spelling).joined(separator: " "))
        }
      }
    }
    return nil
  }

  private func place(of change: Change) -> SourcePlace {
    place(line[change.range.lowerBound].range.lower, line[change.range.upperBound - 1].range.upper)
  }

  /// PL0123: a window without "at least".
  func window() -> LineFinding? {
    for token in [stop, stop - 1, stop - 2] where token >= 0 && token + 4 < end {
      guard line[token].keyword == .inWord, line[token + 1].kind == .number else { continue }
      var changes = [
        Change.insert(.word(.at), at: token + 1), Change.insert(.word(.least), at: token + 1),
      ]
      if line[token + 3].keyword == .last { changes.append(.insert(.word(.the), at: token + 3)) }
      guard reads(after: changes) else { continue }
      return window(token, changes)
    }
    return nil
  }

  private func window(_ token: Int, _ changes: [Change]) -> LineFinding {
    let count = text(token + 1)
    let of = (token + 2..<end).first { line[$0].kind == .number }
    let window = "in at least \(count) of the last \(of.map { text($0) } ?? "3") turns"
    let at = line[token + 1].range.lower
    var written = [Edit(place(at, at), "at least ")]
    if changes.count > 2 { written.append(edit(changes[2])) }
    return LineFinding(
      .windowWithoutLeast(window: window), at: place(token + 1),
      [
        Fix(.ask, "\(window)      (what most policies mean)", written),
        Fix(
          .ask, "keep exactly \(count): not available; use two rules if you really need it", []),
      ])
  }
}
