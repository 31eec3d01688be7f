import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkScenarios() {
    for heading in accepted(.scenario) {
      var scenario = Scenario(
        name: heading.words(.string).first?.unquoted ?? "", origin: heading.origin)
      scenario.isQuiet = heading.child(.quietLine) != nil
      if let line = heading.child(.atLine), let day = line.words(.date).first,
        let time = line.words(.time).first
      {
        scenario.date = zonedDate(day)
        scenario.momentOrigin = line.origin
        scenario.secondOfDay = readTime(time.text)
        if scenario.secondOfDay == nil || scenario.secondOfDay == 86_400 {
          say(
            KindFault.unusable(found: time.text, allowed: "there is no such time"), at: time.place)
        }
      }
      for line in heading.children {
        if let step = step(line) { scenario.steps.append(step) }
      }
      scenario.metadata = metadata(of: heading)
      sayRepeats(in: heading, but: [.givenLine, .turnLine, .thenLine, .expectLine])
      if heading.child(.expectLine) == nil, !heading.isDamaged {
        say(
          QueueFault.checksNothing, at: heading.headPlace,
          fixes: [
            Fix(.fill, "expect a person", [heading.insertion(afterLast: "  expect human")])
          ])
      }
      model.checks.scenarios.append(scenario)
    }
  }

  private mutating func step(_ line: Reading) -> Scenario.Step? {
    switch line.kind {
    case .givenLine: return .given(settings(line))
    case .turnLine: return .turn(settings(line))
    case .thenLine:
      let after = line.child(.duration)
      let seconds = after.flatMap { self.seconds($0) }
      if after != nil && seconds == nil { return nil }
      return .then(afterSeconds: seconds, settings(line))
    case .expectLine: return line.child(.outcomes).flatMap { outcomes($0) }.map { .expect($0) }
    case let other: return other == .unexpected ? nil : nil
    }
  }

  private mutating func settings(_ line: Reading) -> [FactSetting] {
    line.children(.set).compactMap { setting($0) }
  }

  private mutating func setting(_ node: Reading) -> FactSetting? {
    guard let name = node.word(0), let id = fact(name) else { return nil }
    let domain = domain(id)
    let label = FactLabel(name: name.text, domain: domain)
    if node.word(1)?.text == "includes" {
      guard let word = node.word(2) else { return nil }
      guard domain.kind == .setOf else {
        say(
          KindFault.oneValue(fact: name.text), at: node.place,
          fixes: [
            Fix(
              .apply, "write `\(name.text) is \(word.text)`",
              [Edit(node.place, "\(name.text) is \(word.text)")])
          ])
        return nil
      }
      guard let bit = domain.position(of: word.text) else { return sayNotInList(word, label) }
      return FactSetting(fact: id, value: .includes(bit), origin: node.origin)
    }
    return settingValue(node, label).map { FactSetting(fact: id, value: $0, origin: node.origin) }
  }

  private mutating func settingValue(_ node: Reading, _ label: FactLabel) -> FactSetting.Value? {
    guard let value = node.children.first else { return .unknown }
    switch label.domain.kind {
    case .reference, .text: return .words(value.formatted)
    case .moment: return age(value, label).map { .age($0) }
    case .yesNo, .oneOf, .setOf, .level, .number, .score, .money, .duration:
      return cell(value, for: label).map { .cell($0) }
    }
  }

  /// `30 days ago`: microseconds before the scenario's moment.
  private mutating func age(_ value: Reading, _ label: FactLabel) -> Int64? {
    guard value.kind == .numberValue, let number = value.word(0),
      let unit = value.word(1).flatMap({ secondsOfUnit($0.text) }),
      let direction = value.word(2)?.text,
      let age = readDecimal(number.text)?.times(unit)?.scaled(to: 6)
    else { return sayNotListed(value, label) }
    return direction == "ahead" ? -age : age
  }

  mutating func checkPromises() {
    for heading in accepted(.promise) {
      var promise = Promise(name: heading.word(1)?.text ?? "", origin: heading.origin)
      if let line = heading.child(.wheneverLine) {
        promise.whenever = condition(in: line, for: .asDecided)
      }
      if let line = heading.child(.onceLine) {
        promise.once = condition(in: line, for: .asDecided)
      }
      if let line = heading.child(.untilLine) {
        promise.until = condition(in: line, for: .asDecided)
      }
      promise.isAlways = heading.child(.alwaysLine) != nil
      for line in heading.children where line.kind == .expectLine || line.kind == .neverLine {
        guard let node = line.child(.outcomes), let outcomes = outcomes(node) else { continue }
        promise.expectations.append(
          Promise.Expectation(
            isNever: line.kind == .neverLine, outcomes: outcomes, withinTurns: within(line)))
      }
      promise.metadata = metadata(of: heading)
      sayRepeats(in: heading, but: [.expectLine, .neverLine])
      if heading.child(.expectLine) == nil && heading.child(.neverLine) == nil {
        sayMissing("expect", in: heading, example: "expect human")
      }
      model.checks.promises.append(promise)
    }
  }

  /// `within N turns` after the outcomes.
  private mutating func within(_ line: Reading) -> Int? {
    guard let outcomes = line.child(.outcomes) else { return nil }
    let after = outcomes.place.range.upper
    guard let number = line.words(.number).last, number.place.range.lower >= after else {
      return nil
    }
    return turnCount(number, from: 1)
  }

  private mutating func outcomes(_ node: Reading) -> Outcomes? {
    var results: [Outcomes.Result] = []
    var isWhole = true
    let written = node.children(.outcome)
    for outcome in written {
      if let result = result(outcome) { results.append(result) } else { isWhole = false }
    }
    let tasks = tasks(node.child(.forNames)?.listedNames ?? [])
    var because: [String] = []
    for word in node.child(.becauseNames)?.listedNames ?? [] {
      if isDecider(word) { because.append(word.text) } else { isWhole = false }
    }
    guard isWhole, let tasks, let first = written.first, let last = written.last else {
      return nil
    }
    var origin = first.origin
    origin.place.range = origin.place.range.union(last.place.range)
    var outcomes = Outcomes(
      results: results, origin: origin, text: written.map(\.formatted).joined(separator: " or "))
    outcomes.tasks = tasks
    outcomes.because = because
    outcomes.becauseOrigin = node.child(.becauseNames)?.child(.names)?.origin
    return outcomes
  }

  /// A rule, or a gate, which decides too.
  private mutating func isDecider(_ word: Word) -> Bool {
    let sorts: [NameSort] = [.rule, .approval, .offer, .first]
    if sorts.contains(where: { names[$0, word.text] != nil }) { return true }
    messages.addUnknown(.rule, word)
    return false
  }

  private mutating func result(_ outcome: Reading) -> Outcomes.Result? {
    switch outcome.word(0)?.text {
    case "ai": return .ai
    case "suggest": return .suggest
    case "human":
      guard let name = outcome.word(2) else { return .human(in: nil) }
      return queue(name).map { .human(in: $0) }
    case "nobody": return .nobody
    case "approval":
      guard let number = outcome.words(.number).first else { return .approval(people: nil) }
      return wholeNumber(number, from: 1, as: "people are counted in whole numbers")
        .map { .approval(people: Int($0)) }
    case "offer": return named(.offer, outcome).map { .offer($0) }
    case "first": return named(.first, outcome).map { .first($0) }
    case "ask": return .ask
    case "urgency": return urgency(outcome.word(1)?.text).map { .urgency($0) }
    case "alert": return role(outcome.word(1)).map { .alert($0) }
    case "watch": return .watch
    case "say":
      guard let word = outcome.word(1), isDecider(word) else { return nil }
      return .say(word.text)
    case "carry":
      guard let word = outcome.word(1), fact(word) != nil else { return nil }
      return .carry(word.text)
    case .some, .none: return nil
    }
  }

  private mutating func named(_ sort: NameSort, _ outcome: Reading) -> String? {
    guard let word = outcome.word(1), lookUp(sort, word) != nil else { return nil }
    return word.text
  }
}
