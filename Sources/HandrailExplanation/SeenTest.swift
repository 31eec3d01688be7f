package import HandrailEngine

/// A test as it was judged: the author's words, what was seen, what was needed.
package struct SeenTest: Sendable, Equatable {
  /// Position in `GraphLogic.nodes`; a stable id for one policy digest.
  package var node: Int
  /// Position in `PolicyIdentity.files`.
  package var file: Int
  package var line: Int
  package var text: String
  package var truth: Truth
  /// It stands under a `none of`: the group needs it to be no.
  package var isNegated: Bool
  /// The facts it reads, with their values; for a window, those of its turns stand in `window`.
  package var values: [SeenValue]
  package var window: SeenWindow?
  /// What the tests of a definition came to, where the test reads one.
  package var inner: [SeenTest]
  /// The row that gave the value, where the test reads a worked-out fact.
  package var rows: [SeenRow]
  /// What is needed, in the author's words without the fact's name.
  package var needed: String
}

/// The value of a fact as a test saw it.
package struct SeenValue: Sendable, Hashable {
  package enum Content: Sendable, Hashable {
    /// In the words that the policy would use.
    case known(String)
    case unknown(UnknownCause)
    /// The fact is marked secret: its value is shown nowhere.
    case secret
  }

  package var at: FactAt
  package var content: Content
  /// For one of the turns of an average or a trend: how many turns before the current one.
  package var ago: Int?
}

/// A window, turn by turn.
package struct SeenWindow: Sendable, Equatable {
  package var atLeast: Int
  package var of: Int
  /// Turns in which the test was yes.
  package var yes: Int
  /// Turns in which it could not be told.
  package var unsure: Int
  /// The current turn first.
  package var turns: [SeenTurn]
  /// The words of the test that is judged at each turn.
  package var text: String
}

/// One turn of a window.
package struct SeenTurn: Sendable, Equatable {
  package var number: Int
  /// 0: the current turn.
  package var ago: Int
  /// False where the turn happened and was not sent.
  package var wasSent: Bool
  package var truth: Truth
  package var values: [SeenValue]
}
