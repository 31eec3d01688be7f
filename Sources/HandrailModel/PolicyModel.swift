package import HandrailEngine
package import HandrailSource

/// The checked policy: every name resolved, every value in cell units of its fact.
///
/// Merged from the main file and all that it uses. Headings that could not be checked are absent
/// (a message says why), so whoever reads a model without *stop* messages needs no second check.
/// Deliberately absent: evaluation, graph, words of messages.
package struct PolicyModel: Sendable {
  package var header: PolicyHeader
  package var files: [SourceText]
  /// Metadata of each file's header, in the order of `files`.
  package var fileMetadata: [Metadata] = []
  package var vocabulary = Vocabulary()
  package var people = PeopleAndTime()
  package var rules: [Rule] = []
  package var gates = Gates()
  package var duties = Duties()
  package var checks = Checks()
  /// Tables of which checking by itself could not tell everything.
  package var openTables: [OpenTable] = []

  package init(header: PolicyHeader, files: [SourceText]) {
    self.header = header
    self.files = files
  }
}

/// The header of the main file.
package struct PolicyHeader: Sendable {
  package var name: String
  package var version: Int64
  /// The policy's zone; `nil` where it names none.
  package var zone: ZoneRules?
  /// Who takes a conversation with no handler; `nil` where the policy has no rules.
  package var startWith: Holder?
  package var metadata = Metadata()

  package init(name: String, version: Int64) {
    self.name = name
    self.version = version
  }
}

/// Who holds a conversation.
package enum Holder: UInt8, Sendable { case ai, human }

/// Owner, source, review date and reason of a heading or file, as written there.
package struct Metadata: Sendable, Equatable {
  package var owner: String?
  package var source: String?
  package var reviewBy: CalendarDate?
  package var because: String?

  package init() {}
}

/// Where a heading or line stands, and its text there.
package struct Origin: Sendable, Hashable {
  package var place: SourcePlace
  /// 1-based line in its file.
  package var line: Int

  package init(place: SourcePlace, line: Int) {
    self.place = place
    self.line = line
  }
}

package struct FactID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct TaskID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct QueueID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct CalendarID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct RoleID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct DefinitionID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct PolicyTableID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

package struct ChooseID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Facts, tasks, roles, marks and definitions.
package struct Vocabulary: Sendable {
  /// Declared facts first, in order of file and line; then definitions and built-ins, by name.
  package var facts = Table<FactID, Fact>()
  package var tasks = Table<TaskID, PolicyTask>()
  package var roles = Table<RoleID, String>()
  package var definitions = Table<DefinitionID, Definition>()
  package var tables = Table<PolicyTableID, PolicyTable>()
  package var chooses = Table<ChooseID, Choose>()

  package init() {}
}

/// A task, with the tags that `mark` gives it.
package struct PolicyTask: Sendable {
  package var name: String
  package var marks: Set<String>
  package var origin: Origin

  package init(name: String, marks: Set<String> = [], origin: Origin) {
    self.name = name
    self.marks = marks
    self.origin = origin
  }
}

/// Something that a test can read: a declared fact, a definition, or a built-in.
package struct Fact: Sendable {
  package var name: String
  package var domain: Domain
  package var supply: FactSupply
  /// Declared `or unknown`, `trusted` or `fresh`: its absence is legitimate.
  package var mayBeUnknown: Bool
  /// What a legitimate absence takes: `usually V`.
  package var usualValue: Int64?
  package var trust: TrustLimit?
  /// `fresh for D`, in seconds.
  package var freshForSeconds: Int64?
  /// The path in the host's facts: `from "nlu.top.name"`, else the name, split at dots.
  package var path: [String]
  /// Some test of the policy uses `ahead` on it: a moment to come is a value, not a fault.
  package var isTestedAhead = false
  package var marks: Set<String> = []
  package var origin: Origin

  package init(
    name: String, domain: Domain, supply: FactSupply, mayBeUnknown: Bool, origin: Origin
  ) {
    self.name = name
    self.domain = domain
    self.supply = supply
    self.mayBeUnknown = mayBeUnknown
    self.origin = origin
    path = name.split(separator: ".").map(String.init)
  }
}

/// `trusted above C [otherwise V]`: confidence in billionths.
package struct TrustLimit: Sendable, Equatable {
  package var above: Int64
  package var otherwise: Int64?

  package init(above: Int64, otherwise: Int64? = nil) {
    self.above = above
    self.otherwise = otherwise
  }
}

/// Where a fact's value comes from.
package enum FactSupply: Sendable, Equatable {
  /// The host, once a question.
  case session
  /// The host, each turn.
  case turn
  /// The host, for each task of a survey.
  case task
  /// The host, for each candidate agent.
  case agent
  /// A column of a table: `worked out`.
  case table(PolicyTableID, column: Int)
  /// A `choose` heading: `worked out`.
  case choose(ChooseID)
  /// A `define` heading, as a yes-or-no fact.
  case definition(DefinitionID)
  case builtIn(BuiltIn)
}

/// Facts that the engine knows by itself (`language.md` 3.14).
package enum BuiltIn: Sendable, Equatable {
  /// One of the tasks, in table order, then `none`.
  case task
  /// One of `ai`, `human`.
  case handler
  /// A number 0 to 1,000,000.
  case turnCount
  /// A number 0 to 1,000,000.
  case humanRequests
  case now
  /// One of `none`, `ai`, `human`, `callback`: the answer to an offer.
  case choice(offer: String)
  /// One of `not_asked`, `waiting`, `granted`, `refused`, `expired`.
  case approval(String)
  case queueOpen(QueueID)
  /// A number 0 to 1,000,000.
  case queueFree(QueueID)
  /// A duration up to 30 days.
  case queueWait(QueueID)
  /// Yes or no: an event said that the task was done in this session.
  case done(TaskID)
}
