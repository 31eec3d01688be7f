import HandrailEngine
import HandrailModel
import HandrailSource

/// An unknown fact that a can't tell rests on.
struct Leaf: Hashable {
  var fact: FactID
  var turn: Int?
  var cause: UnknownCause
}

/// What a test or a condition came to, and, where it can't tell, the unknown facts it rests on.
struct Finding {
  var truth: Truth
  var leaves: Set<Leaf> = []

  static let yes = Finding(truth: .yes)
  static let no = Finding(truth: .no)

  init(truth: Truth, leaves: Set<Leaf> = []) {
    self.truth = truth
    self.leaves = truth == .yes || truth == .no ? [] : leaves
  }

  init(_ holds: Bool) { truth = holds ? .yes : .no }

  var isYes: Bool { truth == .yes }
  var isNo: Bool { truth == .no }
  var isOpen: Bool { truth == .open }
  var isFault: Bool { truth == .fault }
  var cannotTell: Bool { isOpen || isFault }
  /// Yes, or a can't tell of the fault sort.
  var appliesOnFault: Bool { isYes || isFault }

  /// Yes and no swap.
  var opposite: Finding {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .open, .fault: self
    }
  }

  /// `all of`: no if any is no, else can't tell if any is, else yes.
  static func all(_ findings: [Finding]) -> Finding {
    if findings.contains(where: \.isNo) { return .no }
    return worst(of: findings.filter(\.cannotTell)) ?? .yes
  }

  /// `any of`: yes if any is yes, else can't tell if any is, else no.
  static func any(_ findings: [Finding]) -> Finding {
    if findings.contains(where: \.isYes) { return .yes }
    return worst(of: findings.filter(\.cannotTell)) ?? .no
  }

  /// Can't tell of the fault sort if any of them is, resting on all that they rest on.
  static func worst(of undecided: [Finding]) -> Finding? {
    guard let first = undecided.first else { return nil }
    if undecided.count == 1 { return first }
    let leaves = undecided.reduce(into: Set<Leaf>()) { $0.formUnion($1.leaves) }
    return Finding(truth: undecided.contains(where: \.isFault) ? .fault : .open, leaves: leaves)
  }
}

/// What is known of a fact at a place: a cell, or why there is none.
enum Known {
  case value(Int64)
  case unknown(Finding)

  /// The finding of a test on it.
  func test(_ holds: (Int64) -> Bool) -> Finding {
    switch self {
    case .value(let cell): Finding(holds(cell))
    case .unknown(let finding): finding
    }
  }

  var isKnown: Bool {
    switch self {
    case .value: true
    case .unknown: false
    }
  }

  var cell: Int64? {
    switch self {
    case .value(let cell): cell
    case .unknown: nil
    }
  }
}
