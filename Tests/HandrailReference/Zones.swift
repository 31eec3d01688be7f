package import HandrailEngine
package import HandrailModel
import HandrailSource

/// What clocks in a zone show, read off its transitions.
extension ZoneRules {
  /// Seconds ahead of UTC at an instant.
  func reading(at second: Int64) -> (day: Int64, secondOfDay: Int64) {
    var offset = firstOffset
    for transition in transitions where transition.at <= second { offset = transition.offset }
    let local = second + Int64(offset)
    let day = local >= 0 ? local / 86_400 : -((-local + 86_399) / 86_400)
    return (day, local - day * 86_400)
  }

  /// The earliest second whose local date is this one or a later one.
  package func firstSecond(of day: Int64) -> Int64 {
    var start = Int64.min
    var offset = Int64(firstOffset)
    for transition in transitions {
      let midnight = day * 86_400 - offset
      if max(start, midnight) < transition.at { return max(start, midnight) }
      start = transition.at
      offset = Int64(transition.offset)
    }
    return max(start, day * 86_400 - offset)
  }

  package static let utc = ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
}

extension PolicyCalendar {
  /// `closed` beats `on`, `on` replaces the weekday, ranges are half-open.
  package func isOpen(at moment: Moment) -> Bool {
    let (day, second) = zone.reading(at: moment.seconds)
    guard let narrow = Int32(exactly: day) else { return false }
    let date = CalendarDate(daysSince1970: narrow)
    if closed.contains(date) { return false }
    // 1970-01-01 was a Thursday, Monday's fourth.
    let weekday = Int(((day + 3) % 7 + 7) % 7)
    let ranges = dates[date] ?? week[weekday]
    return ranges.contains { Int64($0.from) <= second && second < Int64($0.to) }
  }
}
