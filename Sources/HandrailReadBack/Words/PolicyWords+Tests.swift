import HandrailEngine
import HandrailModel

extension PolicyWords {
  /// A test as a clause, its window included: `anger is above 0.7`.
  func clause(_ test: Test) -> String {
    switch test.window {
    case nil: return clause(test.body, isPast: false)
    case .anyPoint: return "now or at any earlier point, " + clause(test.body, isPast: true)
    case .turns(let least, let last):
      let body = clause(test.body, isPast: true)
      guard last > 1 else { return "in this turn, \(body)" }
      return "counting this turn and the \(number(last - 1)) before it, \(body) in "
        + share(least, of: last) + " of them"
    }
  }

  /// `two or three`, `all three`, `at least two`.
  private func share(_ least: Int, of last: Int) -> String {
    if least == last { return last == 2 ? "both" : "all \(number(last))" }
    if least == last - 1 { return "\(number(least)) or \(number(last))" }
    return "at least \(number(least))"
  }

  func clause(_ body: TestBody, isPast: Bool) -> String {
    let verb = isPast ? "was" : "is"
    switch body {
    case .during(let calendar): return "the time is within \(name(calendar))"
    case .outside(let calendar): return "the time is outside \(name(calendar))"
    case .isUnknown(let id): return "\(subject(id)) \(verb) unknown"
    case .isKnown(let id): return "\(subject(id)) \(verb) known"
    case .isEmpty(let id, let negated):
      return "\(subject(id)) \(verb) \(negated ? "not empty" : "empty")"
    case .isAmong(let id, let values, let negated):
      return among(id, values, negated, verb: verb)
    case .equals(let id, let others, let negated):
      let same = negated ? "not the same as" : "the same as"
      return "\(subject(id)) \(verb) \(same) \(listed(others.map(subject), "or"))"
    case .includes(let id, let word):
      return "\(subject(id)) \(isPast ? "included" : "includes") \(self.word(word, of: id))"
    case .excludes(let id, let word):
      let start = isPast ? "did not include" : "does not include"
      return "\(subject(id)) \(start) \(self.word(word, of: id))"
    case .before(let id, let date): return "\(subject(id)) \(verb) before \(date.text)"
    case .after(let id, let date): return "\(subject(id)) \(verb) after \(date.text)"
    case .inTheLast(let id, let age):
      return "\(subject(id)) was in the last \(duration(microseconds: age))"
    case .age(let id, let comparison, let age):
      return "\(subject(id)) was \(distance(comparison)) \(duration(microseconds: age)) ago"
    case .ahead(let id, let comparison, let distance):
      let start = self.distance(comparison)
      return "\(subject(id)) is \(start) \(duration(microseconds: distance)) ahead"
    case .trend(let id, let trend):
      let direction = trend.isRising ? "risen" : "fallen"
      return "\(subject(id)) has \(direction) by \(value(trend.by, of: id)) or more over the last "
        + counted(trend.turns, "turn")
    case .compare(let comparing): return compared(comparing, verb: verb)
    }
  }

  private func word(_ position: Int, of id: FactID) -> String {
    let words = fact(id).domain.words
    return words.indices.contains(position) ? words[position].name : "?"
  }

  /// An age or a distance ahead.
  private func distance(_ comparison: Comparison) -> String {
    switch comparison {
    case .above: "more than"
    case .below: "less than"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .equal: "exactly"
    case .notEqual: "not exactly"
    }
  }

  private func among(
    _ id: FactID, _ values: [Int64], _ negated: Bool, verb: String
  ) -> String {
    let words = values.map { value($0, of: id) }
    if case .builtIn(let builtIn) = fact(id).supply,
      let clause = known(builtIn, values, words, negated)
    {
      return clause
    }
    // `is not yes` is `is no`, and the other way round.
    if fact(id).domain.kind == .yesNo, negated, let only = words.first, words.count == 1 {
      return "\(subject(id)) \(verb) \(only == "yes" ? "no" : "yes")"
    }
    guard negated else { return "\(subject(id)) \(verb) \(listed(words, "or"))" }
    if words.count == 1 { return "\(subject(id)) \(verb) not \(words[0])" }
    return "\(subject(id)) \(verb) neither \(words.joined(separator: " nor "))"
  }

  /// What the engine knows by itself, in words of its own.
  private func known(
    _ builtIn: BuiltIn, _ values: [Int64], _ words: [String], _ negated: Bool
  ) -> String? {
    switch builtIn {
    case .task:
      let asked = words.map { $0 == "none" ? "nothing that is a task" : $0 }
      guard negated else { return "the customer is asking for \(listed(asked, "or"))" }
      return "the customer is asking for anything but \(listed(asked, "or"))"
    case .handler:
      let isPerson = (words == ["human"]) != negated
      return isPerson ? "a person holds the conversation" : "the AI holds the conversation"
    case .choice(let offer):
      let chosen = words.map(choice)
      let verb = negated ? "has not chosen" : "has chosen"
      return "the customer \(verb) \(listed(chosen, "or")) in \(offer)"
    case .approval(let name):
      let states = words.map { $0 == "not_asked" ? "not asked for" : $0 }
      return "\(name) is \(negated ? "not " : "")\(listed(states, "or"))"
    case .queueOpen(let queue):
      return "\(name(queue)) is \((values == [1]) != negated ? "open" : "closed")"
    case .done(let task):
      return "\(name(task)) has \((values == [1]) != negated ? "" : "not ")been done"
    case .turnCount, .humanRequests, .now, .queueFree, .queueWait: return nil
    }
  }

  private func choice(_ word: String) -> String {
    switch word {
    case "ai": "the AI"
    case "human": "a person"
    case "callback": "a callback"
    default: "nothing"
    }
  }
}

extension PolicyWords {
  private func compared(_ comparing: Comparing, verb: String) -> String {
    let domain = domain(of: comparing)
    let left = sum(comparing.left, domain)
    let right = sum(comparing.right, domain)
    return "\(left) \(verb) \(words(comparing.comparison))\(right)"
  }

  private func words(_ comparison: Comparison) -> String {
    switch comparison {
    case .above: "above "
    case .below: "below "
    case .atLeast: "at least "
    case .atMost: "at most "
    case .equal: ""
    case .notEqual: "not "
    }
  }

  /// The kind in which the two sides are compared: money where any of it is.
  private func domain(of comparing: Comparing) -> Domain {
    let domains = (comparing.left.terms + comparing.right.terms).map { fact($0.fact).domain }
    return domains.first { $0.kind == .money } ?? domains.first ?? Domain(.number)
  }

  /// `refunds_today plus amount`, `20% of order.total minus GBP 5`.
  func sum(_ sum: Sum, _ domain: Domain) -> String {
    var words = ""
    for term in sum.terms {
      let isNegative = term.factor.mantissa < 0
      if !words.isEmpty {
        words += isNegative ? " minus " : " plus "
      } else if isNegative {
        words += "minus "
      }
      words += self.term(term, domain)
    }
    guard sum.constant != .zero || words.isEmpty else { return words }
    if words.isEmpty { return constant(sum.constant, like: domain) }
    let size = Decimal(
      mantissa: Int64(clamping: sum.constant.mantissa.magnitude), decimals: sum.constant.decimals)
    return words + (sum.constant.mantissa < 0 ? " minus " : " plus ")
      + constant(size, like: domain)
  }

  private func term(_ term: SumTerm, _ domain: Domain) -> String {
    var name = subject(term.fact)
    if let turns = term.averageOverTurns {
      name = "the average of \(name) over the last \(counted(turns, "turn"))"
    }
    let size = Decimal(
      mantissa: Int64(clamping: term.factor.mantissa.magnitude), decimals: term.factor.decimals)
    if size == Decimal(mantissa: 1, decimals: 0) { return name }
    // An amount of money times a number; all other factors are percentages.
    if domain.kind == .money && fact(term.fact).domain.kind != .money {
      return "\(money(size, domain)) times \(name)"
    }
    return "\(percent(size)) of \(name)"
  }

  private func percent(_ factor: Decimal) -> String {
    guard factor.decimals < 2 else {
      return scaledText(factor.mantissa, decimals: factor.decimals - 2) + "%"
    }
    return scaledText(factor.scaled(to: 2) ?? factor.mantissa, decimals: 0) + "%"
  }
}
