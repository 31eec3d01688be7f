import HandrailSource

extension LineTrial {
  /// A word one or two letters away from the one that fits.
  func misspelt() -> LineFinding? {
    for token in [stop, stop - 1, stop - 2] where token >= 0 && token < end {
      let kind = line[token].kind
      guard kind == .word || kind == .currency, line[token].range.count <= 16 else { continue }
      let written = text(token).lowercased()
      let limit = written.utf8.count <= 3 ? 1 : 2
      let near = Keyword.allCases.filter { keyword in
        keyword != .none && keyword.spelling != written
          && editDistance(written, keyword.spelling, atMost: limit) <= limit
      }
      let fitting = near.map { Change.replace(token, by: [.word($0)]) }
        .filter { reads(after: [$0]) }
      if !fitting.isEmpty {
        let level: FixLevel = fitting.count == 1 ? .apply : .ask
        return notUnderstood(at: token, fitting.prefix(2).map { fix(level, [$0]) })
      }
    }
    return nil
  }

  /// Two neighbours in the wrong order.
  func swapped() -> LineFinding? {
    for token in [stop - 1, stop, stop - 2] where token >= 0 && token + 1 < end {
      let words = [word(token + 1), word(token)]
      let change = Change(range: token..<token + 2, words: words)
      if reads(after: [change]) {
        return notUnderstood(at: stop, [fix(.ask, [change])])
      }
    }
    return nil
  }

  /// A word that is not there.
  func missing() -> LineFinding? {
    for token in [stop, stop - 1] where token >= 0 && token <= end {
      let comma = Change.insert(.other(.comma, ","), at: token)
      if token > 0 && reads(after: [comma]) {
        return notUnderstood(
          at: stop, [Fix(.ask, "put a comma after `\(text(token - 1))`", edits([comma]))])
      }
      let fitting = Keyword.allCases.filter { $0 != .none }
        .map { Change.insert(.word($0), at: token) }
        .filter { reads(after: [$0]) }
      if !fitting.isEmpty && fitting.count <= 3 {
        return notUnderstood(at: stop, fitting.prefix(2).map { fix(.ask, [$0]) })
      }
    }
    return nil
  }

  func word(_ token: Int) -> NewWord {
    NewWord(kind: line[token].kind, keyword: line[token].keyword, text: text(token))
  }

  /// A fix with the changed line as its title.
  func fix(_ level: FixLevel, _ changes: [Change]) -> Fix {
    var words = line.indices.dropLast().map { text($0) }
    for change in changes.reversed() {
      words.replaceSubrange(change.range, with: change.words.map(\.text))
    }
    let title = words.joined(separator: " ").replacing(" ,", with: ",")
    return Fix(level, String(title.prefix(90)), edits(changes))
  }

  /// PL0124: the word at which reading stopped, and a line as it usually looks.
  func notUnderstood(at token: Int? = nil, _ fixes: [Fix] = []) -> LineFinding {
    let token = token ?? stop
    let heading = headingSpelling
    guard token < end else {
      let last = line[max(0, end - 1)].range
      return LineFinding(
        .unfinished(heading: heading, example: example), at: place(last.lower, last.upper), fixes)
    }
    let word = String(text(token).prefix(40))
    return LineFinding(
      .notUnderstood(word: word, heading: heading, example: example), at: place(token), fixes)
  }

  private var headingSpelling: String {
    switch context {
    case .heading(let heading), .clause(let heading, _): heading.spelling
    case .dash(.step): "if closed or waited too long"
    case .dash: "all of"
    }
  }

  /// The example that begins as the line does, or nearly so.
  private var example: String? {
    switch context {
    case .heading(let heading): return heading.headingExample
    case .dash(.entry): return "- amount above GBP 50"
    case .dash(.subEntry): return "-- amount above GBP 50"
    case .dash(.step): return "- try general_care"
    case .clause(let heading, _):
      let examples = heading.examples
      let own = line[0].keyword
      if own != .none, let same = examples.first(where: { $0.opener == own }) { return same.text }
      let word = text(0)
      let near = examples.first { example in
        example.opener != .none && line[0].range.count <= 16
          && editDistance(word, example.opener.spelling, atMost: 2) <= 2
      }
      return near?.text ?? examples.first?.text
    }
  }
}
