extension DecisionGraph {
  /// The instant at which a span that began at a moment has passed.
  ///
  /// Of a calendar's open time, not more than 400 days later: a calendar may never open again.
  package func deadline(of span: GraphSpan, from moment: Moment) -> Moment {
    span.end(since: moment, among: logic.calendars)
  }
}

extension GraphSpan {
  /// The same among the calendars of a graph.
  package func end(since moment: Moment, among calendars: [GraphCalendar]) -> Moment {
    guard calendars.indices.contains(calendar) else { return moment.adding(seconds: seconds) }
    return calendars[calendar].instant(afterOpen: seconds, since: moment)
  }
}

extension GraphCalendar {
  private static var mostDays: Int64 { 400 }

  /// The first instant by which the calendar was open for so many seconds since a moment.
  func instant(afterOpen seconds: Int64, since moment: Moment) -> Moment {
    let end = moment.adding(seconds: GraphCalendar.mostDays * 86_400)
    let (length, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
    var left = isTooLong ? Int64.max : length
    var at = moment
    while left > 0 && at < end {
      let stretch = stretch(at: at)
      let until = min(stretch.until, end)
      let passed = until.microseconds - at.microseconds
      if stretch.isOpen {
        if passed >= left { return Moment(microseconds: at.microseconds + left) }
        left -= passed
      }
      at = until
    }
    return left > 0 ? end : at
  }

  /// Whether it is open at an instant, and until when that is sure to stay so.
  package func stretch(at moment: Moment) -> (isOpen: Bool, until: Moment) {
    let reading = zone.reading(at: moment)
    var isOpen = false
    // The day's own end is an edge too: another date has other ranges.
    var edge: Int32 = 86_400
    for opening in openings(on: reading.date) {
      if opening.from <= reading.secondOfDay && reading.secondOfDay < opening.to { isOpen = true }
      if opening.from > reading.secondOfDay { edge = min(edge, opening.from) }
      if opening.to > reading.secondOfDay { edge = min(edge, opening.to) }
    }
    let second = moment.seconds
    var until = second + Int64(edge - reading.secondOfDay)
    // Clocks run evenly up to the next change of the offset only.
    if let change = zone.nextChange(after: second) { until = min(until, change) }
    return (isOpen, Moment(seconds: until))
  }
}
