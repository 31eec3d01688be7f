import HandrailEngine

extension Evidence {
  /// How far a move goes, in millionths of what the kind can hold; small is likely.
  func size(ofMoving place: FactAt, to cell: Cell) -> Int64 {
    let domain = graph.facts[place.fact].domain
    let current = self.cell(of: place.fact, turn: place.turn)
    guard current.isKnown else { return 200_000 }
    switch domain.kind {
    case .yesNo, .oneOf, .reference, .text: return 300_000
    case .setOf:
      let changed = UInt64(bitPattern: current.value) ^ UInt64(bitPattern: cell.value)
      return 300_000 * Int64(changed.nonzeroBitCount)
    case .level: return 100_000 * Int64(clamping: distance(current.value, cell.value))
    case .moment: return millionths(of: 30 * 86_400_000_000, current.value, cell.value)
    case .number, .score, .money, .duration:
      let (width, overflow) = domain.highest.subtractingReportingOverflow(domain.lowest)
      return millionths(of: overflow ? .max : width, current.value, cell.value)
    }
  }

  private func distance(_ left: Int64, _ right: Int64) -> UInt64 {
    left > right
      ? UInt64(bitPattern: left &- right) : UInt64(bitPattern: right &- left)
  }

  private func millionths(of width: Int64, _ left: Int64, _ right: Int64) -> Int64 {
    let part = Int128(distance(left, right)) * 1_000_000 / Int128(max(width, 1))
    return Int64(clamping: part)
  }

  func spelled(_ value: Int64, of fact: Int) -> String {
    HandrailEngine.spelled(value, graph.facts[fact].domain, texts: question.frame.texts)
  }

  /// A value as the only one that was tried.
  func exactly(_ cell: Cell, at place: FactAt) -> Move.Region {
    let domain = graph.facts[place.fact].domain
    switch domain.kind {
    case .setOf: return setRegion(cell, at: place, domain)
    case .reference: return referenceRegion(cell, at: place)
    case .yesNo, .oneOf, .level, .number, .score, .money, .duration, .moment, .text:
      return .exactly(spelled(cell.value, of: place.fact))
    }
  }

  private func setRegion(_ cell: Cell, at place: FactAt, _ domain: Domain) -> Move.Region {
    let current = self.cell(of: place.fact, turn: place.turn)
    let before = UInt64(bitPattern: current.value)
    let after = UInt64(bitPattern: cell.value)
    let changed = before ^ after
    guard current.isKnown, changed.nonzeroBitCount == 1,
      domain.words.indices.contains(changed.trailingZeroBitCount)
    else { return .exactly(spelled(cell.value, of: place.fact)) }
    let word = domain.words[changed.trailingZeroBitCount].name
    return after & changed != 0 ? .including(word) : .without(word)
  }

  /// A reference is said by the fact whose value it would have shared.
  private func referenceRegion(_ cell: Cell, at place: FactAt) -> Move.Region {
    let twin = graph.facts.indices.first { other in
      other != place.fact && graph.facts[other].domain.kind == .reference
        && self.cell(of: other) == cell
    }
    return twin.map { .sameAs(fact: $0) } ?? .another
  }

  /// A run of neighbouring candidates, in the shortest true words.
  func region(_ run: ClosedRange<Int>, of group: Candidates) -> Move.Region {
    let fact = group.place.fact
    let cells = group.cells.map(\.value)
    func said(_ value: Int64) -> String { spelled(value, of: fact) }
    let (low, high) = (cells[run.lowerBound], cells[run.upperBound])
    let bounds = outermost(of: group)
    let isLowest = low <= bounds.lowerBound
    let isHighest = high >= bounds.upperBound
    if isLowest && isHighest { return .known }
    if isLowest {
      return shorter(.atMost(said(high)), Move.Region.below, said(next(after: high, fact)))
    }
    if isHighest {
      return shorter(.atLeast(said(low)), Move.Region.above, said(next(before: low, fact)))
    }
    return low == high ? .exactly(said(low)) : .between(said(low), said(high))
  }

  /// The bounds of the kind; for moments, the outermost that were tried.
  private func outermost(of group: Candidates) -> ClosedRange<Int64> {
    let domain = graph.facts[group.place.fact].domain
    let cells = group.cells.map(\.value)
    switch domain.kind {
    case .moment: return (cells.min() ?? 0)...(cells.max() ?? 0)
    case .number, .score, .money, .duration, .yesNo, .oneOf, .setOf, .level, .reference, .text:
      return domain.lowest...max(domain.lowest, domain.highest)
    }
  }

  private func next(after value: Int64, _ fact: Int) -> Int64 {
    value.addingReportingOverflow(graph.facts[fact].domain.step).partialValue
  }

  private func next(before value: Int64, _ fact: Int) -> Int64 {
    value.subtractingReportingOverflow(graph.facts[fact].domain.step).partialValue
  }

  /// `0.699999999 or less` is better said as `less than 0.7`.
  private func shorter(
    _ included: Move.Region, _ excluding: (String) -> Move.Region, _ neighbour: String
  ) -> Move.Region {
    switch included {
    case .atMost(let own), .atLeast(let own):
      neighbour.utf8.count < own.utf8.count ? excluding(neighbour) : included
    case .exactly, .below, .above, .between, .including, .without, .sameAs, .another, .known:
      included
    }
  }
}
