internal import HandrailEngine

/// What desks for lines of questions begin with: made once for a policy.
package struct LinePattern: Sendable {
  fileprivate let policy: Policy
  fileprivate let fields: DecisionFields?
  fileprivate let blank: Question
  /// Nothing is wrong with a question here but what its facts make wrong.
  fileprivate let isPlain: Bool

  package init(_ policy: Policy, only fields: DecisionFields?) {
    self.policy = policy
    self.fields = fields
    let sheet = FactSheet(policy, task: nil)
    isPlain = sheet.otherFaults.isEmpty
    var blank = sheet.question
    blank.faults = []
    self.blank = blank
  }
}

/// Decides questions in JSON one after another, straight to text: made once, used again.
///
/// A plain question of a new session makes next to nothing on the way. Every other one goes the
/// long way, by `Policy.decide`, to the same words.
package struct LineDesk: ~Copyable {
  private let pattern: LinePattern
  private var desk: Desk
  private var scan: QuestionScan
  private var decision: Decision

  package init(_ pattern: LinePattern) {
    self.pattern = pattern
    desk = Desk(pattern.policy.program, pattern.blank)
    scan = QuestionScan(pattern.policy.reader)
    decision = desk.unmadeDecision
  }

  /// Writes the decision on a question; false, and nothing written, where the long way must be
  /// gone.
  package mutating func write(
    _ question: borrowing Span<UInt8>, to text: inout JSONText
  ) -> Bool {
    guard pattern.isPlain, scan.read(question), desk.take(scan, of: question),
      !desk.hasFaultyFacts()
    else { return false }
    if let fields = pattern.fields, fields.areShort {
      desk.decideShortly(into: &decision)
    } else {
      desk.decide(into: &decision)
    }
    let label = DecisionLabel(isIndented: false)
    pattern.policy.writer.write(decision, on: desk.question, label, to: &text)
    return true
  }
}
