import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// What would have been different, as lines.
  func lines(of changes: ChangeAnswer, after decision: Decision) -> [String] {
    switch changes {
    case .notAsked: return []
    case .onlySensitive(let isMissing): return [onlySensitive(decision, isMissing)]
    case .nothing(let isComplete):
      return [
        isComplete
          ? "No change of one or two facts would have made it different."
          : "Of the changes that I could try, none would have made it different."
      ]
    case .changes(let found): return lines(of: found, after: decision)
    }
  }

  private func onlySensitive(_ decision: Decision, _ isMissing: Bool) -> String {
    if isMissing { return "Nothing the customer did; what is missing here has to come first." }
    let isPerson = decision.handlerIsHuman || decision.task?.ruling == .human
    return isPerson
      ? "Nothing the customer did; this topic always goes to a person."
      : "Nothing the customer did would have made it different."
  }

  private func lines(of changes: [Change], after decision: Decision) -> [String] {
    var lines: [String] = []
    var heads: [String] = []
    for change in changes where !heads.contains(head(of: change, after: decision)) {
      heads.append(head(of: change, after: decision))
    }
    for head in heads {
      lines.append(head)
      let same = changes.filter { self.head(of: $0, after: decision) == head }
      for (position, change) in same.enumerated() {
        let start = position == 0 ? "" : "or "
        lines += wrapped(start + words(of: change), indent: 2)
      }
    }
    return lines
  }

  /// `It would have stayed with the AI if`.
  private func head(of change: Change, after decision: Decision) -> String {
    let name = decision.task.map { task($0.task) } ?? "it"
    if decision.handlerIsHuman && !change.handlerIsHuman {
      switch change.ruling {
      case .ai, nil: return "It would have stayed with the AI if"
      case .notYet: return "It would have stayed with the AI, with \(name) waiting, if"
      case .nobody: return "It would have stayed with the AI, with \(name) refused, if"
      case .human, .suggest: return "It would have stayed with the AI, with \(name) not, if"
      }
    }
    if !decision.handlerIsHuman && change.handlerIsHuman {
      return "A person would have taken over if"
    }
    if decision.waitsForSomebody && change.ruling == .ai {
      return "The AI could have done \(name) at once if"
    }
    switch change.ruling {
    case .ai: return "The AI could have done \(name) if"
    case .suggest: return "The AI could have suggested \(name) if"
    case .notYet: return "The AI would have had to wait with \(name) if"
    case .human: return "\(name) would have gone to a person if"
    case .nobody: return "\(name) would have been refused if"
    case nil: return "It would have been different if"
    }
  }

  func words(of change: Change) -> String {
    listed(change.moves.map { "\(subject($0)) \(wish($0)) (was \(value($0.was)))" })
  }

  private func subject(_ move: Move) -> String {
    guard let ago = move.ago else { return fact(move.at.fact) }
    return "\(fact(move.at.fact)) \(self.ago(ago))"
  }

  private func wish(_ move: Move) -> String {
    switch move.region {
    case .exactly(let value): "had been \(value)"
    case .atMost(let value): "had been \(value) or less"
    case .below(let value): "had been less than \(value)"
    case .atLeast(let value): "had been \(value) or more"
    case .above(let value): "had been more than \(value)"
    case .between(let low, let high): "had been from \(low) to \(high)"
    case .including(let word): "had included \(word)"
    case .without(let word): "had not included \(word)"
    case .sameAs(let fact): "had been the same as \(self.fact(fact))"
    case .another: "had been another one"
    case .known: "had been known"
    }
  }
}
