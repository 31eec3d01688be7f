import HandrailEngine
import HandrailSource

/// What is wrong with a line that allows a finding.
enum AllowFault: Fault {
  case expired(String, CalendarDate)
  case unused(String)
  case unreadable
  case unknownRule(String, closest: String?)
  case codeAllowed(String)
  case coreWithoutOwner(String)

  /// Every code, for the pages.
  static let codes = ["allow-expired", "allow-incomplete", "allow-unused"]

  var code: String {
    switch self {
    case .expired: "allow-expired"
    case .unused: "allow-unused"
    case .unreadable, .unknownRule, .codeAllowed, .coreWithoutOwner: "allow-incomplete"
    }
  }

  var severity: Severity {
    switch self {
    case .unused: .note
    case .expired, .unreadable, .unknownRule, .codeAllowed, .coreWithoutOwner: .hold
    }
  }

  var headline: String {
    switch self {
    case .expired(let rule, let until): "This line allowed `\(rule)` until \(until.text)."
    case .unused(let rule): "`\(rule)` finds nothing here, so there is nothing to allow."
    case .unreadable: "This line should say until when, and why."
    case .unknownRule(let rule, .some(let closest)):
      "There is no rule called `\(rule)`. Closest: `\(closest)`."
    case .unknownRule(let rule, .none): "There is no rule called `\(rule)`."
    case .codeAllowed(let code): "`\(code)` can't be allowed: only rules of the lint can."
    case .coreWithoutOwner(let rule):
      "`\(rule)` is a core rule: whoever allows it gives an `owner` and a `review by` date."
    }
  }

  var reason: String {
    switch self {
    case .expired: "The day has passed: settle what it is about, or agree on a new day."
    case .unused: "A line that allows nothing now could hide a finding later."
    case .unreadable:
      "Write it such as `# allow safe-way-out until 2026-09-30: moving in September`."
    case .unknownRule: "So this line allows nothing."
    case .codeAllowed: "What its page says is to be settled in the policy."
    case .coreWithoutOwner: "Write both under this heading, or in the header of the file."
    }
  }
}
