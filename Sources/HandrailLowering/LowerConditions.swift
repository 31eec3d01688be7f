import HandrailEngine
import HandrailModel
import HandrailSource

extension GraphBuilder {
  /// A condition; with `restarting`, its own windows count from the last change of handler.
  mutating func condition(_ condition: Condition, restarting: Bool = false) -> Int {
    let entries = condition.entries.map { entry -> Int in
      switch entry {
      case .test(let test): self.test(test, restarting: restarting)
      case .group(let group): self.condition(group, restarting: restarting)
      }
    }
    switch condition.mode {
    case .all: return all(entries)
    case .any: return any(entries)
    case .none: return not(any(entries))
    }
  }

  /// True where every input of the condition is measured every turn, and no window is in it.
  func isTurnwise(_ condition: Condition) -> Bool {
    condition.tests.allSatisfy { $0.window == nil && isTurnwise($0.body, $0.factsRead) }
  }

  private func isTurnwise(_ body: TestBody, _ facts: [FactID]) -> Bool {
    if case .trend = body { return false }
    if case .compare(let comparing) = body,
      (comparing.left.terms + comparing.right.terms).contains(where: {
        $0.averageOverTurns != nil
      })
    {
      return false
    }
    return !facts.isEmpty && facts.allSatisfy { turnwiseFacts.contains($0.offset) }
  }

  /// A test, noted with its words for the heading that is being lowered.
  private mutating func test(_ test: Test, restarting: Bool) -> Int {
    let made = windowed(test, restarting: restarting)
    if written.notes(made) {
      written.tests.append(
        WrittenTest(
          node: made, file: test.origin.place.file.offset, line: test.origin.line,
          text: test.text))
    }
    return made
  }

  private mutating func windowed(_ test: Test, restarting: Bool) -> Int {
    let child = body(test)
    switch test.window {
    case nil:
      return child
    case .turns(let atLeast, let count):
      note(window: count)
      return node(
        .window(
          child: Int32(child), atLeast: UInt8(clamping: atLeast), of: UInt8(clamping: count),
          restarts: restarting), test.origin, text: test.text)
    case .anyPoint:
      guard readsAsDecided, test.factsRead.contains(where: { decidedTwins[$0] != nil }) else {
        return node(
          .anyPoint(Int32(switchPosition(test, child))), test.origin, text: test.text)
      }
      // Memory keeps one switch, judged as of the start; what was just decided counts besides.
      readsAsDecided = false
      let before = windowed(test, restarting: restarting)
      readsAsDecided = true
      return any([before, child])
    }
  }

  /// The switch of a test, known in memory by the test's words.
  private mutating func switchPosition(_ test: Test, _ child: Int) -> Int {
    if let known = switches[test.text] { return known }
    let position = graph.logic.switches.count
    graph.logic.switches.append(
      GraphSwitch(
        name: test.text, node: child, isTurnwise: isTurnwise(test.body, test.factsRead)))
    switches[test.text] = position
    return position
  }

  mutating func body(_ test: Test) -> Int {
    func made(_ wanted: GraphNode) -> Int { node(wanted, test.origin, text: test.text) }
    func unless(_ isNegated: Bool, _ child: Int) -> Int { isNegated ? not(child) : child }
    func number(_ fact: FactID) -> Int32 { Int32(decided(fact)) }
    switch test.body {
    case .during(let calendar): return made(.during(calendar: Int32(calendar.offset)))
    case .outside(let calendar): return not(made(.during(calendar: Int32(calendar.offset))))
    case .isUnknown(let fact): return not(made(.isKnown(fact: number(fact))))
    case .isKnown(let fact): return made(.isKnown(fact: number(fact)))
    case .isEmpty(let fact, let negated):
      return unless(negated, made(.isEmpty(fact: number(fact))))
    case .isAmong(let fact, let values, let negated):
      let run = run(ofValues: values)
      return unless(negated, made(.among(fact: number(fact), values: run)))
    case .equals(let fact, let others, let negated):
      let tests = others.map { made(.equals(fact: number(fact), other: number($0))) }
      return unless(negated, any(tests))
    case .includes(let fact, let word):
      return made(.includes(fact: number(fact), word: UInt8(clamping: word)))
    case .excludes(let fact, let word):
      return not(made(.includes(fact: number(fact), word: UInt8(clamping: word))))
    case .before(let fact, let date):
      let end = firstInstant(of: date)
      return made(.instant(fact: number(fact), comparison: .below, microseconds: end))
    case .after(let fact, let date):
      let start = firstInstant(of: date.next)
      return made(.instant(fact: number(fact), comparison: .atLeast, microseconds: start))
    case .inTheLast(let fact, let length):
      return made(.age(fact: number(fact), comparison: .atMost, microseconds: length))
    case .age(let fact, let comparison, let length):
      return made(.age(fact: number(fact), comparison: comparison, microseconds: length))
    case .ahead(let fact, let comparison, let length):
      return made(.ahead(fact: number(fact), comparison: comparison, microseconds: length))
    case .trend(let fact, let trend):
      note(window: trend.turns)
      let position = position(
        of: GraphTrend(
          fact: fact.offset, isRising: trend.isRising, by: trend.by, turns: trend.turns))
      return made(.trend(Int32(position)))
    case .compare(let comparing):
      let position = position(of: linear(comparing))
      return made(.compare(Int32(position)))
    }
  }

  /// The first instant of a date in the policy's zone; UTC where it names none.
  func firstInstant(of date: CalendarDate) -> Int64 {
    let zone =
      model.header.zone ?? ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
    return zone.firstInstant(of: date).microseconds
  }

  /// Left less right, in one unit.
  mutating func linear(_ comparing: Comparing) -> LinearComparison {
    func places(_ sum: Sum) -> Int {
      let terms = sum.terms.map {
        $0.factor.decimals + model.vocabulary.facts[$0.fact].domain.decimals
      }
      return max(terms.max() ?? 0, sum.constant.decimals)
    }
    let decimals = max(places(comparing.left), places(comparing.right))
    var terms: [LinearComparison.Term] = []
    var constant: Int128 = 0
    for (sum, sign) in [(comparing.left, 1), (comparing.right, -1)] as [(Sum, Int128)] {
      constant +=
        sign * Int128(sum.constant.mantissa) * power(decimals - sum.constant.decimals)
      for term in sum.terms {
        let own = term.factor.decimals + model.vocabulary.facts[term.fact].domain.decimals
        note(window: term.averageOverTurns ?? 0)
        terms.append(
          LinearComparison.Term(
            factor: sign * Int128(term.factor.mantissa) * power(decimals - own),
            fact: term.fact.offset, averageOver: term.averageOverTurns ?? 0))
      }
    }
    return LinearComparison(
      terms: terms, constant: constant, comparison: comparing.comparison, decimals: decimals)
  }

  /// Ten to a power; the checker's bounds keep it within 128 bits.
  private func power(_ exponent: Int) -> Int128 {
    (0..<max(0, exponent)).reduce(Int128(1)) { power, _ in power * 10 }
  }
}

extension CalendarDate {
  /// The day after.
  var next: CalendarDate { CalendarDate(daysSince1970: daysSince1970 &+ 1) }
}
