/// What is said, passed on, suggested, watched and done around the conversation.
///
/// Conditions are read as decided: with who holds the conversation, what was chosen and what was
/// approved after the decision.
package struct GraphDuties: Sendable {
  /// In the order of the lines.
  package var disclosure: [GraphDisclosure] = []
  /// The heading of the rule that is the way out; -1: none.
  package var wayOut = -1
  /// These three in the order of their words, so that files may stand in any order.
  package var conduct: [GraphConduct] = []
  package var oversight: [GraphOversight] = []
  package var afterwards: [GraphAfterwards] = []
  /// The general one first, then by the queues' names.
  package var handoffs: [GraphHandoff] = []
  package var assist: GraphAssist?
  /// In order of name.
  package var targets: [GraphTarget] = []
  /// Nodes that rest on what is read as decided, in table order: judged last.
  package var decidedNodes: [Int32] = []

  package init() {}

  /// Whether it was said at the start is kept in memory.
  package var keepsStart: Bool { disclosure.contains { $0.moment == .atStart } }

  package var isEmpty: Bool {
    disclosure.isEmpty && conduct.isEmpty && oversight.isEmpty && afterwards.isEmpty
      && handoffs.isEmpty && assist == nil && targets.isEmpty
  }
}

/// Where an entry of a duty is written.
package struct DutyLine: Sendable, Hashable {
  /// Position in `DecisionGraph.headings`.
  package var heading: Int
  package var line: Int
  /// The line's words.
  package var text: String

  package init(heading: Int, line: Int, text: String) {
    self.heading = heading
    self.line = line
    self.text = text
  }
}

/// One `say` of the `disclosure`; its heading carries the words.
package struct GraphDisclosure: Sendable {
  package enum Moment: Sendable, Equatable, BitwiseCopyable {
    case atStart
    case atEveryChange
    /// The node of its condition.
    case when(Int)
  }

  package var moment: Moment
  package var origin: DutyLine

  package init(moment: Moment, origin: DutyLine) {
    self.moment = moment
    self.origin = origin
  }
}

/// One `always` or `never`.
package struct GraphConduct: Sendable {
  package var isAlways: Bool
  package var words: String
  /// -1: no condition.
  package var node: Int
  package var origin: DutyLine

  package init(isAlways: Bool, words: String, node: Int, origin: DutyLine) {
    self.isAlways = isAlways
    self.words = words
    self.node = node
    self.origin = origin
  }
}

/// What a person is given who takes over.
package struct GraphHandoff: Sendable {
  package struct Collect: Sendable {
    /// Facts, in the order in which they are asked for.
    package var facts: [Int]
    package var atMost: Int
    /// The node of its exception; -1: none.
    package var except: Int

    package init(facts: [Int], atMost: Int, except: Int) {
      self.facts = facts
      self.atMost = atMost
      self.except = except
    }
  }

  package var heading: Int
  /// Queues it is for; empty: all others.
  package var queues: [Int]
  package var include: [Int] = []
  package var leaveOut: [Int] = []
  package var collect: Collect?
  package var brief: [String] = []
  package var keepsChannel = false

  package init(heading: Int, queues: [Int]) {
    self.heading = heading
    self.queues = queues
  }
}

/// Help for the person who holds the conversation.
package struct GraphAssist: Sendable {
  package struct Rate: Sendable, Equatable {
    package var count: Int
    package var turns: Int

    package init(count: Int, turns: Int) {
      self.count = count
      self.turns = turns
    }
  }

  package struct Help: Sendable, Equatable {
    package var names: [String]
    package var origin: DutyLine

    package init(names: [String], origin: DutyLine) {
      self.names = names
      self.origin = origin
    }
  }

  package var heading: Int
  /// The guard as a permission: suggestions need a plain yes.
  package var suggestNode: Int
  /// The guard as a restriction: what is required is muted by a plain no alone.
  package var requireNode: Int
  package var suggest: Help?
  package var require: Help?
  /// Nodes of `quiet when`.
  package var quiet: [Int] = []
  package var rate: Rate?
  package var withinSeconds: Int64?

  package init(heading: Int, suggestNode: Int, requireNode: Int) {
    self.heading = heading
    self.suggestNode = suggestNode
    self.requireNode = requireNode
  }
}

/// One line of `oversight` but `stop ai`, which is an effect.
package struct GraphOversight: Sendable {
  package enum Kind: Sendable, Equatable {
    case watch
    case review
    /// In hundredths of a percent.
    case reviewShare(Int)
    case alert(role: String)
  }

  package var kind: Kind
  /// -1: no condition.
  package var node: Int
  package var origin: DutyLine

  package init(kind: Kind, node: Int, origin: DutyLine) {
    self.kind = kind
    self.node = node
    self.origin = origin
  }
}

/// One `do` of `afterwards`.
package struct GraphAfterwards: Sendable {
  package var tasks: [Int]
  /// -1: no condition.
  package var node: Int
  package var origin: DutyLine

  package init(tasks: [Int], node: Int, origin: DutyLine) {
    self.tasks = tasks
    self.node = node
    self.origin = origin
  }
}

/// A goal that reports compare with what was decided; it decides nothing.
package struct GraphTarget: Sendable {
  package struct Measure: Sendable, Equatable {
    package var name: String
    package var comparison: Comparison
    package var value: Decimal
    package var overSeconds: Int64
    package var line: Int
    package var text: String

    package init(name: String, comparison: Comparison, value: Decimal, overSeconds: Int64) {
      self.name = name
      self.comparison = comparison
      self.value = value
      self.overSeconds = overSeconds
      line = 0
      text = ""
    }
  }

  package var heading: Int
  package var measures: [Measure] = []
  package var owner: String?

  package init(heading: Int) { self.heading = heading }
}

extension GraphLogic {
  /// Nodes that rest on facts read as decided, in table order.
  package func nodes(restingOn facts: Set<Int>) -> [Int32] {
    guard !facts.isEmpty else { return [] }
    var isDecided = [Bool](repeating: false, count: nodes.count)
    for position in nodes.indices {
      isDecided[position] =
        self.facts(readBy: nodes[position]).contains { facts.contains($0) }
        || rests(on: position).contains { isDecided[$0] }
    }
    return isDecided.indices.filter { isDecided[$0] }.map { Int32($0) }
  }
}
