package import HandrailEngine
package import HandrailExplanation

/// What became of every rule, one block a rule; for a survey, task by task.
package func whyRulesText(_ explanation: Explanation, of graph: DecisionGraph) -> String {
  let words = WhyWords(graph: graph).telling(of: explanation.decision)
  var blocks = [wrapped(words.opening(explanation.decision), indent: 0)]
  if explanation.survey.isEmpty {
    blocks += explanation.reasoning.verdicts.map(words.block)
  } else {
    for task in explanation.survey {
      blocks.append(wrapped(words.sentence(about: task.decision, tookBack: false), indent: 0))
      blocks += task.reasoning.verdicts.map(words.block)
    }
  }
  blocks.append(words.footer(explanation))
  return joined(blocks)
}

extension WhyWords {
  /// A rule's name and place, and what became of it.
  func block(_ verdict: RuleVerdict) -> [String] {
    let heading = graph.headings[verdict.heading]
    var lines = ["\(heading.name)  (\(place(file: heading.file, line: heading.line)))"]
    for said in self.lines(of: verdict) {
      let own = said.prefix { $0 == " " }.count
      lines += wrapped(String(said.dropFirst(own)), indent: 2 + own)
    }
    return lines
  }

  /// What became of a rule, in words.
  func lines(of verdict: RuleVerdict) -> [String] {
    switch verdict.outcome {
    case .fired:
      let lines = verdict.lines.filter { $0.isDeciding && $0.truth == .yes }
      let texts = lines.compactMap { text(of: $0.line) }
      return [texts.isEmpty ? "fired" : "fired: \(texts.joined(separator: "; "))"]
    case .elsewhere: return ["holds, and says nothing about what was asked"]
    case .failed: return tests(verdict.tests, after: "failed")
    case .excepted: return tests(verdict.tests, after: "its exception applied")
    case .notInForce(.dates): return ["not in force on this date"]
    case .notInForce(.trial(let bucket, let below)):
      return [
        "not in force: this conversation's bucket is \(bucket), and its trial takes those "
          + "below \(below)"
      ]
    case .beaten(let reasons): return ["holds, and was beaten by \(stricter(reasons))"]
    case .couldNotTell: return couldNotTell(verdict)
    case .needsNobody(let tier): return ["covers it, and needs nobody (tier \(tier + 1))"]
    }
  }

  private func couldNotTell(_ verdict: RuleVerdict) -> [String] {
    let skips = graph.headings[verdict.heading].guarding.ifUnknown == 1
    let counted = verdict.lines.contains { $0.isDeciding }
    let then =
      skips
      ? ", and was left out as it asks"
      : counted ? ", so I stayed on the safe side" : ", and it made no difference here"
    let trial = verdict.tests.first { $0.text.isEmpty }.map { ": " + sentence($0) } ?? ""
    return ["could not tell\(unknown(verdict.unknown))\(trial)\(then)"]
  }

  /// `failed at line 61: …`, and the other tests below.
  private func tests(_ tests: [SeenTest], after start: String) -> [String] {
    tests.enumerated().flatMap { position, test -> [String] in
      let lead = position == 0 ? "\(start) at line \(test.line): " : "and at line \(test.line): "
      let lines = self.lines(of: test)
      return [lead + (lines.first ?? "")] + lines.dropFirst().map { "  " + $0 }
    }
  }

  private func stricter(_ reasons: [Reason]) -> String {
    let said = reasons.map { reason -> String in
      if case .effect(let position) = reason.cause {
        let effect = graph.effects[position]
        return "\(heading(effect.heading)) (\(effect.text))"
      }
      return name(of: reason.cause)
    }
    return listed(withoutRepeats(said))
  }

  /// A heading's name, or a built-in default in words.
  func name(of cause: Reason.Cause) -> String {
    switch cause {
    case .effect(let position): heading(graph.effects[position].heading)
    case .first(let position): heading(graph.gates.firsts[position].heading)
    case .comesBack(let position): heading(graph.gates.returns[position].heading)
    case .approval(let position): heading(graph.gates.approvals[position].heading)
    case .offer(let position): heading(graph.gates.offers[position].heading)
    case .builtIn: clause(cause, task: nil) ?? "the ruling"
    }
  }

  private func text(of line: LineVerdict.Line) -> String? {
    switch line {
    case .effect(let position): graph.effects[position].text
    case .duty(let line): line.text
    case .approval, .offer, .first, .comesBack: nil
    }
  }
}
