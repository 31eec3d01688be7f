import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  func readChecks() -> [ReadHeading] {
    model.checks.promises.map(read) + model.duties.targets.map(read)
  }

  private func read(_ promise: Promise) -> ReadHeading {
    var read = heading(
      .promise, promise.name, "must hold in every conversation", (promise.metadata, promise.origin))
    let said = promise.expectations.map(expected)
    if let whenever = promise.whenever {
      read.passages += opened(words.passage("It is promised", "whenever", whenever), said)
      read.passages += words.notes(on: whenever, restarts: false)
    } else if let once = promise.once {
      read.passages += opened(words.passage("It is promised", "from the moment that", once), said)
      read.passages += words.notes(on: once, restarts: false)
    } else {
      read.passages.append(.list("Always:", said))
    }
    if let until = promise.until {
      read.passages.append(words.passage("It stands", "until", until))
    }
    return read
  }

  private func opened(_ start: Passage, _ said: [String]) -> [Passage] {
    switch start {
    case .sentence(let words): return [.list("\(words.dropLast()):", said)]
    case .list, .rows: return [start, .list("Then:", said)]
    }
  }

  private func expected(_ expectation: Promise.Expectation) -> String {
    let outcomes = expectation.outcomes
    var text = words.listed(outcomes.results.map(words), "or")
    if !outcomes.tasks.isEmpty {
      text += ", for \(words.listed(outcomes.tasks.map(words.name)))"
    }
    if !outcomes.because.isEmpty { text += ", because of \(words.listed(outcomes.because))" }
    if let turns = expectation.withinTurns { text += ", within \(words.counted(turns, "turn"))" }
    return expectation.isNever ? "never: \(text)." : "\(text)."
  }

  private func words(_ result: Outcomes.Result) -> String {
    switch result {
    case .ai: return "the AI may act at once"
    case .suggest: return "the AI drafts and a person sends"
    case .human(let queue):
      return "a person has the conversation" + (queue.map { ", in \(words.name($0))" } ?? "")
    case .nobody: return "it is refused"
    case .approval(let people):
      guard let people else { return "an approval is needed" }
      return "\(words.number(people)) \(people == 1 ? "person" : "people") must agree"
    case .offer(let name): return "the customer chooses in \(name)"
    case .first(let name): return "\(name) comes first"
    case .ask: return "the AI asks"
    case .urgency(let level): return "the urgency is \(words.level(level))"
    case .alert(let role): return "the \(words.name(role)) is alerted"
    case .watch: return "people watch"
    case .say(let name): return "\(name) says its words"
    case .carry(let fact): return "\(fact) is passed on"
    }
  }

  private func read(_ target: Target) -> ReadHeading {
    var read = heading(
      .target, target.name, "a goal that reports measure", (target.metadata, target.origin))
    read.passages = target.measures.map { measure in
      let value = scaledText(measure.value.mantissa, decimals: measure.value.decimals)
      let over = words.duration(measure.overSeconds)
      return .sentence(
        "\(measure.name) is to be \(bound(measure.comparison)) \(value) over \(over).")
    }
    read.passages.append(.sentence("It changes no decision."))
    return read
  }

  private func bound(_ comparison: Comparison) -> String {
    switch comparison {
    case .above: "above"
    case .below: "below"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .equal: "exactly"
    case .notEqual: "other than"
    }
  }
}
