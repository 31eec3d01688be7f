package import HandrailSource

/// What is wrong with a queue, a duty or a scenario: PL07 and PL08.
package enum QueueFault: Fault {
  case circle(path: [String])
  case nothingLeft
  case tooLong(most: Int)
  case includedAndLeftOut(fact: String)
  case wayOutExcepts(rule: String)
  case wayOutKeeps(rule: String)
  case neverOpen(queue: String)
  case checksNothing

  package var code: String {
    switch self {
    case .circle: "PL0701"
    case .nothingLeft: "PL0702"
    case .tooLong: "PL0707"
    case .includedAndLeftOut: "PL0703"
    case .wayOutExcepts: "PL0704"
    case .wayOutKeeps: "PL0705"
    case .neverOpen: "PL0706"
    case .checksNothing: "PL0806"
    }
  }

  package var severity: Severity {
    switch self {
    case .circle, .nothingLeft, .tooLong: .stop
    case .includedAndLeftOut, .wayOutExcepts, .wayOutKeeps, .neverOpen, .checksNothing: .hold
    }
  }

  package var headline: String {
    switch self {
    case .circle(let path):
      "Fallbacks go round in a circle: " + path.map { "`\($0)`" }.joined(separator: " → ") + "."
    case .nothingLeft:
      "If all of this fails, nothing is left. End with a callback or a message."
    case .tooLong(let most): "This ladder goes on through more than \(most) queues."
    case .includedAndLeftOut(let fact):
      "`\(fact)` is both included and left out. Leaving out wins."
    case .wayOutExcepts(let rule):
      "The way out `\(rule)` has an exception, so some customers can't use it."
    case .wayOutKeeps(let rule): "The way out `\(rule)` doesn't hand over to a person."
    case .neverOpen(let queue): "The calendar for `\(queue)` is never open."
    case .checksNothing: "This scenario checks nothing. Add `expect …`."
    }
  }

  package var reason: String {
    switch self {
    case .circle: "A customer would be passed round and never reach anyone."
    case .nothingLeft: "A customer who can't be served must at least be able to leave word."
    case .tooLong: "Nobody waits that long; end it sooner, in a callback or a message."
    case .includedAndLeftOut: "The line that includes it does nothing."
    case .wayOutExcepts: "Whoever the exception fits asks for a person and stays where they are."
    case .neverOpen: "Everyone who is sent there waits for what is left when it is closed."
    case .wayOutKeeps: "A customer who asks for a person would stay where they are."
    case .checksNothing: "A scenario without an expectation can never fail."
    }
  }
}
