extension GraphLogic {
  /// Positions of the facts that some node reads.
  package var factsRead: Set<Int> {
    var read: Set<Int> = []
    for node in nodes {
      switch node {
      case .isKnown(let fact), .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
        .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
        read.insert(Int(fact))
      case .equals(let fact, let other):
        read.insert(Int(fact))
        read.insert(Int(other))
      case .compare(let comparison):
        for term in comparisons[Int(comparison)].terms { read.insert(term.fact) }
      case .trend(let trend): read.insert(trends[Int(trend)].fact)
      case .constant, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
        .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
        break
      }
    }
    return read
  }
}

extension DecisionGraph {
  /// Positions of the facts that messages show, gates ask for, confirm or keep choices by, and
  /// queues sort by.
  package var factsSaid: Set<Int> {
    var said: Set<Int> = []
    for heading in headings {
      for wording in heading.say?.wordings ?? [] {
        for case .fact(let fact) in wording.pieces { said.insert(fact) }
      }
    }
    for offer in gates.offers {
      if let remember = offer.remember { said.insert(remember.by) }
    }
    for first in gates.firsts { said.formUnion(first.ask + first.confirm) }
    for queue in routing.queues where queue.bestFirst >= 0 { said.insert(queue.bestFirst) }
    return said
  }
}
