/// Tests, logic and tables; nodes stand children before parents.
package struct GraphLogic: Sendable {
  package var nodes: [GraphNode] = []
  /// Where each node stands in the text: file, line and words; shared nodes keep their first.
  package var origins: [NodeOrigin] = []
  /// Children of groups; ranges of `nodes` offsets.
  package var children: [Int32] = []
  /// Sorted cell values of membership tests.
  package var values: [Int64] = []
  package var comparisons: [LinearComparison] = []
  package var trends: [GraphTrend] = []
  package var calendars: [GraphCalendar] = []
  package var switches: [GraphSwitch] = []
  package var tables: [GraphTable] = []
  package var trials: [GraphTrial] = []
  /// Nodes to evaluate once a turn sent (under windows and switches), in table order.
  package var turnNodes: [Int32] = []
  /// The node that keeps each worked-out fact or definition, by fact.
  package var makers = NodeMakers()
  /// Counts of slots by supply.
  package var slots = SlotCounts()
  /// The longest window, average or trend, in turns; 0 where there is none.
  package var longestWindow = 0
  /// True where a decision can depend on turns: `turns` is then required.
  package var readsTurns = false

  package init() {}
}

/// A node for some facts, by position.
package struct NodeMakers: Sendable {
  /// -1 where there is none; facts beyond the end have none.
  private var nodes: [Int32] = []

  package init() {}

  package subscript(fact: Int) -> Int? {
    get { nodes.indices.contains(fact) && nodes[fact] >= 0 ? Int(nodes[fact]) : nil }
    set {
      while nodes.count <= fact { nodes.append(-1) }
      nodes[fact] = newValue.map { Int32($0) } ?? -1
    }
  }

  /// Facts that have one, in order, each with it.
  package var all: [(fact: Int, node: Int)] {
    nodes.indices.filter { nodes[$0] >= 0 }.map { ($0, Int(nodes[$0])) }
  }
}

package struct SlotCounts: Sendable, BitwiseCopyable {
  package var session = 0
  package var turn = 0
  package var task = 0
  package var agent = 0
  package var computed = 0

  package init() {}
}

/// A run of a side array.
package struct SideRange: Sendable, BitwiseCopyable, Hashable {
  package var first: Int32
  package var count: Int32

  package init(first: Int, count: Int) {
    self.first = Int32(first)
    self.count = Int32(count)
  }

  package var offsets: Range<Int> { Int(first)..<Int(first) + Int(count) }
}

/// One node: what it tests or how it joins its children.
package enum GraphNode: Sendable, BitwiseCopyable, Hashable {
  case constant(Truth)
  /// Yes or no, never can't tell.
  case isKnown(fact: Int32)
  /// The cell is one of `values`; for lists, levels, yes or no, task.
  case among(fact: Int32, values: SideRange)
  /// Two facts are equal: references by bytes, lists by word.
  case equals(fact: Int32, other: Int32)
  /// The set has the word.
  case includes(fact: Int32, word: UInt8)
  case isEmpty(fact: Int32)
  /// An entry of `comparisons`.
  case compare(Int32)
  /// A moment against an instant, in microseconds.
  case instant(fact: Int32, comparison: Comparison, microseconds: Int64)
  /// The question's moment less the fact: its age, which must not be negative.
  case age(fact: Int32, comparison: Comparison, microseconds: Int64)
  /// The fact less the question's moment.
  case ahead(fact: Int32, comparison: Comparison, microseconds: Int64)
  /// An entry of `trends`.
  case trend(Int32)
  /// The calendar is open at the question's moment.
  case during(calendar: Int32)
  /// The question's moment is at or after the first and before the second, in microseconds.
  case between(from: Int64, until: Int64)
  /// An entry of `trials`.
  case trial(Int32)
  case not(Int32)
  case all(SideRange)
  case any(SideRange)
  /// Yes where the child is yes, else no: how a restriction's exception counts.
  case certainly(Int32)
  /// No where the child is no, else yes: how a permission's exception counts.
  case possibly(Int32)
  /// `if unknown skip`: can't tell becomes no.
  case skipUnknown(Int32)
  /// `if unknown apply`: can't tell counts as on a fault.
  case applyUnknown(Int32)
  /// The child at each of the last turns; with `restarts`, from the last change of handler.
  case window(child: Int32, atLeast: UInt8, of: UInt8, restarts: Bool)
  /// An entry of `switches`.
  case anyPoint(Int32)
  /// Keeps the child's truth as the cell of a definition.
  case define(fact: Int32, child: Int32)
  /// Works out an entry of `tables`; yes where a row was chosen.
  case workOut(table: Int32)
}

/// Where a node stands in the author's text.
package struct NodeOrigin: Sendable, Equatable {
  /// Position in `PolicyIdentity.files`.
  package var file: Int32
  package var line: Int32
  /// The test's words, or empty for what joins.
  package var text: String

  package init(file: Int, line: Int, text: String) {
    self.file = Int32(file)
    self.line = Int32(line)
    self.text = text
  }
}

/// A sum compared with zero: the terms' cells times their factors, plus a constant.
///
/// All in one unit, ten to the minus `decimals` of the facts' kind; the bounds of the facts make
/// every sum fit into 128 bits (checked at compile time and by the verifier).
package struct LinearComparison: Sendable, Hashable {
  package struct Term: Sendable, Hashable {
    package var factor: Int128
    package var fact: Int
    /// 0: the fact itself; else its average over that many turns.
    package var averageOver: Int

    package init(factor: Int128, fact: Int, averageOver: Int) {
      self.factor = factor
      self.fact = fact
      self.averageOver = averageOver
    }
  }

  package var terms: [Term]
  package var constant: Int128
  package var comparison: Comparison
  package var decimals: Int

  package init(terms: [Term], constant: Int128, comparison: Comparison, decimals: Int) {
    self.terms = terms
    self.constant = constant
    self.comparison = comparison
    self.decimals = decimals
  }
}

/// `rising|falling by V over the last N turns`: last less first turn that happened.
package struct GraphTrend: Sendable, Hashable {
  package var fact: Int
  package var isRising: Bool
  package var by: Int64
  package var turns: Int

  package init(fact: Int, isRising: Bool, by: Int64, turns: Int) {
    self.fact = fact
    self.isRising = isRising
    self.by = by
    self.turns = turns
  }
}

/// `X at any point`.
package struct GraphSwitch: Sendable {
  /// The test's words: the name in memory.
  package var name: String
  package var node: Int
  /// True where it is judged at each turn sent, not only now.
  package var isTurnwise: Bool

  package init(name: String, node: Int, isTurnwise: Bool) {
    self.name = name
    self.node = node
    self.isTurnwise = isTurnwise
  }
}

/// `trial on P of conversations` or a sampled review: a name that is hashed with the session.
package struct GraphTrial: Sendable, Hashable {
  package var name: String
  /// 0 to 10,000.
  package var hundredths: Int

  package init(name: String, hundredths: Int) {
    self.name = name
    self.hundredths = hundredths
  }
}

/// Opening hours: half-open ranges of local seconds.
package struct GraphCalendar: Sendable {
  package struct Opening: Sendable, Hashable, BitwiseCopyable {
    package var from: Int32
    package var to: Int32

    package init(from: Int32, to: Int32) {
      self.from = from
      self.to = to
    }
  }

  package struct SpecialDate: Sendable {
    package var date: CalendarDate
    /// Empty: closed.
    package var openings: [Opening]

    package init(date: CalendarDate, openings: [Opening]) {
      self.date = date
      self.openings = openings
    }
  }

  package var name: String
  package var zone: ZoneRules
  /// Monday first: seven entries.
  package var week: [[Opening]]
  /// Ascending by date.
  package var special: [SpecialDate]

  package init(name: String, zone: ZoneRules, week: [[Opening]], special: [SpecialDate]) {
    self.name = name
    self.zone = zone
    self.week = week
    self.special = special
  }
}

/// A table or a `choose`.
package struct GraphTable: Sendable {
  package enum Output: Sendable, Equatable, BitwiseCopyable {
    case queue
    case urgency
    case fact(Int)
  }

  package struct Row: Sendable {
    /// The node of the row's cells; -1 for `otherwise`.
    package var node: Int
    /// For `otherwise`: it also covers can't tell.
    package var coversUnknown: Bool
    /// One an output; `nil`: unknown.
    package var results: [Int64?]
    package var line: Int
    package var text: String

    package init(node: Int, coversUnknown: Bool, results: [Int64?], line: Int, text: String) {
      self.node = node
      self.coversUnknown = coversUnknown
      self.results = results
      self.line = line
      self.text = text
    }
  }

  package var name: String
  package var isChoose: Bool
  /// `top row wins`, and every `choose`.
  package var topRowWins: Bool
  package var outputs: [Output]
  package var rows: [Row]
  package var file: Int
  package var line: Int

  package init(
    name: String, isChoose: Bool, topRowWins: Bool, outputs: [Output], rows: [Row], file: Int,
    line: Int
  ) {
    self.name = name
    self.isChoose = isChoose
    self.topRowWins = topRowWins
    self.outputs = outputs
    self.rows = rows
    self.file = file
    self.line = line
  }
}
