package import HandrailSource

/// What the scenarios of a policy show, and what none of them does: filled by whoever plays them.
package struct ShownByScenarios: Sendable, Equatable {
  /// Something that no decision with an `expect` comes to.
  package struct Gap: Sendable, Equatable {
    package enum Kind: Sendable {
      case heading, row, tier, limit
    }

    package var kind: Kind
    /// `rule refunds`, `table desk, row 2: premier | any`, `amount above GBP 50: never yes`.
    package var words: String
    package var file: FileID
    package var line: Int

    package init(_ kind: Kind, _ words: String, file: FileID, line: Int) {
      self.kind = kind
      self.words = words
      self.file = file
      self.line = line
    }
  }

  /// A window, with the counts of turns that decided conversations had in it.
  package struct Window: Sendable, Equatable {
    package var file: FileID
    package var line: Int
    /// The test in its author's words.
    package var text: String
    package var atLeast: Int
    /// Some decision had exactly as many turns as it needs.
    package var isSeenAtLimit = false
    /// Some decision had one turn fewer.
    package var isSeenBelow = false

    package init(file: FileID, line: Int, text: String, atLeast: Int) {
      self.file = file
      self.line = line
      self.text = text
      self.atLeast = atLeast
    }
  }

  /// An `expect` without `because`, and the headings that decided it.
  package struct Unexplained: Sendable, Equatable {
    /// Where its outcomes stand.
    package var place: SourcePlace
    package var deciders: [String]

    package init(_ place: SourcePlace, _ deciders: [String]) {
      self.place = place
      self.deciders = deciders
    }
  }

  package var scenarioCount = 0
  package var gaps: [Gap] = []
  package var windows: [Window] = []
  package var unexplained: [Unexplained] = []
  /// Some decision sent a conversation to a queue that was closed.
  package var hasClosedQueue = false
  /// Some decision rested on something that was not known.
  package var hasUnknownFact = false

  package init() {}
}
