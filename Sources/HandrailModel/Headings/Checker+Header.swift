import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// The main file's header; of other headers only the metadata counts.
  mutating func checkHeader() {
    if let version = header.word(3) {
      model.header.version = wholeNumber(version, from: 0, as: "a version is a whole number") ?? 0
    }
    if let line = header.child(.timeZoneLine), let zone = line.word(2) {
      model.header.zone = zoneRules(zone)
    }
    if let holder = header.child(.startWithLine)?.word(2)?.text {
      model.header.startWith = holder == "ai" ? .ai : .human
    }
    model.header.metadata = metadata(of: header)
    sayRepeats(in: header)
    for file in files {
      let header = Reading(file: file, node: file.tree.root).child(.header)
      model.fileMetadata.append(header.map { metadata(of: $0) } ?? Metadata())
    }
  }

  /// Owner, source, review date and reason, as a heading's own lines give them.
  mutating func metadata(of heading: Reading) -> Metadata {
    var metadata = Metadata()
    metadata.owner = heading.child(.ownerLine)?.words(.string).first?.unquoted
    metadata.source = heading.child(.sourceLine)?.words(.string).first?.unquoted
    metadata.because = heading.child(.becauseLine)?.words(.string).first?.unquoted
    if let word = heading.child(.reviewByLine)?.words(.date).first {
      metadata.reviewBy = date(word)
    }
    return metadata
  }

  /// PL0413: a clause that stands twice under a heading, but for those that may.
  mutating func sayRepeats(in heading: Reading, but repeatable: Set<NodeKind> = []) {
    // Below a damaged line may stand the lines of a heading that got lost.
    guard !heading.isDamaged else { return }
    let lines = heading.children
    for (place, line) in lines.enumerated() {
      let kind = line.kind
      guard kind != .unexpected, !repeatable.contains(kind),
        let earlier = lines[..<place].first(where: { $0.kind == kind })
      else { continue }
      sayRepeat(line, of: earlier)
    }
  }

  mutating func sayRepeat(_ line: Reading, of earlier: Reading) {
    say(
      RuleFault.standsTwice, at: line.headPlace,
      fixes: [
        Fix(.ask, "keep the first and remove this line", [Edit(line.wholeLines, "")]),
        Fix(.ask, "keep this line and remove the first", [Edit(earlier.wholeLines, "")]),
      ],
      related: [RelatedPlace(earlier.headPlace, "it stands here already")])
  }

  /// A number that must be whole and at least so large; says so otherwise.
  mutating func wholeNumber(_ word: Word, from lowest: Int64, as allowed: String) -> Int64? {
    guard let value = readWhole(word.text), value >= lowest, value <= 1_000_000_000 else {
      say(KindFault.unusable(found: word.text, allowed: allowed), at: word.place)
      return nil
    }
    return value
  }

  mutating func date(_ word: Word) -> CalendarDate? {
    guard let date = readDate(word.text) else {
      say(KindFault.unusable(found: word.text, allowed: "there is no such day"), at: word.place)
      return nil
    }
    return date
  }

  /// A date that a rule or test compares with: it needs the policy's zone.
  mutating func zonedDate(_ word: Word) -> CalendarDate? {
    guard let date = date(word) else { return nil }
    guard header.child(.timeZoneLine) != nil || header.isDamaged else {
      messages.keepsQuiet()
      guard !notes.saysDateZone else { return nil }
      notes.saysDateZone = true
      say(
        TableFault.noZoneForDate, at: word.place,
        fixes: [
          Fix(
            .fill, "name the policy's time zone",
            [header.insertion(afterHead: "  time zone Europe/London")])
        ])
      return nil
    }
    return date
  }

  /// Whole seconds of a `duration` node, more than none.
  mutating func seconds(_ duration: Reading?) -> Int64? {
    guard let duration, let number = duration.word(0), let unit = duration.word(1),
      let factor = secondsOfUnit(unit.text)
    else { return nil }
    guard let seconds = readDecimal(number.text)?.times(factor)?.scaled(to: 0), seconds > 0,
      seconds <= 3_155_760_000
    else {
      say(
        KindFault.unusable(
          found: duration.formatted, allowed: "a length of time is whole seconds, up to 100 years"),
        at: duration.place)
      return nil
    }
    return seconds
  }

  mutating func span(_ node: Reading?) -> Span? {
    guard let node, let seconds = seconds(node.child(.duration)) else { return nil }
    guard node.tokens.count > 2, let name = node.lastWord, node.word(2)?.text == "of" else {
      return Span(seconds: seconds)
    }
    guard let calendar = lookUp(.calendar, name) else { return nil }
    return Span(seconds: seconds, of: CalendarID(calendar))
  }
}
