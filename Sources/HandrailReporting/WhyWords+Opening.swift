import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// The first sentence: who has the conversation, or what may be done, and because of what.
  ///
  /// `wasHeld` says that a person is known to have had the conversation already.
  func opening(_ decision: Decision, wasHeld: Bool = false) -> String {
    let task = decision.task.flatMap { $0.task >= 0 ? $0.task : nil }
    if decision.handlerIsHuman { return person(decision, task, wasHeld: wasHeld) }
    guard let ruled = decision.task else {
      if case .survey(let tasks) = decision.ask { return survey(decision, of: tasks.count) }
      return "The AI \(has(decision)) this chat, \(because(decision.handlerReasons, task: nil))."
    }
    return sentence(about: ruled, tookBack: tookBack(decision))
  }

  private func has(_ decision: Decision) -> String { tookBack(decision) ? "took back" : "keeps" }

  private func tookBack(_ decision: Decision) -> Bool {
    decision.handlerReasons.contains { if case .comesBack = $0.cause { true } else { false } }
  }

  private func person(_ decision: Decision, _ task: Int?, wasHeld: Bool) -> String {
    let team = decision.queue.map { "A person in \(queue($0.queue))" } ?? "A person"
    let reasons = decision.handlerReasons.flatMap { reason in
      reason.cause == .builtIn(.rulingNeedsPerson) ? decision.task?.reasons ?? [] : [reason]
    }
    let why = because(reasons, task: task)
    let held =
      wasHeld || decision.handlerReasons.contains { $0.cause == .builtIn(.personHolds) }
    let verb = decision.next == .transfer ? "takes over" : held ? "keeps" : "took"
    var sentence = "\(team) \(verb) this chat, \(why)."
    if let ruled = decision.task, ruled.ruling == .nobody || ruled.ruling == .suggest {
      sentence += " " + self.sentence(about: ruled, tookBack: false)
    }
    return sentence
  }

  private func survey(_ decision: Decision, of count: Int) -> String {
    let free = decision.survey.count { $0.ruling == .ai && !$0.wouldHandOver }
    let tasks = count == 1 ? "the one task" : "\(free) of the \(count) tasks"
    return "The AI keeps this chat and may begin \(tasks) asked about, "
      + "\(because(decision.handlerReasons, task: nil))."
  }

  /// What may be done about one task.
  func sentence(about ruled: TaskDecision, tookBack: Bool) -> String {
    let name = task(ruled.task)
    let why = because(ruled.reasons, task: ruled.task)
    let start = tookBack ? "The AI took this chat back and" : "The AI"
    switch ruled.ruling {
    case .nobody: return "\(name) was refused, \(why)."
    case .human: return "\(name) goes to a person, \(why)."
    case .suggest: return "The AI may only suggest \(name), \(why)."
    case .notYet: return "\(start) may not do \(name) yet, \(why)."
    case .ai: break
    }
    if let failed = ruled.approvals.first(where: { $0.state == .refused || $0.state == .expired }) {
      let gate = heading(graph.gates.approvals[failed.approval].heading)
      let how = failed.state == .refused ? "was refused" : "was not answered in time"
      return "\(name) was refused, because \(gate) \(how)."
    }
    let approvals = ruled.approvals.filter { $0.state != .granted }
    let offers = ruled.offers.filter { $0.choice == nil }
    let gates =
      approvals.map { heading(graph.gates.approvals[$0.approval].heading) }
      + offers.map { heading(graph.gates.offers[$0.offer].heading) }
      + ruled.gates.map { heading(graph.gates.firsts[$0.first].heading) }
    if let refused = ruled.gates.first(where: { $0.state != .open }) {
      let gate = heading(graph.gates.firsts[refused.first].heading)
      let said = refused.state == .refused ? "said no to" : "did not answer"
      return "\(name) was refused, because the customer \(said) \(gate)."
    }
    if gates.isEmpty { return "\(start) may do \(name) now, \(why)." }
    return "\(start) may do \(name) after \(listed(gates)), \(why)."
  }

  /// The sentence for the customer.
  package func customer(_ sentence: CustomerSentence) -> String {
    switch sentence {
    case .personHelps: "One of our colleagues will help you with this."
    case .personKeeps: "The colleague who is helping you will go on with this."
    case .personReviews: "A colleague will look at this before anything is done."
    case .notHere: "We can't do this in this chat."
    case .needsMore: "We need a little more information before we can go on."
    case .firstStep: "There is one more step before we can do this."
    case .assistantHelps: "Our assistant can do this for you now."
    case .assistantTalks: "Our assistant can help you here."
    }
  }
}
