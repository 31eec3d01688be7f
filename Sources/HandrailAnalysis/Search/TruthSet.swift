package import HandrailEngine

/// What a node may still come to: a set of truths, never empty on a way that can happen.
package struct TruthSet: Sendable, Hashable, BitwiseCopyable {
  /// One bit a truth, by its raw value.
  package private(set) var bits: UInt8

  package static let none = TruthSet(bits: 0)
  package static let all = TruthSet(bits: 0b1111)
  package static let yes = TruthSet(.yes)
  package static let no = TruthSet(.no)
  /// Every truth but *no*.
  package static let notNo = TruthSet(bits: 0b1110)
  /// Every truth but *yes*.
  package static let notYes = TruthSet(bits: 0b1101)
  /// The two sorts of can't tell.
  package static let undecided = TruthSet(bits: 0b1100)

  package init(bits: UInt8) { self.bits = bits & 0b1111 }
  package init(_ truth: Truth) { bits = 1 << truth.rawValue }
  package init(_ isTrue: Bool) { self.init(isTrue ? Truth.yes : .no) }

  package init(_ truths: [Truth]) {
    bits = truths.reduce(0) { $0 | 1 << $1.rawValue }
  }

  package var isEmpty: Bool { bits == 0 }
  package var isOne: Bool { bits != 0 && bits & (bits &- 1) == 0 }
  package func contains(_ truth: Truth) -> Bool { bits >> truth.rawValue & 1 != 0 }
  package func isSubset(of other: TruthSet) -> Bool { bits & ~other.bits == 0 }
  package func meets(_ other: TruthSet) -> Bool { bits & other.bits != 0 }
  package func union(_ other: TruthSet) -> TruthSet { TruthSet(bits: bits | other.bits) }

  /// The members, yes first: what a search tries first.
  package var members: [Truth] { [.yes, .no, .open, .fault].filter(contains) }

  // The bits stand in the order no, yes, open, fault: `Truth` gives it, and a test holds it.

  /// Yes and no swap.
  package var negated: TruthSet {
    TruthSet(bits: bits & 0b1100 | bits << 1 & 0b10 | bits >> 1 & 0b1)
  }

  /// What `all of` may come to.
  package func and(_ other: TruthSet) -> TruthSet {
    var result = (bits | other.bits) & 0b0001 | bits & other.bits & 0b0010
    // Can't tell by a fault wins over the other sort, and no over both.
    if bits & 0b1000 != 0 && other.bits & 0b1110 != 0
      || other.bits & 0b1000 != 0 && bits & 0b1110 != 0
    {
      result |= 0b1000
    }
    if bits & 0b0100 != 0 && other.bits & 0b0110 != 0
      || other.bits & 0b0100 != 0 && bits & 0b0110 != 0
    {
      result |= 0b0100
    }
    return TruthSet(bits: result)
  }

  /// What `any of` may come to.
  package func or(_ other: TruthSet) -> TruthSet { negated.and(other.negated).negated }

  /// Only a yes stays, all else is no.
  var certainly: TruthSet { TruthSet(bits: bits & 0b0010 | (bits & 0b1101 != 0 ? 1 : 0)) }
  /// Only a no stays, all else is yes.
  var possibly: TruthSet { TruthSet(bits: bits & 0b0001 | (bits & 0b1110 != 0 ? 2 : 0)) }
  /// Can't tell is no.
  var skippingUnknown: TruthSet {
    TruthSet(bits: bits & 0b0011 | (bits & 0b1100 != 0 ? 1 : 0))
  }
  /// Can't tell counts as on a fault.
  var applyingUnknown: TruthSet {
    TruthSet(bits: bits & 0b1011 | (bits & 0b0100 != 0 ? 8 : 0))
  }

  /// What another reading of each member gives.
  package func mapped(_ reading: (Truth) -> Truth) -> TruthSet {
    var result = TruthSet.none
    for truth in Truth.allCases where contains(truth) {
      result.bits |= 1 << reading(truth).rawValue
    }
    return result
  }
}
