import HandrailEngine

/// The values that stand for every region into which the policy's tests cut one fact; the present
/// value is among them where it is itself a limit, so that no run of others reaches across it.
struct Candidates {
  var place: FactAt
  var cells: [Cell]
  /// True where the values are ordered, and every region between them has one.
  var isOrdered: Bool
}

extension Evidence {
  /// What a place could have held instead: for ordered kinds each limit and its neighbours, for
  /// lists and sets the words, for references that of the fact it is compared with.
  func candidates(for place: FactAt, in tests: [JudgedTest]) -> Candidates {
    let fact = graph.facts[place.fact]
    var found = Candidates(place: place, cells: [], isOrdered: false)
    switch fact.domain.kind {
    case .yesNo:
      found.cells = [Cell(0), Cell(1)]
    case .oneOf, .level:
      found.cells = fact.domain.words.indices.prefix(64).map { Cell(Int64($0)) }
    case .setOf:
      found.cells = toggled(place, in: tests)
    case .number, .score, .money, .duration:
      let limits = limits(of: place, in: tests)
      found.cells = around(limits ?? [], in: fact.domain)
      found.isOrdered = limits != nil
    case .moment:
      found.cells = aroundMoments(of: place, in: tests)
      found.isOrdered = true
    case .reference:
      found.cells = others(than: place.fact, in: tests)
    case .text:
      break
    }
    return found
  }

  private func toggled(_ place: FactAt, in tests: [JudgedTest]) -> [Cell] {
    let current = cell(of: place.fact, turn: place.turn)
    let bits = UInt64(bitPattern: current.isKnown ? current.value : 0)
    var values: [UInt64] = current.isKnown ? [] : [0]
    for test in tests {
      guard case .includes(let fact, let word) = graph.logic.nodes[test.node],
        Int(fact) == place.fact, word < 64
      else { continue }
      let toggled = bits ^ (1 << UInt64(word))
      if !values.contains(toggled) { values.append(toggled) }
    }
    if bits != 0 && !values.contains(0) { values.append(0) }
    return values.map { Cell(Int64(bitPattern: $0)) }
  }

  private func others(than fact: Int, in tests: [JudgedTest]) -> [Cell] {
    var found: [Cell] = []
    for test in tests {
      guard case .equals(let left, let right) = graph.logic.nodes[test.node],
        Int(left) == fact || Int(right) == fact
      else { continue }
      let other = cell(of: Int(left) == fact ? Int(right) : Int(left))
      if other.isKnown && !found.contains(other) { found.append(other) }
    }
    return found
  }

  /// Each limit with the steps beside it, and both bounds; ascending.
  private func around(_ limits: [Limit], in domain: Domain) -> [Cell] {
    let step = max(domain.step, 1)
    var values: Set<Int64> = [domain.lowest, domain.highest]
    for limit in limits {
      for value in [limit.below, limit.above] {
        let steps = [
          value, value.subtractingReportingOverflow(step).partialValue,
          value.addingReportingOverflow(step).partialValue,
        ]
        for near in steps.compactMap({ aligned($0, in: domain) }) { values.insert(near) }
      }
    }
    return values.sorted().map { Cell($0) }
  }

  /// The value moved down onto the steps of its kind; `nil` outside its bounds.
  private func aligned(_ value: Int64, in domain: Domain) -> Int64? {
    guard value >= domain.lowest && value <= domain.highest else { return nil }
    let (distance, overflow) = value.subtractingReportingOverflow(domain.lowest)
    guard !overflow else { return nil }
    return value - distance % max(domain.step, 1)
  }

  /// One second either side of each limit of time, never ahead of the question unless the policy
  /// looks ahead.
  private func aroundMoments(of place: FactAt, in tests: [JudgedTest]) -> [Cell] {
    var values: Set<Int64> = []
    let now = question.at.microseconds
    for limit in momentLimits(of: place.fact, in: tests) {
      for offset: Int64 in [-1_000_000, 0, 1_000_000] {
        let (value, overflow) = limit.addingReportingOverflow(offset)
        guard !overflow, value <= now || graph.facts[place.fact].isTestedAhead else { continue }
        values.insert(value)
      }
    }
    return values.sorted().map { Cell($0) }
  }

  private func momentLimits(of place: Int, in tests: [JudgedTest]) -> [Int64] {
    let now = question.at.microseconds
    return tests.compactMap { test -> Int64? in
      switch graph.logic.nodes[test.node] {
      case .instant(let fact, _, let microseconds) where Int(fact) == place:
        return microseconds
      case .age(let fact, _, let microseconds) where Int(fact) == place:
        return now.subtractingReportingOverflow(microseconds).partialValue
      case .ahead(let fact, _, let microseconds) where Int(fact) == place:
        return now.addingReportingOverflow(microseconds).partialValue
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
        .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
        .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
        return nil
      }
    }
  }
}
