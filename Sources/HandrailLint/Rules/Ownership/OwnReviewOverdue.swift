import HandrailEngine
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A date of review that has passed, or passes within thirty days.
  static let ownReviewOverdue = LintRule("own-review-overdue", .core, .hold) { policy in
    guard let today = policy.surroundings.today else { return [] }
    return policy.headings.flatMap { heading in
      heading.children(.reviewByLine).compactMap { line in
        guard let word = line.words(.date).first, let date = date(word.text) else { return nil }
        return finding(heading, word, due: date, today)
      }
    }
  }
}

/// How many days before the date it is spoken of.
private let noticeDays: Int32 = 30

private func finding(
  _ heading: Written, _ word: WrittenWord, due date: CalendarDate, _ today: CalendarDate
) -> LintFinding? {
  let left = date.daysSince1970 - today.daysSince1970
  guard left <= noticeDays else { return nil }
  let title =
    heading.kind == .header
    ? "this policy" : "`\(heading.tree.source.text(heading.headPlace.range))`"
  let next = CalendarDate(daysSince1970: today.daysSince1970 + 365).text
  var finding = LintFinding(
    left < 0
      ? "The review of \(title) was due on \(word.text)."
      : "The review of \(title) is due by \(word.text).",
    at: word.place,
    because: left < 0
      ? "Nobody has confirmed since then that it still says what it should."
      : "After that day it isn't to be published until somebody has looked at it.",
    fixes: [
      Fix(.fill, "after the review, give the next date: `\(next)`", [Edit(word.place, next)])
    ])
  if left >= 0 { finding.severity = .note }
  return finding
}

/// `2026-09-30`; `nil` where there is no such day.
private func date(_ text: String) -> CalendarDate? {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3 else { return nil }
  return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
}
