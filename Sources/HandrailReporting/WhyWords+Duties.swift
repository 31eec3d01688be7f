import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// What travels to the person who takes over, and who is told: one sentence each.
  func duties(_ decision: Decision) -> [String] {
    packet(decision.duties.packet) + oversight(decision.duties.oversight)
      + mute(decision.duties.assistMuted)
  }

  private func packet(_ packet: Packet?) -> [String] {
    guard let packet, !packet.headings.isEmpty else { return [] }
    var known: [String] = []
    var missing: [String] = []
    var kept: [String] = []
    for field in packet.fields {
      switch field.content {
      case .known: known.append(fact(field.fact))
      case .missing(let why): missing.append("\(fact(field.fact)) (\(cause(why)))")
      case .redacted: kept.append(fact(field.fact))
      }
    }
    var said: [String] = []
    if !packet.fields.isEmpty {
      let what = known.isEmpty ? "none of them" : listed(known)
      let verb = packet.headings.count == 1 ? "lists" : "list"
      said.append(
        "The person is given \(packet.knownCount) of the \(packet.fields.count) facts that "
          + "\(listed(packet.headings.map(heading))) \(verb): \(what).")
    }
    if !missing.isEmpty { said.append("Missing: \(listed(missing)).") }
    if !kept.isEmpty {
      said.append("Known, and kept from this team because it is secret: \(listed(kept)).")
    }
    said += leftOut()
    if !packet.collect.isEmpty {
      said.append("Asked for while the customer waits: \(listed(packet.collect.map(fact))).")
    }
    return said
  }

  /// What no packet carries, by the heading that says so.
  private func leftOut() -> [String] {
    graph.duties.handoffs.filter { !$0.leaveOut.isEmpty }.map { handoff in
      "Left out, because \(heading(handoff.heading)) says so: "
        + "\(listed(handoff.leaveOut.map(fact)))."
    }
  }

  private func oversight(_ duties: [OversightDuty]) -> [String] {
    duties.map { duty in
      let place = "line \(duty.origin.line)"
      switch duty.kind {
      case .watch: return "This conversation is watched (\(place): \(duty.origin.text))."
      case .review(nil): return "This conversation is reviewed (\(place): \(duty.origin.text))."
      case .review(.some(let bucket)):
        return "This conversation is in the sample for review: its bucket is \(bucket) "
          + "(\(place): \(duty.origin.text))."
      case .alert(let role): return "\(role) is told (\(place): \(duty.origin.text))."
      }
    }
  }

  private func mute(_ mute: AssistMute?) -> [String] {
    switch mute {
    case nil: []
    case .quiet: ["Suggestions are held back, because assist is to be quiet now."]
    case .rate: ["Suggestions are held back, because enough were given in the last turns."]
    }
  }
}
