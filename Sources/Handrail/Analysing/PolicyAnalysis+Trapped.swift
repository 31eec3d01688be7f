package import HandrailAnalysis
import HandrailEngine
import HandrailExplanation
package import HandrailSource

/// A complaint about the way out as a message.
private struct TrappedFault: Fault {
  let complaint: NobodyTrapped.Complaint

  var code: String { "safe-human-everywhere" }
  var severity: Severity { .hold }
  var headline: String { complaint.headline }
  var reason: String { complaint.reason }
}

extension PolicyAnalysis {
  /// What the built-in guarantee came to, with its words.
  package struct Guarantee: Sendable {
    package var proof: NobodyTrapped
    package var messages: [Diagnostic]
    /// Hours at which queues only take a message.
    package var notes: [String]
    /// Something could only not be settled, and nothing is broken.
    package var isOpen: Bool
  }

  /// What the guarantee is called in `--promise` and in what is printed.
  package static let guaranteeName = "nobody is trapped"

  /// Proves that nobody is trapped.
  package func nobodyTrapped(within turns: Int) -> Guarantee {
    let proof = analysis.nobodyTrapped(within: turns)
    let complaints = proof.complaints(graph)
    let messages = complaints.map { complaint in
      var message = Diagnostic(TrappedFault(complaint: complaint), at: place(of: complaint))
      if let breach = complaint.breach {
        message.story =
          complaint.queue == nil ? story(breach, proof.asking) : told(breach, reading: [])
      }
      return message
    }
    return Guarantee(
      proof: proof, messages: messages, notes: proof.notes(graph),
      isOpen: !complaints.isEmpty && complaints.allSatisfy(\.isOpen))
  }

  /// Turn by turn, only what was new in each: what the customer said, and what keeps a person away.
  private func story(_ breach: Breach, _ asking: [Int]) -> [String] {
    let bringing = Set(graph.effects.filter(\.bringsPerson).map(\.heading)).filter { heading in
      let read = graph.closure(of: [graph.headings[heading].guarding.when].filter { $0 >= 0 })
      return asking.contains(where: read.contains)
    }
    let whole = bringing.reduce(CustomerFacts(readBy: asking, of: graph)) {
      $0.union(CustomerFacts(deciding: $1, of: graph))
    }
    var words: [String] = []
    for (position, witness) in (breach.conversation ?? [breach.witness]).enumerated() {
      var question = witness.question
      var facts = whole
      if position > 0, breach.conversation != nil {
        question.frame.turns = Array(question.frame.turns.suffix(1))
        question.memory = .new
        facts = CustomerFacts(readBy: asking, of: graph)
      }
      let outcome = CustomerWords.outcome(witness.decision, on: witness.question, by: graph)
      words += CustomerWords(question, saying: facts, by: graph).text(outcome: outcome)
    }
    return words
  }

  private func place(of complaint: NobodyTrapped.Complaint) -> SourcePlace {
    if let queue = complaint.queue, let place = queuePlaces[graph.routing.queues[queue].name] {
      return place
    }
    return graph.duties.wayOut >= 0 ? place(ofHeading: graph.duties.wayOut) : place(0, 1)
  }
}

extension GraphEffect {
  fileprivate var bringsPerson: Bool {
    switch action {
    case .handOver: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency,
      .needSkills:
      false
    }
  }
}
