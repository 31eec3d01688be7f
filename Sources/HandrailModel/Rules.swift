package import HandrailEngine

/// `when`, `except when` and `if unknown` of a heading.
package struct Guard: Sendable {
  /// `nil` means yes.
  package var when: Condition?
  /// Any of them lifts the heading.
  package var excepts: [Condition] = []
  package var ifUnknown: IfUnknown?

  package init() {}
}

package enum IfUnknown: UInt8, Sendable { case skip, apply }

/// The tasks that a line covers, resolved: `names`, or `anything [marked M] [except …]`.
package struct TaskScope: Sendable, Equatable {
  package var tasks: Set<TaskID>
  /// True for `anything` without `marked`: it covers tasks that are added later.
  package var isEverything: Bool

  package init(tasks: Set<TaskID>, isEverything: Bool) {
    self.tasks = tasks
    self.isEverything = isEverything
  }
}

package struct Rule: Sendable {
  package var name: String
  package var guarding = Guard()
  /// In the order of the text.
  package var effects: [Effect] = []
  package var startsOn: CalendarDate?
  package var endsOn: CalendarDate?
  /// `trial on P of conversations`, in hundredths of a percent: 0 to 10,000.
  package var trial: Int?
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}

/// One line of a rule that does something.
package struct Effect: Sendable {
  package var action: EffectAction
  package var origin: Origin
  /// The line's words as the formatter writes them.
  package var text: String

  package init(action: EffectAction, origin: Origin, text: String) {
    self.action = action
    self.origin = origin
    self.text = text
  }
}

package enum EffectAction: Sendable {
  case aiMay(TaskScope)
  case aiMayOnlySuggest(TaskScope)
  /// `only a human may` has no roles.
  case onlyHumanMay(TaskScope, roles: [RoleID])
  case nobodyMay(TaskScope)
  case handOver(HandOverTarget)
  case otherwiseHandOver(HandOverTarget)
  /// Covers the tasks of all the rule's lines that have some.
  case otherwiseRefuse(TaskScope)
  case startWithHuman
  /// A role or a team's queue, by name.
  case bringIn(String)
  case contactCustomer(by: Holder, task: TaskID)
  case urgency(UrgencyLevel)
  case needSkills([String])
}

package enum HandOverTarget: Sendable, Equatable {
  case queue(QueueID)
  /// `using NAME`: a table with a `queue` column.
  case table(PolicyTableID)
  /// `using NAME`: a `choose` of queues.
  case choose(ChooseID)
  /// `hand over` without a name cannot be written; `refuse` in gates.
  case refuse
}

package enum UrgencyLevel: UInt8, Sendable, CaseIterable, Comparable {
  case low, normal, high, urgent

  package static func < (left: UrgencyLevel, right: UrgencyLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Words for a customer, by language; the first is the default.
package struct Message: Sendable {
  package struct Wording: Sendable {
    /// The language's tag as written; empty for the default.
    package var language: String
    package var pieces: [Piece]

    package init(language: String, pieces: [Piece]) {
      self.language = language
      self.pieces = pieces
    }
  }

  package enum Piece: Sendable, Equatable {
    case text(String)
    /// `{fact}`.
    case fact(FactID)
  }

  package var wordings: [Wording]
  package var origin: Origin

  package init(wordings: [Wording], origin: Origin) {
    self.wordings = wordings
    self.origin = origin
  }
}

package struct Definition: Sendable {
  package var name: String
  package var when: Condition
  package var excepts: [Condition]
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, when: Condition, excepts: [Condition] = [], origin: Origin) {
    self.name = name
    self.when = when
    self.excepts = excepts
    self.origin = origin
  }
}

/// `table NAME`.
package struct PolicyTable: Sendable {
  package var name: String
  package var topRowWins: Bool
  package var outputs: [TableOutput]
  package var rows: [TableRow]
  package var metadata = Metadata()
  package var origin: Origin

  package init(
    name: String, topRowWins: Bool, outputs: [TableOutput], rows: [TableRow], origin: Origin
  ) {
    self.name = name
    self.topRowWins = topRowWins
    self.outputs = outputs
    self.rows = rows
    self.origin = origin
  }
}

package enum TableOutput: Sendable, Equatable {
  case queue
  case urgency
  case fact(FactID)
}

package struct TableRow: Sendable {
  package var match: RowMatch
  /// One for each output: a queue's or urgency level's position, or a cell value of the fact;
  /// `nil` where `unknown` is written.
  package var results: [Int64?]
  package var origin: Origin
  /// The row's cells as written, for explanations.
  package var text: String

  package init(match: RowMatch, results: [Int64?], origin: Origin, text: String) {
    self.match = match
    self.results = results
    self.origin = origin
    self.text = text
  }
}

package enum RowMatch: Sendable {
  /// All cells must hold; a cell `any` is left out.
  case cells([TableCell])
  case otherwise(coversUnknown: Bool)
}

/// A cell as alternatives: it holds if its tests do, or its column is unknown where it says
/// so (`unknown` alone: no tests).
package struct TableCell: Sendable {
  package var alternatives: Condition
  /// `… or unknown`, `unknown`: yes where any of these facts is unknown, instead of can't tell.
  package var unknownFacts: [FactID]
  /// Alternatives are all of (a range with two bounds) or any of (values), as the mode says.
  package init(alternatives: Condition, unknownFacts: [FactID]) {
    self.alternatives = alternatives
    self.unknownFacts = unknownFacts
  }
}

/// `choose NAME`.
package struct Choose: Sendable {
  package var name: String
  package var output: TableOutput
  package var rows: [ChooseRow]
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, output: TableOutput, rows: [ChooseRow], origin: Origin) {
    self.name = name
    self.output = output
    self.rows = rows
    self.origin = origin
  }
}

package struct ChooseRow: Sendable {
  package enum Match: Sendable {
    case when(Condition)
    case otherwise(coversUnknown: Bool)
  }

  package var match: Match
  /// As in `TableRow.results`.
  package var result: Int64?
  package var origin: Origin
  package var text: String

  package init(match: Match, result: Int64?, origin: Origin, text: String) {
    self.match = match
    self.result = result
    self.origin = origin
    self.text = text
  }
}
