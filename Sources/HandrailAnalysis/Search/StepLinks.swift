/// What every step reads, flat: searches walk it for every cone and every split.
struct StepLinks: Sendable {
  private(set) var children: [Int32] = []
  private(set) var inputs: [Int32] = []
  /// Where each step's children and inputs end.
  private var childEnds: [Int32] = []
  private var inputEnds: [Int32] = []

  mutating func add(_ step: Step) {
    for child in step.children { children.append(Int32(child)) }
    for input in step.inputs { inputs.append(Int32(input)) }
    childEnds.append(Int32(children.count))
    inputEnds.append(Int32(inputs.count))
  }

  /// Positions in `children`.
  func children(of step: Int) -> Range<Int> {
    (step == 0 ? 0 : Int(childEnds[step - 1]))..<Int(childEnds[step])
  }

  /// Positions in `inputs`.
  func inputs(of step: Int) -> Range<Int> {
    (step == 0 ? 0 : Int(inputEnds[step - 1]))..<Int(inputEnds[step])
  }
}

extension Cone {
  /// The steps that the roots rest on, in order of the table.
  var order: [Int] {
    guard let last = roots.max() else { return [] }
    var isNeeded = [Bool](repeating: false, count: last + 1)
    var order: [Int] = []
    var pending = roots
    while let position = pending.popLast() {
      guard !isNeeded[position] else { continue }
      isNeeded[position] = true
      order.append(position)
      for slot in links.children(of: position) { pending.append(Int(links.children[slot])) }
    }
    // Few are sorted sooner than the whole table is gone through.
    if order.count < last / 16 {
      order.sort()
      return order
    }
    order.removeAll(keepingCapacity: true)
    for position in 0...last where isNeeded[position] { order.append(position) }
    return order
  }

  /// Of some steps those that rest on an input, in order.
  func dependents(of variable: Int, among order: [Int]) -> [Int] {
    guard let last = order.last else { return [] }
    var rests = [Bool](repeating: false, count: last + 1)
    var found: [Int] = []
    for position in order where isRested(position, on: variable, rests) {
      rests[position] = true
      found.append(position)
    }
    return found
  }

  private func isRested(_ position: Int, on variable: Int, _ rests: [Bool]) -> Bool {
    for slot in links.inputs(of: position) where Int(links.inputs[slot]) == variable {
      return true
    }
    for slot in links.children(of: position) where rests[Int(links.children[slot])] {
      return true
    }
    return false
  }

  /// Inputs that some steps read, in order.
  func variables(readBy order: [Int]) -> [Int] {
    var isRead = [Bool](repeating: false, count: space.variables.count)
    for position in order {
      for slot in links.inputs(of: position) { isRead[Int(links.inputs[slot])] = true }
    }
    return isRead.indices.filter { isRead[$0] }
  }

  /// Inputs that the steps read, in order.
  var variablesRead: [Int] { variables(readBy: order) }
}
