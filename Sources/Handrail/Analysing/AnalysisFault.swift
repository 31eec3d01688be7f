import HandrailSource

/// What whole-policy analysis finds: parts of PL04, PL06 and PL08.
enum AnalysisFault: Fault {
  case permissionNeverCounts(by: String?, stricter: String)
  case neverApplies
  case exceptionCoversAll
  case exceptionNeverMatters
  case sameRule(String, String)
  case differentQueues(String, String, ranked: String, example: String)
  case bounces(rule: String, example: String)
  case permitsEverything(tasks: Int)
  case approvalNeverAsked(task: String)
  case offersTwice(task: String, example: String)
  case promiseBroken(name: String, why: String)
  case neverTriggered
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
    case .permissionNeverCounts(let rule?, let stricter):
      "This permission can never take effect: whenever it would, `\(rule)` says \(stricter). "
        + "If you meant an exception, put it there."
    case .permissionNeverCounts(nil, let stricter):
      "This permission can never take effect: whenever it would, \(stricter)."
    case .neverApplies: "This rule can never apply: its lines can't all be true together."
    case .exceptionCoversAll: "The exception covers everything the rule does."
    case .exceptionNeverMatters:
      "The exception never matters: the rule doesn't apply in those cases anyway."
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
    case .neverApplies: "A line that never holds protects nobody."
    case .exceptionCoversAll: "Whoever the rule is for is taken out again."
    case .exceptionNeverMatters: "A line that changes nothing is read as if it did."
    case .sameRule: "Whoever changes one of them has to remember the other."
    case .differentQueues: "Which team gets the customer then follows from no line of yours."
    case .permitsEverything:
      "A task that nobody thought about should go to people, not to the AI."
    case .bounces: "A customer who goes back and forth tells the story twice."
    case .approvalNeverAsked: "Somebody counts on being asked, and never is."
    case .offersTwice: "One question too many at the moment of choice."
    case .promiseBroken(_, let why): why
    case .neverTriggered: "It would hold for any policy."
    case .notSettled: "It may well be so; nobody has shown it."
    case .promisesContradict: "No policy can keep both."
    }
  }
}

/// Every code that whole-policy analysis can give.
package let analysisCodes: [String] = [
  "PL0403", "PL0404", "PL0405", "PL0406", "PL0407", "PL0408", "PL0409", "PL0411",
  "PL0608", "PL0611", "PL0801", "PL0802", "PL0803", "PL0807",
]
