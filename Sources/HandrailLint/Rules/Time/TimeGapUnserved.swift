import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Hours at which a queue and all that its ladder tries are closed, and only a message is taken.
  static let timeGapUnserved = LintRule("time-gap-unserved", .standard, .note) { policy in
    let entered = Set(
      (policy.handOvers.flatMap(policy.queuesNamed)) + [policy.usualQueue].compactMap(\.self))
    return entered.sorted().compactMap { queue in
      guard let ladder = policy.closingLadder(from: queue) else { return nil }
      let gaps = policy.gaps(of: ladder)
      guard let longest = gaps.longest else { return nil }
      let name = policy.name(of: queue)
      return LintFinding(
        "For \(gaps.hours) hours of the year nobody is there for `\(name)`, and only a message "
          + "is taken.",
        at: policy.head(policy.model.people.queues[queue].origin),
        because: "The longest time is from \(longest.start) to \(longest.end); offer a callback, "
          + "or try a queue that is open.")
    }
  }
}

/// When nobody is there, in a year.
private struct Gaps {
  struct Gap {
    var start: String
    var end: String
  }

  var hours: Int64 = 0
  var longest: Gap?
}

extension LintedPolicy {
  /// The calendars of a queue and of all queues that its ladder tries; `nil` where one of them is
  /// always open, or something else than a message is left.
  fileprivate func closingLadder(from first: QueueID) -> [CalendarID]? {
    var calendars: [CalendarID] = []
    var seen: Set<QueueID> = []
    var open = [first]
    var takesMessage = false
    while let queue = open.popLast() {
      guard seen.insert(queue).inserted else { continue }
      guard let hours = model.people.queues[queue].hours else { return nil }
      calendars.append(hours)
      for step in model.people.queues[queue].ladder.steps {
        switch step {
        case .tryQueue(let other): open.append(other)
        case .callback, .keepWaiting: return nil
        case .takeMessage: takesMessage = true
        }
      }
    }
    return takesMessage ? calendars : nil
  }

  /// A year from today on, or from the first date that a calendar names.
  fileprivate func gaps(of ladder: [CalendarID]) -> Gaps {
    let calendars = Set(ladder).sorted().map { graph.logic.calendars[$0.offset] }
    let named = calendars.flatMap(\.special).map(\.date).min()
    guard let zone = calendars.first?.zone,
      let start = surroundings.today ?? named ?? CalendarDate(year: 2026, month: 1, day: 1)
    else { return Gaps() }
    let end = CalendarDate(daysSince1970: start.daysSince1970 + 365)
    let span = zone.firstInstant(of: start).seconds..<zone.firstInstant(of: end).seconds
    let times = calendars.flatMap { $0.openTimes(in: span) }
      .sorted { $0.lowerBound < $1.lowerBound }
    var gaps = Gaps()
    var longest: Int64 = 0
    var total: Int64 = 0
    var covered = span.lowerBound
    for time in times + [span.upperBound..<span.upperBound] {
      let gap = time.lowerBound - covered
      if gap > 0 { total += gap }
      if gap > longest {
        longest = gap
        gaps.longest = Gaps.Gap(
          start: zone.words(covered), end: zone.words(time.lowerBound))
      }
      covered = max(covered, time.upperBound)
    }
    gaps.hours = total / 3600
    return gaps
  }
}

extension GraphCalendar {
  /// Open times in seconds, within a span, from one change of the clocks to the next.
  fileprivate func openTimes(in span: Range<Int64>) -> [Range<Int64>] {
    var found: [Range<Int64>] = []
    var start = span.lowerBound
    while start < span.upperBound {
      let end = min(zone.nextChange(after: start) ?? span.upperBound, span.upperBound)
      found += openTimes(underOneOffset: start..<end)
      start = end
    }
    return found
  }

  private func openTimes(underOneOffset span: Range<Int64>) -> [Range<Int64>] {
    var found: [Range<Int64>] = []
    let first = zone.reading(at: Moment(microseconds: span.lowerBound * 1_000_000))
    var midnight = span.lowerBound - Int64(first.secondOfDay)
    var day = first.date
    while midnight < span.upperBound {
      for opening in openings(on: day) {
        let range = midnight + Int64(opening.from)..<midnight + Int64(opening.to)
        let clamped = range.clamped(to: span)
        if !clamped.isEmpty { found.append(clamped) }
      }
      midnight += 86_400
      day = CalendarDate(daysSince1970: day.daysSince1970 + 1)
    }
    return found
  }
}

extension ZoneRules {
  /// Date and time as a clock on the wall shows them.
  fileprivate func words(_ seconds: Int64) -> String {
    let reading = reading(at: Moment(microseconds: seconds * 1_000_000))
    let minutes = Int(reading.secondOfDay / 60)
    var bytes = Array(reading.date.text.utf8) + [UInt8(ascii: " ")]
    appendPadded(minutes / 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendPadded(minutes % 60, width: 2, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
