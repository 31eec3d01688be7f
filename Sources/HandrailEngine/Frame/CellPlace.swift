/// A session fact's cell, with the values that it may hold: for hosts that fill cells themselves.
package struct CellPlace: Sendable, BitwiseCopyable {
  /// Among the session facts.
  package let slot: Int
  package let bounds: ValueBounds

  package init(slot: Int, bounds: ValueBounds) {
    self.slot = slot
    self.bounds = bounds
  }

  /// What the cell holds for a value; one that does not fit is unknown by a fault, never cut.
  @inline(__always)
  package func cell(_ value: Int64) -> Cell {
    bounds.contains(value) ? Cell(value) : Cell(unknown: .outOfRange)
  }
}

/// The values that a cell of a kind may hold.
package struct ValueBounds: Sendable, BitwiseCopyable {
  /// Both included, in units of the fact's kind.
  private let lowest: Int64
  private let highest: Int64
  private let step: Int64

  /// `nil` for the kinds whose values are more than one number: references and text.
  package init?(_ domain: Domain) {
    switch domain.kind {
    case .yesNo: (lowest, highest, step) = (0, 1, 1)
    case .oneOf, .level: (lowest, highest, step) = (0, Int64(domain.words.count) - 1, 1)
    case .setOf:
      let all = domain.words.count
      guard all < 64 else {
        (lowest, highest, step) = (.min, .max, 1)
        return
      }
      (lowest, highest, step) = (0, (1 << Int64(all)) - 1, 1)
    case .number, .score, .money, .duration:
      (lowest, highest, step) = (domain.lowest, domain.highest, max(1, domain.step))
    case .moment, .reference, .text: return nil
    }
  }

  @inline(__always)
  package func contains(_ value: Int64) -> Bool {
    guard value >= lowest && value <= highest else { return false }
    return step == 1 || value.subtractingReportingOverflow(lowest).partialValue % step == 0
  }
}
