import HandrailEngine
import HandrailReference
import HandrailModel
import HandrailSource
import HandrailTestSupport

/// The guarantees of language.md 3.17 on one generated policy; each says how it was broken.
package struct PropertyTrial {
  package let seed: UInt64
  package let zones: ZoneFiles

  package init(seed: UInt64, zones: ZoneFiles) {
    self.seed = seed
    self.zones = zones
  }

  private func make(_ text: PolicyText) -> ComparedPolicy? {
    switch ComparedPolicy.make(text, zones: zones) {
    case .success(let policy): policy
    case .failure: nil
    }
  }

  private func questions(for policy: ComparedPolicy, count: Int) -> [Question] {
    var random = Seeded(seed ^ 0xA11)
    var questions: [Question] = []
    while questions.count < count {
      let maker = QuestionMaker(policy: policy.reference, random: Seeded(random.next()))
      var conversation = ConversationMaker(maker)
      var (question, _) = conversation.next()
      for _ in 0..<random.below(3) { (question, _) = conversation.next() }
      if case .absent = question.memory { continue }
      questions.append(question)
    }
    return questions
  }

  private func neutral(_ question: Question, by policy: ComparedPolicy) -> ReferenceDecision {
    let (decision, trace) = decideTracing(question, by: policy.graph)
    let reader = NeutralReader(graph: policy.graph, instances: InstanceNames())
    return reader.neutral(decision, trace)
  }

  /// G1: the order of headings and lines never changes a decision, nor the next one.
  package func orderSaysNothing() -> String? {
    let text = PolicyWriter.write(seed: seed)
    var random = Seeded(seed ^ 0x61)
    guard let policy = make(text) else { return nil }
    let other: ComparedPolicy
    switch ComparedPolicy.make(text.shuffled(&random), zones: zones) {
    case .success(let made): other = made
    case .failure(let stopped):
      return "the shuffled policy stops: \(stopped.messages.map(\.headline))"
    }
    for question in questions(for: policy, count: 6) {
      let first = decide(question, by: policy.graph)
      let moved = PositionMap(from: policy, to: other).question(question)
      let second = decide(moved, by: other.graph)
      if let broken = compare(question, by: policy, moved, by: other) { return broken }
      // The next question of the session, each side with the memory that it made.
      var next = question
      var movedNext = moved
      next.memory = .kept(first.memory)
      movedNext.memory = .kept(second.memory)
      if first.memory.sequence == 0 { continue }
      if let broken = compare(next, by: policy, movedNext, by: other) { return broken }
    }
    return nil
  }

  private func compare(
    _ question: Question, by policy: ComparedPolicy, _ moved: Question, by other: ComparedPolicy
  ) -> String? {
    let left = withoutLines(neutral(question, by: policy))
    let right = withoutLines(neutral(moved, by: other))
    if left == right { return nil }
    let only = left.filter { !right.contains($0) } + right.filter { !left.contains($0) }
    return "another order, another decision: \(only.prefix(6))"
  }

  /// The decision's words without line numbers; the policy's digest and the fingerprints stay.
  private func withoutLines(_ decision: ReferenceDecision) -> [String] {
    decision.lines.map {
      $0.replacing(/#\d+/, with: "").replacing(/return \d+/, with: "return")
    }
    .map {
      String(
        $0.filter { !"[]\",".contains($0) }.split(separator: " ").sorted().joined(separator: " "))
    }
    .sorted()
  }

  /// G2: whole restricting headings never move a ruling towards ai, and close no gate.
  package func restrictionsOnlyRestrict() -> String? {
    let text = PolicyWriter.write(seed: seed)
    var random = Seeded(seed ^ 0x62)
    var fewer = text
    fewer.headings.removeAll { $0.isRestricting && random.chance(50) }
    if fewer.headings.count == text.headings.count { return nil }
    guard let more = make(text), let less = make(fewer) else { return nil }
    for question in questions(for: more, count: 12) {
      guard case .new = question.memory else { continue }
      let moved = PositionMap(from: more, to: less).question(question)
      let strict = neutral(question, by: more)
      let loose = neutral(moved, by: less)
      guard let after = strict.task, let before = loose.task else { continue }
      if strictness(after.ruling) < strictness(before.ruling) {
        return "\(before.ruling) became \(after.ruling) for \(after.name)"
      }
      if !strict.handlerIsHuman && (after.ruling == "ai" || after.ruling == "not_yet") {
        // Offers are made where the AI may do the task.
        let open = before.gates.filter { $0.kind != "offer" || after.ruling == "ai" }
        let closed = open.map(\.name).filter { !after.gates.map(\.name).contains($0) }
        if !closed.isEmpty { return "gates \(closed) closed" }
      }
    }
    return nil
  }

  private func strictness(_ ruling: String) -> Int {
    ["ai", "suggest", "not_yet", "human", "nobody"].firstIndex(of: ruling) ?? -1
  }

  /// G3, G4 and G6: every question gets a decision, twice the same, with its reasons.
  package func everyQuestionIsAnswered() -> String? {
    let text = PolicyWriter.write(seed: seed)
    guard let policy = make(text), let again = make(text) else { return nil }
    if policy.graph.policy.digest != again.graph.policy.digest { return "two digests" }
    for question in questions(for: policy, count: 12) {
      let decision = decide(question, by: policy.graph)
      if "\(decision)" != "\(decide(question, by: again.graph))" { return "two decisions" }
      if decision.handlerReasons.isEmpty { return "no reason for the handler" }
      let tasks = [decision.task].compactMap(\.self) + decision.survey
      if tasks.contains(where: \.reasons.isEmpty) { return "no reason for a ruling" }
      if case .survey(let asked) = question.ask, decision.survey.map(\.task) != asked {
        return "a survey left a task out"
      }
    }
    return nil
  }

  /// G5: what is allowed with facts hidden is allowed whatever they are.
  ///
  /// And a fault keeps nothing with the AI that a handover depends on. Policies whose author wrote
  /// otherwise in the open are not tried.
  package func hidingNeverHelps() -> (wasTried: Bool, broken: String?) {
    var text = PolicyWriter.write(seed: seed)
    for place in text.headings.indices {
      text.headings[place].lines.removeAll { $0 == "if unknown skip" }
    }
    let open = [
      " is unknown", " is known", "or unknown ->", "| unknown", "| known", "or unknown |",
    ]
    if open.contains(where: text.text.contains) { return (false, nil) }
    guard let policy = make(text) else { return (false, nil) }
    var random = Seeded(seed ^ 0x65)
    for question in questions(for: policy, count: 12) {
      for isFault in [false, true] {
        let hidden = hide(question, of: policy, asFault: isFault, &random)
        let before = neutral(question, by: policy)
        let after = neutral(hidden, by: policy)
        if letsAI(after), !letsAI(before) {
          return (true, "hiding facts let the AI do \(after.task?.name ?? "")")
        }
        if isFault, before.handlerIsHuman, !after.handlerIsHuman {
          return (true, "faults kept the conversation with the AI")
        }
      }
    }
    return (true, nil)
  }

  private func letsAI(_ decision: ReferenceDecision) -> Bool {
    decision.task?.ruling == "ai" && !decision.handlerIsHuman
  }

  /// The question with some known facts unknown.
  private func hide(
    _ question: Question, of policy: ComparedPolicy, asFault: Bool, _ random: inout Seeded
  ) -> Question {
    var question = question
    let share = 20 + random.below(60)
    func hidden(_ cells: [Cell], _ supply: FactSupply, _ random: inout Seeded) -> [Cell] {
      let facts = policy.reference.facts(suppliedBy: supply)
      return zip(cells, facts).map { cell, id in
        let fact = policy.model.vocabulary.facts[id]
        let mayBe = asFault || (fact.mayBeUnknown && fact.usualValue == nil && fact.trust == nil)
        guard cell.isKnown, mayBe, random.chance(share) else { return cell }
        return Cell(unknown: asFault ? .missing : .absent)
      }
    }
    question.frame.session = hidden(question.frame.session, .session, &random)
    for task in question.frame.tasks.keys.sorted() {
      question.frame.tasks[task] = hidden(question.frame.tasks[task] ?? [], .task, &random)
    }
    for place in question.frame.turns.indices {
      question.frame.turns[place].cells = hidden(
        question.frame.turns[place].cells, .turn, &random)
    }
    return question
  }
}

extension PolicyText.Heading {
  /// A rule that permits and contacts nothing, an approval, an offer or an `oversight`.
  fileprivate var isRestricting: Bool {
    if title.hasPrefix("approval ") || title.hasPrefix("offer ") || title == "oversight" {
      return true
    }
    return title.hasPrefix("rule ")
      && !lines.contains { $0.hasPrefix("ai may") || $0.hasPrefix("contact") }
  }
}
