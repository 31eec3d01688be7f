import HandrailModel
import HandrailSource

/// Words for a customer, and the heading that says them.
struct SpokenMessage {
  /// `angry_customer`, or the heading's own words where it has no name.
  var speaker: String
  var message: Message
  /// The queues at whose handover it is said; empty for any other message.
  var queues: [QueueID] = []
}

extension LintedPolicy {
  /// Every message of rules, gates and duties, in that order.
  var spokenMessages: [SpokenMessage] {
    var found: [SpokenMessage] = []
    func add(_ speaker: String, _ say: Message?, _ queues: [QueueID] = []) {
      guard let say else { return }
      found.append(SpokenMessage(speaker: speaker, message: say, queues: queues))
    }
    for rule in model.rules {
      let targets = rule.effects.compactMap(\.action.handsOverTo)
      add(rule.name, rule.say, targets.flatMap { queuesNamed(by: $0) })
    }
    for first in model.gates.firsts { add(first.name, first.say) }
    for approval in model.gates.approvals { add(approval.name, approval.say) }
    for offer in model.gates.offers { add(offer.name, offer.say) }
    for way in model.gates.returns { add("return to ai", way.say) }
    for line in model.duties.disclosure?.lines ?? [] { add("disclosure", line.say) }
    for handoff in model.duties.handoffs { add("handoff", handoff.say, handoff.queues) }
    return found
  }
}

extension Message.Wording {
  /// The words, with each fact as it is written: `{amount}`.
  func text(in policy: LintedPolicy) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let words): words
      case .fact(let fact): "{\(policy.name(of: fact))}"
      }
    }.joined()
  }
}

/// The words of a text in small letters, without signs; `can't` is one word.
func plainWords(_ text: String) -> [String] {
  text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }
    .map { String($0.map { $0 == "’" ? "'" : $0 }) }
}

/// The sentences of a text, each without its closing sign.
func sentences(of text: String) -> [String] {
  text.split { ".!?;".contains($0) }.map(String.init)
    .filter { $0.contains { $0.isLetter } }
}
