import HandrailEngine

/// What all searches about one task share.
struct DiffSearch {
  /// A task, and what bears on it.
  struct Asked {
    var task: Int
    var sides: [TaskLines]
    var changed: [UnitSteps]
    var start: SearchStart
  }

  let joint: JointGraph
  let space: QuestionSpace
  let task: Int
  let sides: [TaskLines]
  let together: Together
  let start: SearchStart
  /// Lines of the old version that the new one has too.
  private(set) var shared: [TaskLines.Line] = []
  private(set) var ownUnits: [DiffUnit: OwnUnit] = [:]
  private(set) var ownGates: [DiffUnit: OwnGate] = [:]
  /// Units that can be held equal, and the lines among them.
  let held: [UnitSteps]
  private(set) var heldLines: [OwnUnit] = []
  /// What memory holds of changed hand-over lines.
  private let calls: [(unit: DiffUnit, pair: MemoryPair)]

  init(_ joint: JointGraph, _ space: QuestionSpace, _ together: Together, about asked: Asked) {
    self.joint = joint
    self.space = space
    self.together = together
    (task, sides, start) = (asked.task, asked.sides, asked.start)
    calls = asked.changed.compactMap { steps in
      together.calls[steps.unit].map { (steps.unit, $0) }
    }
    held = asked.changed.filter { $0.unit.sort != .routing }
    let lines = asked.changed.map(\.unit).filter { $0.sort == .line }
    let own = Set(lines.flatMap { [$0.old, $0.new] }.compactMap { $0 })
    shared = sides[0].lines.filter { !own.contains($0.effect) }
    let places = sides.map { side in
      Dictionary(
        side.lines.enumerated().map { ($1.effect, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for steps in asked.changed where steps.unit.sort == .line {
      ownUnits[steps.unit] = OwnUnit(steps, self, places)
    }
    for steps in asked.changed { ownGates[steps.unit] = OwnGate(steps, self) }
    heldLines = held.compactMap { ownUnits[$0.unit] }
  }

  /// What memory holds of what changed, in both versions.
  ///
  /// Which team takes over is all that hangs on what hand-over lines were before; of those that
  /// must not differ it is the same.
  func memory(for kind: ChangeKind, differing: [DiffUnit]) -> [MemoryPair] {
    guard kind == .team else { return together.memory }
    let differing = Set(differing)
    return together.memory
      + calls.map { differing.contains($0.unit) ? $0.pair : $0.pair.alike }
  }
}
