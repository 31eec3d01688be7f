extension LintRule {
  /// The rules whose names begin with `time-`, in the manual's order.
  static let time: [LintRule] = [
    timeNoHolidays, timeZoneImplicit, timeDayMeans24h, timeGapUnserved, timeExpiredRule,
    timeClockChangeWeek,
  ]
}
