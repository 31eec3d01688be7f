import HandrailSource

/// Words that people add out of habit; a line reads the same without them.
private let habits: Set<String> = [
  "a", "an", "are", "be", "been", "do", "does", "has", "have", "if", "is", "must", "of", "please",
  "shall", "should", "that", "the", "then", "there", "this", "to", "will", "with",
]

extension LineTrial {
  /// The first of all explanations of a line that, once mended, reads.
  func finding() -> LineFinding? {
    guard line.count <= 200 else { return nil }
    let explanations: [(LineTrial) -> () -> LineFinding?] = [
      LineTrial.unnamed, LineTrial.spacedName, LineTrial.window, LineTrial.wording,
      LineTrial.misplacedNot, LineTrial.mixed, LineTrial.amountBeforeCode, LineTrial.clockWord,
      LineTrial.needless, LineTrial.emptyCell, LineTrial.reservedName, LineTrial.deepGroup,
      LineTrial.misspelt,
      LineTrial.swapped, LineTrial.missing,
    ]
    for explain in explanations {
      if let finding = explain(self)() { return finding }
    }
    return nil
  }

  /// PL0103: a heading and nothing after it.
  private func unnamed() -> LineFinding? {
    guard case .heading(let heading) = context, end == 1, line[0].keyword == heading.keyword
    else { return nil }
    let example = heading.headingExample
    let rest = String(example.dropFirst(heading.spelling.count))
    guard !rest.isEmpty else { return nil }
    let at = line[0].range.upper
    return LineFinding(
      .unnamed(heading: heading.spelling, example: example), at: place(0),
      [Fix(.fill, "\(example)", [Edit(place(at, at), rest)])])
  }

  /// PL0104: a name of several words.
  private func spacedName() -> LineFinding? {
    guard case .heading = context, end > 2, line[1..<end].allSatisfy({ $0.kind == .word }) else {
      return nil
    }
    for last in stride(from: end, to: 2, by: -1) {
      let name = (1..<last).map { text($0) }.joined(separator: "_")
      let change = Change(range: 1..<last, words: [.name(name)])
      if reads(after: [change]) {
        let place = place(line[1].range.lower, line[last - 1].range.upper)
        return LineFinding(
          .badName(suggested: name), at: place, [Fix(.apply, "write `\(name)`", edits([change]))])
      }
    }
    return nil
  }

  /// PL0122: a word too many, by habit or by a slip of the hand.
  private func needless() -> LineFinding? {
    for token in [stop, stop - 1, stop + 1] where token >= 0 && token < end {
      let isTwice =
        token > 0 && text(token) == text(token - 1)
        || token + 1 < end && text(token) == text(token + 1)
      let isPipe = line[token].kind == .pipe
      guard !isPipe || block?.columns != nil else { continue }
      guard isTwice || isPipe || line[token].kind == .comma || habits.contains(text(token)) else {
        continue
      }
      let change = Change.drop(token)
      if reads(after: [change]) {
        return LineFinding(
          .needless(word: text(token)), at: place(token),
          [Fix(.apply, "take out `\(text(token))`", edits([change]))])
      }
    }
    return nil
  }

  /// A cell with nothing in it.
  func emptyCell() -> LineFinding? {
    guard stop > 0, stop < end, line[stop - 1].kind == .pipe else { return nil }
    let change = Change.insert(.word(.any), at: stop)
    guard line[stop].kind == .pipe || line[stop].kind == .arrow, reads(after: [change]) else {
      return nil
    }
    return notUnderstood(at: stop, [fix(.fill, [change])])
  }

  /// PL0105: a word of the language where a name belongs.
  private func reservedName() -> LineFinding? {
    var changes: [Change] = []
    var place = stop
    while changes.count < 16 && place < end && line[place].keyword.isReserved {
      changes.append(.replace(place, by: [.name(text(place) + "_value")]))
      guard let next = stop(after: changes) else {
        return reservedName(changes)
      }
      guard next > place else { return nil }
      place = next
    }
    return nil
  }

  private func reservedName(_ changes: [Change]) -> LineFinding? {
    let word = text(changes[0].range.lowerBound)
    let isListed = line.contains { $0.keyword == .of } && isFact
    var written = changes
    if isListed {
      for position in written.indices {
        let old = text(written[position].range.lowerBound)
        written[position].words = [.name("answer_" + old), .other(.string, "\"\(old)\"")]
      }
      guard reads(after: written) else { return nil }
    }
    let suggested = written[0].words.map(\.text).joined(separator: " ")
    return LineFinding(
      .reservedName(word: word, suggested: suggested), at: place(changes[0].range.lowerBound),
      [Fix(.fill, "write `\(suggested)`", edits(written))])
  }

  private var isFact: Bool {
    if case .clause(.facts, _) = context { true } else { false }
  }

  /// PL0107: `40 GBP`.
  private func amountBeforeCode() -> LineFinding? {
    for token in [stop, stop - 1] where token > 0 && token < end {
      guard line[token].kind == .currency, line[token - 1].kind == .number else { continue }
      let written = "\(text(token)) \(text(token - 1))"
      let change = Change(
        range: token - 1..<token + 1,
        words: [.other(.currency, text(token)), .other(.number, text(token - 1))])
      guard reads(after: [change]) else { continue }
      return LineFinding(
        .currencySign(written: written),
        at: place(line[token - 1].range.lower, line[token].range.upper),
        [Fix(.apply, "write `\(written)`", edits([change]))])
    }
    return nil
  }

  /// PL0118: `8 pm`.
  private func clockWord() -> LineFinding? {
    for token in [stop, stop - 1] where token > 0 && token + 1 < line.count {
      let next = text(token + 1 < end ? token + 1 : token)
      for (range, half) in [(token..<token + 2, next), (token - 1..<token + 1, text(token))] {
        guard range.upperBound <= end, half == "am" || half == "pm",
          let time = clockTime(text(range.lowerBound) + half)
        else { continue }
        let change = Change(range: range, words: [.other(.time, time)])
        guard reads(after: [change]) else { continue }
        return LineFinding(
          .clock(written: time),
          at: place(line[range.lowerBound].range.lower, line[range.upperBound - 1].range.upper),
          [Fix(.apply, "write `\(time)`", edits([change]))])
      }
    }
    return nil
  }

  /// PL0113: a group inside a group's group.
  private func deepGroup() -> LineFinding? {
    guard case .dash(.subEntry) = context, end == 3, line[2].keyword == .of else { return nil }
    let isGroup = line[1].keyword == .all || line[1].keyword == .any || line[1].keyword == .noneWord
    return isGroup
      ? LineFinding(.deepDashes, at: place(line[1].range.lower, line[2].range.upper)) : nil
  }
}
