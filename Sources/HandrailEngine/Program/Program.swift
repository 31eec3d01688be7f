/// A policy made ready to decide fast: every guard as tests of single cells, grouped so that a
/// decision looks at few of them.
///
/// Guards become *terms* (tests that must all hold); terms that name a value of one cell are found
/// by that value; many terms together are one bit each in rows, one row for every stretch of a
/// cell's values on which no answer changes. A decision takes the rows of the cells it has and
/// joins them: what is left are the guards that are not *no*. Tests that need more than one cell
/// are worked out only for those.
///
/// Made once by `Program(_:)`, then shared: deliberately absent is everything of one decision,
/// which stands in `Verdicts`.
package final class Program: Sendable {
  package let graph: DecisionGraph
  /// The same, for machines.
  let holder: GraphHolder
  let tables: ProgramTables

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    holder = GraphHolder(graph)
    var making = ProgramMaking(graph)
    making.run()
    tables = ProgramTables(making)
  }

  /// A program that tells some nodes and decides nothing; they are its last roots, in this order.
  init(_ graph: DecisionGraph, telling nodes: [Int]) {
    self.graph = graph
    holder = GraphHolder(graph)
    var making = ProgramMaking(graph, telling: nodes)
    making.run()
    tables = ProgramTables(making)
  }
}

/// Everything that a decision reads of a program, flat; never copied, so that nothing is counted.
struct ProgramTables: ~Copyable, Sendable {
  /// Facts whose cells stand behind those of the session facts.
  let watched: [Int32]
  let sessionSlots: Int
  /// Nodes whose truths a decision needs; rows of tables stand together, in order.
  let roots: [Int32]
  /// By table: its first root.
  let rowRoots: [SideRange]
  /// What is worked out one after another: a table before the guards that read what it gives.
  let stages: [ProgramStage]
  let dispatches: [Dispatch]
  /// By value of a dispatch's cell: offsets of blocks.
  let groups: [SideRange]
  /// Roots whose exact sort of can't tell must be looked up where a fault takes part.
  let inexact: [Int32]
  let blocks: [TermBlock]
  let terms: [Term]
  let literals: [Literal]
  /// Sorted values of lists.
  let members: [Int64]
  let inputs: [RowInput]
  let cuts: [Int64]
  /// For short lists of values: the stretch by value.
  let stretches: [UInt16]
  let rows: [UInt64]
  /// Nodes besides the roots that a whole decision has ready: what makes the cells that it shows,
  /// and what duties read as decided rest on.
  let shownNodes: [Int32]
  /// The tables that route: every decision has them ready.
  let routingNodes: [Int32]
  let lines: ProgramLines
  let choices: ProgramChoices
  /// What is built in, read as before the decision, and looked at by something.
  let builtIns: [BuiltInSlot]
  /// By node: offsets of `below`, the nodes that it rests on.
  let restRuns: [SideRange]
  let below: [Int32]

  var cellCount: Int { sessionSlots + watched.count }

  init(_ making: ProgramMaking) {
    watched = making.watched
    sessionSlots = making.graph.logic.slots.session
    roots = making.roots.fitted
    rowRoots = making.rowRoots.fitted
    stages = making.stages
    dispatches = making.dispatches
    groups = making.groups.fitted
    inexact = making.inexact.fitted
    blocks = making.blocks.fitted
    terms = making.terms.fitted
    literals = making.literals.fitted
    members = making.graph.logic.values
    inputs = making.rows.inputs.fitted
    cuts = making.rows.cuts.fitted
    stretches = making.rows.stretches.fitted
    rows = making.rows.words.fitted
    shownNodes = making.graph.nodesShown
    routingNodes = making.graph.nodesRouting
    builtIns = making.graph.builtInsUsed
    choices = ProgramChoices(making.graph)
    lines = ProgramLines(making.graph, making.roots, firstAsked: making.firstAsked)
    var runs: [SideRange] = []
    var below: [Int32] = []
    let logic = making.graph.logic
    for node in logic.nodes.indices {
      let first = below.count
      logic.visitRests(on: node) { below.append(Int32($0)) }
      runs.append(SideRange(first: first, count: below.count - first))
    }
    restRuns = runs.fitted
    self.below = below.fitted
  }
}

/// Where a built-in fact's cell goes.
struct BuiltInSlot: Sendable, BitwiseCopyable {
  var builtIn: GraphBuiltIn
  /// Among the computed cells.
  var slot: Int
}

/// Guards that rest on no table of the same or a later stage.
struct ProgramStage: Sendable, BitwiseCopyable {
  /// Offsets of `ProgramTables.dispatches`.
  var dispatches: SideRange
  /// Offsets of blocks that every decision looks at.
  var blocks: SideRange
  /// Offsets of `ProgramTables.inexact`.
  var inexact: SideRange
}

/// Terms found by the value of one cell.
struct Dispatch: Sendable, BitwiseCopyable {
  var cell: Int32
  /// Offsets of `ProgramTables.groups`, by value; values outside have none.
  var groups: SideRange
  /// Offsets of all of its blocks, for where the cell is not known.
  var all: SideRange
}

/// Terms that are looked at together: one by one where there are few, else by rows of bits.
struct TermBlock: Sendable, BitwiseCopyable {
  var terms: SideRange
  /// Offsets of `ProgramTables.inputs`; empty where the terms are looked at one by one.
  var inputs: SideRange
  /// Words of a row.
  var words: Int32

  /// Most words of a row.
  static var mostWords: Int { 8 }
}

/// Tests that must all hold, by offset of `ProgramTables.literals`.
///
/// First the one by which the term was found, if any, then those of the block's rows, then other
/// tests of one cell, then nodes.
struct Term: Sendable, BitwiseCopyable {
  var first: Int32
  /// The first that the block's rows do not cover.
  var late: Int32
  var end: Int32
  /// Position in `ProgramTables.roots`.
  var root: Int32
}

/// A cell that a block's rows look at.
struct RowInput: Sendable, BitwiseCopyable {
  var cell: Int32
  /// Offsets of `ProgramTables.cuts`: where a new stretch begins.
  var cuts: SideRange
  /// Offset of `ProgramTables.stretches`, by value from `lowest`; -1: search the cuts.
  var direct: Int32
  var directCount: Int32
  var lowest: Int64
  /// Offset of the first row: one for each stretch, then what is possible, undecided and on a
  /// fault where the cell is not known, then the same where it is not known by a fault.
  var firstRow: Int32
  var stretchCount: Int32
}
