/// The boxes that are still to be looked at, the next one last.
struct Frontier {
  /// A box to look at: what its parent came to, and which steps may differ.
  struct Pending {
    var box: Box
    var before: Evaluation
    var order: [Int]
  }

  private let cone: Cone
  /// Every step that is read, in order.
  private let order: [Int]
  /// By input: the steps that rest on it.
  private var dependents: [Int: [Int]] = [:]
  var pending: [Pending]

  init(_ cone: Cone, _ start: Box) {
    self.cone = cone
    order = cone.order
    pending = [Pending(box: start, before: Evaluation(cone), order: order)]
  }

  /// Adds the parts of a box: only what rests on the input that was split is worked out anew.
  mutating func add(_ split: Split, of box: Box, _ evaluation: Evaluation) {
    let own = dependents[split.variable] ?? cone.dependents(of: split.variable, among: order)
    dependents[split.variable] = own
    for part in split.parts.reversed() {
      var child = box
      guard child.keep(split.variable, cone.space, where: part.contains) else { continue }
      let alone = child
      if cone.space.isCoupled[split.variable], !cone.space.settle(&child) { continue }
      pending.append(
        Pending(box: child, before: evaluation, order: child.words == alone.words ? own : order))
    }
  }
}
