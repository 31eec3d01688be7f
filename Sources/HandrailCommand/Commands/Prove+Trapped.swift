import Handrail
import HandrailAnalysis
import HandrailReporting
import HandrailSource

extension Prove {
  /// Proves that nobody is trapped, and says so.
  func prove(
    _ analysis: PolicyAnalysis, of compilation: Compilation, _ status: inout ExitStatus,
    in console: inout Console
  ) throws(CommandError) {
    let guarantee = analysis.nobodyTrapped(within: within)
    if !guarantee.messages.isEmpty {
      var messages = MessageList()
      messages.add(guarantee.messages, about: compilation.review.sources)
      let text = DiagnosticText(messages.files).render(messages.diagnostics)
      try console.output.write(text + "\n")
      if !guarantee.isOpen {
        status = .promiseBroken
      } else if status != .promiseBroken {
        status = .promiseNotSettled
      }
    } else if let line = proved(guarantee.proof.answer) {
      try console.output.write(line + "\n")
    }
    for note in guarantee.notes { try console.output.write(printable("note     \(note)\n")) }
  }

  private func proved(_ answer: NobodyTrapped.Answer) -> String? {
    let name = PolicyAnalysis.guaranteeName
    switch answer {
    case .neverWithAI: return "proved   \(name) (no conversation comes to the AI)"
    case .noWayOut: return "open     \(name): no `way out` says how a customer asks for a person"
    case .within(let turns):
      return "proved   \(name) (within \(counted(turns, "turn", "turns")))"
    case .broken, .neverAsked, .notSettled: return nil
    }
  }
}
