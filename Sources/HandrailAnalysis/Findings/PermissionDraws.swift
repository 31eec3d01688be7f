import HandrailEngine

/// Permissions that drawn questions show to count, among so many lines that a search is long.
///
/// Each draw begins where the line is yes. What stricter line it then meets is drawn away, fact by
/// fact; a question that meets none is decided anew. What no draw shows is searched for.
struct PermissionDraws {
  private let analysis: Analysis
  /// By effect: some question was decided on which it counts.
  private(set) var counts: [Bool]
  /// By heading: a line reads its guard as yes on such a question, and its `when` is yes.
  private(set) var applies: [Bool]

  init(_ analysis: Analysis, counted: [Bool]) {
    self.analysis = analysis
    counts = counted
    applies = [Bool](repeating: false, count: analysis.graph.headings.count)
  }

  /// Draws for every permission that nothing shows yet.
  mutating func draw() {
    guard analysis.cone.steps.count >= Search.wideCone else { return }
    for task in analysis.taskClasses(within: nil) {
      guard let stage = DrawStage(analysis, task) else { continue }
      var drawing = stage
      for line in stage.permissions where !counts[line.effect] {
        guard let (ruling, truths) = drawing.shown(line) else { continue }
        for other in stage.permissions { note(other, ruling, truths) }
      }
    }
  }

  private mutating func note(_ line: TaskLines.Line, _ ruling: Ruling, _ truths: [Truth]) {
    let graph = analysis.graph
    let heading = graph.effects[line.effect].heading
    guard truths[graph.effects[line.effect].node] == .yes, ruling == line.ruling else { return }
    counts[line.effect] = true
    let guarding = graph.headings[heading].guarding
    if [guarding.inForce, guarding.when].allSatisfy({ $0 < 0 || truths[$0] == .yes }) {
      applies[heading] = true
    }
  }
}

/// What is the same for every draw about one task.
private struct DrawStage {
  private let space: QuestionSpace
  private let cone: Cone
  private let rulings: TaskRulings
  /// The lines that let the AI do the task.
  let permissions: [TaskLines.Line]
  /// Every question about the task.
  private let start: Box
  /// The steps of the lines that beat a permission, in order, and of their inputs.
  private var order: [Int] = []
  private var inputs: [Int] = []
  /// By step: it beats a permission of the task; it caps one.
  private var beats: [Bool]
  private var caps: [Bool]
  private let hasSums: Bool
  private var evaluation: Evaluation
  private var draw = Draw(seed: 0)

  private static var starts: Int { 6 }
  private static var repairs: Int { 40 }

  /// `nil` where few lines bear on the task: those are searched soon enough.
  init?(_ analysis: Analysis, _ task: Int) {
    space = analysis.space
    var cone = analysis.cone
    let lines = TaskLines(task, &cone)
    permissions = lines.lines.filter(\.sort.isPermission)
    let all = cone.order
    guard all.count >= Search.wideCone, !permissions.isEmpty else { return nil }
    var start = Box(space)
    guard let asked = space.position(of: .task), start.keep(asked, space, among: [task]),
      space.settle(&start)
    else { return nil }
    self.start = start
    hasSums = all.contains { cone.isSum($0) }
    beats = [Bool](repeating: false, count: cone.steps.count)
    caps = beats
    let graph = analysis.graph
    rulings = TaskRulings(
      on: task, by: graph,
      telling: permissions.flatMap { line -> [Int] in
        let guarding = graph.headings[graph.effects[line.effect].heading].guarding
        return [guarding.inForce, guarding.when].filter { $0 >= 0 }
      })
    evaluation = Evaluation(cone)
    self.cone = cone
    bar(lines.lines)
  }

  private mutating func bar(_ lines: [TaskLines.Line]) {
    var barring = cone
    barring.forgetRoots()
    for line in lines {
      switch line.sort {
      case .nobody, .onlyHuman, .stopAI:
        beats[line.step] = true
        barring.look(at: line.step)
      case .suggest:
        let step = line.capStep >= 0 ? line.capStep : line.step
        caps[step] = true
        barring.look(at: step)
      case .permit, .handOver, .start, .other: continue
      }
    }
    order = barring.order
    inputs = barring.variables(readBy: order)
  }

  /// What is ruled, and what nodes come to, on a question on which the line counts.
  mutating func shown(_ line: TaskLines.Line) -> (ruling: Ruling, truths: [Truth])? {
    var own = cone
    own.forgetRoots()
    own.look(at: line.step)
    var search = Search(space)
    search.budget = 200
    guard let box = search.box(inWhich: line.step, of: own, isYesFrom: start) else { return nil }
    draw = Draw(seed: UInt64(line.effect))
    for _ in 0..<DrawStage.starts {
      guard let point = point(in: box, passing: line), let found = decided(point) else { continue }
      let node = space.graph.effects[line.effect].node
      if found.ruling == line.ruling && found.truths[node] == .yes { return found }
    }
    return nil
  }

  /// One choice of every input that matters, on which nothing beats the line.
  private mutating func point(in box: Box, passing line: TaskLines.Line) -> Box? {
    guard var point = drawn(from: box) else { return nil }
    for _ in 0..<DrawStage.repairs {
      guard let barred = firstBarred(point, for: line) else { return point }
      guard redraw(&point, below: barred, within: box) else { return nil }
    }
    return nil
  }

  private mutating func firstBarred(_ point: Box, for line: TaskLines.Line) -> Int? {
    let (mark, beats, caps) = (evaluation.mark, beats, caps)
    let isCapped = line.sort == .permit
    defer { evaluation.undo(to: mark) }
    return evaluation.firstBarred(cone, order, point) { beats[$0] || isCapped && caps[$0] }
  }

  /// Another choice of one input below a step; false where none has another.
  private mutating func redraw(_ point: inout Box, below step: Int, within box: Box) -> Bool {
    var pending = [step]
    var found: [Int] = []
    var left = 400
    while let next = pending.popLast(), found.count < 24, left > 0 {
      left -= 1
      for slot in cone.links.inputs(of: next) {
        let input = Int(cone.links.inputs[slot])
        if box.count(of: input, space) > 1 { found.append(input) }
      }
      for slot in cone.links.children(of: next) {
        pending.append(Int(cone.links.children[slot]))
      }
    }
    guard !found.isEmpty else { return false }
    let input = found[draw.below(found.count)]
    guard let choice = choice(of: input, in: box) else { return false }
    point.set(input, to: choice, space)
    return !space.isCoupled[input] || space.settle(&point)
  }

  private mutating func drawn(from box: Box) -> Box? {
    var point = box
    let first = [Variable.Kind.memory, .turnCount].compactMap(space.position)
    for input in first + inputs where point.count(of: input, space) != 1 {
      // A new session is as good as any, and brings little with it.
      let isMemory = space.variables[input].kind == .memory && point.contains(0, of: input, space)
      guard let choice = isMemory ? 0 : choice(of: input, in: point) else { return nil }
      point.set(input, to: choice, space)
      if first.contains(input), !space.settle(&point) { return nil }
    }
    return space.settle(&point) ? point : nil
  }

  /// A choice that is left, known where one is.
  private mutating func choice(of input: Int, in box: Box) -> Int? {
    let left = box.choices(of: input, space)
    let known = left.filter { space.variables[input].choices[$0].isKnown }
    let pool = known.isEmpty ? left : known
    return pool.isEmpty ? nil : pool[draw.below(pool.count)]
  }

  /// The question of a point, decided as far as the ruling goes.
  private func decided(_ point: Box) -> (ruling: Ruling, truths: [Truth])? {
    var values: [Int: Int64] = [:]
    if hasSums {
      var whole = Evaluation(cone)
      whole.run(cone, cone.order, point)
      guard case .values(let found) = Search(space).sums(of: cone, point, whole) else {
        return nil
      }
      values = found
    }
    return QuestionMaker(space, cone, point, values).question().map(rulings.ruled(on:))
  }
}

extension TaskLines.Line {
  /// What a line that permits rules where nothing stricter does.
  fileprivate var ruling: Ruling { sort == .suggest ? .suggest : .ai }
}
