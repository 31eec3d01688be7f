import HandrailEngine

/// A run of values that every test of the rows treats alike.
struct FactRegion {
  /// One of its values, in cell units; `nil` where the kind has none to compare.
  var example: Int64?
  var words: String
}

/// Where tests cut the values of one fact.
struct FactCuts {
  private var values: Set<Int64> = []
  /// Last cells of a region, in cell units rounded down to a whole unit.
  private var ends: Set<Int64> = []

  mutating func add(_ body: TestBody, _ domain: Domain) {
    switch body {
    case .isAmong(_, let among, _):
      values.formUnion(among)
      for value in among where domain.kind.isNumeric { cut(at: value, isWhole: true, domain) }
    case .compare(let comparing):
      let limit = comparing.right.constant
      let floor = limit.floor(places: domain.decimals)
      cut(at: floor.units, isWhole: floor.isWhole, domain)
      values.insert(floor.units)
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .equals, .includes, .excludes,
      .before, .after, .inTheLast, .age, .ahead, .trend:
      break
    }
  }

  private mutating func cut(at units: Int64, isWhole: Bool, _ domain: Domain) {
    ends.insert(units)
    if isWhole {
      let before = units.subtractingReportingOverflow(domain.step)
      if !before.overflow { ends.insert(before.partialValue) }
    }
  }

  /// The regions of the known values.
  func regions(_ domain: Domain) -> [FactRegion] {
    switch domain.kind {
    case .yesNo: [0, 1].map { FactRegion(example: $0, words: domain.words(for: $0)) }
    case .oneOf: listRegions(domain)
    case .level:
      domain.words.indices.map {
        FactRegion(example: Int64($0), words: domain.words(for: Int64($0)))
      }
    case .number, .score, .money, .duration: numericRegions(domain)
    case .setOf, .moment, .reference, .text: [FactRegion(example: nil, words: "")]
    }
  }

  /// Each word that some test names, and one that none does.
  private func listRegions(_ domain: Domain) -> [FactRegion] {
    let named = values.sorted().filter { domain.words.indices.contains(Int(clamping: $0)) }
    var regions = named.map { FactRegion(example: $0, words: domain.words(for: $0)) }
    if let other = domain.words.indices.first(where: { !values.contains(Int64($0)) }) {
      regions.append(
        FactRegion(example: Int64(other), words: domain.words(for: Int64(other))))
    }
    return regions
  }

  /// Between the cuts, only where a value on the fact's steps lies.
  private func numericRegions(_ domain: Domain) -> [FactRegion] {
    var regions: [FactRegion] = []
    var start = domain.lowest
    for end in ends.sorted() where end >= start && end < domain.highest {
      // The last value on the steps that is not above the cut.
      let (offset, overflow) = end.subtractingReportingOverflow(domain.lowest)
      guard !overflow else { continue }
      let last = domain.lowest + offset / domain.step * domain.step
      guard last >= start else { continue }
      regions.append(FactRegion(example: last, words: domain.words(for: last)))
      let (next, beyond) = last.addingReportingOverflow(domain.step)
      guard !beyond else { return regions }
      start = next
    }
    if start <= domain.highest {
      regions.append(FactRegion(example: start, words: domain.words(for: start)))
    }
    return regions
  }
}

extension TestBody {
  /// Whether a test of one variable holds throughout a region of its known values.
  func holds(in region: FactRegion, _ domain: Domain) -> Bool {
    switch self {
    case .isKnown: return true
    case .isUnknown: return false
    case .isAmong(_, let values, let isNegated):
      guard let example = region.example else { return false }
      return values.contains(example) != isNegated
    case .compare(let comparing):
      guard let example = region.example else { return false }
      let sign = comparing.right.constant.sign(against: example, places: domain.decimals)
      return comparing.comparison.holds(forSign: -sign)
    case .during, .outside, .isEmpty, .equals, .includes, .excludes, .before, .after, .inTheLast,
      .age, .ahead, .trend:
      return false
    }
  }
}

extension Decimal {
  /// The largest whole number of units of ten to the minus `places` that is not above the value.
  func floor(places: Int) -> (units: Int64, isWhole: Bool) {
    if let whole = scaled(to: places) { return (whole, true) }
    guard places < decimals else { return (mantissa < 0 ? .min : .max, false) }
    var divisor: Int64 = 1
    for _ in places..<decimals {
      divisor = divisor.multipliedReportingOverflow(by: 10).partialValue
    }
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
    return (remainder < 0 ? quotient - 1 : quotient, false)
  }
}
