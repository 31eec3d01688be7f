import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkCalendars() {
    for heading in accepted(.calendar) {
      let calendar = calendar(heading)
      model.people.calendars.append(calendar)
    }
  }

  private mutating func calendar(_ heading: Reading) -> PolicyCalendar {
    let zone = calendarZone(heading)
    var calendar = PolicyCalendar(
      name: heading.word(1)?.text ?? "",
      zone: zone ?? ZoneRules(name: "UTC", firstOffset: 0, transitions: []),
      week: Array(repeating: [], count: 7), origin: heading.origin)
    readWeek(heading, into: &calendar)
    readDates(heading, into: &calendar)
    return calendar
  }

  /// What overlaps is left out, so a day has at most as many ranges as minutes.
  private mutating func readWeek(_ heading: Reading, into calendar: inout PolicyCalendar) {
    var sources: [[Reading]] = Array(repeating: [], count: 7)
    for line in heading.children(.weekHoursLine) {
      guard let range = range(of: line) else { continue }
      var isAccused = false
      for day in days(of: line) {
        let overlapping = calendar.week[day].firstIndex {
          $0.from < range.to && range.from < $0.to
        }
        guard let overlapping else {
          calendar.week[day].append(range)
          sources[day].append(line)
          continue
        }
        if !isAccused { sayOverlap(line, with: sources[day][overlapping], day: dayNames[day].full) }
        isAccused = true
      }
    }
    for day in calendar.week.indices { calendar.week[day].sort { $0.from < $1.from } }
  }

  private mutating func readDates(_ heading: Reading, into calendar: inout PolicyCalendar) {
    for line in heading.children(.dateHoursLine) {
      guard let word = line.words(.date).first, let date = date(word),
        let range = range(of: line)
      else { continue }
      let earlier = calendar.dates[date] ?? []
      if earlier.contains(where: { $0.from < range.to && range.from < $0.to }) {
        say(TableFault.overlappingRanges(day: word.text), at: line.place)
      }
      calendar.dates[date] = (earlier + [range]).sorted { $0.from < $1.from }
    }
    for word in heading.children(.closedLine).flatMap({ $0.words(.date) }) {
      guard let date = date(word) else { continue }
      calendar.closed.insert(date)
      if let today = surroundings.today, date < today { sayPast(word) }
    }
  }

  /// PL0509; removing the date leaves the rest of its list as it was.
  private mutating func sayPast(_ word: Word) {
    let text = source(word.place).bytes
    var lower = Int(word.place.range.lower)
    var upper = Int(word.place.range.upper)
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var after = upper
    while after < text.count && isBlank(text[after]) { after += 1 }
    if after < text.count && text[after] == UInt8(ascii: ",") {
      upper = after + 1
      while upper < text.count && isBlank(text[upper]) { upper += 1 }
    } else {
      var before = lower
      while before > 0 && isBlank(text[before - 1]) { before -= 1 }
      guard before > 0, text[before - 1] == UInt8(ascii: ",") else {
        return sayPastAlone(word)
      }
      lower = before - 1
    }
    let place = SourcePlace(file: word.place.file, range: ByteRange(lower..<upper))
    say(
      TableFault.pastClosing, at: word.place,
      fixes: [Fix(.apply, "remove `\(word.text)`", [Edit(place, "")])])
  }

  private mutating func sayPastAlone(_ word: Word) {
    let source = source(word.place)
    let line = source.line(at: word.place.range.lower)
    let end =
      line < source.lineStarts.count ? source.lineStarts[line] : UInt32(source.bytes.count)
    let place = SourcePlace(
      file: word.place.file, range: ByteRange(source.lineStarts[line - 1], end))
    say(
      TableFault.pastClosing, at: word.place,
      fixes: [Fix(.apply, "remove the line", [Edit(place, "")])])
  }

  private mutating func range(of line: Reading) -> DayRange? {
    let times = line.words(.time)
    guard times.count == 2 else { return nil }
    guard let from = readTime(times[0].text), let to = readTime(times[1].text) else {
      let bad = readTime(times[0].text) == nil ? times[0] : times[1]
      say(KindFault.unusable(found: bad.text, allowed: "there is no such time"), at: bad.place)
      return nil
    }
    guard from < to else {
      let place = SourcePlace(
        file: line.file.id, range: times[0].place.range.union(times[1].place.range))
      var fixes: [Fix] = []
      if from > to, line.kind == .weekHoursLine {
        fixes = [
          Fix(
            .fill, "end at midnight, and give the next day's hours a line of their own",
            [Edit(times[1].place, "24:00")])
        ]
      }
      say(TableFault.closesBeforeOpening, at: place, fixes: fixes)
      return nil
    }
    return DayRange(from: from, to: to)
  }

  /// The days of `mon to fri`; a range may wrap around the weekend.
  private func days(of line: Reading) -> [Int] {
    let words = line.words(.word).map(\.text)
    guard let first = words.first, let start = dayNames.firstIndex(where: { $0.short == first })
    else { return [] }
    guard words.count > 2, words[1] == "to",
      let end = dayNames.firstIndex(where: { $0.short == words[2] })
    else { return [start] }
    let count = (end - start + 7) % 7
    return (0...count).map { (start + $0) % 7 }
  }

  private var dayNames: [(short: String, full: String)] {
    [
      ("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"),
      ("fri", "Friday"), ("sat", "Saturday"), ("sun", "Sunday"),
    ]
  }

  /// PL0506; two ranges of the very same days are merged into one.
  private mutating func sayOverlap(_ line: Reading, with earlier: Reading, day: String) {
    var fixes: [Fix] = []
    let mine = line.words(.time).map(\.text)
    let theirs = earlier.words(.time)
    if days(of: line) == days(of: earlier), mine.count == 2, theirs.count == 2 {
      fixes = [
        Fix(
          .apply, "merge the two ranges",
          [
            Edit(theirs[0].place, min(theirs[0].text, mine[0])),
            Edit(theirs[1].place, max(theirs[1].text, mine[1])),
            Edit(line.wholeLines, ""),
          ])
      ]
    }
    say(
      TableFault.overlappingRanges(day: day), at: line.place, fixes: fixes,
      related: [RelatedPlace(earlier.place, "the other range")])
  }

  private mutating func calendarZone(_ heading: Reading) -> ZoneRules? {
    if let word = heading.word(3), heading.word(2)?.text == "in" { return zoneRules(word) }
    if let zone = model.header.zone { return zone }
    guard header.child(.timeZoneLine) == nil, !header.isDamaged, let name = heading.word(1) else {
      return nil
    }
    let end = name.place.range.upper
    let after = SourcePlace(file: name.place.file, range: ByteRange(end, end))
    say(
      TableFault.noZone(calendar: name.text), at: name.place,
      fixes: [Fix(.fill, "name its time zone", [Edit(after, " in Europe/London")])])
    return nil
  }

  /// The rules of a zone by name; PL0507 and PL0508.
  mutating func zoneRules(_ word: Word) -> ZoneRules? {
    let bytes = surroundings.zoneFile(word.text)
    if word.text.contains("/"), let bytes,
      let rules = HandrailEngine.zoneRules(name: word.text, fileBytes: bytes)
    {
      return rules
    }
    if !word.text.contains("/") {
      let suggested = "Europe/London"
      say(
        TableFault.changingZone(word.text), at: word.place,
        fixes: [Fix(.ask, "write `\(suggested)`", [Edit(word.place, suggested)])])
      return nil
    }
    let nearest = notes.suggestions.closest(to: word.text, among: surroundings.zoneNames())
    say(
      TableFault.unknownZone(word.text), at: word.place,
      fixes: nearest.map { [Fix(.ask, "write `\($0.name)`", [Edit(word.place, $0.name)])] } ?? [])
    return nil
  }
}
