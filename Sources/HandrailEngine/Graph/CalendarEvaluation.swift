extension GraphCalendar {
  /// Whether an instant's local reading falls in a range of its day.
  package func isOpen(at moment: Moment) -> Bool {
    let reading = zone.reading(at: moment)
    return openings(on: reading.date).contains {
      $0.from <= reading.secondOfDay && reading.secondOfDay < $0.to
    }
  }

  /// The ranges of a date: a special date's replace those of its weekday.
  package func openings(on date: CalendarDate) -> [Opening] {
    var low = 0
    var high = special.count
    while low < high {
      let middle = (low + high) / 2
      if special[middle].date < date { low = middle + 1 } else { high = middle }
    }
    if low < special.count && special[low].date == date { return special[low].openings }
    return week[Int(date.weekday.rawValue)]
  }
}
