import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension Decimal {
  /// Compared exactly, with the other taken so many times.
  func isMore(than other: Decimal, times factor: Int64 = 1) -> Bool {
    let places = max(decimals, other.decimals)
    return wide(places) > other.wide(places) * Int128(factor)
  }

  /// In units of ten to the minus `places`.
  private func wide(_ places: Int) -> Int128 {
    var value = Int128(mantissa)
    for _ in decimals..<max(decimals, places) { value *= 10 }
    return value
  }
}

extension LintedPolicy {
  /// The one fact that an approval measures; `nil` for a sum or a share.
  func measuredFact(of approval: Approval) -> FactID? {
    guard let measure = approval.measure, measure.terms.count == 1,
      measure.terms[0].averageOverTurns == nil,
      measure.terms[0].factor == Decimal(mantissa: 1, decimals: 0), measure.constant == .zero
    else { return nil }
    return measure.terms[0].fact
  }

  /// The currency of what an approval measures; `nil` for a number.
  func currency(of approval: Approval) -> String? {
    guard let fact = approval.measure?.terms.first?.fact else { return nil }
    let domain = model.vocabulary.facts[fact].domain
    return domain.kind == .money ? domain.currency : nil
  }

  /// The limit of a tier in the author's words: `GBP 50`.
  func limitWords(of tier: Tier) -> String {
    node(.tierLine, at: tier.origin.place)?.children.first?.formatted ?? ""
  }
}

/// A cell as the language writes it: `GBP 50`, `GBP 50.01`, `4`.
func writtenAmount(_ cell: Int64, _ domain: Domain) -> String {
  guard domain.kind == .money else { return spelled(cell, domain, texts: []) }
  var whole = domain
  var unit: Int64 = 1
  for _ in 0..<domain.decimals { unit *= 10 }
  guard cell % unit == 0 else { return spelled(cell, domain, texts: []) }
  whole.decimals = 0
  return spelled(cell / unit, whole, texts: [])
}
