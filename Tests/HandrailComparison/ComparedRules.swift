import HandrailEngine
import HandrailExplanation
import HandrailTestSupport

/// What became of every heading, by the program's verdicts and by the trace of the whole graph.
struct ComparedRules {
  private let program: Program
  private var rows: RuleRows
  /// How often each outcome was seen, and how many questions a desk told by itself.
  private(set) var seen: [String: Int] = [:]

  init(_ program: Program) {
    self.program = program
    rows = RuleRows(RuleBook(program))
  }

  /// Where the two differ, in lines; keeping what became of headings changes no decision.
  mutating func differences(_ question: Question, _ traced: Decision, _ trace: Trace) -> [String] {
    let graph = program.graph
    let expected = outcomes(
      of: Decided(question: question, decision: traced, trace: trace), by: graph)
    let decision = decide(question, keeping: &rows)
    if decision != traced {
      return ["- traced: \(traced)", "+ keeping what became of headings: \(decision)"]
    }
    var wrong = differences(expected, "whole")
    for entry in expected { seen["outcome \(entry.outcome)", default: 0] += 1 }
    guard question.isNewAndAlone else { return wrong }
    var desk = Desk(program, question)
    let short = desk.decide()
    if short != DecisionOutcome(traced) { wrong.append("the desk decides \(short)") }
    rows.forget()
    desk.tell(&rows)
    seen["outcomes by a desk", default: 0] += 1
    return wrong + differences(expected, "desk")
  }

  private func differences(
    _ expected: [(heading: Int, outcome: HeadingOutcome)], _ way: String
  ) -> [String] {
    let found = rows.outcomes
    guard rows.areTold, found.count == expected.count else { return ["\(way): nothing is told"] }
    return expected.enumerated().compactMap { place, entry in
      if found[place] == entry.outcome, rows.book.headings[place] == Int32(entry.heading) {
        return nil
      }
      let name = program.graph.headings[entry.heading].name
      return "\(way), \(name): traced \(entry.outcome), by verdicts \(found[place])"
    }
  }
}

extension Question {
  /// A desk can decide it: a session's first, with nothing but facts.
  fileprivate var isNewAndAlone: Bool {
    guard case .new = memory, events.isEmpty else { return false }
    if case .survey = ask { return false }
    return true
  }
}
