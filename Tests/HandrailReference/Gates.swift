import HandrailEngine
import HandrailModel
import HandrailSource

/// An open `first`, and what follows where the customer refused or did not answer.
struct GateReading {
  var first: First
  var gate: ReferenceGate
  /// Set where the customer refused or did not answer.
  var failure: GateFailure?
}

extension Reading {
  /// Confirmations of earlier decisions and of this question's events, oldest first.
  var confirmations: [Confirmation] {
    var known = start.memory?.confirmations ?? []
    for event in question.events where event.at <= question.at {
      let answer: Confirmation.Answer
      switch event.kind {
      case .done, .answer, .remembered, .asked, .vote, .withdraw, .join, .leave: continue
      case .confirmed: answer = .confirmed
      case .declined: answer = .declined
      case .noAnswer: answer = .noAnswer
      }
      let said = Confirmation(
        gate: event.gate, instance: event.instance, answer: answer, at: event.at)
      let isTold = known.contains {
        $0.gate == said.gate && $0.instance == said.instance && $0.at == said.at
          && $0.answer == said.answer
      }
      if !isTold { known.append(said) }
    }
    let places = known.indices.sorted { (known[$0].at, $0) < (known[$1].at, $1) }
    return places.map { known[$0] }
  }

  /// `first` headings that cover the task and are still open, by name.
  func openGates() -> [GateReading] {
    guard let position = task.position else { return [] }
    let firsts = policy.model.gates.firsts.sorted { bytesBefore($0.name, $1.name) }
    return firsts.filter { first in
      first.covers.tasks.contains(TaskID(position)) && !read(first.guarding).restriction.isNo
    }.compactMap(openGate)
  }

  private func openGate(_ first: First) -> GateReading? {
    var reading = GateReading(first: first, gate: ReferenceGate(kind: "first", name: first.name))
    var asked: [String] = []
    for fact in first.ask + first.confirm where !known(fact, at: .now).isKnown {
      if !asked.contains(policy.name(fact)) { asked.append(policy.name(fact)) }
    }
    reading.gate.ask = asked
    let done = doneTasks
    reading.gate.tasksToDo = first.tasksToDo.map(policy.name).filter { !done.contains($0) }
    if let until = first.until {
      reading.gate.waitsForCondition = !finding(until, at: .now).isYes
    }
    if !first.confirm.isEmpty {
      confirm(first, in: &reading)
    }
    let isOpen =
      !reading.gate.ask.isEmpty || !reading.gate.tasksToDo.isEmpty
      || reading.gate.waitsForCondition || !reading.gate.confirm.isEmpty
    return isOpen ? reading : nil
  }

  /// Open until the customer said yes to exactly these values.
  private func confirm(_ first: First, in reading: inout GateReading) {
    let latest = latestAnswer(to: first)
    if let latest, latest.answer == .confirmed, isValid(latest, for: first) { return }
    reading.gate.confirm = first.confirm.map(policy.name)
    // Values that are not known cannot be shown, so nothing can be confirmed yet.
    guard let instance = instance(of: first) else { return }
    reading.gate.instance = instance
    switch latest?.answer {
    case nil, .confirmed?: break
    case .declined?:
      reading.gate.state = "refused"
      reading.failure = first.ifRefused ?? .refuse
    case .noAnswer?:
      reading.gate.state = "no_answer"
      reading.failure = first.ifNoAnswer ?? .refuse
    }
  }

  /// Not too old, and not used up by another act.
  func isValid(_ confirmation: Confirmation, for first: First) -> Bool {
    if let lasts = first.lastsSeconds {
      let age = question.at.microseconds - confirmation.at.microseconds
      if age > lasts * 1_000_000 { return false }
    }
    guard let usedBy = confirmation.usedBy else { return true }
    return usedBy != "" && usedBy == question.request
  }

  /// The last thing that the customer said to exactly these values.
  func latestAnswer(to first: First) -> Confirmation? {
    guard let instance = instance(of: first) else { return nil }
    return confirmations.last { $0.gate == first.name && $0.instance == instance }
  }

  /// What a yes is bound to: the heading, the task, the act, and every listed value.
  func instance(of first: First) -> String? {
    guard first.confirm.allSatisfy({ known($0, at: .now).isKnown }) else { return nil }
    let values = first.confirm.map { "\(policy.name($0))=\(worth(known($0, at: .now), $0))" }
    return "\(first.name)|\(task.position ?? -1)|\(question.action)|\(values)"
  }

  func worth(_ known: Known, _ id: FactID) -> String {
    guard let cell = known.cell else { return "?" }
    switch policy.fact(id).domain.kind {
    case .reference, .text: return "'\(question.frame.texts[Int(cell)])'"
    case .yesNo, .oneOf, .setOf, .level, .number, .score, .money, .duration, .moment:
      return "\(cell)"
    }
  }
}
