import HandrailEngine

/// All cases that a table or `choose` may meet, cut into the regions that its rows tell apart.
///
/// Constants cut each fact into a few regions, `unknown` among them where it can be. A test that
/// compares facts with each other, or looks over turns, is *opaque*: it may say anything.
struct CaseSpace {
  struct Variable {
    /// What each region is, for the example: `amount is GBP 250`.
    var regions: [String]
  }

  /// One way to fulfil a row: every demand must be met.
  struct Box {
    var row: Int
    /// By variable, what the row says in each region.
    var demands: [Int: [Truth]] = [:]
    var isOpaque = false
    /// An opaque test of the row may be can't tell without a fault.
    var mayBeOpen = false
  }

  /// How a row without `when` takes what is left.
  enum Otherwise { case none, known, unknownToo }

  /// Larger tables are not settled; 200 rows are promised to be.
  static let mostRows = 1000

  var variables: [Variable] = []
  var boxes: [Box] = []
  var otherwise = Otherwise.none
  /// Rows are tried from the top; else any row that is yes decides.
  var isOrdered = false

  var isExact: Bool { !boxes.contains(where: \.isOpaque) }

  /// A case in words.
  func words(for regions: [Int]) -> String {
    let known = regions.enumerated().compactMap { variable, region -> String? in
      let words = variables[variable].regions[region]
      return words.isEmpty ? nil : words
    }
    let shown = known.prefix(6).joined(separator: ", ")
    return known.count > 6 ? shown + ", …" : known.isEmpty ? "every case" : shown
  }
}

/// Looks for a case, region by region of one variable after another.
///
/// Regions that leave the rows in the same state are one; states that were seen are not entered
/// again; a budget ends the search.
struct CaseSearch {
  enum Goal {
    /// No row decides, even if every opaque test says what helps.
    case gapForSure
    /// No row decides if opaque tests say what hurts.
    case possibleGap
    /// A row is the first that is not no, and it is yes.
    case reaches(Int)
  }

  enum Answer {
    case found([Int])
    case none
    case notSettled
  }

  private let space: CaseSpace
  private let goal: Goal
  private var budget: Int
  /// The last variable that a box demands something of; -1 for none.
  private let lastDemand: [Int]
  /// By variable: the boxes that demand something of it and can change the answer.
  private let demands: [[(box: Int, truths: [Truth])]]
  private var seen: Set<[UInt8]> = []

  init(_ space: CaseSpace, goal: Goal, budget: Int) {
    self.space = space
    self.goal = goal
    self.budget = budget
    lastDemand = space.boxes.map { $0.demands.keys.max() ?? -1 }
    var lastRow = Int.max
    // Rows below the one that is to be reached have no say in it.
    if case .reaches(let row) = goal { lastRow = row }
    var demands = [[(box: Int, truths: [Truth])]](repeating: [], count: space.variables.count)
    for (index, box) in space.boxes.enumerated() where box.row <= lastRow {
      for variable in box.demands.keys.sorted() {
        demands[variable].append((index, box.demands[variable] ?? []))
      }
    }
    self.demands = demands
  }

  mutating func run() -> Answer {
    guard space.variables.count <= 64 else { return .notSettled }
    var regions: [Int] = []
    let start = [Truth](repeating: .yes, count: space.boxes.count)
    let found = look(at: 0, start, &regions)
    if budget < 0 { return .notSettled }
    return found ? .found(regions) : .none
  }

  /// One variable after another, at most 64 deep.
  private mutating func look(
    at variable: Int, _ states: [Truth], _ regions: inout [Int]
  ) -> Bool {
    budget -= 1
    guard budget >= 0 else { return false }
    let verdict = verdict(states, before: variable)
    if let verdict {
      if verdict { regions += (variable..<space.variables.count).map { _ in 0 } }
      return verdict
    }
    guard seen.insert([UInt8(variable)] + states.map(\.rawValue)).inserted else { return false }
    var tried: Set<[UInt8]> = []
    for region in space.variables[variable].regions.indices {
      var next = states
      for (box, truths) in demands[variable] { next[box] = next[box].and(truths[region]) }
      guard tried.insert(next.map(\.rawValue)).inserted else { continue }
      regions.append(region)
      if look(at: variable + 1, next, &regions) { return true }
      regions.removeLast()
      if budget < 0 { return false }
    }
    return false
  }

  /// True or false where the rest of the variables cannot change the answer; `nil` otherwise.
  private func verdict(_ states: [Truth], before variable: Int) -> Bool? {
    let isLeaf = variable == space.variables.count
    if case .reaches(let row) = goal { return reaches(row, states, before: variable, isLeaf) }
    if isLeaf { return isGap(states) }
    for (index, box) in space.boxes.enumerated() where states[index] != .no {
      if lastDemand[index] < variable && states[index] == .yes && !box.isOpaque { return false }
      if space.isOrdered { return nil }
    }
    return states.allSatisfy { $0 == .no } ? isGap(states) : nil
  }

  private func reaches(
    _ row: Int, _ states: [Truth], before variable: Int, _ isLeaf: Bool
  ) -> Bool? {
    var isAlive = false
    var isYes = false
    for (index, box) in space.boxes.enumerated() where states[index] != .no {
      let isSettled = isLeaf || lastDemand[index] < variable
      if box.row < row && isSettled && !box.isOpaque { return false }
      if box.row == row {
        isAlive = true
        isYes = isYes || states[index] == .yes
      }
    }
    if !isAlive { return false }
    return isLeaf ? isYes : nil
  }

  private func isGap(_ states: [Truth]) -> Bool {
    if space.otherwise == .unknownToo { return false }
    let isSure = if case .gapForSure = goal { true } else { false }
    var isUndecided = false
    for (index, box) in space.boxes.enumerated() where states[index] != .no {
      if box.isOpaque {
        if isSure && states[index] == .yes { return false }
        let isOpen = box.mayBeOpen || states[index] != .yes
        if !isSure && isOpen { isUndecided = true }
      } else if states[index] == .yes {
        return false
      } else {
        isUndecided = true
      }
      if isUndecided && space.isOrdered { return !isYesBeside(index, states) }
    }
    return isUndecided || space.otherwise == .none
  }

  /// Another box of the same row that is yes: the row is yes.
  private func isYesBeside(_ index: Int, _ states: [Truth]) -> Bool {
    space.boxes.indices.contains { other in
      space.boxes[other].row == space.boxes[index].row && states[other] == .yes
        && !space.boxes[other].isOpaque
    }
  }
}
