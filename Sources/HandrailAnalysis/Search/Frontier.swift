/// The boxes that are still to be looked at, the next one last.
struct Frontier {
  /// A box to look at: where the trail of its parent ends, and which steps may differ.
  struct Pending {
    var box: Box
    var before: Evaluation.Mark
    var order: [Int]
    /// A sum among the steps that may differ.
    var movesSums = true
  }

  private let cone: Cone
  /// Every step that is read, in order.
  let order: [Int]
  private var dependents: [Int: Dependents] = [:]
  /// Where several searches begin alike.
  private let shared: SearchStart?
  var pending: [Pending]

  /// The steps that rest on an input, and whether a sum is among them.
  struct Dependents {
    let steps: [Int]
    let movesSums: Bool

    init(of variable: Int, _ cone: Cone, among order: [Int]) {
      steps = cone.dependents(of: variable, among: order)
      movesSums = steps.contains { cone.isSum($0) }
    }
  }

  init(_ cone: Cone, _ start: Box) {
    self.cone = cone
    order = cone.order
    shared = nil
    pending = [Pending(box: start, before: Evaluation.Mark(), order: order)]
  }

  /// The first box is worked out already.
  init(_ cone: Cone, from start: SearchStart) {
    self.cone = cone
    order = start.order
    shared = start
    pending = [Pending(box: start.box, before: Evaluation.Mark(), order: [])]
  }

  /// Adds the parts of a box: only what rests on the input that was split is worked out anew.
  mutating func add(_ split: Split, of box: Box, _ mark: Evaluation.Mark) {
    let own = dependents(of: split.variable)
    for part in split.parts.reversed() {
      var child = box
      guard child.keep(split.variable, cone.space, among: part) else { continue }
      var next = Pending(box: child, before: mark, order: own.steps, movesSums: own.movesSums)
      if cone.space.isCoupled[split.variable] {
        guard cone.space.settle(&next.box) else { continue }
        if next.box.words != child.words { (next.order, next.movesSums) = (order, true) }
      }
      pending.append(next)
    }
  }

  private mutating func dependents(of variable: Int) -> Dependents {
    if let shared { return shared.dependents(of: variable) }
    if let known = dependents[variable] { return known }
    let found = Dependents(of: variable, cone, among: order)
    dependents[variable] = found
    return found
  }
}

extension Cone {
  func isSum(_ step: Int) -> Bool {
    if flat[step].kind != .other { return false }
    if case .sum = steps[step] { return true }
    return false
  }
}
