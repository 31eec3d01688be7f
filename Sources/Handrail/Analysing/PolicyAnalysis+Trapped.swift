package import HandrailAnalysis
package import HandrailEngine
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
      if complaint.queue == nil, case .broken(let breach, _) = proof.answer {
        var promise = GraphPromise(name: PolicyAnalysis.guaranteeName, file: 0, line: 1)
        promise.whenever = proof.asking
        message.story = told(breach, promise)
      }
      return message
    }
    return Guarantee(
      proof: proof, messages: messages, notes: proof.notes(graph),
      isOpen: !complaints.isEmpty && complaints.allSatisfy(\.isOpen))
  }

  /// The queue's own line is not in the graph: a queue is told by its name.
  private func place(of complaint: NobodyTrapped.Complaint) -> SourcePlace {
    graph.duties.wayOut >= 0 ? place(ofHeading: graph.duties.wayOut) : place(0, 1)
  }
}
