import HandrailEngine

extension DecisionWriter {
  func writeQueue(_ queue: QueueDecision?, _ urgency: UInt8, to text: inout JSONText) {
    text.member("queue")
    guard let queue else { return text.nothing() }
    let described = graph.routing.queues[queue.queue]
    text.object { text in
      text.member("name", described.name)
      text.list("skills", queue.skills) { skill, list in write(skill, to: &list) }
      text.member("urgency", urgencyName(urgency))
      text.member("open", queue.isOpen)
      if queue.startsAtCallback {
        text.member("callback", true)
      }
      text.list("ladder", described.ladder(of: queue)) { rung, list in
        write(rung, needed: queue.needed, to: &list)
      }
      if !described.agentsText.isEmpty {
        text.member("agents_when", described.agentsText)
      }
      text.list("candidates", queue.candidates) { candidate, list in
        list.object { text in
          text.member("id", candidate.id)
          text.member("kept", candidate.truth == .yes)
          text.member("truth", candidate.truth.name)
        }
      }
    }
  }

  private func write(_ skill: GraphQueue.Skill, to text: inout JSONText) {
    text.object { text in
      text.member("name", skill.name)
      guard let least = skill.atLeast else { return }
      text.member("at_least", least)
    }
  }

  /// One rung; skills that a rule needs are never dropped, so such a rung may vanish.
  private func write(_ rung: LadderRung, needed: [String], to list: inout JSONText) {
    var dropped: [String] = []
    if case .withoutSkills(let skills) = rung.step {
      dropped = skills.filter { !needed.contains($0) }
      if dropped.isEmpty { return }
    }
    list.object { text in
      text.member("queue", graph.routing.queues[rung.queue].name)
      text.member("after_seconds")
      if let seconds = rung.afterSeconds { text.value(seconds) } else { text.nothing() }
      text.member("step")
      switch rung.step {
      case .lastAgentFirst(let seconds):
        text.value("last_agent_first")
        text.member("for_seconds", seconds)
      case .withoutSkills:
        text.value("without_skills")
        text.texts("skills", dropped)
      case .accept(let skill):
        text.value("accept")
        text.member("skill")
        write(skill, to: &text)
      case .urgency(let level):
        text.value("urgency")
        text.member("urgency", urgencyName(level))
      case .tryQueue(let queue):
        text.value("try")
        text.member("to", graph.routing.queues[queue].name)
      case .callback(let seconds, let calendar):
        text.value("callback")
        writeCallback(seconds, calendar, to: &text)
      case .keepWaiting: text.value("keep_waiting")
      case .takeMessage: text.value("take_message")
      }
    }
  }

  private func writeCallback(_ seconds: Int64?, _ calendar: Int, to text: inout JSONText) {
    if let seconds {
      text.member("within_seconds", seconds)
    }
    guard calendar >= 0 else { return }
    text.member("of", graph.logic.calendars[calendar].name)
  }

  func urgencyName(_ level: UInt8) -> String {
    switch level {
    case 0: "low"
    case 1: "normal"
    case 2: "high"
    default: "urgent"
    }
  }

  func writeSay(_ say: SaidMessages, to text: inout JSONText) {
    text.list("say", say.messages) { message, list in
      list.object { text in
        text.member("kind", message.kind.rawValue)
        text.member("rule", message.heading >= 0 ? graph.headings[message.heading].name : "")
        text.member("text", message.text)
      }
    }
    guard !say.dropped.isEmpty else { return }
    text.list("not_said", say.dropped) { dropped, list in
      list.object { text in
        text.member("rule", dropped.heading >= 0 ? graph.headings[dropped.heading].name : "")
        text.member("fact", graph.facts[dropped.fact].name)
      }
    }
  }

  func write(_ obligations: [Obligation], to text: inout JSONText) {
    text.list("obligations", obligations) { obligation, list in
      list.object { text in
        text.member("kind")
        switch obligation {
        case .bringIn(let who):
          text.value("bring_in")
          text.member("who", who)
        case .contactCustomer(let byAI, let task):
          text.value("contact_customer")
          text.member("by", byAI ? "ai" : "human")
          text.member("task", graph.tasks[task])
        case .remember(let offer, let choice, let by, let until):
          text.value("remember")
          text.member("offer", graph.headings[graph.gates.offers[offer].heading].name)
          text.member("option", choice.name)
          text.member("by", by)
          text.member("until", until.text)
        }
      }
    }
  }

  func write(_ reason: Reason, _ field: String, to list: inout JSONText) {
    list.object { text in
      text.member("field", field)
      switch reason.cause {
      case .effect(let position):
        let effect = graph.effects[position]
        write(graph.headings[effect.heading], line: effect.line, effect.text, to: &text)
        text.member("kind", effect.action.reasonKind)
      case .first(let position):
        write(heading: graph.gates.firsts[position].heading, "first", to: &text)
      case .comesBack(let position):
        write(heading: graph.gates.returns[position].heading, "return_to_ai", to: &text)
      case .approval(let position):
        write(heading: graph.gates.approvals[position].heading, "approval", to: &text)
      case .offer(let position):
        write(heading: graph.gates.offers[position].heading, "offer", to: &text)
      case .builtIn(let reason):
        text.member("kind", reason.name)
        guard reason == .startsWith, graph.policy.startLine > 0 else { return }
        text.member("file", graph.policy.files.first ?? "")
        text.member("line", graph.policy.startLine)
      }
      guard reason.truth.isUndecided else { return }
      text.member("undecided", reason.truth.name)
    }
  }

  private func write(heading: Int, _ kind: String, to text: inout JSONText) {
    let found = graph.headings[heading]
    write(found, line: found.line, "", to: &text)
    text.member("kind", kind)
  }

  func write(
    _ heading: GraphHeading, line: Int, _ clause: String, to text: inout JSONText
  ) {
    text.member("rule", heading.name)
    text.member(
      "file",
      graph.policy.files.indices.contains(heading.file)
        ? graph.policy.files[heading.file] : "")
    text.member("line", line)
    if !clause.isEmpty {
      text.member("clause", clause)
    }
    if let because = heading.because {
      text.member("because", because)
    }
  }

  func write(_ at: FactAt, to text: inout JSONText) {
    text.member("fact", graph.facts[at.fact].name)
    guard let turn = at.turn else { return }
    text.member("turn", turn)
  }

  func write(_ facts: [FactAt], to text: inout JSONText) {
    text.list(facts) { at, list in list.object { text in write(at, to: &text) } }
  }

  func write(_ faults: [InputFault], to text: inout JSONText) {
    text.list("input_faults", faults) { fault, list in
      list.object { text in
        text.member("path", fault.path)
        text.member("cause", fault.cause.name)
        text.member("detail", fault.detail)
      }
    }
  }
}

extension GraphQueue {
  /// The ladder as the customer meets it: one who chose a callback begins at that rung.
  fileprivate func ladder(of decision: QueueDecision) -> [LadderRung] {
    guard decision.startsAtCallback,
      let start = ladder.firstIndex(where: {
        if case .callback = $0.step { true } else { false }
      })
    else { return ladder }
    let before = ladder[start].afterSeconds
    return ladder[start...].enumerated().map { position, rung in
      var rung = rung
      rung.afterSeconds = position == 0 ? 0 : rung.afterSeconds.map { $0 - (before ?? $0) }
      return rung
    }
  }
}

extension GraphEffect.Action {
  /// The name of the line's sort in decisions.
  var reasonKind: String {
    switch self {
    case .aiMay: "ai_may"
    case .aiMayOnlySuggest: "ai_may_only_suggest"
    case .onlyHumanMay: "only_human_may"
    case .nobodyMay: "nobody_may"
    case .otherwiseRefuse: "otherwise_refuse"
    case .handOver: "hand_over"
    case .otherwiseHandOver: "otherwise_hand_over"
    case .startWithHuman: "start_with_human"
    case .stopAI: "stop_ai"
    case .bringIn: "bring_in"
    case .contactCustomer: "contact_customer"
    case .urgency: "urgency"
    case .needSkills: "need_skills"
    }
  }
}

extension Question {
  /// The cell of a fact as it stands now: of the last turn, of the task asked.
  func cell(of fact: GraphFact) -> Cell? {
    switch fact.supply {
    case .session(let slot): return frame.session[slot]
    case .turn(let slot): return frame.turns.last?.cells[slot]
    case .task(let slot):
      guard case .task(let task) = ask else { return nil }
      return frame.tasks[task]?[slot]
    case .agent, .computed: return nil
    }
  }
}
