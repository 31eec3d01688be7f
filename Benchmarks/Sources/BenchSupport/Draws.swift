/// Numbers drawn by a fixed rule: no run differs from another.
public struct Draws {
  private var state: UInt64

  /// The same seed draws the same numbers.
  public init(seed: UInt64) { state = seed }

  /// The next number, from 0 on and below a count.
  public mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, count)))
  }
}
