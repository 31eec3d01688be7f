/// A number grew past 128 bits: nothing can be said.
struct NumberTooLarge: Error {}

func sum(_ left: Int128, _ right: Int128) throws(NumberTooLarge) -> Int128 {
  let (result, overflow) = left.addingReportingOverflow(right)
  // The least number has no opposite, so it counts as too large.
  if overflow || result == .min { throw NumberTooLarge() }
  return result
}

func difference(_ left: Int128, _ right: Int128) throws(NumberTooLarge) -> Int128 {
  let (result, overflow) = left.subtractingReportingOverflow(right)
  if overflow || result == .min { throw NumberTooLarge() }
  return result
}

func product(_ left: Int128, _ right: Int128) throws(NumberTooLarge) -> Int128 {
  if left == 0 || right == 0 { return 0 }
  if right == 1 && left != .min { return left }
  let (result, overflow) = left.multipliedReportingOverflow(by: right)
  if overflow || result == .min { throw NumberTooLarge() }
  return result
}

/// The largest number that divides both: zero only of two zeros.
func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
  var (left, right) = (left.magnitude, right.magnitude)
  if left == 1 || right == 1 { return 1 }
  while right != 0 {
    if left <= UInt64.max && right <= UInt64.max {
      return Int128(commonDivisor(UInt64(left), UInt64(right)))
    }
    (left, right) = (right, left % right)
  }
  return Int128(left)
}

private func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return left
}

/// The quotient rounded down; the divisor is above zero.
func floorQuotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  if divisor == 1 { return dividend }
  let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
  return rest < 0 ? quotient - 1 : quotient
}

/// The quotient rounded up; the divisor is above zero.
func ceilingQuotient(_ dividend: Int128, _ divisor: Int128) -> Int128 {
  if divisor == 1 { return dividend }
  let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
  return rest > 0 ? quotient + 1 : quotient
}
