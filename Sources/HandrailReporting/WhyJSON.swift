internal import Handrail
package import HandrailEngine
package import HandrailExplanation

/// An explanation as JSON, by `docs/schema/why.schema.json`; with `whyNot`, its answer too.
package func whyJSON(
  _ explanation: Explanation, whyNot: WhyNot? = nil, of graph: DecisionGraph
) -> [UInt8] {
  let writer = WhyWriter(words: WhyWords(graph: graph).telling(of: explanation.decision))
  var text = JSONText(indented: true)
  text.object { text in
    writer.writeHead(explanation, &text)
    writer.writeParts(explanation, &text)
    if let whyNot {
      text.key("why_not")
      writer.write(whyNot, &text)
    }
  }
  return text.bytes + [0x0A]
}

/// Writes the parts of an explanation; positions become names, so that ids last as long as the
/// policy's words.
struct WhyWriter {
  let words: WhyWords
  var graph: DecisionGraph { words.graph }

  fileprivate func writeHead(_ explanation: Explanation, _ text: inout JSONText) {
    let decision = explanation.decision
    text.object("policy") { text in
      text.field("name", graph.policy.name)
      text.field("version", graph.policy.version)
      text.field("digest", graph.policy.digest)
    }
    text.field("zone_data", graph.policy.zoneDataVersion)
    text.field("at", decision.at.text)
    text.field("session", decision.session)
    text.field("task", taskName(decision))
    text.field("ruling", decision.task?.ruling.name)
    text.field("handler", decision.handlerIsHuman ? "human" : "ai")
    text.field("next", decision.next.name)
    text.field("queue", decision.queue.map { words.queue($0.queue) })
    text.field("sentence", words.opening(decision))
    text.field("customer_sentence", words.customer(explanation.customer))
  }

  private func taskName(_ decision: Decision) -> String? {
    switch decision.ask {
    case .task(let task): words.task(task)
    case .none: "none"
    case .survey, .missing: nil
    }
  }

  fileprivate func writeParts(_ explanation: Explanation, _ text: inout JSONText) {
    write(explanation.reasoning, &text)
    text.key("team")
    if let team = explanation.team { write(team, &text) } else { text.nothing() }
    text.list("approvals", explanation.approvals) { seen, text in write(seen, &text) }
    text.key("would_change")
    write(explanation.changes, after: explanation.decision, &text)
    text.list("also_true", explanation.alsoTrue) { found, text in write(found, &text) }
    text.object("facts") { text in
      text.field("known", explanation.footing.known)
      text.field("unknown", explanation.footing.unknown)
      text.field("faulty", explanation.footing.faulty)
    }
    let duties = words.duties(explanation.decision)
    if !duties.isEmpty {
      text.texts("duties", duties)
    }
    guard !explanation.survey.isEmpty else { return }
    text.object("tasks") { text in
      for task in explanation.survey {
        text.key(words.task(task.decision.task))
        text.object { text in
          text.field("ruling", task.decision.ruling.name)
          text.field("would_hand_over", task.decision.wouldHandOver)
          text.field("sentence", words.sentence(about: task.decision, tookBack: false))
          write(task.reasoning, &text)
        }
      }
    }
  }

  private func write(_ reasoning: Reasoning, _ text: inout JSONText) {
    text.list("because", reasoning.because) { line, text in write(line, &text) }
    text.list("doubts", reasoning.doubts) { doubt, text in
      text.object { text in
        writeCause(doubt.reason, &text)
        text.list("facts", doubt.unknown) { unknown, text in write(unknown, &text) }
        text.field("sentence", words.doubt(doubt))
      }
    }
    text.list("rules", reasoning.verdicts) { verdict, text in write(verdict, &text) }
  }

  /// What a reason is: a line that somebody wrote, or a built-in default.
  func writeCause(_ reason: Reason, _ text: inout JSONText) {
    switch reason.cause {
    case .effect(let position):
      let effect = graph.effects[position]
      text.field("kind", "line")
      writeHeading(effect.heading, line: effect.line, &text)
      text.field("text", effect.text)
    case .first(let position):
      text.field("kind", "first")
      writeHeading(graph.gates.firsts[position].heading, line: nil, &text)
    case .comesBack(let position):
      text.field("kind", "return")
      writeHeading(graph.gates.returns[position].heading, line: nil, &text)
    case .approval(let position):
      text.field("kind", "approval")
      writeHeading(graph.gates.approvals[position].heading, line: nil, &text)
    case .offer(let position):
      text.field("kind", "offer")
      writeHeading(graph.gates.offers[position].heading, line: nil, &text)
    case .builtIn(let builtIn):
      text.field("kind", "built_in")
      text.field("default", builtIn.name)
    }
    text.field("truth", name(reason.truth))
  }

  func writeHeading(_ position: Int, line: Int?, _ text: inout JSONText) {
    let heading = graph.headings[position]
    text.field("rule", heading.name)
    text.field("file", file(heading.file))
    text.field("line", line ?? heading.line)
    if let because = heading.because { text.field("because", because) }
    if let source = heading.source { text.field("source", source) }
  }

  func file(_ position: Int) -> String {
    graph.policy.files.indices.contains(position) ? graph.policy.files[position] : ""
  }

  func name(_ truth: Truth) -> String {
    switch truth {
    case .yes: "yes"
    case .no: "no"
    case .open: "open"
    case .fault: "fault"
    }
  }

  private func write(_ line: DecidingLine, _ text: inout JSONText) {
    text.object { text in
      writeCause(line.reason, &text)
      text.field("is_otherwise", line.isOtherwise)
      text.list("tests", line.tests) { test, text in write(test, &text) }
      writeAttempts(of: line, &text)
      guard let exception = line.exception else { return }
      text.object("exception") { text in
        text.field("truth", name(exception.truth))
        text.list("tests", exception.tests) { test, text in write(test, &text) }
      }
    }
  }

  private func write(_ team: TeamChoice, _ text: inout JSONText) {
    text.object { text in
      text.field("queue", words.queue(team.queue))
      switch team.means {
      case .named: text.field("by", "line")
      case .otherwise: text.field("by", "otherwise")
      case .kept: text.field("by", "kept")
      case .row(let row):
        text.field("by", "row")
        text.key("row")
        write(row, &text)
      }
      text.texts("rules", team.headings.map(words.heading))
      text.texts("passed_over", team.passedOver.map(words.queue))
    }
  }

  private func write(_ seen: SeenApproval, _ text: inout JSONText) {
    let approval = graph.gates.approvals[seen.approval]
    text.object { text in
      writeHeading(approval.heading, line: approval.tiers[seen.tier].line, &text)
      text.field("tier", seen.tier + 1)
      text.field("state", seen.gate.map { $0.state.name } ?? "needs_nobody")
      text.field("sentence", words.clause(seen))
    }
  }

  private func write(_ found: AlsoTrue, _ text: inout JSONText) {
    text.object { text in
      switch found {
      case .allowed(let task, let headings):
        text.field("kind", "allowed")
        text.field("task", words.task(task))
        text.texts("rules", headings.map(words.heading))
      case .gate(let heading, let task):
        text.field("kind", "gate")
        text.field("task", words.task(task))
        text.texts("rules", [words.heading(heading)])
      case .approval(let seen):
        text.field("kind", "approval")
        text.texts("rules", [words.heading(graph.gates.approvals[seen.approval].heading)])
      case .beaten(let effect):
        text.field("kind", "beaten")
        text.texts("rules", [words.heading(graph.effects[effect].heading)])
      }
      text.field("sentence", words.clause(found))
    }
  }
}

extension JSONText {
  mutating func field(_ name: String, _ value: String?) {
    key(name)
    if let value { self.value(value) } else { nothing() }
  }

  mutating func field(_ name: String, _ value: some FixedWidthInteger) {
    key(name)
    self.value(value)
  }

  mutating func field(_ name: String, _ value: Bool) {
    key(name)
    self.value(value)
  }
}
