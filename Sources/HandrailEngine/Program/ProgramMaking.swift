/// Builds a program from a graph: roots, terms, stages, dispatches, blocks.
struct ProgramMaking {
  /// A term before it has its place.
  struct Draft {
    var root: Int32
    var literals: [Literal]
  }

  /// Terms fewer than these are not worth a dispatch.
  private static var fewestKeyed: Int { 16 }
  private static var mostDispatches: Int { 6 }
  /// A key's values are tried one by one: a list this long is none.
  private static var longestKeyList: Int { 8 }
  /// Values that a dispatch can tell apart.
  private static var widestKey: Int64 { 4096 }
  /// Up to so many terms are looked at one by one.
  private static var longestChain: Int { 12 }

  let graph: DecisionGraph
  /// The nodes that are asked for besides the rows of tables.
  private let asked: [Int]
  /// By table: its rows are needed.
  private let needsTable: [Bool]
  private var expansion: TermExpansion
  private(set) var roots: [Int32] = []
  private(set) var rowRoots: [SideRange] = []
  /// The first root that is no table's row.
  private(set) var firstAsked = 0
  private(set) var stages: [ProgramStage] = []
  private(set) var dispatches: [Dispatch] = []
  private(set) var groups: [SideRange] = []
  private(set) var inexact: [Int32] = []
  private(set) var blocks: [TermBlock] = []
  private(set) var terms: [Term] = []
  private(set) var literals: [Literal] = []
  private(set) var rows: RowBuilding
  /// By cell: its highest value where it has few, from 0 on; else -1.
  private var highestWords: [Int64] = []

  var watched: [Int32] { expansion.watched }

  /// For decisions: what they look at, and every table.
  init(_ graph: DecisionGraph) {
    let tables = [Bool](repeating: true, count: graph.logic.tables.count)
    self.init(graph, asked: graph.nodesAsked, needsTable: tables)
  }

  /// For some nodes alone, with the tables that they rest on.
  init(_ graph: DecisionGraph, telling nodes: [Int]) {
    self.init(graph, asked: nodes, needsTable: graph.logic.tables(under: nodes))
  }

  private init(_ graph: DecisionGraph, asked: [Int], needsTable: [Bool]) {
    self.graph = graph
    self.asked = asked
    self.needsTable = needsTable
    expansion = TermExpansion(graph)
    rows = RowBuilding(values: graph.logic.values)
  }

  mutating func run() {
    findRoots()
    let ranks = tableRanks()
    var drafts: [[Draft]] = []
    var inexactByRank: [[Int32]] = []
    for (position, node) in roots.enumerated() {
      let expanded = expansion.expand(Int(node))
      let rank = ranks[Int(node)]
      while drafts.count <= rank {
        drafts.append([])
        inexactByRank.append([])
      }
      if !expanded.isExact { inexactByRank[rank].append(Int32(position)) }
      for literals in expanded.terms {
        drafts[rank].append(Draft(root: Int32(position), literals: literals))
      }
    }
    rows.domains = cellDomains()
    highestWords = rows.domains.map { $0.highestWord ?? -1 }
    for rank in drafts.indices {
      let run = SideRange(first: inexact.count, count: inexactByRank[rank].count)
      inexact += inexactByRank[rank]
      let (dispatches, blocks) = place(drafts[rank])
      stages.append(ProgramStage(dispatches: dispatches, blocks: blocks, inexact: run))
    }
  }

  /// By cell; a slot that no fact has is never read.
  private func cellDomains() -> [Domain] {
    var domains = [Domain](repeating: Domain(.text), count: graph.logic.slots.session)
    for fact in graph.facts {
      if case .session(let slot) = fact.supply { domains[slot] = fact.domain }
    }
    return domains + watched.map { graph.facts[Int($0)].domain }
  }

  /// By node: how many tables stand one upon another under it.
  private func tableRanks() -> [Int] {
    var ranks = [Int](repeating: 0, count: graph.logic.nodes.count)
    for position in graph.logic.nodes.indices {
      var rank = 0
      graph.logic.visitRests(on: position) { rank = max(rank, ranks[$0]) }
      if case .workOut = graph.logic.nodes[position] { rank += 1 }
      ranks[position] = rank
    }
    return ranks
  }
}

// MARK: - Roots

extension ProgramMaking {
  /// Rows of tables first, each table's together; then every other node that a decision asks for.
  private mutating func findRoots() {
    for (position, table) in graph.logic.tables.enumerated() {
      let first = roots.count
      for row in table.rows where needsTable[position] {
        guard row.node >= 0 else { break }
        roots.append(Int32(row.node))
      }
      rowRoots.append(SideRange(first: first, count: roots.count - first))
    }
    firstAsked = roots.count
    var isRoot = [Bool](repeating: false, count: graph.logic.nodes.count)
    // What is read as decided is judged last, by itself.
    for node in graph.duties.decidedNodes { isRoot[Int(node)] = true }
    for node in asked where node >= 0 && !isRoot[node] {
      isRoot[node] = true
      roots.append(Int32(node))
    }
  }
}

extension GraphLogic {
  /// By table: some of these nodes rest on it.
  fileprivate func tables(under asked: [Int]) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for node in asked { isNeeded[node] = true }
    var found = [Bool](repeating: false, count: tables.count)
    // Children stand before their parents.
    for node in nodes.indices.reversed() where isNeeded[node] {
      if case .workOut(let table) = nodes[node] { found[Int(table)] = true }
      for below in rests(on: node) { isNeeded[below] = true }
    }
    return found
  }
}

extension DecisionGraph {
  /// Nodes whose truths a decision looks at; -1 where a line has none; repeats possible.
  var nodesAsked: [Int] {
    var asked: [Int] = []
    for effect in effects {
      asked.append(effect.node)
      asked.append(effect.capNode)
    }
    for approval in gates.approvals {
      asked.append(approval.node)
      for tier in approval.tiers { asked.append(tier.node) }
    }
    for offer in gates.offers { asked.append(offer.node) }
    for first in gates.firsts {
      asked.append(first.node)
      asked.append(first.until)
    }
    for way in gates.returns { asked.append(way.node) }
    for entry in logic.switches { asked.append(entry.node) }
    return asked + duties.nodesAsked
  }
}

extension GraphDuties {
  fileprivate var nodesAsked: [Int] {
    var asked: [Int] = []
    for line in disclosure {
      if case .when(let node) = line.moment { asked.append(node) }
    }
    for line in conduct { asked.append(line.node) }
    for line in oversight { asked.append(line.node) }
    for line in afterwards { asked.append(line.node) }
    for handoff in handoffs {
      if let collect = handoff.collect { asked.append(collect.except) }
    }
    if let assist { asked += [assist.suggestNode, assist.requireNode] + assist.quiet }
    return asked
  }
}

// MARK: - Places

extension ProgramMaking {
  private mutating func place(_ drafts: [Draft]) -> (SideRange, SideRange) {
    let firstDispatch = dispatches.count
    var left = drafts
    while dispatches.count - firstDispatch < ProgramMaking.mostDispatches,
      let cell = bestKey(of: left)
    {
      var rest: [Draft] = []
      addDispatch(by: cell, left, &rest)
      left = rest
    }
    let first = blocks.count
    addBlocks(left, key: -1)
    return (
      SideRange(first: firstDispatch, count: dispatches.count - firstDispatch),
      SideRange(first: first, count: blocks.count - first)
    )
  }

  /// The cell whose single values the most terms name; `nil` where that is too few.
  private func bestKey(of drafts: [Draft]) -> Int32? {
    var counts = [Int](repeating: 0, count: rows.domains.count)
    // By cell: the last term that counted, for one term counts once.
    var counted = [Int](repeating: -1, count: rows.domains.count)
    for (position, draft) in drafts.enumerated() {
      for literal in draft.literals where keyCount(of: literal) != nil {
        let cell = Int(literal.cell)
        if counted[cell] != position { counts[cell] += 1 }
        counted[cell] = position
      }
    }
    guard let most = counts.max(), let cell = counts.firstIndex(of: most),
      most >= max(ProgramMaking.fewestKeyed, drafts.count / 16)
    else { return nil }
    return Int32(cell)
  }

  /// How many values a test is not *no* on; `nil` where they are many or no single values.
  private func keyCount(of literal: Literal) -> Int? {
    guard literal.cell >= 0, !literal.reading.isNegated, literal.reading.open != .yes,
      literal.reading.fault != .yes
    else { return nil }
    let highest = highestWords[Int(literal.cell)]
    guard highest >= 0 else { return nil }
    let count: Int64
    switch literal.shape {
    case .range:
      guard literal.low <= literal.high, literal.low >= 0, literal.high <= highest else {
        return nil
      }
      count = literal.high - literal.low + 1
    case .mask: count = Int64(literal.low.nonzeroBitCount)
    case .members: count = literal.high
    case .bit, .node: return nil
    }
    // A list that most values are on finds nothing.
    return count <= ProgramMaking.longestKeyList && count * 3 <= highest + 1 ? Int(count) : nil
  }

  /// The few values on which a test is not *no*.
  private func keyValues(of literal: Literal) -> [Int64] {
    switch literal.shape {
    case .range: Array(literal.low...literal.high)
    case .mask: (0..<64).filter { literal.low >> $0 & 1 != 0 }
    case .members: Array(graph.logic.values[Int(literal.low)..<Int(literal.low + literal.high)])
    case .bit, .node: []
    }
  }

  private mutating func addDispatch(
    by cell: Int32, _ drafts: [Draft], _ rest: inout [Draft]
  ) {
    let highest = rows.domains[Int(cell)].highestWord ?? 0
    let members = graph.logic.values
    var nowhere: [Draft] = []
    var byValue = [[Draft]](repeating: [], count: Int(highest) + 1)
    for draft in drafts {
      let key = draft.literals.firstIndex { $0.cell == cell && keyCount(of: $0) != nil }
      guard let key else {
        rest.append(draft)
        continue
      }
      var keyed = draft
      if key > 0 { keyed.literals.swapAt(0, key) }
      // Where it is found by a value, every test of the cell holds and none is looked at again.
      var isFound = false
      for value in keyValues(of: draft.literals[key]) {
        let holds = draft.literals.allSatisfy {
          $0.cell != cell || $0.holds(value, among: members.span)
        }
        guard holds else { continue }
        byValue[Int(value)].append(keyed)
        isFound = true
      }
      // No value fits all of them; where none is known, nobody can tell.
      if !isFound { nowhere.append(keyed) }
    }
    let firstGroup = groups.count
    let first = blocks.count
    for drafts in byValue {
      let start = blocks.count
      addBlocks(drafts, key: cell)
      groups.append(SideRange(first: start, count: blocks.count - start))
    }
    addBlocks(nowhere, key: cell)
    dispatches.append(
      Dispatch(
        cell: cell, groups: SideRange(first: firstGroup, count: byValue.count),
        all: SideRange(first: first, count: blocks.count - first)))
  }

  private mutating func addBlocks(_ drafts: [Draft], key: Int32) {
    guard drafts.count > ProgramMaking.longestChain else {
      return addChain(drafts)
    }
    let most = TermBlock.mostWords * 64
    var from = 0
    while from < drafts.count {
      let until = min(from + most, drafts.count)
      addRows(Array(drafts[from..<until]), key: key)
      from = until
    }
  }

  private mutating func addChain(_ drafts: [Draft]) {
    guard !drafts.isEmpty else { return }
    let run = SideRange(first: terms.count, count: drafts.count)
    for draft in drafts { add(draft) { _ in false } }
    blocks.append(TermBlock(terms: run, inputs: SideRange(first: 0, count: 0), words: 0))
  }

  private mutating func addRows(_ drafts: [Draft], key: Int32) {
    let run = SideRange(first: terms.count, count: drafts.count)
    for draft in drafts { add(draft) { $0.isRowed } }
    let words = (drafts.count + 63) / 64
    let inputs = rows.add(terms[run.offsets], literals, words: words, key: key)
    blocks.append(TermBlock(terms: run, inputs: inputs, words: Int32(words)))
  }

  /// Keeps the key's test first; then those that rows cover; nodes last.
  private mutating func add(_ draft: Draft, isRowed: (Literal) -> Bool) {
    let first = literals.count
    for literal in draft.literals where isRowed(literal) { literals.append(literal) }
    let lateStart = literals.count
    for literal in draft.literals where !isRowed(literal) && !literal.isResidual {
      literals.append(literal)
    }
    for literal in draft.literals where literal.isResidual { literals.append(literal) }
    terms.append(
      Term(
        first: Int32(first), late: Int32(lateStart), end: Int32(literals.count), root: draft.root))
  }
}

extension Literal {
  /// Rows can tell its answers apart by stretches of the cell's value.
  fileprivate var isRowed: Bool { !isResidual && shape != .bit }
}

extension Domain {
  /// The highest cell value of a kind with few values from 0 on; `nil` for every other.
  fileprivate var highestWord: Int64? {
    switch kind {
    case .yesNo: 1
    case .oneOf, .level: Int64(words.count) - 1
    case .number: lowest >= 0 && highest < 4096 ? highest : nil
    case .setOf, .score, .money, .duration, .moment, .reference, .text: nil
    }
  }
}
