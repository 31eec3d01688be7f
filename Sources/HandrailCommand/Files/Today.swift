import Glibc
import HandrailEngine

/// The day of the check: the given one, else `$HANDRAIL_TODAY`, else that of the machine's clock
/// in UTC.
func today(_ given: String?) throws(CommandError) -> CalendarDate {
  if let given { return try date(given, "after `--today`") }
  if let named = unsafe getenv("HANDRAIL_TODAY").map({ unsafe String(cString: $0) }),
    !named.isEmpty
  {
    return try date(named, "in `HANDRAIL_TODAY`")
  }
  return CalendarDate(daysSince1970: Int32(clamping: clockNow() / 86_400_000_000))
}

private func date(_ text: String, _ place: String) throws(CommandError) -> CalendarDate {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let numbers = parts.compactMap { Int($0) }
  guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
    let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
  else {
    throw .badCommand("`\(text)` \(place) is no date", fix: "write it such as `2026-03-02`")
  }
  return date
}
