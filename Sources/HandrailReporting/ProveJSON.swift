internal import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailSource

/// Proofs for machines, by `docs/schema/prove.schema.json`.
///
/// `stopped`: paths of the policies that a message stops, so that nothing is proved of them.
package func proveJSON(_ policies: [ProvedPolicy], stopped: [String]) -> [UInt8] {
  let outcomes = policies.flatMap(\.outcomes)
  var text = JSONText(indented: true)
  text.object { text in
    text.list("policies", policies) { policy, list in list.object { policy.write(to: &$0) } }
    text.texts("stopped", stopped)
    text.field("proofs", outcomes.count)
    text.field("not_fine", outcomes.count { !$0.isFine })
  }
  return text.bytes + [0x0A]
}

extension ProvedPolicy {
  fileprivate func write(to text: inout JSONText) {
    text.field("file", path)
    text.object("policy") { $0.fields(of: identity) }
    text.list("promises", promises) { proof, list in list.object { write(proof, to: &$0) } }
    text.key("nobody_trapped")
    guard let guarantee else { return text.nothing() }
    text.object { text in
      text.field("outcome", guarantee.proof.outcome.rawValue)
      text.field("asked_within", guarantee.within)
      text.key("person_in_turn")
      if let turns = guarantee.proof.turns { text.value(turns) } else { text.nothing() }
      text.list("messages", guarantee.proof.messages) { message, list in
        HandrailReporting.write(message, in: sources, to: &list)
      }
      text.texts("notes", guarantee.proof.notes)
    }
  }

  private func write(_ proof: PolicyAnalysis.Proof, to text: inout JSONText) {
    let file = min(proof.promise.file, sources.count - 1)
    text.field("name", proof.promise.name)
    text.field("file", sources[file].path)
    text.field("line", proof.promise.line)
    text.field("outcome", proof.outcome.rawValue)
    text.key("message")
    guard let message = proof.message else { return text.nothing() }
    HandrailReporting.write(message, in: sources, to: &text)
  }
}
