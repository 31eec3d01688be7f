internal import Handrail
package import HandrailEngine
package import HandrailExplanation

/// An explanation in plain words: because, what would have been different, what is also true.
package func whyText(_ explanation: Explanation, of graph: DecisionGraph) -> String {
  let words = WhyWords(graph: graph).telling(of: explanation.decision)
  var blocks = [wrapped(words.opening(explanation.decision), indent: 0)]
  blocks.append(words.because(explanation))
  blocks.append(explanation.reasoning.doubts.flatMap { wrapped(words.doubt($0), indent: 0) })
  blocks.append(
    words.lines(of: explanation.changes, after: explanation.decision)
      .flatMap { $0.hasPrefix(" ") ? [$0] : wrapped($0, indent: 0) })
  blocks.append(words.alsoTrue(explanation.alsoTrue))
  blocks.append(words.duties(explanation.decision).flatMap { wrapped($0, indent: 0) })
  blocks += explanation.survey.map(words.part)
  blocks.append(words.footer(explanation))
  return joined(blocks)
}

/// Blocks of lines with a blank line between, safe for a terminal.
func joined(_ blocks: [[String]]) -> String {
  printable(
    blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
    + "\n"
}

extension WhyWords {
  /// The deciding lines with what each rests on, the team, the gates, and what would settle it.
  fileprivate func because(_ explanation: Explanation) -> [String] {
    var lines = self.lines(of: explanation.reasoning.because)
    if let team = explanation.team { lines += wrapped(self.team(team), indent: 2) }
    let overtaken = explanation.alsoTrue
    lines += self.lines(
      about: explanation.approvals.filter { !overtaken.contains(.approval($0)) })
    if let task = explanation.decision.task { lines += self.lines(about: task) }
    return lines
  }

  /// Each deciding line; its rule's name stands over it where there are several.
  func lines(of deciding: [DecidingLine]) -> [String] {
    let written = deciding.filter { $0.heading != nil }
    let unwritten = deciding.flatMap { attempts($0.attempts, indent: 2) }
    guard written.count > 1 else { return written.flatMap { body(of: $0, indent: 2) } + unwritten }
    return written.flatMap { line in
      ["  " + (line.heading.map(heading) ?? "")] + body(of: line, indent: 4)
    } + unwritten
  }

  /// The permissions that there are, and where each failed; three are enough.
  func attempts(_ attempts: [RuleVerdict], indent: Int) -> [String] {
    attempts.prefix(3).flatMap { verdict -> [String] in
      self.lines(of: verdict).enumerated().flatMap { position, said in
        wrapped(
          position == 0 ? "\(heading(verdict.heading)) did not: \(said)" : said,
          indent: position == 0 ? indent : indent + 2)
      }
    }
  }

  private func body(of line: DecidingLine, indent: Int) -> [String] {
    guard let heading = line.heading.map({ graph.headings[$0] }) else { return [] }
    var lines: [String] = []
    for said in said(by: line) { lines += indented(said, by: indent) }
    if line.tests.isEmpty, let text = text(of: line.reason.cause) {
      lines += wrapped("it says so for every conversation: \(text)", indent: indent)
    }
    if let exception = line.exception, !line.isOtherwise {
      lines += exceptionLines(exception, indent: indent)
    }
    if let because = heading.because { lines += wrapped("its reason: \(because)", indent: indent) }
    return lines
  }

  /// What each test saw; why a fact has no value is said by the doubt.
  private func said(by line: DecidingLine) -> [String] {
    guard line.reason.truth.isUndecided else { return line.tests.flatMap(lines(of:)) }
    return line.tests.map {
      $0.truth.isUndecided ? "could not tell whether \($0.text)" : sentence($0)
    }
  }

  private func exceptionLines(_ exception: ExceptionSeen, indent: Int) -> [String] {
    let start =
      exception.truth == .no
      ? "the exception did not apply: " : "the exception did not count: "
    return wrapped(start + listed(exception.tests.map(sentence)), indent: indent)
  }

  /// A line of a test keeps its own indentation.
  private func indented(_ said: String, by indent: Int) -> [String] {
    let own = said.prefix { $0 == " " }.count
    return wrapped(String(said.dropFirst(own)), indent: indent + own)
  }

  /// The words of a line, as its author wrote it.
  func text(of cause: Reason.Cause) -> String? {
    switch cause {
    case .effect(let position): graph.effects[position].text
    case .approval, .offer, .first, .comesBack, .builtIn: nil
    }
  }

  private func team(_ team: TeamChoice) -> String {
    let name = queue(team.queue)
    var said: String
    switch team.means {
    case .named: said = "team: \(name), named by \(listed(team.headings.map(heading)))"
    case .row(let row): said = "team: \(self.row(row))"
    case .otherwise:
      said = "team: \(name), the policy's own choice where no line names one"
    case .kept: said = "team: \(name), which already has this conversation"
    }
    if !team.passedOver.isEmpty {
      said += "; it comes before \(listed(team.passedOver.map(queue)))"
    }
    return said
  }

  private func lines(about task: TaskDecision) -> [String] {
    var lines = task.offers.flatMap { wrapped(offer($0), indent: 2) }
    lines += task.gates.flatMap { wrapped(gate($0), indent: 2) }
    if !task.wouldSettle.isEmpty {
      let facts = withoutRepeats(task.wouldSettle.map { fact($0.fact) })
      lines += wrapped("to settle it: \(listed(facts))", indent: 2)
    }
    if !task.roles.isEmpty {
      lines += wrapped("only \(listed(task.roles, "or")) may do it", indent: 2)
    }
    return lines
  }

  private func gate(_ gate: OpenGate) -> String {
    var parts: [String] = []
    if !gate.ask.isEmpty { parts.append("it asks for \(listed(gate.ask.map(fact)))") }
    if !gate.tasksToDo.isEmpty {
      parts.append("\(listed(gate.tasksToDo.map { task($0) })) must be done before")
    }
    if gate.waitsForCondition { parts.append("what it waits for does not hold yet") }
    if !gate.confirm.isEmpty && gate.state == .open {
      parts.append("the customer must confirm \(listed(gate.confirm.map(fact)))")
    }
    let name = heading(graph.gates.firsts[gate.first].heading)
    return parts.isEmpty ? name : "\(name): \(parts.joined(separator: "; "))"
  }

  /// A line that could not be judged, and the facts that it lacks.
  func doubt(_ doubt: Doubt) -> String {
    let name = doubt.heading.map(heading) ?? "a line"
    return "I could not tell whether \(name) applied\(unknown(doubt.unknown)),"
      + " so I stayed on the safe side."
  }

  /// ` (amount: nobody has given it yet)`, three facts at most.
  func unknown(_ facts: [UnknownSeen]) -> String {
    let said = withoutRepeats(facts.map { "\(fact($0.at.fact)): \(cause($0.cause))" })
    guard !said.isEmpty else { return "" }
    let more = said.count > 3 ? "; and \(said.count - 3) more" : ""
    return " (\(said.prefix(3).joined(separator: "; "))\(more))"
  }
}

extension WhyWords {
  fileprivate func alsoTrue(_ found: [AlsoTrue]) -> [String] {
    guard !found.isEmpty else { return [] }
    let clauses = withoutRepeats(found.map(clause))
    return wrapped(
      "Not asked for here, but true: \(clauses.joined(separator: "; ")).", indent: 0, hanging: 0)
  }

  func clause(_ found: AlsoTrue) -> String {
    switch found {
    case .allowed(let task, let headings):
      "the AI was otherwise allowed \(self.task(task)) (\(listed(headings.map(heading))))"
    case .gate(let heading, let task):
      "\(self.heading(heading)) comes before \(self.task(task))"
    case .approval(let seen): clause(seen)
    case .beaten(let effect):
      "\(heading(graph.effects[effect].heading)) also says \(graph.effects[effect].text)"
    }
  }

  /// One task of a survey.
  fileprivate func part(_ task: TaskExplanation) -> [String] {
    var lines = wrapped(sentence(about: task.decision, tookBack: false), indent: 0)
    lines += self.lines(of: task.reasoning.because)
    lines += task.reasoning.doubts.flatMap { wrapped(doubt($0), indent: 2) }
    if task.decision.wouldHandOver && task.decision.ruling != .human {
      lines += wrapped("asking for it would bring in a person", indent: 2)
    }
    return lines
  }

  /// Which policy said so, and how much was known.
  func footer(_ explanation: Explanation) -> [String] {
    let policy = graph.policy
    let facts = explanation.footing
    var known = "all facts known"
    if facts.unknown + facts.faulty > 0 {
      known = "\(facts.known) facts known, \(facts.unknown) not known, \(facts.faulty) faulty"
    }
    let left =
      "\(policy.name) \(policy.version), sha256 \(policy.digest.prefix(4))…, \(known), "
      + "zone data \(policy.zoneDataVersion)"
    let right = "more: --why-not ai   --all-rules   --json"
    let gap = 100 - left.count - right.count
    guard gap >= 3 else { return wrapped(left, indent: 0) + [right] }
    return [left + String(repeating: " ", count: gap) + right]
  }
}
