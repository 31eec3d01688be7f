package import HandrailEngine

/// What is said, passed on, suggested, watched and done around the conversation.
package struct Duties: Sendable {
  package var disclosure: Disclosure?
  package var conduct: [ConductLine] = []
  package var handoffs: [Handoff] = []
  package var assist: Assist?
  package var oversight: [Oversight] = []
  package var afterwards: [AfterwardsLine] = []
  package var targets: [Target] = []

  package init() {}
}

/// A line and its words.
package struct WrittenLine: Sendable {
  package var origin: Origin
  package var text: String

  package init(origin: Origin, text: String) {
    self.origin = origin
    self.text = text
  }
}

package struct Disclosure: Sendable {
  package enum When: Sendable {
    case atStart
    case atEveryChange
    case when(Condition)
  }

  package struct Line: Sendable {
    package var say: Message
    package var when: When
    /// The line's words.
    package var text: String

    package init(say: Message, when: When, text: String) {
      self.say = say
      self.when = when
      self.text = text
    }
  }

  package var lines: [Line] = []
  /// `way out NAME`: a rule's name.
  package var wayOut: String?
  package var metadata = Metadata()
  package var origin: Origin

  package init(origin: Origin) { self.origin = origin }
}

package struct ConductLine: Sendable {
  package var isAlways: Bool
  package var words: String
  package var when: Condition?
  package var metadata = Metadata()
  package var origin: Origin
  /// The line's words.
  package var text = ""

  package init(isAlways: Bool, words: String, when: Condition?, origin: Origin) {
    self.isAlways = isAlways
    self.words = words
    self.when = when
    self.origin = origin
  }
}

package struct Handoff: Sendable {
  package struct Collect: Sendable {
    package var facts: [FactID]
    package var atMostQuestions: Int
    package var except: Condition?

    package init(facts: [FactID], atMostQuestions: Int, except: Condition?) {
      self.facts = facts
      self.atMostQuestions = atMostQuestions
      self.except = except
    }
  }

  /// Queues it is for; empty: all others.
  package var queues: [QueueID] = []
  package var include: [FactID] = []
  package var leaveOut: [FactID] = []
  package var collect: Collect?
  package var brief: [String] = []
  package var keepsChannel = false
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(origin: Origin) { self.origin = origin }
}

package struct Assist: Sendable {
  package var guarding = Guard()
  package var suggest: [String] = []
  package var require: [String] = []
  package var suggestLine: WrittenLine?
  package var requireLine: WrittenLine?
  package var quietWhen: [Condition] = []
  package var atMost: (count: Int, turns: Int)?
  package var withinSeconds: Int64?
  package var metadata = Metadata()
  package var origin: Origin

  package init(origin: Origin) { self.origin = origin }
}

/// One `oversight` heading.
package struct Oversight: Sendable {
  package enum Duty: Sendable {
    /// `nil`: always.
    case watch(Condition?)
    /// In hundredths of a percent.
    case reviewShare(Int)
    case review(Condition)
    case alert(RoleID, Condition)
    case stopAI(Condition)
  }

  package struct Line: Sendable {
    package var duty: Duty
    package var origin: Origin
    package var text: String

    package init(duty: Duty, origin: Origin, text: String) {
      self.duty = duty
      self.origin = origin
      self.text = text
    }
  }

  package var lines: [Line] = []
  package var metadata = Metadata()
  package var origin: Origin

  package init(origin: Origin) { self.origin = origin }
}

package struct AfterwardsLine: Sendable {
  package var tasks: [String]
  package var when: Condition?
  package var metadata = Metadata()
  package var origin: Origin
  /// The line's words.
  package var text = ""

  package init(tasks: [String], when: Condition?, origin: Origin) {
    self.tasks = tasks
    self.when = when
    self.origin = origin
  }
}

package struct Target: Sendable {
  package struct Measure: Sendable {
    package var name: String
    package var comparison: Comparison
    package var value: Decimal
    package var overSeconds: Int64
    package var line: WrittenLine

    package init(
      _ name: String, _ comparison: Comparison, _ value: Decimal, over seconds: Int64,
      at line: WrittenLine
    ) {
      self.name = name
      self.comparison = comparison
      self.value = value
      overSeconds = seconds
      self.line = line
    }
  }

  package var name: String
  package var measures: [Measure] = []
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}
