import Handrail
import HandrailEngine

/// Takes questions in, whole or picked out of other documents, and gives the policy's answers.
struct QuestionDoor {
  let policy: Policy
  /// `nil` where documents are whole questions.
  let pointers: QuestionPointers?
  /// Decisions name the fewest facts that settle a task, not all that it rests on.
  var asksFewest = false
  /// The members of decisions that are wanted; `nil`: all.
  var fields: DecisionFields?

  /// Reads and decides one document.
  func answer(_ document: QuestionDocument) -> Answer { decide(reading(document)) }

  private func decide(_ reading: QuestionReading) -> Answer {
    if let fields, !asksFewest { return policy.decide(reading, only: fields) }
    let answer = policy.decide(reading)
    return asksFewest ? answer.askingForFewest() : answer
  }

  /// The decision as JSON, with the members that are wanted.
  func json(_ answer: Answer, _ label: DecisionLabel) -> [UInt8] {
    var label = label
    label.fields = fields
    return answer.json(label)
  }

  /// Reads one document.
  func reading(_ document: QuestionDocument) -> QuestionReading {
    switch (document.form, pointers) {
    case (.json, .none): policy.reader.read(document.bytes)
    case (.json, .some(let pointers)): policy.reader.read(document.bytes, at: pointers)
    case (.yaml, .none): policy.reader.readYAML(document.bytes)
    case (.yaml, .some(let pointers)): policy.reader.readYAML(document.bytes, at: pointers)
    }
  }

  /// What desks for lines begin with; `nil` where each line goes the long way.
  func linePattern() -> LinePattern? {
    pointers == nil && !asksFewest ? LinePattern(policy, only: fields) : nil
  }

  /// Reads and decides a line; `nil` for one that is too long.
  func answer(toLine line: [UInt8]?, number: Int) -> Answer {
    let document = line.map { QuestionDocument(bytes: $0, form: .json) }
    let tooLong = DocumentFault(.tooLong, offset: 0, line: 1, column: 1)
    var reading = document.map(reading) ?? .refused(QuestionRefusal(tooLong))
    if case .refused(var refusal) = reading {
      // A document that is one line knows only its own line 1.
      refusal.line = number
      reading = .refused(refusal)
    }
    return decide(reading)
  }
}
