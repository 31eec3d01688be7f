import HandrailEngine

extension Standing {
  /// Whether one of some outcomes may hold, and whether it must.
  mutating func chance(ofAny outcomes: [GraphPromise.Outcome]) -> Chance {
    var any = Chance.no
    for outcome in outcomes { any.join(chance(of: outcome)) }
    return any
  }

  private mutating func chance(of outcome: GraphPromise.Outcome) -> Chance {
    switch outcome {
    case .ai: return aiActs
    case .suggest: return rulesOneOf([.suggest])
    case .nobody: return rulesOneOf([.nobody])
    case .human(nil): return human
    case .human(let queue?): return human.and(goes(to: queue))
    case .approval(let people): return approvedBy(people)
    case .offer(let offer): return offered(offer)
    case .first(let first): return isOpen(first)
    case .ask: return asksCustomer()
    // What the evaluator alone tells.
    case .urgency, .alert, .watch, .say, .carry: return Chance(may: true)
    }
  }

  private mutating func approvedBy(_ people: Int) -> Chance {
    var any = Chance.no
    for approval in lines.approvals {
      let counts = peopleNeeded(approval)
      let enough = Chance(
        may: counts.contains { $0 >= people && $0 > 0 },
        must: counts.allSatisfy { $0 >= people && $0 > 0 })
      let covers = self.coversNow(approval.step)
      any.join(enough.and(covers).and(rulesOneOf([.nobody]).negated))
    }
    return any
  }

  private mutating func offered(_ offer: Int) -> Chance {
    guard let line = lines.offers.first(where: { $0.position == offer }) else { return .no }
    let covers = coversNow(line.step)
    return covers.and(rulesOneOf([.ai])).and(human.negated)
  }
}
