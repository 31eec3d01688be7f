package import HandrailEngine

/// What a policy says to one question.
public struct Answer: Sendable {
  /// What may be done about the task.
  public enum Ruling: String, Sendable {
    /// The AI may do it, once no gate is open.
    case ai
    /// The AI may prepare it for a person.
    case suggest
    /// The AI keeps the conversation and may not do it yet.
    case notYet = "not_yet"
    /// A person does it.
    case human
    /// Nobody may.
    case nobody
  }

  /// Who holds the conversation.
  public enum Handler: String, Sendable {
    /// The AI.
    case ai
    /// A person.
    case human
  }

  /// What the host does next; only `doIt` lets the AI act.
  public enum Next: String, Sendable {
    /// A person takes over.
    case handOver = "hand_over"
    /// Another team takes over from the one that has it.
    case transfer
    /// The customer is told no.
    case refuse
    /// The AI asks for what is not known.
    case ask
    /// Something must happen before.
    case first
    /// The customer is offered a choice.
    case offer
    /// Somebody must approve.
    case approval
    /// The AI drafts, a person sends.
    case draft
    /// The AI does the task.
    case doIt = "do_it"
    /// The AI goes on talking.
    case talk
  }

  /// A line of the policy, or a built-in default, that decided.
  public struct Reason: Sendable, Equatable {
    /// The heading's name, or the default's, such as `no_permission`.
    public var name: String
    /// The file of the line; `nil` for a default.
    public var file: String?
    /// The line, counted from 1; `nil` for a default.
    public var line: Int?
    /// The heading's own `because`.
    public var because: String?
  }

  /// Something that the customer is told, ready to send.
  public struct Message: Sendable, Equatable {
    /// `disclosure`, `refusal`, `hand_over`, `handoff`, `gate` or `return`.
    public var kind: String
    /// The words, with every value in its place.
    public var text: String
  }

  /// The question and its decision, or why the question could not be read.
  package enum Outcome: Sendable {
    case decided(Question, Decision)
    case refused(QuestionRefusal)
  }

  package let outcome: Outcome
  /// The id of the host's document; `nil` where none was picked.
  package let id: String?
  let policy: Policy

  init(_ outcome: Outcome, id: String?, by policy: Policy) {
    self.outcome = outcome
    self.id = id
    self.policy = policy
  }

  init(_ reading: QuestionReading, by policy: Policy) {
    self.policy = policy
    switch reading {
    case .question(let question, let id):
      self.id = id
      outcome = .decided(question, HandrailEngine.decide(question, by: policy.program))
    case .refused(let refusal):
      id = refusal.id
      outcome = .refused(refusal)
    }
  }

  /// `nil` where the question could not be read.
  package var decision: Decision? {
    if case .decided(_, let decision) = outcome { return decision }
    return nil
  }

  /// False where the question could not be read at all; a person takes over then.
  public var isReadable: Bool { decision != nil }
  /// True where something was wrong with the question: see `inputFaults`.
  public var isFaulty: Bool { decision.map { !$0.faults.isEmpty } ?? true }
  /// `nil` for the task `none` and for surveys.
  public var ruling: Ruling? {
    guard let decision else { return .human }
    return decision.task.map { Ruling($0.ruling) }
  }
  /// Who holds the conversation after this.
  public var handler: Handler {
    decision.map { $0.handlerIsHuman ? .human : .ai } ?? .human
  }
  /// What to do now.
  public var next: Next { decision.map { Next($0.next) } ?? .handOver }
  /// Why the task is ruled as it is.
  public var rulingReasons: [Reason] {
    guard let decision else { return [reason(unreadable)] }
    return (decision.task?.reasons ?? []).map(reason)
  }
  /// Why the conversation is held as it is.
  public var handlerReasons: [Reason] {
    (decision?.handlerReasons ?? [unreadable]).map(reason)
  }
  /// What the customer is told, in this order.
  public var messages: [Message] {
    (decision?.say.messages ?? []).map { Message(kind: $0.kind.rawValue, text: $0.text) }
  }
  /// Words for the AI, each after `always: ` or `never: `.
  public var conduct: [String] {
    (decision?.duties.conduct ?? []).map { "\($0.isAlways ? "always" : "never"): \($0.words)" }
  }
  /// Roles that are to be told of this conversation now.
  public var alertedRoles: [String] {
    var roles: [String] = []
    for duty in decision?.duties.oversight ?? [] {
      if case .alert(let role) = duty.kind, !roles.contains(role) { roles.append(role) }
    }
    return roles
  }
  /// What was wrong with the question, in place and words.
  public var inputFaults: [String] {
    switch outcome {
    case .decided(_, let decision): decision.faults.map { "\($0.path): \($0.detail)" }
    case .refused(let refusal): ["\(refusal.fault.path): \(refusal.fault.detail)"]
    }
  }

  /// The decision as JSON: on one line, or indented by two spaces a level.
  public func json(indented: Bool = false) -> [UInt8] {
    json(DecisionLabel(id: id, isIndented: indented))
  }

  /// The decision as JSON with what it is about.
  package func json(_ label: DecisionLabel) -> [UInt8] {
    switch outcome {
    case .decided(let question, let decision):
      policy.writer.json(decision, on: question, label)
    case .refused(let refusal):
      policy.writer.json(refusing: refusal, label)
    }
  }

  private var unreadable: HandrailEngine.Reason { .init(.builtIn(.inputFault)) }
}

extension Answer {
  private var graph: DecisionGraph { policy.graph }

  private func reason(_ reason: HandrailEngine.Reason) -> Reason {
    switch reason.cause {
    case .effect(let position):
      written(graph.effects[position].heading, line: graph.effects[position].line)
    case .first(let position): written(graph.gates.firsts[position].heading)
    case .comesBack(let position): written(graph.gates.returns[position].heading)
    case .approval(let position): written(graph.gates.approvals[position].heading)
    case .offer(let position): written(graph.gates.offers[position].heading)
    case .builtIn(let reason):
      Reason(name: reason.name, file: nil, line: nil, because: nil)
    }
  }

  private func written(_ position: Int, line: Int? = nil) -> Reason {
    let heading = graph.headings[position]
    return Reason(
      name: heading.name, file: graph.policy.files[heading.file], line: line ?? heading.line,
      because: heading.because)
  }
}

extension Answer.Ruling {
  init(_ ruling: HandrailEngine.Ruling) {
    switch ruling {
    case .ai: self = .ai
    case .suggest: self = .suggest
    case .notYet: self = .notYet
    case .human: self = .human
    case .nobody: self = .nobody
    }
  }
}

extension Answer.Next {
  init(_ next: NextStep) {
    switch next {
    case .handOver: self = .handOver
    case .transfer: self = .transfer
    case .refuse: self = .refuse
    case .ask: self = .ask
    case .first: self = .first
    case .offer: self = .offer
    case .approval: self = .approval
    case .draft: self = .draft
    case .doIt: self = .doIt
    case .talk: self = .talk
    }
  }
}
