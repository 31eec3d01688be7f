package import HandrailSource

/// What is wrong with a rule or with the header: PL04.
package enum RuleFault: Fault {
  case saysNothing
  case allowsAndRestricts(task: String)
  case startsAfterEnd
  case actsOnUnknown
  case standsTwice
  case noPreference
  case noStart
  case noConsent

  package var code: String {
    switch self {
    case .saysNothing: "PL0401"
    case .allowsAndRestricts: "PL0402"
    case .startsAfterEnd: "PL0410"
    case .actsOnUnknown: "PL0412"
    case .standsTwice: "PL0413"
    case .noPreference: "PL0414"
    case .noStart: "PL0415"
    case .noConsent: "PL0416"
    }
  }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .saysNothing:
      "This rule never says what should happen. Add `ai may …`, `only a human may …`, "
        + "`nobody may …` or `hand over to …`."
    case .allowsAndRestricts(let task): "One rule both allows and restricts `\(task)`."
    case .startsAfterEnd: "This rule starts after it ends."
    case .actsOnUnknown:
      "I won't let the AI act on something nobody knows. Remove `if unknown apply`, or say openly "
        + "`… is unknown`."
    case .standsTwice: "This line may stand only once under a heading."
    case .noPreference: "A policy that can hand over needs `prefer queues … otherwise …`."
    case .noStart: "Who starts a conversation? Add `start with ai` or `start with human`."
    case .noConsent: "Contacting a customer needs a consent fact that is yes."
    }
  }

  package var reason: String {
    switch self {
    case .saysNothing: "A rule without such a line changes nothing."
    case .allowsAndRestricts: "The strictest line wins, so the permission would never count."
    case .startsAfterEnd: "There is no day on which it would apply."
    case .actsOnUnknown: "What nobody knows never lets the AI do a task."
    case .standsTwice: "With two of them, I could not say which one you mean."
    case .noPreference: "Someone has to take the customer when no rule names a team."
    case .noStart: "Until something else is decided, one of them holds the conversation."
    case .noConsent: "Nobody may be called or written to who has not agreed to it."
    }
  }
}
