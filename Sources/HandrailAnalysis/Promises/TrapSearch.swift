import HandrailEngine

/// How a customer asks for a person: what the way out's rule tests of the customer's words.
struct Asking {
  private(set) var nodes: [Int] = []
  private(set) var isAny = false
  /// Each turn tells by itself whether the customer asks.
  private(set) var isOfTurn = true
  /// The way out tests nothing that anybody says of the customer: the clock, how often something
  /// happened, who has the conversation.
  private(set) var isUnsaid = false

  init(_ graph: DecisionGraph) {
    let own = graph.gates.wayOutNode
    if own >= 0, graph.logic.nodes[own] != .constant(.open) {
      nodes = [own]
      return
    }
    // Tests of anything else are what may keep a customer who asks from a person.
    let when = graph.headings[graph.duties.wayOut].guarding.when
    guard when >= 0 else { return }
    var parts = [when]
    switch graph.logic.nodes[when] {
    case .all: parts = graph.logic.children(of: graph.logic.nodes[when])
    case .any:
      parts = graph.logic.children(of: graph.logic.nodes[when])
      isAny = true
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .certainly, .possibly, .skipUnknown,
      .applyUnknown, .window, .anyPoint, .define, .workOut:
      break
    }
    nodes = parts.map(graph.withoutWindow).filter(graph.isOfTurn)
    guard nodes.isEmpty else { return }
    // A system may tell what the customer wants, without telling in which turn.
    nodes = parts.filter(graph.isOfCustomer)
    isOfTurn = false
    isUnsaid = nodes.isEmpty
  }

  /// Whether the customer asks, in the turn of a trace.
  func isYes(_ trace: Trace) -> Bool {
    isAny
      ? nodes.contains { trace.truths[$0] == .yes } : nodes.allSatisfy { trace.truths[$0] == .yes }
  }
}

extension DecisionGraph {
  fileprivate func withoutWindow(_ node: Int) -> Int {
    if case .window(let child, _, _, _) = logic.nodes[node] { return Int(child) }
    return node
  }

  /// It reads what comes with a turn, and nothing else.
  fileprivate func isOfTurn(_ node: Int) -> Bool {
    guard let read = factsRead(from: node, unless: { $0.looksBeyondTurn }) else { return false }
    return !read.isEmpty
      && read.allSatisfy { fact in
        if case .turn = facts[fact].supply { true } else { false }
      }
  }

  /// It reads what is said of the customer, in turns, by systems or as a choice, and nothing else.
  fileprivate func isOfCustomer(_ node: Int) -> Bool {
    guard let read = factsRead(from: node, unless: { $0.looksAtClock }) else { return false }
    return !read.isEmpty
      && read.allSatisfy { fact in
        switch facts[fact].supply {
        case .turn, .session: true
        case .computed: if case .choice = facts[fact].builtIn { true } else { false }
        case .task, .agent: false
        }
      }
  }

  /// The facts that hosts send on which a node rests; `nil` where it rests on a node of some sort.
  private func factsRead(from node: Int, unless isBarred: (GraphNode) -> Bool) -> Set<Int>? {
    var pending = [node]
    var seen: Set<Int> = []
    var read: Set<Int> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      guard !isBarred(logic.nodes[next]) else { return nil }
      read.formUnion(logic.facts(readBy: logic.nodes[next]).filter { logic.makers[$0] == nil })
      pending += logic.rests(on: next)
    }
    return read
  }
}

extension GraphNode {
  /// It rests on the clock, on nothing, or on how customers are drawn.
  fileprivate var looksAtClock: Bool {
    switch self {
    case .constant, .during, .between, .trial: true
    case .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead, .not,
      .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .define, .workOut, .trend,
      .window, .anyPoint:
      false
    }
  }

  /// It rests on the clock, the session, or other turns.
  fileprivate var looksBeyondTurn: Bool {
    switch self {
    case .constant, .during, .between, .trial, .trend, .window, .anyPoint: return true
    case .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead, .not,
      .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .define, .workOut:
      return false
    }
  }
}

/// A search for turns that all ask for a person, one after the other, and no person in any of them.
struct TrapSearch {
  private let source: Analysis
  private let asking: Asking
  private let turns: Int

  init(_ analysis: Analysis, _ asking: Asking, turns: Int) {
    source = analysis
    self.asking = asking
    self.turns = turns
  }

  func answer() -> NobodyTrapped.Answer {
    // The last turn alone first: mostly nothing can keep a person away from it.
    let last = Look(source, asking, turns: turns)
    switch last.run(nil) {
    case .proved: return .within(turns: turns)
    case .neverTriggered: return .neverAsked
    case .notSettled: return .notSettled
    case .broken(let breach):
      if turns == 1 { return .broken(breach, turns: 1) }
      if let told = last.told(breach) { return .broken(told, turns: turns) }
    }
    // A person may have come on the way: the decisions before are looked at with the last one.
    let whole = Look(source, asking, turns: turns, tellsBefore: true)
    if case .broken(let breach) = whole.run(TurnsBefore(turns: turns - 1, keepsSession: true)),
      let told = whole.told(breach)
    {
      return .broken(told, turns: turns)
    }
    // What systems say of the customer may be another thing in each turn.
    let changing = SessionChanges()
    switch whole.run(TurnsBefore(turns: turns - 1, keepsSession: false), changing) {
    case .proved: return .within(turns: turns)
    case .neverTriggered: return .neverAsked
    case .notSettled: return .notSettled
    case .broken(let breach):
      return whole.told(breach, changing).map { .broken($0, turns: turns) } ?? .notSettled
    }
  }
}

/// One way to look for them, over the policy with a node that says that each of the turns asked.
private struct Look {
  private let analysis: Analysis
  private let asking: Asking
  private let turns: Int
  /// Says that each of the turns asked, since the AI has the conversation.
  private var node = -1

  init(_ analysis: Analysis, _ asking: Asking, turns: Int, tellsBefore: Bool = false) {
    self.asking = asking
    self.turns = turns
    if turns == 1, asking.nodes.count == 1 {
      self.analysis = analysis
      node = asking.nodes[0]
      return
    }
    let count = UInt8(clamping: turns)
    self.analysis = analysis.widened { graph in
      var logic = graph.logic
      let children = logic.group(asking.nodes.map { Int32($0) })
      let asks = logic.append(asking.isAny ? .any(children) : .all(children))
      guard turns > 1 else { return graph.logic = logic }
      logic.append(.window(child: asks, atLeast: count, of: count, restarts: true))
      logic.turnNodes = logic.closure(of: logic.turnNodes + [asks])
      // Windows of the first decision look further back than those of the last.
      logic.longestWindow = max(logic.longestWindow, turns) + (tellsBefore ? turns - 1 : 0)
      logic.readsTurns = true
      graph.logic = logic
    }
    node = self.analysis.graph.logic.nodes.count - 1
  }

  func run(_ before: TurnsBefore?, _ changing: SessionChanges? = nil) -> PromiseAnswer {
    var promise = GraphPromise(name: "nobody is trapped", file: 0, line: 1)
    promise.whenever = node
    promise.expectations = [
      GraphPromise.Expectation(isNever: false, outcomes: [.human(queue: nil)], text: "human")
    ]
    var proof = Proof(analysis, promise)
    proof.before = before
    if before != nil { proof.isMeant = { oneByOne([$0], changing) != nil } }
    return proof.run()
  }

  /// A breach turn by turn; `nil` where a person came on the way.
  func told(_ breach: Breach, _ changing: SessionChanges? = nil) -> Breach? {
    var told = breach
    told.conversation = breach.conversation.flatMap { oneByOne($0, changing) }
    // Where no whole conversation is found, the turns themselves still are one.
    let shown = told.conversation ?? oneByOne([breach.witness], changing)
    guard let last = shown?.last else { return nil }
    told.witness = last
    return told
  }

  /// The last question of a breach turn by turn; `nil` where a person came on the way.
  private func oneByOne(_ told: [Witness], _ changing: SessionChanges?) -> [Witness]? {
    guard let last = told.last, last.question.frame.turns.count >= turns else { return nil }
    var steps = Array(told.dropLast())
    var memory = last.question.memory
    for missing in (0..<turns).reversed() {
      var question = last.question
      question.frame.turns.removeLast(missing)
      question.memory = memory
      let step = stays(question) ?? changing?.step(like: question, analysis, isMeant: stays)
      guard let step else { return nil }
      memory = .kept(step.decision.memory)
      steps.append(step)
    }
    return steps
  }

  /// The customer asks, and the AI keeps the conversation.
  private func stays(_ question: Question) -> Witness? {
    let (decision, trace) = decideTracing(question, by: analysis.graph)
    guard !decision.handlerIsHuman, asking.isYes(trace) else { return nil }
    return Witness(question: question, decision: decision, trace: trace)
  }
}

extension GraphLogic {
  /// Some nodes and all that they rest on, in table order.
  fileprivate func closure(of nodes: [Int32]) -> [Int32] {
    var seen = Set(nodes)
    var pending = nodes
    while let node = pending.popLast() {
      for next in rests(on: Int(node)) where seen.insert(Int32(next)).inserted {
        pending.append(Int32(next))
      }
    }
    return seen.sorted()
  }
}
