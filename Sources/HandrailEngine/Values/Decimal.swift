/// An exact decimal: `mantissa` over ten to the power of `decimals`; always in lowest terms.
package struct Decimal: Sendable, BitwiseCopyable, Hashable {
  package private(set) var mantissa: Int64
  /// 0 to 18.
  package private(set) var decimals: Int

  package static let zero = Decimal(mantissa: 0, decimals: 0)

  /// Trailing zeros of the fraction are dropped, so equal values are equal.
  package init(mantissa: Int64, decimals: Int) {
    precondition(decimals >= 0 && decimals <= 18, "a decimal keeps 0 to 18 decimals")
    var mantissa = mantissa
    var decimals = decimals
    while decimals > 0 && mantissa % 10 == 0 {
      mantissa /= 10
      decimals -= 1
    }
    self.mantissa = mantissa
    self.decimals = decimals
  }

  /// The value in units of ten to the minus `places`; `nil` if it is no whole number of them or
  /// does not fit.
  package func scaled(to places: Int) -> Int64? {
    guard places >= decimals else { return nil }
    var value = mantissa
    for _ in decimals..<places {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    return value
  }
}

/// How two values are compared.
package enum Comparison: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case above, below, atLeast, atMost, equal, notEqual

  /// Whether the comparison holds between two values whose difference (left minus right) has this
  /// sign: negative, zero or positive.
  package func holds(forSign sign: Int) -> Bool {
    switch self {
    case .above: sign > 0
    case .below: sign < 0
    case .atLeast: sign >= 0
    case .atMost: sign <= 0
    case .equal: sign == 0
    case .notEqual: sign != 0
    }
  }
}
