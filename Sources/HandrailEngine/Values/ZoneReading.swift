extension ZoneRules {
  /// What a clock on the wall shows at an instant.
  package func reading(at moment: Moment) -> LocalReading {
    let seconds = moment.seconds
    let local = seconds + Int64(offset(atPeriod: period(at: seconds)))
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return LocalReading(
      date: CalendarDate(daysSince1970: Int32(day)), secondOfDay: Int32(local - day * 86_400))
  }

  /// The first instant whose local date is that date or later.
  package func firstInstant(of date: CalendarDate) -> Moment {
    let midnight = Int64(date.daysSince1970) * 86_400
    // No zone is further from UTC than this, so nothing earlier can show the date.
    var period = period(at: midnight - ZoneRules.furthest)
    while period < transitions.count {
      let earliest = max(start(ofPeriod: period), midnight - Int64(offset(atPeriod: period)))
      if earliest < transitions[period].at { return Moment(seconds: earliest) }
      period += 1
    }
    let earliest = max(start(ofPeriod: period), midnight - Int64(offset(atPeriod: period)))
    return Moment(seconds: earliest)
  }

  /// The instant of a local time: the first pass of a repeated one, `nil` for one skipped.
  package func instant(of local: LocalReading) -> Moment? {
    let seconds = Int64(local.date.daysSince1970) * 86_400 + Int64(local.secondOfDay)
    var period = period(at: seconds - ZoneRules.furthest)
    while period <= transitions.count && start(ofPeriod: period) <= seconds + ZoneRules.furthest {
      let instant = seconds - Int64(offset(atPeriod: period))
      let isBeforeNext = period == transitions.count || instant < transitions[period].at
      if instant >= start(ofPeriod: period) && isBeforeNext { return Moment(seconds: instant) }
      period += 1
    }
    return nil
  }

  /// The second at which the offset changes next.
  package func nextChange(after seconds: Int64) -> Int64? {
    let period = period(at: seconds)
    return period < transitions.count ? transitions[period].at : nil
  }

  /// Seconds that no offset exceeds; the reader of zone files holds to it.
  static var furthest: Int64 { 93_600 }

  /// Period 0 is before the first transition; period n begins with transition n - 1.
  private func period(at seconds: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func offset(atPeriod period: Int) -> Int32 {
    period == 0 ? firstOffset : transitions[period - 1].offset
  }

  private func start(ofPeriod period: Int) -> Int64 {
    period == 0 ? .min : transitions[period - 1].at
  }
}
