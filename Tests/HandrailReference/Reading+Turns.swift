import HandrailEngine
import HandrailModel
import HandrailSource

/// Windows, switches, averages and trends: language.md 3.3.
extension Reading {
  /// A turn's number with its place: turns that happened, oldest first.
  func happened(last count: Int) -> [Place.Turn] {
    let last = lastTurn
    guard last >= 1 else { return [] }
    return (max(1, last - count + 1)...last).map(turn)
  }

  func turn(_ number: Int) -> Place.Turn {
    guard let sent = question.frame.turns.last(where: { $0.number == number }) else {
      return .unsent(number: number)
    }
    return .sent(number: number, cells: sent.cells)
  }

  /// Yes if yes in enough turns; no if it can't become enough; turns that have not happened are no.
  func window(_ test: TestBody, atLeast: Int, of count: Int, since: Int) -> Finding {
    let turns = happened(last: count).filter { number(of: $0) >= since }
    guard question.frame.hasTurns else { return missingTurns(test, at: turns) }
    let findings = turns.map { body(test, at: Place(turn: $0)) }
    let yes = findings.count(where: \.isYes)
    let undecided = findings.filter(\.cannotTell)
    if yes >= atLeast { return .yes }
    if yes + undecided.count < atLeast { return .no }
    return Finding.worst(of: undecided) ?? .no
  }

  func number(of turn: Place.Turn) -> Int {
    switch turn {
    case .now: lastTurn
    case .sent(let number, _), .unsent(let number): number
    }
  }

  /// What a test over turns comes to where the question leaves its turns out: a fault that rests on
  /// the turns that happened, or on the turn that should be there.
  private func missingTurns(_ test: TestBody, at turns: [Place.Turn]) -> Finding {
    let places = turns.isEmpty ? [Place.now] : turns.map { Place(turn: $0) }
    let findings = places.map { body(test, at: $0) }.filter(\.cannotTell)
    return Finding(truth: .fault, leaves: Finding.worst(of: findings)?.leaves ?? [])
  }

  /// Now, or remembered, or at any turn that came with the question.
  func anyPoint(_ test: Test, at place: Place) -> Finding {
    let remembered = Finding(truth: start.truth(ofSwitch: test.text))
    if !isTurnwise(test.body) {
      // A duty's switch is judged as of the start; what was just decided counts besides.
      let atStart = beginning?.body(test.body, at: place) ?? .no
      return .any([remembered, atStart, body(test.body, at: place)])
    }
    guard question.frame.hasTurns else {
      return .any([remembered, missingTurns(test.body, at: [])])
    }
    let firstNew = (start.memory?.lastTurn ?? 0) + 1
    let turns = question.frame.turns.map { turn($0.number) }
    // A turn since the last decision that was not sent can't be told.
    let sent = Set(question.frame.turns.map(\.number))
    let isUnseen = firstNew <= lastTurn && (firstNew...lastTurn).contains { !sent.contains($0) }
    let unseen = isUnseen ? Finding(truth: .fault) : .no
    return .any([remembered, unseen] + turns.map { body(test.body, at: Place(turn: $0)) })
  }

  /// True where every fact that the test reads is sent each turn, or defined over such facts alone.
  func isTurnwise(_ test: TestBody) -> Bool {
    if test.looksBack || test.facts.isEmpty { return false }
    return test.facts.allSatisfy { id in
      switch policy.fact(id).supply {
      case .turn: true
      case .definition(let definition): isTurnwise(policy.model.vocabulary.definitions[definition])
      case .session, .task, .agent, .builtIn, .table, .choose: false
      }
    }
  }

  private func isTurnwise(_ definition: Definition) -> Bool {
    ([definition.when] + definition.excepts).allSatisfy(isTurnwise)
  }

  func isTurnwise(_ condition: Condition) -> Bool {
    condition.entries.allSatisfy { entry in
      switch entry {
      case .test(let test): test.window == nil && isTurnwise(test.body)
      case .group(let group): isTurnwise(group)
      }
    }
  }

  /// Last less first turn that happened in the window, for every value that unknown ones may hold.
  func trend(_ id: FactID, _ trend: Trend) -> Finding {
    let turns = happened(last: trend.turns)
    guard question.frame.hasTurns else {
      return missing(id, at: [turns.first, turns.last].compactMap(\.self))
    }
    guard turns.count >= 2, let first = turns.first, let last = turns.last else { return .no }
    let ends = [first, last].map { known(id, at: Place(turn: $0)) }
    let range = possibleValues(of: policy.fact(id).domain)
    let lowest = ends.map { Int128($0.cell ?? range.lowest) }
    let highest = ends.map { Int128($0.cell ?? range.highest) }
    // The least and the greatest that it may have risen (or fallen) by.
    let least = trend.isRising ? lowest[1] - highest[0] : lowest[0] - highest[1]
    let greatest = trend.isRising ? highest[1] - lowest[0] : highest[0] - lowest[1]
    if least >= Int128(trend.by) { return .yes }
    if greatest < Int128(trend.by) { return .no }
    return Finding.worst(of: unknowns(ends)) ?? .no
  }

  /// A fact of turns that the question leaves out.
  func missing(_ id: FactID, at turns: [Place.Turn]) -> Finding {
    let places = turns.isEmpty ? [Place.now] : turns.map { Place(turn: $0) }
    let known = unknowns(places.map { self.known(id, at: $0) })
    return Finding(truth: .fault, leaves: Finding.worst(of: known)?.leaves ?? [])
  }

  func unknowns(_ known: [Known]) -> [Finding] {
    known.compactMap {
      switch $0 {
      case .value: nil
      case .unknown(let finding): finding
      }
    }
  }

  /// The least and greatest value of a kind that can be added up or ordered, and its step.
  func possibleValues(of domain: Domain) -> (lowest: Int64, highest: Int64, step: Int64) {
    if domain.kind == .level { return (0, Int64(domain.words.count) - 1, 1) }
    let steps = (domain.highest - domain.lowest) / max(1, domain.step)
    return (domain.lowest, domain.lowest + steps * max(1, domain.step), max(1, domain.step))
  }
}

extension TestBody {
  /// True for averages and trends.
  var looksBack: Bool {
    switch self {
    case .trend: true
    case .compare(let comparing):
      (comparing.left.terms + comparing.right.terms).contains { $0.averageOverTurns != nil }
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      false
    }
  }

  /// Every fact that the test names.
  var facts: Set<FactID> {
    switch self {
    case .during, .outside: []
    case .isUnknown(let fact), .isKnown(let fact), .isEmpty(let fact, _): [fact]
    case .isAmong(let fact, _, _), .includes(let fact, _), .excludes(let fact, _): [fact]
    case .before(let fact, _), .after(let fact, _), .inTheLast(let fact, _): [fact]
    case .age(let fact, _, _), .ahead(let fact, _, _), .trend(let fact, _): [fact]
    case .equals(let fact, let others, _): Set([fact] + others)
    case .compare(let comparing): Set((comparing.left.terms + comparing.right.terms).map(\.fact))
    }
  }
}
