/// What a test says: yes, no, or one of the two sorts of can't tell (`language.md` 3.2).
package enum Truth: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case no
  case yes
  /// Can't tell, and every unknown that it rests on is legitimate.
  case open
  /// Can't tell, and at least one unknown that it rests on is an input fault.
  case fault

  package init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

  /// True where it is one of the two sorts of can't tell.
  package var isUndecided: Bool { self == .open || self == .fault }

  /// Strong Kleene: yes and no swap, can't tell stays.
  package var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .open: .open
    case .fault: .fault
    }
  }

  /// `all of`: no if either is no, else can't tell if either is, else yes.
  package func and(_ other: Truth) -> Truth {
    if self == .no || other == .no { return .no }
    if self == .fault || other == .fault { return .fault }
    return self == .open || other == .open ? .open : .yes
  }

  /// `any of`: yes if either is yes, else can't tell if either is, else no.
  package func or(_ other: Truth) -> Truth {
    if self == .yes || other == .yes { return .yes }
    if self == .fault || other == .fault { return .fault }
    return self == .open || other == .open ? .open : .no
  }
}
