/// A policy as the evaluator, the pictures and the proofs read it: flat tables, children first.
///
/// Made by lowering, never changed after. All positions are offsets into the tables named in the
/// comments. Deliberately absent: source text (only names, lines and words that explanations show).
package struct DecisionGraph: Sendable {
  package var policy: PolicyIdentity
  /// Every fact that a test can read, in the order of the checked model.
  package var facts: [GraphFact] = []
  /// Task names, in the order of the checked model.
  package var tasks: [String] = []
  package var logic = GraphLogic()
  package var headings: [GraphHeading] = []
  /// In the order of heading name, then text.
  package var effects: [GraphEffect] = []
  package var gates = GraphGates()
  package var duties = GraphDuties()
  package var routing = GraphRouting()

  package init(policy: PolicyIdentity) { self.policy = policy }
}

/// What a decision says of the policy that made it, and what its header decides.
package struct PolicyIdentity: Sendable {
  package var name: String
  package var version: Int64
  /// SHA-256 of the canonical graph, in lower-case hexadecimal.
  package var digest = ""
  package var zoneDataVersion: String
  /// True where a conversation with no handler starts with a person.
  package var startsWithHuman: Bool
  /// Line of `start with` in the main file; 0 where there is none.
  package var startLine = 0
  /// Paths of the files, the main one first.
  package var files: [String]

  package init(
    name: String, version: Int64, zoneDataVersion: String, startsWithHuman: Bool, files: [String]
  ) {
    self.name = name
    self.version = version
    self.zoneDataVersion = zoneDataVersion
    self.startsWithHuman = startsWithHuman
    self.files = files
  }
}

/// Where a fact's cell is found.
package enum GraphSupply: Sendable, Equatable, BitwiseCopyable {
  /// Slot among the session facts.
  case session(Int)
  /// Slot among the turn facts.
  case turn(Int)
  /// Slot among the task facts.
  case task(Int)
  /// Slot among the agent facts.
  case agent(Int)
  /// Slot among the computed cells: definitions, tables, built-ins.
  case computed(Int)
}

/// A fact of the graph.
package struct GraphFact: Sendable {
  package var name: String
  package var domain: Domain
  package var supply: GraphSupply
  package var mayBeUnknown: Bool
  package var usualValue: Int64?
  package var trustAbove: Int64?
  package var trustOtherwise: Int64?
  package var freshForSeconds: Int64?
  package var isTestedAhead: Bool
  /// The path in the host's facts.
  package var path: [String]
  package var builtIn: GraphBuiltIn?
  package var isSecret: Bool
  package var isSensitive: Bool
  package var isProtected: Bool
  /// Marked `emotion`: it tells the next person of feeling.
  package var isEmotion = false
  /// Marked `identity`: it proves who the customer is.
  package var isIdentity = false
  /// A built-in or definition read as after the decision, for duties; its twin is read as before.
  package var isAsDecided = false

  package init(name: String, domain: Domain, supply: GraphSupply, mayBeUnknown: Bool) {
    self.name = name
    self.domain = domain
    self.supply = supply
    self.mayBeUnknown = mayBeUnknown
    isTestedAhead = false
    path = []
    isSecret = false
    isSensitive = false
    isProtected = false
  }
}

/// The built-in facts; positions are gates, queues or tasks of the graph.
package enum GraphBuiltIn: Sendable, Equatable, BitwiseCopyable {
  case task
  case handler
  case turnCount
  case humanRequests
  case now
  /// Position in `GraphGates.offers`.
  case choice(Int)
  /// Position in `GraphGates.approvals`.
  case approval(Int)
  case queueOpen(Int)
  case queueFree(Int)
  case queueWait(Int)
  case done(Int)
}

/// A rule or another heading that says something, for reasons and verdicts.
package struct GraphHeading: Sendable {
  package enum Kind: UInt8, Sendable, BitwiseCopyable {
    case rule, first, returnToAI, oversight, approval, offer, table, choose, define
    case disclosure, conduct, handoff, assist, afterwards, target
  }

  package var kind: Kind
  package var name: String
  /// Position in `PolicyIdentity.files`.
  package var file: Int
  package var line: Int
  package var because: String?
  package var source: String?
  package var say: GraphMessage?
  /// What its guard comes to: the node of the whole guard, and its parts for explanations.
  package var guarding: GraphGuard
  /// The tests as this heading writes them: nodes are shared, words and lines are its own.
  package var written: [WrittenTest] = []

  package init(kind: Kind, name: String, file: Int, line: Int, guarding: GraphGuard) {
    self.kind = kind
    self.name = name
    self.file = file
    self.line = line
    self.guarding = guarding
  }
}

/// One test as its author wrote it, and the node that stands for all of it.
package struct WrittenTest: Sendable, Equatable {
  // Every test of every heading is kept: in few bytes.
  var shortNode: Int32
  var shortFile: Int32
  var shortLine: Int32
  package var text: String

  package init(node: Int, file: Int, line: Int, text: String) {
    shortNode = Int32(node)
    shortFile = Int32(file)
    shortLine = Int32(line)
    self.text = text
  }

  package var node: Int { Int(shortNode) }

  /// Position in `PolicyIdentity.files`.
  package var file: Int { Int(shortFile) }
  package var line: Int { Int(shortLine) }
}

/// The parts of a heading's guard, each a node; -1 where it has none.
package struct GraphGuard: Sendable {
  package var when = -1
  /// Any of the exceptions.
  package var except = -1
  /// Each exception apart, in the order of the text.
  package var excepts: [Int] = []
  /// In force by dates and trial.
  package var inForce = -1
  /// `if unknown skip`: 1, `apply`: 2, neither: 0.
  package var ifUnknown = 0

  package init() {}
}

/// Words for a customer, by language; the first is the default.
package struct GraphMessage: Sendable {
  package enum Piece: Sendable, Equatable {
    case text(String)
    case fact(Int)
  }

  package struct Wording: Sendable {
    package var language: String
    package var pieces: [Piece]

    package init(language: String, pieces: [Piece]) {
      self.language = language
      self.pieces = pieces
    }
  }

  package var wordings: [Wording]

  package init(wordings: [Wording]) { self.wordings = wordings }
}

extension DecisionGraph {
  /// Gives back the room that its long lists do not need any more.
  package mutating func fit() {
    headings.fit()
    effects.fit()
    logic.fit()
  }
}

extension GraphLogic {
  mutating func fit() {
    nodes.fit()
    origins.fit()
    children.fit()
    values.fit()
    comparisons.fit()
    for table in tables.indices { tables[table].rows.fit() }
  }
}
