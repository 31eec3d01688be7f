import HandrailEngine

/// An exact fraction in lowest terms, its denominator above zero.
///
/// Far larger than any sum of the generated policies; one that does not fit traps, for then the
/// reference can't be trusted.
struct Fraction: Equatable, Comparable {
  private(set) var numerator: Int128
  private(set) var denominator: Int128

  static let zero = Fraction(0)

  init(_ whole: Int128) {
    numerator = whole
    denominator = 1
  }

  init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator > 0, "a fraction's denominator is above zero")
    var left = numerator < 0 ? -numerator : numerator
    var right = denominator
    while right != 0 { (left, right) = (right, left % right) }
    let divisor = left == 0 ? 1 : left
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  init(_ decimal: Decimal) {
    self.init(Int128(decimal.mantissa), over: Fraction.powerOfTen(decimal.decimals))
  }

  /// A cell's value: the cell over ten to the power of its decimals.
  init(cell: Int64, decimals: Int) {
    self.init(Int128(cell), over: Fraction.powerOfTen(decimals))
  }

  var isWhole: Bool { denominator == 1 }

  static func + (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  static func - (left: Fraction, right: Fraction) -> Fraction {
    left + Fraction(-right.numerator, over: right.denominator)
  }

  static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  static func / (left: Fraction, right: Fraction) -> Fraction {
    let sign: Int128 = right.numerator < 0 ? -1 : 1
    return Fraction(
      left.numerator * right.denominator * sign, over: left.denominator * right.numerator * sign)
  }

  static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  var sign: Int { numerator < 0 ? -1 : (numerator > 0 ? 1 : 0) }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }
}
