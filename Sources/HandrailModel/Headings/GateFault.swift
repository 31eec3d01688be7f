package import HandrailSource

/// What is wrong with a gate: an approval, an offer, what comes first: PL06.
package enum GateFault: Fault {
  case tiersMustRise(limit: String, before: String)
  case lastTierNotAbove(limit: String?)
  case zeroPeople(found: String)
  case fewerPeople
  case noAnswerTime
  case noSilence
  case measureKind(measure: String)
  case grantOnText(fact: String)
  case noPerson
  case silenceChoosesAI
  case tierLimit(fact: String)
  case belowZero(measure: String)
  case noCustomerTime
  case missingLine(heading: String, line: String)

  package var code: String {
    switch self {
    case .tiersMustRise: "PL0601"
    case .lastTierNotAbove: "PL0602"
    case .zeroPeople: "PL0603"
    case .fewerPeople: "PL0604"
    case .noAnswerTime: "PL0605"
    case .noSilence: "PL0606"
    case .measureKind: "PL0607"
    case .grantOnText: "PL0609"
    case .noPerson: "PL0610"
    case .silenceChoosesAI: "PL0612"
    case .tierLimit: "PL0613"
    case .belowZero: "PL0614"
    case .noCustomerTime: "PL0615"
    case .missingLine: "PL0616"
    }
  }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .tiersMustRise(let limit, let before):
      "Tiers must rise. `\(limit)` comes after `\(before)`."
    case .lastTierNotAbove(let limit):
      limit.map { "The last tier must be `above \($0)`, so no amount is left out." }
        ?? "The last tier must be `above` the limit before it, so no amount is left out."
    case .zeroPeople(let found):
      "\"\(found)\" isn't a number of people. For no approval, write `needs nobody`."
    case .fewerPeople: "Larger amounts need fewer people here."
    case .noAnswerTime: "How long do approvers have? Add `answer within …`."
    case .noSilence: "What if nobody answers? Add `if no answer …`."
    case .measureKind(let measure):
      "`\(measure)` isn't money or a number, so tiers can't compare it."
    case .grantOnText(let fact): "A grant can't be checked against `\(fact)`."
    case .noPerson: "An offer must include a person."
    case .silenceChoosesAI: "Silence may not choose the AI. Choose `human` or `callback`."
    case .tierLimit(let fact): "Tier limits are written numbers; `\(fact)` could be anything."
    case .belowZero(let measure):
      "`\(measure)` can be below zero, so the lowest tier would catch it."
    case .noCustomerTime: "How long does the customer have to answer? Add `answer within …`."
    case .missingLine(let heading, let line): "`\(heading)` needs a `\(line)` line."
    }
  }

  package var reason: String {
    switch self {
    case .tiersMustRise: "The lowest tier whose limit holds counts, so the order must be plain."
    case .lastTierNotAbove: "An amount above every limit would need nobody."
    case .zeroPeople: "A number of people that is not there can't be asked."
    case .fewerPeople: "Mostly two lines were swapped."
    case .noAnswerTime: "An approval without an end would keep the customer waiting for ever."
    case .noSilence: "Silence must lead somewhere."
    case .measureKind: "A tier holds up to an amount."
    case .grantOnText: "A grant counts for exactly what was agreed to, and free text varies."
    case .noPerson: "Whoever is asked must be able to ask for a person."
    case .silenceChoosesAI: "No answer is not consent."
    case .tierLimit: "Whoever sets that fact would set the limit."
    case .belowZero: "A payment in the other direction would pass with the fewest people."
    case .noCustomerTime: "A question without an end would keep the conversation open for ever."
    case .missingLine: "Without it the heading would do nothing, or would cover nothing."
    }
  }
}
