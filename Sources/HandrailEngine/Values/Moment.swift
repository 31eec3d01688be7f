/// An instant: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package struct Moment: Sendable, BitwiseCopyable, Hashable, Comparable {
  package var microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  /// The second that holds the instant, rounded down.
  package var seconds: Int64 {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }
}

/// A date of the Gregorian calendar, as days since 1970-01-01.
package struct CalendarDate: Sendable, BitwiseCopyable, Hashable, Comparable {
  package var daysSince1970: Int32

  package init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }
}

/// What a clock on the wall of a zone shows at an instant.
package struct LocalReading: Sendable, BitwiseCopyable, Equatable {
  package var date: CalendarDate
  /// 0 to 86,399.
  package var secondOfDay: Int32

  package init(date: CalendarDate, secondOfDay: Int32) {
    self.date = date
    self.secondOfDay = secondOfDay
  }
}

/// Days of the week, Monday first, as calendars write them.
package enum Weekday: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

extension CalendarDate {
  /// The day of the week; 1970-01-01 was a Thursday.
  package var weekday: Weekday {
    let position = Int((Int64(daysSince1970) % 7 + 7 + 3) % 7)
    return Weekday.allCases[position]
  }
}
