import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// The words for one decision, which knows what the customer chose.
  func telling(of decision: Decision) -> WhyWords {
    var words = self
    words.chosen = decision.memory.offers
    return words
  }

  /// What the customer chose where an offer brought in a person.
  func choice(in offer: Int) -> String {
    let name = heading(graph.gates.offers[offer].heading)
    let record = chosen.last { $0.gate == name && ($0.choice == .human || $0.choice == .callback) }
    let who = record?.choice == .callback ? "a callback" : "a person"
    switch record?.manner {
    case .defaulted: return "the customer did not answer \(name), which then chooses \(who)"
    case .remembered: return "the customer chose \(who) in \(name) before"
    case .answered, .shown, nil: return "the customer chose \(who) in \(name)"
    }
  }

  /// Where an offer stands: whom the customer may choose, or whom they chose.
  func offer(_ gate: OfferGate) -> String {
    let offer = graph.gates.offers[gate.offer]
    let name = heading(offer.heading)
    if let choice = gate.choice { return "\(name): the customer chose \(words(choice))" }
    let start = "\(name): the customer may choose \(listed(offer.options.map(words), "or"))"
    guard let answerBy = gate.answerBy else { return start }
    return "\(start) until \(answerBy.text), then it is \(words(offer.ifNoAnswer))"
  }

  private func words(_ choice: OfferChoice) -> String {
    switch choice {
    case .ai: "the AI"
    case .human: "a person"
    case .callback: "a callback"
    }
  }
}
