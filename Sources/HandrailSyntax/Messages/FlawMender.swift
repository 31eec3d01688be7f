import HandrailSource

/// Says what is wrong with some bytes of a line, and how to write them.
struct FlawMender {
  let source: SourceText
  let file: FileID
  /// The flaws of one line, first to last; never empty.
  let flaws: [Flaw]
  /// The currencies that the file uses elsewhere.
  var currencies: Set<String> = []
  /// Every run that was meant as a name, by its text.
  var badNames: [String: [ByteRange]] = [:]

  private func text(_ flaw: Flaw) -> String { source.text(flaw.range) }

  private func place(_ range: ByteRange) -> SourcePlace { SourcePlace(file: file, range: range) }

  /// A flaw on a line that could be read all the same.
  func loose() -> LineFinding {
    let first = flaws[0]
    let edits = flaws.filter { $0.kind == first.kind }.map { flaw in
      Edit(place(flaw.range), visible(flaw))
    }
    let fixes =
      first.kind == .invisible ? [Fix(.apply, "take it out, or put a plain space", edits)] : []
    return LineFinding(fault(first, ""), at: place(first.range), fixes)
  }

  /// What stands in the place of an invisible character.
  private func visible(_ flaw: Flaw) -> String {
    let written = text(flaw)
    if written == "\r" { return "\n" }
    let bytes = Array(written.utf8)
    guard let scalar = decodeScalar(bytes.span, at: 0) else { return "" }
    let isSpace = sort(of: scalar.value) == .space
    let isSeparator = (0x2028...0x2029).contains(scalar.value) || scalar.value == 0x85
    return isSpace || isSeparator || scalar.value == 0x0B || scalar.value == 0x0C ? " " : ""
  }

  /// A flaw on a line that could not be read; a fix is offered only if the line then reads.
  func finding(in trial: LineTrial) -> LineFinding {
    let hidden = flaws.first { $0.kind == .invisible && $0.range.upper <= flaws[0].range.upper }
    let first = hidden ?? flaws[0]
    if first.kind == .manyDashes || first.kind == .tooLarge || first.kind == .notUTF8 {
      return LineFinding(fault(first, ""), at: place(first.range))
    }
    let invalid = trial.line.indices.filter { trial.line[$0].kind == .invalid }
    guard !invalid.isEmpty else { return loose() }
    for choice in 0..<6 {
      let changes = invalid.compactMap { change(trial, $0, choice) }
      guard changes.count == invalid.count else { break }
      if trial.reads(after: changes) { return whole(first, trial, choice, changes) }
    }
    if let change = invalid.first.flatMap({ self.change(trial, $0, 0) }), !change.words.isEmpty {
      let written = change.words.map(\.text).joined(separator: " ")
      return LineFinding(fault(first, written), at: place(first.range))
    }
    let isVague = first.kind == .strange || first.kind == .comparisonSign || first.kind == .stop
    return isVague ? trial.notUnderstood() : LineFinding(fault(first, ""), at: place(first.range))
  }

  /// The line reads with these changes: offer them, and other choices that read too.
  private func whole(
    _ flaw: Flaw, _ trial: LineTrial, _ choice: Int, _ changes: [Change]
  ) -> LineFinding {
    let written = changes[0].words.map(\.text).joined(separator: " ")
    let code = changes[0].words.first { $0.kind == .currency }?.text
    let isOtherCurrency = code.map { !currencies.contains($0) && !text(flaw).contains($0) } ?? false
    let isAsked = flaw.kind == .slashDate || isOtherCurrency
    var fixes = [fix(trial, isAsked ? .ask : .apply, changes)]
    if isAsked {
      for other in choice + 1..<6 {
        let others = changes.compactMap { change(trial, $0.range.lowerBound, other) }
        if others.count == changes.count && trial.reads(after: others) {
          fixes.append(fix(trial, .ask, others))
        }
      }
    }
    if flaw.kind == .slashDate && fixes.count > 2 { fixes.removeLast(fixes.count - 2) }
    if flaw.kind == .strange {
      let token = trial.line.firstIndex { $0.kind == .invalid } ?? 0
      return trial.notUnderstood(at: token, fixes)
    }
    return LineFinding(fault(flaw, written), at: place(flaw.range), fixes)
  }

  private func fix(
    _ trial: LineTrial, _ level: FixLevel, _ changes: [Change]
  ) -> Fix {
    var fix = trial.fix(level, changes)
    for change in changes where change.words.count == 1 && change.words[0].kind == .word {
      guard change.words[0].keyword == .none else { continue }
      let own = trial.line[change.range.lowerBound].range
      for range in badNames[trial.text(change.range.lowerBound)] ?? [] where range != own {
        fix.edits.append(Edit(place(range), change.words[0].text))
      }
    }
    return fix
  }

  /// What a token may have been meant as; several choices are tried in turn.
  private func change(_ trial: LineTrial, _ token: Int, _ choice: Int) -> Change? {
    let range = trial.line[token].range
    let kinds = flaws.filter { $0.range.lower >= range.lower && $0.range.upper <= range.upper }
    let kind = kinds.first { $0.kind != .invisible }?.kind ?? kinds.first?.kind ?? .strange
    let words = Replacement(source: source, written: trial.text(token)).words(kind, choice)
    return words.map { .replace(token, by: $0) }
  }

  private func fault(_ flaw: Flaw, _ written: String) -> ReadingFault {
    switch flaw.kind {
    case .badName: .badName(suggested: written)
    case .comparisonSign: .wording(found: text(flaw), written: written)
    case .thousandsComma: .thousandsComma(written: written)
    case .currencySign: .currencySign(written: written)
    case .endlessText: .endlessText
    case .curlyQuotes: .curlyQuotes
    case .invisible: .invisible
    case .clock: .clock(written: written.isEmpty ? "20:00" : written)
    case .slashDate: .slashDate(found: text(flaw), readings: dateReadings(text(flaw)))
    case .stop: .needless(word: text(flaw))
    case .manyDashes: .deepDashes
    case .notUTF8: .notUTF8
    case .strange: .needless(word: String(text(flaw).prefix(40)))
    case .tooLarge: .tooLarge
    }
  }
}
