import HandrailEngine

/// One thing to work out for a box, from the choices left and from steps before it.
enum Step: Sendable {
  case constant(TruthSet)
  /// A test of one input: its table has four runs of words, one a truth.
  case atom(variable: Int, table: Int)
  /// A word of a set: the cell's input and the word's.
  case word(cell: Int, word: Int)
  /// A set is empty: the cell's input and all its words'.
  case empty(cell: Int, words: [Int])
  /// Two inputs of finite values are equal, as a function of the choices.
  case equalWords(Equality)
  /// Two references are the same.
  case same(cell: Int, other: Int, shared: Int)
  /// Several inputs against a limit.
  case sum(SumTest)
  case not(Int)
  case all([Int])
  case any([Int])
  case certainly(Int)
  case possibly(Int)
  case skipUnknown(Int)
  case applyUnknown(Int)
  case window(WindowTest)
  case anyPoint(SwitchTest)
  /// A test of how often the customer asked for a person.
  case requests(RequestTest)
  /// A table's rows; yes where one was picked.
  case rows(TableRows)
  /// A test of a worked-out fact: by row of its table, and by what no row comes to.
  case output(OutputTest)
  /// Another reading of a step: by truth.
  case mapped(Int, yes: TruthSet, no: TruthSet, open: TruthSet, fault: TruthSet)
}

/// Equality of two facts with words or values.
struct Equality: Sendable {
  var left: Int
  var right: Int
  /// By choice of the left: the choice of the right that equals it; -1: none.
  var partner: [Int]
}

/// `in at least N of the last M turns`; the children stand latest turn first.
struct WindowTest: Sendable {
  var atLeast: Int
  var turnCount: Int
  /// The input of the stretch; -1: it does not restart.
  var stretch: Int
  /// The input that says that the first one has it still: then all turns count; -1: none does.
  var heldFromStart = -1
  /// So many of the latest turns had not happened yet.
  var skipped = 0
  var children: [Int]
}

/// `at any point`.
struct SwitchTest: Sendable {
  var memory: Int
  var turnCount: Int
  /// One: the test now; else the turns', latest first.
  var children: [Int]
  var isTurnwise: Bool
}

/// A test of `human_requests`: what memory says of it, or the turns of a new conversation.
struct RequestTest: Sendable {
  var memory: Int
  var turnCount: Int
  /// What memory holds of it.
  var cell: Int
  /// By choice of the cell.
  var kept: [Truth]
  /// By how many turns of a new conversation asked.
  var counted: [Truth]
  /// Where some turn can't be told, and where turns are left out.
  var open: Truth
  var fault: Truth
  /// The way out's own test, latest turn first.
  var children: [Int]
}

struct TableRows: Sendable {
  struct Row: Sendable {
    /// -1 for `otherwise`.
    var step: Int
    var coversUnknown: Bool
  }

  /// Where its state is kept.
  var slot: Int
  var topRowWins: Bool
  var rows: [Row]
}

struct OutputTest: Sendable {
  /// The step of the table.
  var table: Int
  var slot: Int
  /// By row.
  var truths: [Truth]
  /// Where no row was picked for good, or the result is unknown.
  var open: Truth
  var fault: Truth
}

/// What a table may come to in a box.
struct TableState: Sendable {
  /// By row: it may be the one.
  var rows: [Bool]
  /// No row: *no* where all rows are no, else the sorts of can't tell.
  var none: TruthSet

  static let unset = TableState(rows: [], none: .none)
}

/// A sum of inputs against zero, an average or a trend.
struct SumTest: Sendable {
  struct Term: Sendable {
    var factor: Int128
    /// Inputs latest turn first; one for what is no average.
    var inputs: [Input]
    /// 0: no average.
    var averageOver: Int
  }

  /// Where a term's value comes from.
  enum Input: Sendable {
    case variable(Int)
    /// Column of a table: its step, slot and results.
    case output(step: Int, slot: Int, results: [Int64?])
    case unknown
  }

  enum Shape: Sendable {
    case sum
    /// Terms are last and first turn; the inputs of the fact, latest first.
    case trend(turns: Int)
    /// The distance between the question's moment and a fact: never settled by itself.
    case loose
  }

  var shape: Shape
  var terms: [Term]
  var constant: Int128
  var comparison: Comparison
  /// The input that says how it lies.
  var shared: Int
  var turnCount: Int
  /// By input: lowest, highest and step of the fact's kind.
  typealias Bounds = (lowest: Int64, highest: Int64, step: Int64)
  var bounds: [Int: Bounds]
}

extension Step {
  /// Inputs that the step reads itself.
  var inputs: [Int] {
    switch self {
    case .constant, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .mapped,
      .rows, .output:
      []
    case .atom(let variable, _): [variable]
    case .word(let cell, let word): [cell, word]
    case .empty(let cell, let words): [cell] + words
    case .equalWords(let test): [test.left, test.right]
    case .same(let cell, let other, let shared): [cell, other, shared]
    case .window(let test):
      [test.turnCount] + [test.stretch, test.heldFromStart].filter { $0 >= 0 }
    case .anyPoint(let test): [test.memory, test.turnCount]
    case .requests(let test): [test.memory, test.turnCount, test.cell]
    case .sum(let test):
      [test.shared, test.turnCount]
        + test.terms.flatMap(\.inputs).compactMap { input in
          if case .variable(let variable) = input { variable } else { nil }
        }
    }
  }

  /// Steps that this one reads.
  var children: [Int] {
    switch self {
    case .constant, .atom, .word, .empty, .equalWords, .same: []
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child), .mapped(let child, _, _, _, _):
      [child]
    case .all(let children), .any(let children): children
    case .window(let test): test.children
    case .anyPoint(let test): test.children
    case .requests(let test): test.children
    case .rows(let rows): rows.rows.compactMap { $0.step >= 0 ? $0.step : nil }
    case .output(let test): [test.table]
    case .sum(let test): test.inputSteps
    }
  }
}

extension SumTest {
  /// Tables that it reads columns of.
  var inputSteps: [Int] {
    terms.flatMap(\.inputs).compactMap { input in
      if case .output(let step, _, _) = input { step } else { nil }
    }
  }
}
