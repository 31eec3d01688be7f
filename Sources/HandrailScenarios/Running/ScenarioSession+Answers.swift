import HandrailEngine
import HandrailExplanation
import HandrailModel
import HandrailSource

// `choice.x is V` and `approval.x is V`: what the customer and the approvers answered.
//
// Nothing is set past the engine: the offer is shown or the approval asked for by a decision, and
// the answers come as events, from people of the roster.

extension ScenarioSession {
  /// An answer that a scenario gives, until it can be sent.
  struct AnswerGiven {
    var name: String
    var isOffer: Bool
    /// `none` and `not_asked` stand for no answer.
    var wanted: String
    var place: SourcePlace
  }

  mutating func keepAnswer(_ setting: FactSetting, isOffer: Bool) throws(PlayingFault) {
    let fact = graph.facts[setting.fact.offset]
    guard case .cell(let cell) = setting.value, fact.domain.words.indices.contains(Int(cell))
    else {
      throw PlayingFault(why: "`\(fact.name)` is always known", place: setting.origin.place)
    }
    let name = String(fact.name.drop { $0 != "." }.dropFirst())
    pending.append(
      AnswerGiven(
        name: name, isOffer: isOffer, wanted: fact.domain.words[Int(cell)].name,
        place: setting.origin.place))
  }

  /// Sends the answers to what the last decision showed or asked for.
  mutating func sendAnswers(_ answers: [AnswerGiven]) throws(PlayingFault) {
    for answer in answers {
      if answer.isOffer { try choose(answer) } else { try settle(answer) }
    }
  }

  private mutating func choose(_ answer: AnswerGiven) throws(PlayingFault) {
    let before = chosen(answer.name)
    if before?.name == answer.wanted { return }
    guard before != nil || answer.wanted != "none" else { return }
    let shown = last?.decision.task?.offers.first { name(ofOffer: $0) == answer.name }
    guard let shown, shown.choice == nil, answer.wanted != "none" else {
      throw PlayingFault(
        why: "`\(answer.name)` is not being offered at this point, so nobody can choose",
        place: answer.place)
    }
    addEvent([
      ("kind", .text("answer")), ("gate", .text(answer.name)),
      ("instance", .text(shown.instance)), ("option", .text(answer.wanted)),
    ])
  }

  private mutating func settle(_ answer: AnswerGiven) throws(PlayingFault) {
    let gate = last?.decision.task?.approvals.first { name(ofApproval: $0) == answer.name }
    if (gate?.state.name ?? "not_asked") == answer.wanted { return }
    if answer.wanted == "expired" {
      throw PlayingFault(
        why: "time must pass before nobody has answered; write `then after …`",
        place: answer.place)
    }
    guard let gate, gate.state == .waiting, answer.wanted != "not_asked" else {
      throw PlayingFault(
        why: "`\(answer.name)` is not being asked for at this point, so nobody can answer",
        place: answer.place)
    }
    let isGranted = answer.wanted == "granted"
    for seats in isGranted ? gate.openSeats : Array(gate.openSeats.prefix(1)) {
      guard seats.count <= 100, let role = seats.roles.first else {
        throw PlayingFault(why: "this takes too many people", place: answer.place)
      }
      for number in 1...(isGranted ? max(1, seats.count) : 1) {
        vote(role, number, on: gate, isGranted)
      }
    }
  }

  private mutating func vote(
    _ role: String, _ number: Int, on gate: ApprovalGate, _ isApproval: Bool
  ) {
    let who = "\(role) \(number)"
    if !people.contains(where: { $0.id == who }) { people.append((who, role)) }
    addEvent([
      ("kind", .text("vote")), ("gate", .text(name(ofApproval: gate))),
      ("instance", .text(gate.instance)), ("who", .text(who)),
      ("vote", .text(isApproval ? "approve" : "refuse")), ("reason", .text("as written")),
    ])
  }

  /// Holds what came of the answers against what was written.
  func checkAnswers(_ answers: [AnswerGiven]) throws(PlayingFault) {
    for answer in answers {
      let found: String
      if answer.isOffer {
        found = chosen(answer.name)?.name ?? "none"
      } else {
        let gate = last?.decision.task?.approvals.first { name(ofApproval: $0) == answer.name }
        found = gate?.state.name ?? "not_asked"
      }
      // The decision that acts on a grant lists it no longer.
      guard found != answer.wanted, !(answer.wanted == "granted" && found == "not_asked") else {
        continue
      }
      throw PlayingFault(
        why: "`\(answer.name)` is \(found) after the answer, not \(answer.wanted)",
        place: answer.place)
    }
  }

  /// What the customer chose last, in this session.
  private func chosen(_ offer: String) -> OfferChoice? {
    last?.decision.memory.offers.last { $0.gate == offer && $0.choice != nil }?.choice
  }

  private func name(ofOffer gate: OfferGate) -> String {
    graph.headings[graph.gates.offers[gate.offer].heading].name
  }

  private func name(ofApproval gate: ApprovalGate) -> String {
    graph.headings[graph.gates.approvals[gate.approval].heading].name
  }
}
