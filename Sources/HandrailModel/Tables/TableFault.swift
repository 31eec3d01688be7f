package import HandrailSource

/// What is wrong with a table or a calendar: PL05.
package enum TableFault: Fault {
  case gap(example: String)
  case overlap(first: Int, second: Int, example: String)
  case unreachableRow(Int)
  case nothingLeft
  case closesBeforeOpening
  case overlappingRanges(day: String)
  case unknownZone(String)
  case changingZone(String)
  case pastClosing
  case noZone(calendar: String)
  case noZoneForDate
  case notSettled(heading: String)

  package var code: String {
    switch self {
    case .gap: "PL0501"
    case .overlap: "PL0502"
    case .unreachableRow: "PL0503"
    case .nothingLeft: "PL0504"
    case .closesBeforeOpening: "PL0505"
    case .overlappingRanges: "PL0506"
    case .unknownZone: "PL0507"
    case .changingZone: "PL0508"
    case .pastClosing: "PL0509"
    case .noZone, .noZoneForDate: "PL0510"
    case .notSettled: "PL0511"
    }
  }

  package var severity: Severity {
    switch self {
    case .unreachableRow, .nothingLeft, .notSettled: .hold
    case .pastClosing: .note
    case .gap, .overlap, .closesBeforeOpening, .overlappingRanges, .unknownZone, .changingZone,
      .noZone, .noZoneForDate:
      .stop
    }
  }

  package var headline: String {
    switch self {
    case .gap(let example): "No row covers this case: \(example)."
    case .overlap(let first, let second, let example):
      "Rows \(first) and \(second) both cover \(example)."
    case .unreachableRow(let row): "Row \(row) can never be reached."
    case .nothingLeft: "Nothing is left for `otherwise`."
    case .closesBeforeOpening:
      "This line closes before it opens. To run past midnight, write two lines."
    case .overlappingRanges(let day): "\(day) has two overlapping ranges."
    case .unknownZone(let zone): "I don't know the time zone \"\(zone)\"."
    case .changingZone(let zone):
      "\"\(zone)\" changes meaning through the year. Name a city: `Europe/London`."
    case .pastClosing: "This closing date has passed."
    case .noZone(let calendar): "`\(calendar)` has no time zone and neither does the policy."
    case .noZoneForDate: "Dates need a time zone, and the policy has none."
    case .notSettled(let heading):
      "I couldn't settle whether `\(heading)` covers every case. Treat it as not checked."
    }
  }

  package var reason: String {
    switch self {
    case .gap: "In that case the table gives no result."
    case .overlap: "Two results for one case: I could not say which of them you mean."
    case .unreachableRow: "The rows above take every case that it describes."
    case .nothingLeft: "The rows above it cover every case already."
    case .closesBeforeOpening: "A range belongs to one day, from its opening to its closing."
    case .overlappingRanges: "Overlapping hours are mostly a slip in one of the two times."
    case .unknownZone: "Opening hours follow the clocks of a zone that I have the rules of."
    case .changingZone: "Opening hours would be an hour off for half of the year."
    case .pastClosing: "It no longer closes anything."
    case .noZone: "Eight o'clock is another moment in every zone."
    case .noZoneForDate: "A day starts at another moment in every zone."
    case .notSettled: "Its columns compare facts with each other, or it is too large for me."
    }
  }
}
