package import HandrailEngine

/// What can be added up and compared: a kind, and for money its currency.
struct Quantity: Equatable {
  var kind: ValueKind
  var currency: String

  init(_ domain: Domain) {
    kind = domain.kind
    currency = domain.currency
  }

  var words: String {
    Domain(kind).kindWords
  }
}

/// What stands left of a check: one fact, or a sum with its quantity.
enum Subject {
  case fact(FactID, Word)
  case sum(Sum, Quantity, Reading)
}

/// Where a condition stands, which says what it may read.
enum ConditionUse {
  /// Rules, gates, tables, `return to ai`, `stop ai`: as it was at the start of the decision.
  case atStart
  /// Assist, oversight, disclosure, conduct, handoff, afterwards, scenarios, promises: as decided.
  case asDecided
  /// Definitions: as whatever reads them.
  case definition
  /// `agents when` of a queue.
  case agents
}

/// The largest size that a comparison of two sums can reach, with all terms brought to whole units.
///
/// Averages over up to 20 turns are kept exact by one factor that all counts of turns divide.
package func fitsExactly(
  _ left: Sum, _ right: Sum, domains: (FactID) -> Domain
) -> Bool {
  let terms = left.terms + right.terms
  var places = max(left.constant.decimals, right.constant.decimals)
  for term in terms { places = max(places, term.factor.decimals + domains(term.fact).decimals) }
  var total: Int128 = 0
  for term in terms {
    let domain = domains(term.fact)
    let largest = Int128(domain.largestMagnitude) * Int128(term.factor.mantissa.magnitude)
    let scale = places - term.factor.decimals - domain.decimals
    guard let scaled = scaledUp(largest, by: scale) else { return false }
    let (sum, overflow) = total.addingReportingOverflow(scaled)
    if overflow { return false }
    total = sum
  }
  for constant in [left.constant, right.constant] {
    guard
      let scaled = scaledUp(
        Int128(constant.mantissa.magnitude), by: places - constant.decimals)
    else { return false }
    let (sum, overflow) = total.addingReportingOverflow(scaled)
    if overflow { return false }
    total = sum
  }
  return !total.multipliedReportingOverflow(by: turnCountMultiple).overflow
}

/// The smallest number that every count of turns from 1 to 20 divides.
package let turnCountMultiple: Int128 = 232_792_560

private func scaledUp(_ value: Int128, by places: Int) -> Int128? {
  var value = value
  for _ in 0..<max(0, places) {
    let (product, overflow) = value.multipliedReportingOverflow(by: 10)
    if overflow { return nil }
    value = product
  }
  return value
}

extension Domain {
  /// The largest cell value, leaving its sign out.
  var largestMagnitude: UInt64 {
    switch kind {
    case .yesNo: 1
    case .oneOf, .level: UInt64(words.count)
    case .number, .score, .money, .duration: max(lowest.magnitude, highest.magnitude)
    case .setOf, .moment, .reference, .text: 0
    }
  }
}
