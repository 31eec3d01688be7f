package import Handrail
import HandrailAnalysis
package import HandrailEngine
package import HandrailSource

/// What the proofs of one policy came to, ready to be shown.
package struct ProvedPolicy: Sendable {
  /// How a proof ended.
  package enum Outcome: String, Sendable {
    case proved, broken
    case promisesNothing = "promises_nothing"
    case notSettled = "not_settled"
    /// Of the guarantee: nothing says how a customer asks for a person.
    case noWayOut = "no_way_out"
    /// Of the guarantee: no conversation comes to the AI.
    case neverWithAI = "never_with_ai"

    /// Nothing is left to mend or to settle.
    package var isFine: Bool { self == .proved || self == .noWayOut || self == .neverWithAI }
  }

  /// The path as it was named.
  package var path: String
  package var sources: [SourceText]
  package var identity: PolicyIdentity
  package var promises: [PolicyAnalysis.Proof]
  /// That nobody is trapped, and within how many turns; `nil` where nobody asked.
  package var guarantee: (proof: PolicyAnalysis.Guarantee, within: Int)?

  package init(
    path: String, sources: [SourceText], identity: PolicyIdentity,
    promises: [PolicyAnalysis.Proof]
  ) {
    self.path = path
    self.sources = sources
    self.identity = identity
    self.promises = promises
  }

  /// How each proof ended, the guarantee last.
  package var outcomes: [Outcome] {
    promises.map(\.outcome) + (guarantee.map { [$0.proof.outcome] } ?? [])
  }

  /// As text: a line for what is proved, a message for what is not.
  package var text: String {
    var text = ""
    for proof in promises {
      text += proof.message.map(rendered) ?? "proved   \(proof.promise.name)\n"
    }
    guard let proof = guarantee?.proof else { return text }
    if let line = proof.provedLine {
      text += line + "\n"
    } else {
      text += rendered(proof.messages)
    }
    return text + proof.notes.map { printable("note     \($0)\n") }.joined()
  }

  private func rendered(_ message: Diagnostic) -> String { rendered([message]) }

  private func rendered(_ messages: [Diagnostic]) -> String {
    var list = MessageList()
    list.add(messages, about: sources)
    return DiagnosticText(list.files).render(list.diagnostics) + "\n"
  }
}

extension PolicyAnalysis.Proof {
  var outcome: ProvedPolicy.Outcome {
    switch answer {
    case .proved: .proved
    case .broken: .broken
    case .neverTriggered: .promisesNothing
    case .notSettled: .notSettled
    }
  }
}

extension PolicyAnalysis.Guarantee {
  var outcome: ProvedPolicy.Outcome {
    if !messages.isEmpty { return isOpen ? .notSettled : .broken }
    switch proof.answer {
    case .neverWithAI: return .neverWithAI
    case .noWayOut: return .noWayOut
    case .within, .broken, .neverAsked, .unsaid, .notSettled: return .proved
    }
  }

  /// In which turn a person has come at the latest.
  var turns: Int? {
    if case .within(let turns) = proof.answer, messages.isEmpty { turns } else { nil }
  }

  /// `nil` where there is a message instead.
  fileprivate var provedLine: String? {
    guard messages.isEmpty else { return nil }
    let name = PolicyAnalysis.guaranteeName
    switch proof.answer {
    case .neverWithAI: return "proved   \(name) (no conversation comes to the AI)"
    case .noWayOut: return "open     \(name): no `way out` says how a customer asks for a person"
    case .within(let turns):
      return "proved   \(name) (within \(counted(turns, "turn", "turns")))"
    case .broken, .neverAsked, .unsaid, .notSettled: return nil
    }
  }
}
