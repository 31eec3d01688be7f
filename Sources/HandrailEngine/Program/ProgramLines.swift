/// The lines of a policy as a decision without reasons reads them, flat.
struct ProgramLines: Sendable {
  /// What a line does, without names.
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    case aiMay, suggest, onlyHuman, nobody
    case handOverToQueue, handOverByTable, handOver, startWithHuman, stopAI
    case urgency
    /// It says nothing of who acts, nor when.
    case other
  }

  struct Line: Sendable, BitwiseCopyable {
    var kind: Kind
    /// A queue, a table or a level of urgency, by kind.
    var number: Int32
  }

  /// A line that a root decides.
  struct Use: Sendable, BitwiseCopyable {
    /// Position in `DecisionGraph.effects`.
    var effect: Int32
    /// The root says whether `may only suggest` caps, not whether it permits.
    var isCap: Bool
  }

  /// A row's queue by table: -1 where it names none.
  struct TableQueues: Sendable, BitwiseCopyable {
    var rows: SideRange
    var urgencies: SideRange
  }

  /// By effect.
  private(set) var lines: [Line] = []
  /// By effect: so many words of one bit a task.
  private(set) var scopes: [UInt64] = []
  let scopeWords: Int
  /// By effect: the root of its guard.
  private(set) var rootOfEffect: [Int32] = []
  /// By root: offsets of `uses`.
  private(set) var useRuns: [SideRange] = []
  private(set) var uses: [Use] = []
  /// By table: offsets of `rowNumbers`, empty where it names no queues, or no urgency.
  private(set) var tableQueues: [TableQueues] = []
  private(set) var rowNumbers: [Int32] = []
  /// By queue; -1: not said.
  private(set) var queueUrgencies: [Int8] = []
  /// Roots of approvals, offers and `first` headings.
  private(set) var gateRoots: [Int32] = []
  /// False where a line's guard is no root: then nothing here can be used.
  private(set) var isComplete = true

  init(_ graph: DecisionGraph, _ roots: [Int32], firstAsked: Int) {
    scopeWords = (graph.tasks.count + 63) / 64
    var rootOfNode = [Int32](repeating: -1, count: graph.logic.nodes.count)
    for root in firstAsked..<roots.count { rootOfNode[Int(roots[root])] = Int32(root) }
    addLines(graph)
    addUses(graph, rootOfNode, count: roots.count)
    addTables(graph)
    queueUrgencies = graph.routing.queues.map { queue in
      queue.urgency.map { Int8(clamping: $0) } ?? -1
    }
    for node in graph.gateNodes {
      if rootOfNode[node] < 0 { isComplete = false }
      gateRoots.append(rootOfNode[node])
    }
  }

  private mutating func addLines(_ graph: DecisionGraph) {
    for effect in graph.effects {
      lines.append(ProgramLines.line(effect.action))
      for word in 0..<scopeWords {
        scopes.append(word < effect.scope.words.count ? effect.scope.words[word] : 0)
      }
    }
  }

  static func line(_ action: GraphEffect.Action) -> Line {
    switch action {
    case .aiMay: Line(kind: .aiMay, number: 0)
    case .aiMayOnlySuggest: Line(kind: .suggest, number: 0)
    case .onlyHumanMay: Line(kind: .onlyHuman, number: 0)
    case .nobodyMay, .otherwiseRefuse: Line(kind: .nobody, number: 0)
    case .handOver(let target), .otherwiseHandOver(let target):
      switch target {
      case .queue(let queue): Line(kind: .handOverToQueue, number: Int32(queue))
      case .table(let table): Line(kind: .handOverByTable, number: Int32(table))
      case .none: Line(kind: .handOver, number: -1)
      }
    case .startWithHuman: Line(kind: .startWithHuman, number: 0)
    case .stopAI: Line(kind: .stopAI, number: 0)
    case .urgency(let level): Line(kind: .urgency, number: Int32(level))
    case .bringIn, .contactCustomer, .needSkills: Line(kind: .other, number: 0)
    }
  }

  private mutating func addUses(_ graph: DecisionGraph, _ rootOfNode: [Int32], count: Int) {
    var byRoot = [[Use]](repeating: [], count: count)
    func note(_ node: Int, _ use: Use) {
      guard rootOfNode[node] >= 0 else { return isComplete = false }
      byRoot[Int(rootOfNode[node])].append(use)
    }
    for (position, effect) in graph.effects.enumerated() {
      rootOfEffect.append(rootOfNode[effect.node])
      note(effect.node, Use(effect: Int32(position), isCap: false))
      if case .aiMayOnlySuggest = effect.action {
        note(effect.capNode, Use(effect: Int32(position), isCap: true))
      }
    }
    for found in byRoot {
      useRuns.append(SideRange(first: uses.count, count: found.count))
      uses += found
    }
  }

  private mutating func addTables(_ graph: DecisionGraph) {
    for table in graph.logic.tables {
      let queues = addColumn(table.outputs.firstIndex(of: .queue), table)
      let urgencies = addColumn(table.outputs.firstIndex(of: .urgency), table)
      tableQueues.append(TableQueues(rows: queues, urgencies: urgencies))
    }
  }

  private mutating func addColumn(_ column: Int?, _ table: GraphTable) -> SideRange {
    guard let column else { return SideRange(first: 0, count: 0) }
    let first = rowNumbers.count
    for row in table.rows {
      rowNumbers.append(row.results[column].flatMap { Int32(exactly: $0) } ?? -1)
    }
    return SideRange(first: first, count: table.rows.count)
  }
}

extension DecisionGraph {
  fileprivate var gateNodes: [Int] {
    gates.approvals.map { $0.node } + gates.offers.map { $0.node }
      + gates.firsts.map { $0.node }
  }
}
