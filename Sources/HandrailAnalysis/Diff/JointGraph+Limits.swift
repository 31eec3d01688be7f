import HandrailEngine

extension JointGraph {
  /// The task, and of every list the words that both versions know.
  func limits(_ task: Int, _ space: QuestionSpace) -> [(variable: Int, choices: [Int])] {
    var limits = [(variable: space.position(of: .task) ?? 0, choices: [task])]
    if let held = space.position(of: .heldQueue) {
      // A session stays with its version: no memory names a team that the version has not.
      let count = graph.routing.queues.count
      let shared = sides.map { Set($0.queues) }.reduce(Set(0..<count)) { $0.intersection($1) }
      limits.append((held, shared.sorted() + [count]))
    }
    for offer in ownOffers {
      if let chosen = space.position(of: .chosen(offer: Int32(offer))) {
        limits.append((chosen, [0]))
      }
    }
    guard !ownWords.isEmpty else { return limits }
    for (position, variable) in space.variables.enumerated() {
      switch variable.kind {
      case .cell(let fact, _):
        guard let own = ownWords[Int(fact)],
          graph.facts[Int(fact)].domain.kind != .setOf
        else { continue }
        limits.append(
          (
            position,
            variable.choices.indices.filter { choice in
              let choice = variable.choices[choice]
              return !choice.isKnown || !own.contains(Int(choice.low))
            }
          ))
      case .word(let fact, _, let word):
        let isOwn = ownWords[Int(fact)]?.contains(Int(word)) ?? false
        if isOwn { limits.append((position, [0])) }
      case .task, .moment, .turnCount, .stretch, .heldFromStart, .memory, .otherWord, .same, .sum,
        .memorySwitch, .trial, .approval, .offer, .confirmation, .heldQueue, .armed, .returnedTo,
        .judged,
        .called, .calledLine, .chosen:
        break
      }
    }
    return limits
  }
}
