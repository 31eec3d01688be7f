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
  /// By position in the program: facts whose cells it watches.
  let watched: [Int32]
  /// Nodes whose truths a decision needs; rows of tables stand together, in order.
  let roots: FrozenTable<Int32>
  /// By table: its first root.
  let rowRoots: FrozenTable<SideRange>
  /// Nodes besides the roots that every decision has ready: what makes the cells that it shows,
  /// the tables that route, and what duties read as decided rest on.
  let readyNodes: [Int32]
  /// What is worked out one after another: a table before the guards that read what it gives.
  let stages: [ProgramStage]
  let blocks: FrozenTable<TermBlock>
  let terms: FrozenTable<Term>
  let literals: FrozenTable<Literal>
  /// Sorted values of lists.
  let members: FrozenTable<Int64>
  let inputs: FrozenTable<RowInput>
  let cuts: FrozenTable<Int64>
  /// For short lists of values: the stretch by value.
  let stretches: FrozenTable<UInt16>
  let rows: FrozenTable<UInt64>

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    var making = ProgramMaking(graph)
    making.run()
    watched = making.watched
    roots = FrozenTable(making.roots)
    rowRoots = FrozenTable(making.rowRoots)
    readyNodes = graph.nodesMadeReady
    stages = making.stages
    blocks = FrozenTable(making.blocks)
    terms = FrozenTable(making.terms)
    literals = FrozenTable(making.literals)
    members = FrozenTable(graph.logic.values)
    inputs = FrozenTable(making.rows.inputs)
    cuts = FrozenTable(making.rows.cuts)
    stretches = FrozenTable(making.rows.stretches)
    rows = FrozenTable(making.rows.words)
  }

  deinit {
    roots.free()
    rowRoots.free()
    blocks.free()
    terms.free()
    literals.free()
    members.free()
    inputs.free()
    cuts.free()
    stretches.free()
    rows.free()
  }
}

/// Guards that rest on no table of the same or a later stage.
struct ProgramStage: Sendable {
  var dispatches: [Dispatch] = []
  /// Blocks that every decision looks at.
  var blocks: Range<Int> = 0..<0
  /// Roots whose exact sort of can't tell must be looked up where a fault takes part.
  var inexact: [Int32] = []
}

/// Terms found by the value of one cell.
struct Dispatch: Sendable {
  var cell: Int32
  /// By value: its blocks; values outside have none.
  var blocks: [Range<Int>]
  /// All of them, for where the cell is not known.
  var all: Range<Int>
}

/// Terms that are looked at together: one by one where there are few, else by rows of bits.
struct TermBlock: Sendable, BitwiseCopyable {
  var terms: SideRange
  /// Offsets of `Program.inputs`; empty where the terms are looked at one by one.
  var inputs: SideRange
  /// Words of a row.
  var words: Int32

  /// Most words of a row.
  static var mostWords: Int { 8 }
}

/// Tests that must all hold, by offset of `Program.literals`.
///
/// First the one by which the term was found, if any, then those of the block's rows, then other
/// tests of one cell, then nodes.
struct Term: Sendable, BitwiseCopyable {
  var first: Int32
  /// The first that the block's rows do not cover.
  var late: Int32
  var end: Int32
  /// Position in `Program.roots`.
  var root: Int32
}

/// A cell that a block's rows look at.
struct RowInput: Sendable, BitwiseCopyable {
  var cell: Int32
  /// Offsets of `Program.cuts`: where a new stretch begins.
  var cuts: SideRange
  /// Offset of `Program.stretches`, by value from `lowest`; -1: search the cuts.
  var direct: Int32
  var directCount: Int32
  var lowest: Int64
  /// Offset of the first row: one for each stretch, then what is possible, undecided and on a
  /// fault where the cell is not known, then the same where it is not known by a fault.
  var firstRow: Int32
  var stretchCount: Int32
}
