import HandrailSource

/// Turns what the parser could tell of a line into what is said of it.
struct LineFindings {
  let trial: LineTrial
  let failure: Failure
  /// All tokens of the file, for what stands around the line.
  let tokens: [Token]

  init(_ trial: LineTrial, _ failure: Failure, _ tokens: [Token]) {
    self.trial = trial
    self.failure = failure
    self.tokens = tokens
  }

  /// Whether the line's first word is what is wrong, whatever else is.
  static func isAboutHeading(_ finding: Finding) -> Bool {
    switch finding {
    case .misspeltHeading, .unknownHeading, .beforeHeader: true
    case .unread, .strayClause, .trailingComma, .strayDash, .noDashes, .lostDash, .noLines,
      .noHeader, .secondHeader, .secondWhen, .columns, .language:
      false
    }
  }

  func finding() -> LineFinding {
    switch failure.finding {
    case .unread: unread()
    case .misspeltHeading(let heading): misspelt(heading)
    case .unknownHeading(let best): unknown(best)
    case .strayClause(let heading): stray(heading)
    case .trailingComma: trailingComma()
    case .strayDash: strayDash()
    case .noDashes: trial.notUnderstood(at: trial.end)
    case .lostDash(let dash): lostDash(dash)
    case .noLines: noLines()
    case .noHeader: noHeader()
    case .beforeHeader: beforeHeader()
    case .secondHeader: LineFinding(.secondHeader, at: trial.place(0))
    case .secondWhen(let first): secondWhen(first)
    case .columns(let found, let wanted): columns(found, wanted)
    case .language: LineFinding(.laterLanguage(found: trial.text(1)), at: trial.place(1))
    }
  }

  private func unread() -> LineFinding {
    var finding = trial.finding() ?? trial.notUnderstood()
    if case .deepDashes = finding.fault { finding.fixes = namedGroup().map { [$0] } ?? [] }
    return finding
  }

  // MARK: Headings

  private func misspelt(_ heading: Heading) -> LineFinding {
    let change = Change.replace(0, by: [.word(heading.keyword)])
    return LineFinding(
      .unknownHeading(word: trial.text(0), best: heading.spelling), at: trial.place(0),
      [Fix(.apply, "write `\(heading.spelling)`", trial.edits([change]))])
  }

  private func unknown(_ best: Heading?) -> LineFinding {
    let swap = Change(range: 0..<min(2, trial.end), words: [])
    if trial.end > 1, let second = trial.line[1].keyword.heading {
      let change = Change(range: swap.range, words: [trial.word(1), trial.word(0)])
      let isWhole = reads([change], as: second)
      return LineFinding(
        .unknownHeading(word: word, best: second.spelling), at: trial.place(0),
        isWhole ? [trial.fix(.ask, [change])] : [])
    }
    let candidates = (best.map { [$0] } ?? []) + [.rule, .scenario, .tasks, .use, .prefer, .mark]
    for heading in candidates {
      let put = Change.insert(.word(heading.keyword), at: 0)
      let change = Change.replace(0, by: [.word(heading.keyword)])
      for way in [put, change] where reads([way], as: heading) {
        return LineFinding(
          .unknownHeading(word: word, best: heading.spelling), at: trial.place(0),
          [trial.fix(.ask, [way])])
      }
    }
    return LineFinding(.unknownHeading(word: word, best: best?.spelling), at: trial.place(0))
  }

  private var word: String { String(trial.text(0).prefix(40)) }

  private func reads(_ changes: [Change], as heading: Heading) -> Bool {
    LineTrial(
      source: trial.source, file: trial.file, line: trial.line, stop: 0, context: .heading(heading)
    ).reads(after: changes)
  }

  private func noHeader() -> LineFinding {
    let put = Change.insert(.word(.policy), at: 0)
    if reads([put], as: .policy) {
      return LineFinding(.noHeader, at: trial.place(0), [trial.fix(.apply, [put])])
    }
    let start = trial.line[0].range.lower
    let fixes =
      trial.line[0].keyword.heading == nil
      ? []
      : [
        Fix(
          .fill, "policy my_policy version 1",
          [Edit(trial.place(start, start), "policy my_policy version 1\n\n")])
      ]
    return LineFinding(.noHeader, at: trial.place(0), fixes)
  }

  private func beforeHeader() -> LineFinding {
    let start = trial.line[0].range.lower
    return LineFinding(
      .noHeader, at: trial.place(0),
      [Fix(.ask, "make it a note with `#`", [Edit(trial.place(start, start), "# ")])])
  }

  private func noLines() -> LineFinding {
    guard case .heading(let heading) = failure.context else { return trial.notUnderstood() }
    let example = heading.examples.first?.text ?? heading.headingExample
    let at = trial.line[trial.end - 1].range.upper
    return LineFinding(
      .emptyBlock(heading: heading.spelling, example: example), at: trial.place(0),
      [Fix(.fill, example, [Edit(trial.place(at, at), "\n  \(example)")])])
  }

  /// The heading that the line stands under, with its name.
  private var ownHeading: String {
    let heading = tokens[failure.heading]
    let next = tokens[min(failure.heading + 1, tokens.count - 1)]
    let word = trial.source.text(heading.range)
    if heading.keyword == .returnWord { return "return to ai" }
    return next.kind == .word ? word + " " + trial.source.text(next.range) : word
  }

  private func stray(_ heading: Heading) -> LineFinding {
    let isNamed = trial.line[0].keyword == .none && trial.end > 1
    let clause = trial.text(0..<(isNamed ? 2 : 1))
    let start = trial.line[0].range.lower
    var fixes = move(to: heading).map { [$0] } ?? []
    if heading.headingExample == heading.spelling || heading == .returnToAI {
      let edit = Edit(trial.place(start, start), "\n\(heading.headingExample)\n  ")
      fixes.append(Fix(.ask, "put `\(heading.headingExample)` above it", [edit]))
    }
    return LineFinding(
      .misplaced(clause: clause, belongs: heading.spelling, under: ownHeading),
      at: trial.place(0), fixes)
  }

  // MARK: Lines

  private func trailingComma() -> LineFinding {
    let comma = min(trial.stop, trial.end - 1)
    return LineFinding(
      .trailingComma, at: trial.place(comma),
      [Fix(.apply, "take out the comma", trial.edits([.drop(comma)]))])
  }

  private func strayDash() -> LineFinding {
    guard trial.line[0].kind == .dash, case .clause(let heading, _) = failure.context,
      heading.examples.contains(where: { $0.opener == .when })
    else { return LineFinding(.strayDash, at: trial.place(0)) }
    let start = trial.line[0].range.lower
    let fixes = [Keyword.all, .any].map { word in
      Fix(
        .ask, "put `when \(word.spelling) of` above it",
        [Edit(trial.place(start, start), "when \(word.spelling) of\n    ")])
    }
    return LineFinding(.strayDash, at: trial.place(0), fixes)
  }

  private func lostDash(_ dash: Dash) -> LineFinding {
    let mark = dash.mark == .dash ? "-" : "--"
    let start = trial.line[0].range.lower
    return trial.notUnderstood(
      at: 0,
      [
        Fix(
          .apply, "\(mark) \(trial.text(0..<trial.end))",
          [Edit(trial.place(start, start), mark + " ")])
      ])
  }

  private func columns(_ found: Int, _ wanted: Int) -> LineFinding {
    var fixes: [Fix] = []
    if let arrow = trial.line.firstIndex(where: { $0.kind == .arrow }),
      trial.line[1..<arrow].count(where: { $0.kind == .pipe }) + 1 == found, found < wanted
    {
      let at = trial.line[arrow - 1].range.upper
      let cells = String(repeating: " | any", count: wanted - found)
      fixes.append(Fix(.fill, "add\(cells)", [Edit(trial.place(at, at), cells)]))
    }
    let whole = trial.place(trial.line[0].range.lower, trial.line[trial.end - 1].range.upper)
    return LineFinding(.columns(found: found, wanted: wanted), at: whole, fixes)
  }

  // MARK: Two conditions

  private func secondWhen(_ first: Int) -> LineFinding {
    let word = trial.source.text(tokens[failure.heading].range)
    let heading = tokens[failure.heading].keyword == .returnWord ? "`return to ai`" : word
    var finding = LineFinding(.secondWhen(heading: heading), at: trial.place(0))
    var end = first
    while tokens[end].kind != .newline && tokens[end].kind != .end { end += 1 }
    let firstLine = LineTrial(
      source: trial.source, file: trial.file, line: Array(tokens[first...end]), stop: 0,
      context: failure.context)
    guard let mine = conditions(trial), let other = conditions(firstLine) else { return finding }
    let old = firstLine.place(firstLine.line[1].range.lower, tokens[end - 1].range.upper)
    let before = tokens[failure.tokens.lowerBound - 1].range.lower
    let removal = Edit(trial.place(before, trial.line[trial.end - 1].range.upper), "")
    for (outer, words) in [(Keyword.all, "both"), (.any, "either")] {
      let members = other.members(under: outer) + mine.members(under: outer)
      let grouping = Grouping(members: members, outer: outer)
      finding.fixes.append(
        Fix(.ask, "\(words): \(grouping.summary)", [Edit(old, grouping.text), removal]))
    }
    return finding
  }

  /// The tests of one `when` line and how they are joined.
  private struct Conditions {
    var tests: [String]
    var joint: Keyword?

    /// As members of a group: flat where the group joins as the line does.
    func members(under outer: Keyword) -> [[String]] {
      let isFlat = joint == nil || (joint == .and) == (outer == .all)
      return isFlat ? tests.map { [$0] } : [tests]
    }
  }

  private func conditions(_ line: LineTrial) -> Conditions? {
    guard let joints = line.joints(), joints.start > 0 else { return nil }
    let starts = [joints.start] + joints.positions.map { $0 + 1 }
    let ends = joints.positions + [line.end]
    return Conditions(
      tests: zip(starts, ends).map { line.text($0..<$1) },
      joint: joints.positions.first.map { line.line[$0].keyword })
  }
}
