package import HandrailSource

/// What is wrong with a kind, unit, limit or window: PL03.
package enum KindFault: Fault {
  case noCurrency(fact: String, found: String, suggested: String)
  case otherCurrency(fact: String, currency: String, found: String)
  case noUnit(found: String)
  case noOrder(fact: String, because: String)
  case neverHolds(fact: String, range: String, test: String, suggested: String?)
  case notEveryTurn(fact: String, turns: String)
  case windowNeverHolds(least: String, turns: String)
  case windowTooLong
  case windowOnWindow(fact: String)
  case severalValues(fact: String)
  case oneValue(fact: String)
  case cannotAdd(kind: String, to: String)
  case tooLarge(sum: String)
  case whichScale(found: String)
  case cellKind(column: String, kind: String, found: String)
  case promisedAlways(fact: String)
  case noValueLeft(fact: String, why: String)
  case markMisfit(mark: String, fact: String, why: String)
  case tooManyWords(count: Int)
  case unusable(found: String, allowed: String)
  case otherKind(fact: String, kind: String, needed: String)
  case aMoment(fact: String)
  case agentFact(fact: String)
  case oneFactNeeded(test: String)
  case unknownCurrency(code: String)

  package var code: String {
    switch self {
    case .noCurrency: "PL0301"
    case .otherCurrency: "PL0302"
    case .noUnit: "PL0303"
    case .noOrder: "PL0304"
    case .neverHolds: "PL0305"
    case .notEveryTurn, .windowOnWindow: "PL0306"
    case .windowNeverHolds: "PL0307"
    case .windowTooLong: "PL0308"
    case .severalValues: "PL0309"
    case .oneValue: "PL0310"
    case .cannotAdd: "PL0311"
    case .tooLarge: "PL0312"
    case .whichScale: "PL0313"
    case .cellKind: "PL0314"
    case .promisedAlways: "PL0315"
    case .noValueLeft: "PL0316"
    case .markMisfit: "PL0317"
    case .tooManyWords: "PL0318"
    case .unusable: "PL0319"
    case .otherKind, .aMoment, .agentFact: "PL0320"
    case .oneFactNeeded: "PL0321"
    case .unknownCurrency: "PL0322"
    }
  }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .noCurrency(let fact, let found, let suggested):
      "`\(fact)` is money; `\(found)` has no currency. Write `\(suggested)`."
    case .otherCurrency(let fact, let currency, let found):
      "`\(fact)` is in \(currency), this amount is in \(found), and I don't convert."
    case .noUnit(let found):
      "\(found) what? Write `\(found) minutes` (or seconds, hours, days)."
    case .noOrder(let fact, let because):
      "`\(fact)` is \(because), so it can't be above or below anything."
    case .neverHolds(let fact, let range, let test, let suggested):
      "`\(fact)` runs from \(range), so `\(test)` can never happen."
        + (suggested.map { " Did you mean `\($0)`?" } ?? "")
    case .notEveryTurn(let fact, let turns):
      "`\(fact)` isn't measured every turn, so it has no \"last \(turns) turns\"."
    case .windowOnWindow(let fact):
      "`\(fact)` already looks over several turns, so no window can stand on it."
    case .windowNeverHolds(let least, let turns):
      "At least \(least) of \(turns) turns can never happen."
    case .windowTooLong: "The longest window is 20 turns."
    case .severalValues(let fact): "`\(fact)` can hold several values at once: use `includes`."
    case .oneValue(let fact): "`\(fact)` has exactly one value: use `is`."
    case .cannotAdd(let kind, let other):
      "You can add \(other) to \(other); this adds \(other) to \(kind)."
    case .tooLarge(let sum):
      "`\(sum)` can reach a size beyond what I can store. Lower a limit."
    case .whichScale(let found):
      "`\(found)`: is this a part of one, a percentage, or points?"
    case .cellKind(let column, let kind, let found):
      "Column \"\(column)\" holds \(kind); this cell holds \(found)."
    case .promisedAlways(let fact):
      "`\(fact)` is promised always, so \"is unknown\" can be yes only on a fault. Should it be "
        + "`or unknown`?"
    case .noValueLeft(let fact, let why): "The limits of `\(fact)` don't work: \(why)."
    case .markMisfit(let mark, let fact, let why): "`\(mark)` doesn't fit `\(fact)`: \(why)."
    case .tooManyWords(let count): "A set holds at most 64 words; this one has \(count)."
    case .unusable(let found, let allowed): "`\(found)` doesn't work here: \(allowed)."
    case .otherKind(let fact, let kind, let needed):
      "`\(fact)` is \(kind); this place takes \(needed)."
    case .aMoment(let fact):
      "`\(fact)` is a moment: compare it with a date, or its age as in `at most 30 days ago`."
    case .agentFact(let fact):
      "`\(fact)` is given for every agent: only `agents when` of a queue can test it."
    case .oneFactNeeded(let test): "`\(test)` works on one fact, not on a sum."
    case .unknownCurrency(let code): "I don't know the currency `\(code)`."
    }
  }

  package var reason: String {
    switch self {
    case .noCurrency: "An amount without a currency could be read in any of them."
    case .otherCurrency: "A rate that changes every day would change who may do what."
    case .noUnit: "Five seconds and five days send different customers to a person."
    case .noOrder: "Only numbers, scores, levels, money and lengths of time have an order."
    case .neverHolds: "A line that can never hold looks like a safeguard and is none."
    case .notEveryTurn: "A window counts turns, so all that it looks at must come with every turn."
    case .windowOnWindow: "Turns counted over counted turns would not mean what they seem to."
    case .windowNeverHolds: "A window that can never hold looks like a safeguard and is none."
    case .windowTooLong: "Hosts send at most the last 20 turns with a question."
    case .severalValues: "A set is never equal to one of its words alone."
    case .oneValue: "Only an `any of` fact can include something."
    case .cannotAdd: "A sum has a meaning only within one kind."
    case .tooLarge: "Numbers are kept exactly, so the largest one must fit."
    case .whichScale: "These readings are a hundred times apart."
    case .cellKind: "A cell is compared with what its column holds."
    case .promisedAlways: "A fault already sends the customer to a person."
    case .noValueLeft: "A fact without a possible value is always a fault."
    case .markMisfit: "Two readings of one fact could not both be served."
    case .tooManyWords: "A set is kept in one 64-bit number."
    case .unusable: "I don't round or guess what is written."
    case .otherKind: "The line could not be answered for a fact of that kind."
    case .aMoment: "A moment has no size, only a place in time."
    case .agentFact: "A conversation has many agents to choose from."
    case .oneFactNeeded: "A sum has a size and nothing else."
    case .unknownCurrency: "The code says how many digits an amount keeps (ISO 4217)."
    }
  }
}
