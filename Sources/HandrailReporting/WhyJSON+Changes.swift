internal import Handrail
import HandrailEngine
import HandrailExplanation

extension WhyWriter {
  func write(_ changes: ChangeAnswer, after decision: Decision, _ text: inout JSONText) {
    text.object { text in
      switch changes {
      case .changes(let found):
        text.field("state", "found")
        text.list("changes", found) { change, text in write(change, &text) }
      case .onlySensitive(let isMissing):
        text.field("state", "only_sensitive")
        text.field("is_missing", isMissing)
      case .nothing(let isComplete): text.field("state", isComplete ? "nothing" : "not_settled")
      case .notAsked: text.field("state", "not_searched")
      }
      text.texts("sentences", words.lines(of: changes, after: decision))
    }
  }

  private func write(_ change: Change, _ text: inout JSONText) {
    text.object { text in
      text.field("ruling", change.ruling?.name)
      text.field("handler", change.handlerIsHuman ? "human" : "ai")
      text.field("sentence", words.words(of: change))
      text.list("moves", change.moves) { move, text in
        text.object { text in
          writePlace(move.at, &text)
          text.key("was")
          write(move.was, &text)
          write(move.region, &text)
        }
      }
    }
  }

  private func write(_ region: Move.Region, _ text: inout JSONText) {
    switch region {
    case .exactly(let value): write("is", [value], &text)
    case .atMost(let value): write("at_most", [value], &text)
    case .below(let value): write("below", [value], &text)
    case .atLeast(let value): write("at_least", [value], &text)
    case .above(let value): write("above", [value], &text)
    case .between(let low, let high): write("between", [low, high], &text)
    case .including(let word): write("includes", [word], &text)
    case .without(let word): write("excludes", [word], &text)
    case .sameAs(let fact): write("same_as", [graph.facts[fact].name], &text)
    case .another: write("another", [], &text)
    case .known: write("known", [], &text)
    }
  }

  private func write(_ kind: String, _ values: [String], _ text: inout JSONText) {
    text.field("needed", kind)
    text.texts("values", values)
  }
}

extension WhyWriter {
  func write(_ whyNot: WhyNot, _ text: inout JSONText) {
    text.object { text in
      switch whyNot.expected {
      case .ai: text.field("expected", "ai")
      case .human: text.field("expected", "human")
      case .task(let task):
        text.field("expected", "task")
        text.field("task", words.task(task))
      }
      text.field("is_so", whyNot.isSo)
      text.list("blocking", whyNot.blocking) { line, text in write(line, &text) }
      text.list("not_applied", whyNot.notApplied) { line, text in
        text.object { text in
          text.field("line", graph.effects[line.effect].line)
          text.field("text", graph.effects[line.effect].text)
          text.key("verdict")
          write(line.verdict, &text)
        }
      }
    }
  }

  private func write(_ blocking: BlockingLine, _ text: inout JSONText) {
    text.object { text in
      writeCause(blocking.line.reason, &text)
      text.field("is_written", blocking.isWritten)
      text.field("is_deciding", blocking.isDeciding)
      text.list("tests", blocking.line.tests) { test, text in write(test, &text) }
      writeAttempts(of: blocking.line, &text)
    }
  }
}
