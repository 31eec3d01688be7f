package import HandrailAnalysis
import HandrailEngine
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
        message.story = told(breach, reading: complaint.queue == nil ? proof.asking : [])
      }
      return message
    }
    return Guarantee(
      proof: proof, messages: messages, notes: proof.notes(graph),
      isOpen: !complaints.isEmpty && complaints.allSatisfy(\.isOpen))
  }

  private func place(of complaint: NobodyTrapped.Complaint) -> SourcePlace {
    if let queue = complaint.queue, let place = queuePlaces[graph.routing.queues[queue].name] {
      return place
    }
    return graph.duties.wayOut >= 0 ? place(ofHeading: graph.duties.wayOut) : place(0, 1)
  }
}
