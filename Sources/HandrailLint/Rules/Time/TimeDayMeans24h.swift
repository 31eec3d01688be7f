import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A callback within days: a day is 24 hours, not a working day.
  static let timeDayMeans24h = LintRule("time-day-means-24h", .standard, .note) { policy in
    policy.headings(.queue).flatMap { heading -> [LintFinding] in
      let steps = heading.child(.fallbackLine)?.children(.callbackStep) ?? []
      return steps.compactMap { step in
        guard let span = step.child(.span), let duration = span.child(.duration),
          let unit = duration.word(1)?.text, unit == "day" || unit == "days"
        else { return nil }
        let isOpenTime = span.formatted != duration.formatted
        return LintFinding(
          "`\(duration.formatted)` is \(hoursOf(duration)), not "
            + (unit == "day" ? "a working day." : "working days."),
          at: duration.place,
          because: isOpenTime
            ? "Counted in opening hours that is several days of work; say the hours that you mean."
            : "It runs through nights and weekends; say the hours that you mean, or count them in "
              + "opening hours: `8 hours of` a calendar.")
      }
    }
  }
}

/// The days in hours: `48 hours`.
private func hoursOf(_ duration: Written) -> String {
  let days = duration.word(0).flatMap { Int64($0.text) } ?? 1
  let (hours, overflow) = days.multipliedReportingOverflow(by: 24)
  return overflow ? duration.formatted : "\(hours) hours"
}
