// What hosts tell of offers: answers to those shown, and choices kept from other sessions.

extension QuestionFilling {
  /// Fills in an answer or a kept choice; false where it names what the policy does not have.
  mutating func readChoice(
    _ read: inout SessionEvent, _ event: Int, _ path: String
  ) throws(QuestionRefusal) -> Bool {
    let gate = try member("gate", of: event, path)
    read.gate = try text(gate, "\(path).gate")
    if read.kind == .answer {
      read.instance = try text(try member("instance", of: event, path), "\(path).instance")
    } else {
      read.by = try text(try member("by", of: event, path), "\(path).by")
    }
    let option = try member("option", of: event, path)
    let word = try text(option, "\(path).option")
    guard let offer = graph.offer(named: read.gate).map({ graph.gates.offers[$0] }) else {
      add(fault(gate, "\(path).gate", .outOfRange, "the policy has no such offer"))
      return false
    }
    let options =
      read.kind == .answer ? offer.options : offer.remember == nil ? [] : [.human, .callback]
    guard !options.isEmpty else {
      add(fault(gate, "\(path).gate", .outOfRange, "the policy remembers no choice of this offer"))
      return false
    }
    guard let choice = options.first(where: { $0.name == word }) else {
      let names = options.map { $0.name }.joined(separator: ", ")
      add(fault(option, "\(path).option", .outOfRange, "expected one of \(names)"))
      return false
    }
    read.choice = choice
    return true
  }

  /// Answers to what no decision of this session showed do not count.
  mutating func dropUnshownAnswers() {
    var shown: [OfferRecord] = []
    if case .kept(let memory) = question.memory { shown = memory.offers }
    func isUnshown(_ event: SessionEvent) -> Bool {
      event.kind == .answer
        && !shown.contains {
          $0.manner != .remembered && $0.gate == event.gate && $0.instance == event.instance
        }
    }
    for event in question.events where isUnshown(event) {
      add(
        InputFault(
          path: "events", cause: .outOfRange,
          detail: "event `\(event.id)` answers an offer that no decision of this session showed; "
            + "send back the `instance` that the decision gave"))
    }
    question.events.removeAll(where: isUnshown)
  }
}

extension DecisionGraph {
  /// The position of an offer by its name.
  package func offer(named name: String) -> Int? {
    gates.offers.firstIndex { headings[$0.heading].name.utf8.elementsEqual(name.utf8) }
  }
}
