import HandrailEngine
import HandrailSource

/// What whole-policy analysis finds: parts of PL04, PL06 and PL08.
enum AnalysisFault: Fault {
  case permissionNeverCounts(by: String?, stricter: String, example: String)
  /// `tests`: the fewest that can't be yes together; empty where that was not settled.
  case neverApplies(HeadingNoun, tests: [String])
  /// `example`: somebody whom it takes out; `nil` where that was not settled.
  case exceptionCoversAll(HeadingNoun, exceptions: Int, example: String?)
  /// `example`: a case of the exception; `nil` where nothing that can happen is one.
  case exceptionNeverMatters(HeadingNoun, example: String?)
  case sameRule(String, String)
  case differentQueues(String, String, ranked: String, example: String)
  case bounces(rule: String, example: String)
  case permitsEverything(tasks: Int)
  case approvalNeverAsked(task: String)
  case offersTwice(task: String, example: String)
  case promiseBroken(name: String, why: String)
  case neverTriggered(tests: [String])
  case notSettled(what: String)
  case promisesContradict(String, String, example: String)

  var code: String {
    switch self {
    case .permissionNeverCounts: "PL0403"
    case .neverApplies: "PL0404"
    case .exceptionCoversAll: "PL0405"
    case .exceptionNeverMatters: "PL0406"
    case .sameRule: "PL0407"
    case .differentQueues: "PL0408"
    case .permitsEverything: "PL0409"
    case .bounces: "PL0411"
    case .approvalNeverAsked: "PL0608"
    case .offersTwice: "PL0611"
    case .promiseBroken: "PL0801"
    case .neverTriggered: "PL0802"
    case .notSettled: "PL0803"
    case .promisesContradict: "PL0807"
    }
  }

  var severity: Severity {
    switch self {
    case .exceptionNeverMatters, .sameRule, .promisesContradict: .note
    case .permissionNeverCounts, .neverApplies, .exceptionCoversAll, .differentQueues,
      .permitsEverything, .bounces, .approvalNeverAsked, .offersTwice, .promiseBroken,
      .neverTriggered, .notSettled:
      .hold
    }
  }

  var headline: String {
    switch self {
    case .permissionNeverCounts(let rule?, let stricter, let example):
      "This permission can never take effect: whenever it would, `\(rule)` says \(stricter). "
        + "Example: \(example). If you meant an exception, put it there."
    case .permissionNeverCounts(nil, let stricter, let example):
      "This permission can never take effect: whenever it would, \(stricter). "
        + "Example: \(example)."
    case .neverApplies(let noun, let tests):
      "This \(noun.rawValue) can never apply: "
        + (tests.clash ?? "its lines can't all be true together.")
    case .exceptionCoversAll(let noun, let exceptions, let example):
      (exceptions == 1
        ? "The exception covers everything the \(noun.rawValue) does."
        : "The exceptions together cover everything the \(noun.rawValue) does.")
        + (example.map { " Example: \($0)." } ?? "")
    case .exceptionNeverMatters(let noun, let example?):
      "The exception never matters: the \(noun.rawValue) doesn't apply in those cases anyway. "
        + "Example: \(example)."
    case .exceptionNeverMatters(_, nil):
      "The exception never matters: nothing that can happen is such a case."
    case .sameRule(let first, let second): "`\(first)` and `\(second)` say the same thing."
    case .differentQueues(let first, let second, let ranked, let example):
      "`\(first)` and `\(second)` can both apply and name different queues, and `prefer queues` "
        + "lists \(ranked). Example: \(example)."
    case .permitsEverything(let tasks):
      (tasks == 1
        ? "`do anything` lets the AI do the one task there is"
        : "`do anything` lets the AI do all \(tasks) tasks") + ", and every task added later."
    case .bounces(let rule, let example):
      "`return to ai` can give the AI a chat that `\(rule)` hands over again at once, so chats "
        + "could bounce. Example: \(example)."
    case .approvalNeverAsked(let task):
      "No rule lets anyone do `\(task)`, so this approval is never asked for."
    case .offersTwice(let task, let example):
      "Two offers cover `\(task)` at the same time; the customer would be asked twice. "
        + "Example: \(example)."
    case .promiseBroken(let name, _): "The promise `\(name)` is broken."
    case .neverTriggered: "Nothing can ever trigger this promise, so it promises nothing."
    case .notSettled(let what):
      "I couldn't settle \(what) within my limit. Treat it as not proved."
    case .promisesContradict(let first, let second, let example):
      "The promises `\(first)` and `\(second)` contradict each other. Example: \(example)."
    }
  }

  var reason: String {
    switch self {
    case .permissionNeverCounts: "The strictest line wins, so the AI never gets to act on this one."
    case .neverApplies(let noun, _): noun.whereNeverApplied
    case .exceptionCoversAll(.rule, _, _): "Whoever the rule is for is taken out again."
    case .exceptionCoversAll: "Whatever it is for is taken out again."
    case .exceptionNeverMatters: "A line that changes nothing is read as if it did."
    case .sameRule: "Whoever changes one of them has to remember the other."
    case .differentQueues:
      "Which team gets the customer then follows from no line of yours. List both in "
        + "`prefer queues`, the one that comes first before the other."
    case .permitsEverything:
      "A task that nobody thought about should go to people, not to the AI."
    case .bounces(let rule, _):
      "A customer who goes back and forth tells the story twice. Leave that case out of "
        + "`return to ai`, or take out of `\(rule)` what begins with the return."
    case .approvalNeverAsked: "Somebody counts on being asked, and never is."
    case .offersTwice:
      "One question too many at the moment of choice. Leave what the other covers out of one of "
        + "them."
    case .promiseBroken(_, let why): why
    case .neverTriggered(let tests):
      (tests.clash.map { $0 + " " } ?? "") + "It would hold for any policy."
    case .notSettled: "It may well be so; nobody has shown it."
    case .promisesContradict:
      "No policy can keep both. Leave the case of one out of the other's `whenever`."
    }
  }
}

extension [String] {
  /// That these tests can't be true together, in words; `nil` where there are none, or too many.
  fileprivate var clash: String? {
    guard let last, count <= 3 else { return nil }
    let quoted = map { "`\($0)`" }
    if count == 1 { return "`\(last)` can never be true." }
    return quoted.dropLast().joined(separator: ", ") + " and `\(last)` can't be true together."
  }
}

/// What a heading with a `when` is called in a message.
enum HeadingNoun: String, Sendable {
  case rule, approval, offer
  case first = "`first`"
  case wayBack = "`return to ai`"
  case assist = "`assist`"

  init(_ kind: GraphHeading.Kind) {
    switch kind {
    case .approval: self = .approval
    case .offer: self = .offer
    case .first: self = .first
    case .returnToAI: self = .wayBack
    case .assist: self = .assist
    case .rule, .oversight, .table, .choose, .define, .disclosure, .conduct, .handoff,
      .afterwards, .target:
      self = .rule
    }
  }

  /// What comes of a heading of this kind that never applies.
  fileprivate var whereNeverApplied: String {
    switch self {
    case .rule: "A line that never holds protects nobody."
    case .approval: "Somebody counts on being asked, and never is."
    case .offer: "The customer is never asked."
    case .first: "What is to come first never does."
    case .wayBack: "What a person takes over then stays with people."
    case .assist: "Nobody is ever helped by it."
    }
  }
}

/// Every code that whole-policy analysis can give.
package let analysisCodes: [String] = [
  "PL0403", "PL0404", "PL0405", "PL0406", "PL0407", "PL0408", "PL0409", "PL0411",
  "PL0608", "PL0611", "PL0801", "PL0802", "PL0803", "PL0807",
]
