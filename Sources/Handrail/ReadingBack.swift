package import HandrailExplanation
package import HandrailReadBack
internal import HandrailEngine
internal import HandrailModel

extension Compilation {
  /// The policy in plain words; `nil` where a message stops it.
  ///
  /// `customers` finds the example customers of a heading of the graph; `nil`: a search of its own,
  /// bounded and the same each time.
  /// They are looked for only for headings that `isShown`: the search is what takes time.
  package func readBack(
    isShown: (ReadHeading) -> Bool = { _ in true }, customers: CustomerSource? = nil
  ) -> ReadBack? {
    guard let policy, let model = review.runnableModel else { return nil }
    var read = HandrailReadBack.readBack(model)
    var search = CustomerSearch(policy.graph)
    for position in read.headings.indices {
      guard isShown(read.headings[position]),
        let heading = policy.graph.heading(read.headings[position])
      else { continue }
      let facts = CustomerFacts(deciding: heading, of: policy.graph)
      for (kind, shown) in zip(ExampleKind.allCases, ReadCustomer.Kind.allCases) {
        let question = customers?(heading, kind) ?? search.customer(of: heading, kind)
        guard let question else { continue }
        let decision = HandrailEngine.decide(question, by: policy.graph)
        let outcome = CustomerWords.outcome(decision, on: question, by: policy.graph)
        let remark = CustomerWords.remark(
          kind, question, on: heading, by: policy.graph)
        read.headings[position].customers.append(
          ReadCustomer(
            kind: shown, words: CustomerWords.brief(question, saying: facts, by: policy.graph),
            outcome: remark.isEmpty ? outcome : "\(outcome) (\(remark))"))
      }
    }
    return read
  }
}

extension DecisionGraph {
  /// The graph's heading that a read-back is about, where customers show it.
  fileprivate func heading(_ read: ReadHeading) -> Int? {
    let wanted: GraphHeading.Kind
    switch read.kind {
    case .rule: wanted = .rule
    case .approval: wanted = .approval
    case .offer: wanted = .offer
    case .first: wanted = .first
    case .returnToAI, .disclosure, .conduct, .handoff, .assist, .oversight, .afterwards, .queue,
      .prefer, .calendar, .define, .table, .choose, .facts, .tasks, .roles, .promise, .target:
      return nil
    }
    return headings.firstIndex { $0.kind == wanted && $0.name == read.name }
  }
}
