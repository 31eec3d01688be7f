import HandrailEngine

/// Where the truth of a test of the moment changes, over the time that a policy's dates reach.
struct MomentPoints {
  /// A bit that turns, in microseconds since 1970.
  struct Change {
    var at: Int64
    var bit: Int32
  }

  /// More points than this are not looked at.
  private static var mostChanges: Int { 1_000_000 }
  private static var day: Int64 { 86_400_000_000 }
  /// Years that no date names are left out where there are more than twenty of them.
  private static var longestGap: Int64 { 7_305 * day }

  let calendars: [GraphCalendar]
  let horizon: [Range<Moment>]
  /// Whose noon is plain: the first calendar's zone.
  let zone: ZoneRules
  private let tests: [MomentClasses.Test]

  init(_ tests: [MomentClasses.Test], _ calendars: [GraphCalendar]) {
    self.tests = tests
    self.calendars = calendars
    var first: ZoneRules?
    for case .calendar(let calendar) in tests where first == nil {
      first = calendars[calendar].zone
    }
    zone = first ?? ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
    horizon = MomentPoints.horizon(around: MomentPoints.named(tests, calendars))
  }

  /// Every turn of a bit inside a stretch, ascending; `nil` where there are too many.
  func changes(in stretch: Range<Moment>) -> [Change]? {
    var changes: [Change] = []
    for (bit, test) in tests.enumerated() {
      switch test {
      case .calendar(let calendar):
        guard add(calendars[calendar], bit, in: stretch, to: &changes) else { return nil }
      case .between(let from, let until):
        if from < until { add([from, until], bit, in: stretch, to: &changes) }
      case .instant(let comparison, let microseconds):
        let after = microseconds == .max ? microseconds : microseconds + 1
        switch comparison {
        case .above, .atMost: add([after], bit, in: stretch, to: &changes)
        case .below, .atLeast: add([microseconds], bit, in: stretch, to: &changes)
        case .equal, .notEqual: add([microseconds, after], bit, in: stretch, to: &changes)
        }
      }
    }
    guard changes.count <= MomentPoints.mostChanges else { return nil }
    changes.sort { $0.at < $1.at }
    return changes
  }

  private func add(
    _ instants: [Int64], _ bit: Int, in stretch: Range<Moment>, to changes: inout [Change]
  ) {
    for at in instants
    where at > stretch.lowerBound.microseconds && at < stretch.upperBound.microseconds {
      changes.append(Change(at: at, bit: Int32(bit)))
    }
  }

  /// `false` where there are too many.
  private func add(
    _ calendar: GraphCalendar, _ bit: Int, in stretch: Range<Moment>, to changes: inout [Change]
  ) -> Bool {
    var at = stretch.lowerBound
    var wasOpen = calendar.isOpen(at: at)
    while at < stretch.upperBound {
      let (isOpen, until) = calendar.stretch(at: at)
      if isOpen != wasOpen {
        changes.append(Change(at: at.microseconds, bit: Int32(bit)))
        wasOpen = isOpen
      }
      at = until
    }
    return changes.count <= MomentPoints.mostChanges
  }

  /// The instants that the policy names, ascending.
  private static func named(
    _ tests: [MomentClasses.Test], _ calendars: [GraphCalendar]
  ) -> [Int64] {
    var named: [Int64] = []
    for test in tests {
      switch test {
      case .calendar(let calendar):
        for special in calendars[calendar].special {
          named.append(Int64(special.date.daysSince1970) * day)
        }
      case .between(let from, let until): named += [from, until]
      case .instant(_, let microseconds): named.append(microseconds)
      }
    }
    // The ends of time stand for a range without an end.
    return named.filter { $0 > earliest && $0 < latest }.sorted()
  }

  private static func horizon(around named: [Int64]) -> [Range<Moment>] {
    guard let first = named.first else {
      return [Moment(microseconds: start(2025))..<Moment(microseconds: start(2029))]
    }
    var stretches: [Range<Int64>] = []
    var from = max(first - 400 * day, earliest)
    var until = from
    for instant in named {
      if instant - until > longestGap {
        stretches.append(from..<until)
        from = instant - 400 * day
      }
      until = min(instant + 400 * day, latest)
    }
    stretches.append(from..<until)
    return stretches.map {
      Moment(microseconds: $0.lowerBound)..<Moment(microseconds: $0.upperBound)
    }
  }

  /// The years that a question's moment can have.
  private static var earliest: Int64 { start(1) }
  private static var latest: Int64 { start(9999) }

  private static func start(_ year: Int) -> Int64 {
    Int64(CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0) * day
  }
}

/// The plainest moment of a combination among the stretches at which it was seen: a weekday's noon,
/// else a noon, else about the middle of the longest stretch.
struct MomentChoice {
  private enum Plainness: Int {
    case noonOnWeekday, noon, middle
  }

  private(set) var moment: Moment
  private var plainness: Plainness
  private var length: Int64

  init(_ stretch: Range<Int64>, zone: ZoneRules) {
    length = stretch.upperBound - stretch.lowerBound
    moment = MomentChoice.middle(of: stretch)
    plainness = .middle
    seeNoon(stretch, zone)
  }

  mutating func see(_ stretch: Range<Int64>, zone: ZoneRules) {
    guard plainness != .noonOnWeekday else { return }
    seeNoon(stretch, zone)
    let longer = stretch.upperBound - stretch.lowerBound
    if plainness == .middle && longer > length {
      length = longer
      moment = MomentChoice.middle(of: stretch)
    }
  }

  private mutating func seeNoon(_ stretch: Range<Int64>, _ zone: ZoneRules) {
    let start = zone.reading(at: Moment(microseconds: stretch.lowerBound))
    let second: Int64 = 1_000_000
    let missing = Int64(43_200 - start.secondOfDay) * second
    // At most an hour's clock change away from the next noon; most stretches end before it.
    let next = missing > 0 ? missing : missing + 86_400 * second
    guard stretch.upperBound - stretch.lowerBound > next - 3_600 * second else { return }
    var date = start.date
    for _ in 0..<8 {
      let noon = zone.instant(of: LocalReading(date: date, secondOfDay: 43_200))
      if let noon, noon.microseconds >= stretch.upperBound - second { return }
      if let noon, noon.microseconds >= stretch.lowerBound + second { take(noon, date) }
      if plainness == .noonOnWeekday { return }
      date = CalendarDate(daysSince1970: date.daysSince1970 + 1)
    }
  }

  private mutating func take(_ noon: Moment, _ date: CalendarDate) {
    let found: Plainness = date.weekday.rawValue < 5 ? .noonOnWeekday : .noon
    guard found.rawValue < plainness.rawValue else { return }
    plainness = found
    moment = noon
  }

  /// The middle, rounded down as coarsely as the stretch allows.
  private static func middle(of stretch: Range<Int64>) -> Moment {
    let middle = stretch.lowerBound + (stretch.upperBound - stretch.lowerBound) / 2
    for seconds in [3_600, 900, 60, 1] as [Int64] {
      let unit = seconds * 1_000_000
      let rest = middle % unit
      let rounded = middle - (rest < 0 ? rest + unit : rest)
      if rounded > stretch.lowerBound { return Moment(microseconds: rounded) }
    }
    return Moment(microseconds: middle)
  }
}
