package import HandrailSource

/// The sorts of name that a policy gives to things.
enum NameSort: UInt8, Sendable, CaseIterable {
  case fact, task, queue, role, table, approval, offer, calendar, rule, first, promise, scenario
  case target, mark

  var words: String {
    switch self {
    case .fact: "fact"
    case .task: "task"
    case .queue: "queue"
    case .role: "role"
    case .table: "table"
    case .approval: "approval"
    case .offer: "offer"
    case .calendar: "calendar"
    case .rule: "rule"
    case .first: "`first` gate"
    case .promise: "promise"
    case .scenario: "scenario"
    case .target: "target"
    case .mark: "mark"
    }
  }
}

/// What is wrong with a name: PL02.
package enum NameFault: Fault {
  case unknownFact(name: String, closest: String?)
  case unknownTask(name: String, closest: String?)
  case unknownQueue(name: String, closest: String?)
  case unknownRole(name: String, closest: String?)
  /// Sort in words: table, approval, offer, calendar, rule, …
  case unknownOther(sort: String, name: String, closest: String?)
  case alreadyDefined(name: String, place: String)
  case builtIn(name: String)
  case notListed(fact: String, list: String, found: String)
  case noFile(path: String, reason: String)
  case circle(path: [String])
  case describedDifferently(fact: String, first: String, second: String)
  case unknownPlaceholder(name: String)
  case freeText(fact: String)
  case mayNotBeSaid(fact: String)
  case nothingWorksOut(fact: String)
  case cannotWorkOut(fact: String, heading: String)
  case twoMoments(definition: String, fact: String)
  case tooMany(most: Int)

  package var code: String {
    switch self {
    case .unknownFact: "PL0201"
    case .unknownTask: "PL0202"
    case .unknownQueue: "PL0203"
    case .unknownRole: "PL0204"
    case .unknownOther: "PL0205"
    case .alreadyDefined, .builtIn: "PL0206"
    case .notListed: "PL0207"
    case .noFile: "PL0208"
    case .circle: "PL0209"
    case .describedDifferently: "PL0210"
    case .unknownPlaceholder: "PL0211"
    case .freeText: "PL0212"
    case .nothingWorksOut: "PL0213"
    case .cannotWorkOut: "PL0214"
    case .twoMoments: "PL0215"
    case .mayNotBeSaid: "PL0216"
    case .tooMany: "PL0217"
    }
  }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .unknownFact(let name, let closest):
      "No fact is called `\(name)`." + (closest.map { " Closest: `\($0)`." } ?? "")
    case .unknownTask(let name, let closest):
      closest.map { "`\(name)` isn't in the list of tasks. Add it, or use `\($0)`?" }
        ?? "`\(name)` isn't in the list of tasks. Add it?"
    case .unknownQueue(let name, let closest):
      "No queue is called `\(name)`." + (closest.map { " Closest: `\($0)`." } ?? "")
    case .unknownRole(let name, let closest):
      "No role is called `\(name)`." + (closest.map { " Closest: `\($0)`." } ?? "")
    case .unknownOther(let sort, let name, let closest):
      "No \(sort) is called `\(name)`." + (closest.map { " Closest: `\($0)`." } ?? "")
    case .alreadyDefined(let name, let place): "`\(name)` is already defined at \(place)."
    case .builtIn(let name): "`\(name)` is already defined: it is built in."
    case .notListed(let fact, let list, let found):
      "`\(fact)` can be \(list); `\(found)` isn't one of them."
    case .noFile(let path, let reason): "I can't find the file \"\(path)\". I looked: \(reason)."
    case .circle(let path):
      "These definitions depend on each other in a circle: "
        + path.map { "`\($0)`" }.joined(separator: " → ") + "."
    case .describedDifferently(let fact, let first, let second):
      "`\(fact)` is described differently in \(first) and \(second)."
    case .unknownPlaceholder(let name):
      "The message mentions `\(name)`, which isn't a fact, so customers would see the braces."
    case .freeText(let fact):
      "`\(fact)` is free text. Text can be shown or passed on, never tested."
    case .mayNotBeSaid(let fact): "`\(fact)` may not be said to a customer."
    case .nothingWorksOut(let fact):
      "`\(fact)` is worked out, but no table or `choose` works it out."
    case .cannotWorkOut(let fact, let heading):
      "`\(heading)` can't give `\(fact)` a value: only a fact declared `worked out` takes one."
    case .twoMoments(let definition, let fact):
      "`\(definition)` reads `\(fact)` as it was before the decision in one place and as decided "
        + "in another."
    case .tooMany(let most): "This policy has more than \(most) headings and names."
    }
  }

  package var reason: String {
    switch self {
    case .unknownFact: "A test on a name that nobody declares could never be answered."
    case .unknownTask: "Only tasks that are listed can be allowed, restricted or refused."
    case .unknownQueue: "Customers would be sent to a team that does not exist."
    case .unknownRole: "Nobody could ever hold a role that is not listed."
    case .unknownOther: "What a line names has to be written somewhere."
    case .alreadyDefined: "With two of one name, I could not say which of them you mean."
    case .builtIn: "The engine knows it by itself, so nobody may send it."
    case .notListed: "A value that can never come would make the line silently useless."
    case .noFile: "Names and rules of that file are missing, so I can't check the rest."
    case .circle: "Each one needs another one's answer first, so none would ever be settled."
    case .describedDifferently: "One fact has one kind, whoever reads it."
    case .unknownPlaceholder: "Words in braces are replaced by the value of a fact."
    case .freeText: "Decisions on free text could be neither checked nor explained."
    case .mayNotBeSaid: "Secrets and free text in a message could reach the wrong person."
    case .nothingWorksOut: "Without a table that writes it, it would be unknown for ever."
    case .cannotWorkOut: "A fact has one source: the host sends it, or one table works it out."
    case .twoMoments: "One name would then mean two things."
    case .tooMany: "A policy that large is more likely a mistake, and I check no further."
    }
  }
}
