package import HandrailEngine

/// Scenarios and promises.
package struct Checks: Sendable {
  package var scenarios: [Scenario] = []
  package var promises: [Promise] = []

  package init() {}
}

/// `F is V`, `F is unknown`, `F includes W`.
package struct FactSetting: Sendable {
  package enum Value: Sendable, Equatable {
    /// A cell value; a reference or text fact has `words` instead.
    case cell(Int64)
    case words(String)
    /// A moment so many microseconds before the scenario's; below zero, after it.
    case age(Int64)
    case unknown
    /// One bit of a set.
    case includes(Int)
  }

  package var fact: FactID
  package var value: Value
  /// Where it stands.
  package var origin: Origin

  package init(fact: FactID, value: Value, origin: Origin) {
    self.fact = fact
    self.value = value
    self.origin = origin
  }
}

package struct Scenario: Sendable {
  package enum Step: Sendable {
    case given([FactSetting])
    case turn([FactSetting])
    case then(afterSeconds: Int64?, [FactSetting])
    case expect(Outcomes)
  }

  package var name: String
  package var date: CalendarDate?
  /// Seconds from midnight, local to the policy's zone.
  package var secondOfDay: Int32?
  /// Where `at …` stands.
  package var momentOrigin: Origin?
  package var isQuiet = false
  package var steps: [Step] = []
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}

/// Outcomes joined by `or`, for some tasks, because of some rules.
package struct Outcomes: Sendable {
  package enum Result: Sendable, Equatable {
    case ai
    case suggest
    case human(in: QueueID?)
    case nobody
    case approval(people: Int?)
    case offer(String)
    case first(String)
    case ask
    case urgency(UrgencyLevel)
    case alert(RoleID)
    case watch
    case say(String)
    case carry(String)
  }

  package var results: [Result]
  package var tasks: [TaskID]
  package var because: [String]
  /// Where the outcomes stand, without `for` and `because`.
  package var origin: Origin
  /// Their words there.
  package var text: String
  /// Where the names after `because` stand.
  package var becauseOrigin: Origin?

  package init(results: [Result], origin: Origin, text: String) {
    self.results = results
    self.origin = origin
    self.text = text
    tasks = []
    because = []
  }
}

package struct Promise: Sendable {
  package struct Expectation: Sendable {
    package var isNever: Bool
    package var outcomes: Outcomes
    package var withinTurns: Int?

    package init(isNever: Bool, outcomes: Outcomes, withinTurns: Int?) {
      self.isNever = isNever
      self.outcomes = outcomes
      self.withinTurns = withinTurns
    }
  }

  package var name: String
  package var whenever: Condition?
  package var once: Condition?
  package var until: Condition?
  package var isAlways = false
  package var expectations: [Expectation] = []
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}
