internal import Handrail
import HandrailEngine
import HandrailExplanation

extension WhyWriter {
  func write(_ test: SeenTest, _ text: inout JSONText) {
    text.object { text in
      text.field("test", test.text)
      text.field("node", test.node)
      text.field("file", file(test.file))
      text.field("line", test.line)
      text.field("truth", name(test.truth))
      text.field("is_negated", test.isNegated)
      text.field("needed", test.needed)
      text.field("sentence", words.sentence(test))
      text.list("values", test.values) { value, text in write(value, &text) }
      if let window = test.window {
        text.key("window")
        write(window, &text)
      }
      text.list("rows", test.rows) { row, text in write(row, &text) }
      text.list("inner", test.inner) { inner, text in write(inner, &text) }
    }
  }

  /// A value, or the cause of its absence; what is marked secret shows neither.
  func write(_ value: SeenValue, _ text: inout JSONText) {
    text.object { text in
      writePlace(value.at, &text)
      switch value.content {
      case .known(let words): text.field("value", words)
      case .secret:
        text.field("value", nil)
        text.field("is_secret", true)
      case .unknown(let cause):
        text.field("value", nil)
        text.field("cause", cause.name)
      }
    }
  }

  func write(_ unknown: UnknownSeen, _ text: inout JSONText) {
    text.object { text in
      writePlace(unknown.at, &text)
      text.field("cause", unknown.cause.name)
    }
  }

  func writePlace(_ at: FactAt, _ text: inout JSONText) {
    text.field("fact", graph.facts[at.fact].name)
    if let turn = at.turn { text.field("turn", turn) }
  }

  private func write(_ window: SeenWindow, _ text: inout JSONText) {
    text.object { text in
      text.field("at_least", window.atLeast)
      text.field("of", window.of)
      text.field("yes", window.yes)
      text.field("unsure", window.unsure)
      text.list("turns", window.turns) { turn, text in write(turn, &text) }
    }
  }

  private func write(_ turn: SeenTurn, _ text: inout JSONText) {
    text.object { text in
      text.field("turn", turn.number)
      text.field("ago", turn.ago)
      text.field("was_sent", turn.wasSent)
      text.field("truth", name(turn.truth))
      text.list("values", turn.values) { value, text in write(value, &text) }
    }
  }

  func write(_ row: SeenRow, _ text: inout JSONText) {
    let table = graph.logic.tables[row.table]
    text.object { text in
      text.field("table", table.name)
      text.field("row", row.row + 1)
      text.field("file", file(table.file))
      text.field("line", table.rows[row.row].line)
      text.list("values", row.values) { value, text in write(value, &text) }
    }
  }
}

extension WhyWriter {
  /// For a missing permission: the headings that could have given it.
  func writeAttempts(of line: DecidingLine, _ text: inout JSONText) {
    text.list("attempts", line.attempts) { verdict, text in write(verdict, &text) }
  }

  func write(_ verdict: RuleVerdict, _ text: inout JSONText) {
    text.object { text in
      writeHeading(verdict.heading, line: nil, &text)
      writeOutcome(verdict.outcome, &text)
      text.field("sentence", words.lines(of: verdict).first ?? "")
      text.list("lines", verdict.lines) { line, text in write(line, &text) }
      text.list("tests", verdict.tests) { test, text in write(test, &text) }
      text.list("unknown", verdict.unknown) { unknown, text in write(unknown, &text) }
    }
  }

  private func writeOutcome(_ outcome: RuleVerdict.Outcome, _ text: inout JSONText) {
    switch outcome {
    case .fired: text.field("outcome", "fired")
    case .elsewhere: text.field("outcome", "elsewhere")
    case .failed: text.field("outcome", "failed")
    case .excepted: text.field("outcome", "excepted")
    case .notInForce(.dates): text.field("outcome", "not_in_force_by_dates")
    case .notInForce(.trial(let bucket, let below)):
      text.field("outcome", "not_in_force_by_trial")
      text.field("bucket", bucket)
      text.field("trial_below", below)
    case .couldNotTell: text.field("outcome", "could_not_tell")
    case .needsNobody(let tier):
      text.field("outcome", "needs_nobody")
      text.field("tier", tier + 1)
    case .beaten(let reasons):
      text.field("outcome", "beaten")
      text.list("beaten_by", reasons) { reason, text in
        text.object { text in writeCause(reason, &text) }
      }
    }
  }

  private func write(_ line: LineVerdict, _ text: inout JSONText) {
    text.object { text in
      switch line.line {
      case .effect(let position):
        text.field("kind", "line")
        text.field("line", graph.effects[position].line)
        text.field("text", graph.effects[position].text)
      case .duty(let line):
        text.field("kind", "duty")
        text.field("line", line.line)
        text.field("text", line.text)
      case .first: text.field("kind", "first")
      case .comesBack: text.field("kind", "return")
      case .approval: text.field("kind", "approval")
      case .offer: text.field("kind", "offer")
      }
      text.field("truth", name(line.truth))
      text.field("is_asked", line.isAsked)
      text.field("is_deciding", line.isDeciding)
      text.field("is_beaten", line.isBeaten)
    }
  }
}
