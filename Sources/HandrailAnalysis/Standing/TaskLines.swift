import HandrailEngine

/// The steps of everything that bears on one task and on who holds the conversation.
struct TaskLines {
  struct Line {
    var effect: Int
    var step: Int
    var capStep: Int
    /// The step of the table that a hand-over line goes through; -1: none.
    var tableStep = -1
    var sort = LineSort.other
  }

  let space: QuestionSpace
  /// A task's position; the count of tasks for none, one more for missing.
  let task: Int
  var lines: [Line] = []
  var returns: [(position: Int, step: Int)] = []
  /// Gates that cover the task, by position.
  var approvals: [(position: Int, step: Int, tiers: [Int])] = []
  var offers: [(position: Int, step: Int)] = []
  /// Where the state of each table step is kept.
  var tableSlots: [Int: Int] = [:]
  var firsts: [(position: Int, step: Int, until: Int, asks: [Int])] = []

  /// What of the graph counts.
  let side: SideView
  /// Offers of any task.
  let offersOfAll: [Int]

  var isTask: Bool { task < space.graph.tasks.count }

  /// As of now, or of the decision so many turns before; `given`: of some of the graph alone.
  init(_ task: Int, _ cone: inout Cone, _ given: SideView? = nil, turnsBefore: Int = 0) {
    let back = Cone.decision(before: turnsBefore)
    space = cone.space
    let side = given ?? SideView(all: cone.graph)
    self.side = side
    self.task = task
    offersOfAll = side.offers
    let graph = space.graph
    for position in side.effects
    where graph.effects[position].concerns(task, isTask: task < graph.tasks.count) {
      let effect = graph.effects[position]
      var line = Line(
        effect: position, step: cone.root(effect.node, back: back),
        capStep: effect.capNode == effect.node ? -1 : cone.root(effect.capNode, back: back))
      if let table = effect.tableNode(graph) {
        line.tableStep = cone.root(table, back: back)
        tableSlots[line.tableStep] = cone.tableSlot(line.tableStep)
      }
      line.sort = LineSort(effect.action)
      lines.append(line)
    }
    returns = side.returns.map { ($0, cone.root(graph.gates.returns[$0].node, back: back)) }
    guard task < graph.tasks.count else { return }
    for position in side.approvals where graph.gates.approvals[position].scope.contains(task) {
      let approval = graph.gates.approvals[position]
      let tiers = approval.tiers.map { $0.node < 0 ? -1 : cone.root($0.node, back: back) }
      approvals.append((position, cone.root(approval.node, back: back), tiers))
    }
    for position in side.offers where graph.gates.offers[position].scope.contains(task) {
      offers.append((position, cone.root(graph.gates.offers[position].node, back: back)))
    }
    for position in side.firsts where graph.gates.firsts[position].scope.contains(task) {
      let first = graph.gates.firsts[position]
      let until = first.until < 0 ? -1 : cone.root(first.until, back: back)
      let asks = (first.ask + first.confirm).compactMap { fact in
        space.position(of: .cell(fact: Int32(fact), back: 0))
      }
      firsts.append((position, cone.root(first.node, back: back), until, asks))
    }
  }
}

extension GraphEffect {
  /// It can change the ruling on the task, or who holds the conversation.
  func concerns(_ task: Int, isTask: Bool) -> Bool {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse:
      isTask && scope.contains(task)
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: true
    case .bringIn, .contactCustomer, .urgency, .needSkills: false
    }
  }
}

/// What a line does to a ruling, without its particulars: looked at for every box.
enum LineSort: BitwiseCopyable {
  case nobody, onlyHuman, stopAI, permit, suggest, handOver, start, other

  init(_ action: GraphEffect.Action) {
    switch action {
    case .nobodyMay, .otherwiseRefuse: self = .nobody
    case .onlyHumanMay: self = .onlyHuman
    case .stopAI: self = .stopAI
    case .aiMay: self = .permit
    case .aiMayOnlySuggest: self = .suggest
    case .handOver, .otherwiseHandOver: self = .handOver
    case .startWithHuman: self = .start
    case .bringIn, .contactCustomer, .urgency, .needSkills: self = .other
    }
  }

  /// It lets the AI do something.
  var isPermission: Bool { self == .permit || self == .suggest }
}
