import HandrailSource

/// What is wrong with a suite before a scenario of it is played: PL0810.
enum SuiteFault: Fault {
  /// The file is no YAML that we read.
  case unreadable(cause: String, fix: String)
  case unknownKey(key: String, closest: String?, allowed: [String])
  case missingKey(key: String, of: String)
  /// Something of another shape stands under a key.
  case otherShape(key: String, wanted: String)
  /// Letters that no value of the policy language has.
  case oddText(text: String, wanted: String)
  case tooMany(most: Int)

  var code: String { "PL0810" }
  var severity: Severity { .stop }

  var headline: String {
    switch self {
    case .unreadable(let cause, _): "This suite can't be read: \(cause)."
    case .unknownKey(let key, let closest, _):
      "There is no key `\(key)` here\(closest.map { "; do you mean `\($0)`?" } ?? ".")"
    case .missingKey(let key, let owner): "\(owner) needs `\(key)`."
    case .otherShape(let key, let wanted): "Under `\(key)` I expect \(wanted)."
    case .oddText(let text, let wanted): "`\(text)` is not \(wanted)."
    case .tooMany(let most): "This comes to more than \(most) scenarios."
    }
  }

  var reason: String {
    switch self {
    case .unreadable(_, let fix): "To mend it, \(fix)."
    case .unknownKey(_, _, let allowed): "The keys here are \(allowed.joined(separator: ", "))."
    case .missingKey: "A scenario has a name, and something that it expects."
    case .otherShape: "A suite says what a scenario in a policy says, in YAML."
    case .oddText: "Values and outcomes are written as in a policy, on one line."
    case .tooMany: "A matrix plays every combination of its values; take fewer values."
    }
  }
}
