import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A task whose name doesn't say what is done.
  static let styleNameVerb = LintRule("style-name-verb", .standard, .note) { policy in
    let tasks = policy.headings(.tasks).flatMap(\.listedNames)
    let things = tasks.compactMap { name in verbNames(for: name.text).map { (name, $0) } }
    return things.withFirstOnes.map { thing, isAmongFirst in
      let (name, better) = thing
      return LintFinding(
        "The task `\(name.text)` is named after a thing, not after what is done.", at: name.place,
        because: "A line reads `ai may …`, so what follows should say what the AI does.",
        fixes: (isAmongFirst ? better : []).compactMap { new in
          policy.renaming(name.text, to: new, sort: .task).map {
            Fix(.ask, "call it `\(new)`, here and in the host that asks for it", $0)
          }
        })
    }
  }
}

/// Names with a verb first; `nil` where the name begins with what may be one.
///
/// Only words that are never verbs are accused: `refund_order` and `order_refund` both pass.
private func verbNames(for name: String) -> [String]? {
  let words = name.split(separator: "_").map(String.init)
  guard let first = words.first, isThing(first) else { return nil }
  var names: [String] = []
  if words.count > 1, let last = words.last {
    let rest = words.dropLast().joined(separator: "_")
    if plainVerbs.contains(last) { names.append("\(last)_\(rest)") }
    if let verb = verbsOfDeeds[last] { names.append("\(verb)_\(rest)") }
  }
  if let verb = verbsOfDeeds[first] {
    names.append(([verb] + words.dropFirst()).joined(separator: "_"))
  }
  names.append("handle_\(name)")
  return Array(names.prefix(2))
}

/// A noun that is no verb as well.
private func isThing(_ word: String) -> Bool {
  if verbsOfDeeds[word] != nil || things.contains(word) { return true }
  guard !verbsLikeThings.contains(word), word.count > 6 else { return false }
  return ["ation", "iption", "ity", "ness", "ship"].contains { word.hasSuffix($0) }
}

private let plainVerbs: Set<String> = [
  "add", "ask", "authorise", "block", "book", "buy", "cancel", "change", "check", "close",
  "collect", "confirm", "create", "delete", "escalate", "explain", "extend", "find", "freeze",
  "give", "issue", "lock", "lookup", "make", "modify", "move", "open", "order", "pause", "pay",
  "read", "refund", "remove", "renew", "replace", "report", "reschedule", "reset", "resume",
  "return", "search", "sell", "send", "set", "show", "start", "stop", "suspend", "take", "tell",
  "track", "transfer", "unblock", "unlock", "update", "upgrade", "verify", "write",
]

/// What is done, as a noun, and the verb that says it.
private let verbsOfDeeds: [String: String] = [
  "activation": "activate", "authorisation": "authorise", "cancellation": "cancel",
  "closure": "close", "confirmation": "confirm", "creation": "create", "deletion": "delete",
  "explanation": "explain", "identification": "identify",
  "registration": "register",
  "removal": "remove", "renewal": "renew", "replacement": "replace",
  "verification": "verify",
]

private let things: Set<String> = [
  "account", "accounts", "advice", "agreement", "allowance", "amount", "appointment", "billing",
  "card", "claims", "complaint", "complaints", "customer", "data", "delivery", "details", "device",
  "emergency", "fee", "fees", "history", "information", "loans", "password", "payment", "payments",
  "policy", "premium", "pricing", "statement", "subscription", "tariff", "tariffs", "warranty",
]

private let verbsLikeThings: Set<String> = ["station", "ration", "position", "question", "witness"]
