// The header, the facts and their kinds.

extension GraphVerifier {
  func verifyHeader() throws(CompiledRefusal) {
    try need(!graph.policy.name.isEmpty, "it has no name")
    try need(!graph.policy.files.isEmpty, "it names no file")
    try line(graph.policy.startLine)
  }

  func verifyFacts() throws(CompiledRefusal) {
    for fact in graph.facts {
      try verify(fact.domain)
      for value in [fact.usualValue, fact.trustOtherwise] {
        if let value {
          try need(fact.domain.holds(value), "a value that is assumed is not of its kind")
        }
      }
      try seconds(fact.freshForSeconds)
      if case .computed = fact.supply {
        if let builtIn = fact.builtIn { try verify(builtIn, fact.domain) }
      } else {
        try need(
          fact.builtIn == nil && !fact.isAsDecided, "a fact is sent and built in at once")
      }
    }
  }

  private func verify(_ domain: Domain) throws(CompiledRefusal) {
    switch domain.kind {
    case .oneOf, .level: try need(!domain.words.isEmpty, "a list has no words")
    case .setOf: try need((1...64).contains(domain.words.count), "a list has too many words")
    case .money:
      try need(
        domain.currency.utf8.count == 3, "an amount of money has no currency")
    case .yesNo, .number, .score, .duration, .moment, .reference, .text: break
    }
    try need(
      domain.lowest <= domain.highest && domain.step >= 1 && (0...18).contains(domain.decimals),
      "the bounds of a fact are none")
    try need(!domain.takesOther || !domain.words.isEmpty, "a list has no words")
  }

  private func verify(_ builtIn: GraphBuiltIn, _ domain: Domain) throws(CompiledRefusal) {
    let isOfItsKind: Bool
    switch builtIn {
    case .task: isOfItsKind = domain.isList(of: graph.tasks.count + 1)
    case .handler: isOfItsKind = domain.isList(of: 2)
    case .turnCount, .humanRequests: isOfItsKind = domain.kind == .number
    case .now: isOfItsKind = domain.kind == .moment
    case .choice(let offer):
      let isThere = graph.gates.offers.indices.contains(offer)
      try need(isThere, "it names an offer that it has not")
      isOfItsKind = domain.isList(of: 4)
    case .approval(let approval):
      let isThere = graph.gates.approvals.indices.contains(approval)
      try need(isThere, "it names an approval that it has not")
      isOfItsKind = domain.isList(of: ApprovalState.allCases.count)
    case .queueOpen(let position):
      try queue(position)
      isOfItsKind = domain.kind == .yesNo
    case .queueFree(let position):
      try queue(position)
      isOfItsKind = domain.kind == .number
    case .queueWait(let position):
      try queue(position)
      isOfItsKind = domain.kind == .duration
    case .done(let position):
      try task(position)
      isOfItsKind = domain.kind == .yesNo
    }
    try need(isOfItsKind, "a built-in fact is not of its kind")
  }
}

extension Domain {
  fileprivate func isList(of count: Int) -> Bool { kind == .oneOf && words.count == count }

  /// The value is one that the kind has; no text stands for itself.
  func holds(_ value: Int64) -> Bool {
    switch kind {
    case .yesNo: value == 0 || value == 1
    case .oneOf, .level: value >= 0 && value < Int64(words.count)
    case .setOf: words.count == 64 || UInt64(bitPattern: value) >> UInt64(words.count) == 0
    case .number, .score, .money, .duration: lowest <= value && value <= highest
    case .moment: true
    case .reference, .text: false
    }
  }

  /// As large as any value of a number or level without its sign, and as its step.
  var mostOfValue: UInt128 {
    let listed = UInt64(words.count)
    return UInt128(max(lowest.magnitude, highest.magnitude, step.magnitude, listed))
  }
}
