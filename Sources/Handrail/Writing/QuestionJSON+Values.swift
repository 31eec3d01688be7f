import HandrailEngine

// How a question's values are written, and how a value that cannot be used is told.

/// What all facts of one place share; `seen` is the moment at which a fresh one was observed.
struct GivenFacts {
  let at: Moment
  let texts: [String]
  let seen: Moment?

  init(_ question: Question, seen: Moment?) {
    at = question.at
    texts = question.frame.texts
    self.seen = seen
  }
}

/// A fact's cell on its way into a question.
struct GivenValue {
  let fact: GraphFact
  let cell: Cell
  let given: GivenFacts

  /// False where leaving it out says what it is.
  var isSent: Bool {
    switch cell.cause {
    // Where the value is the one for want of trust, only a value without trust brings it back.
    case .none: !cell.isAssumed || cell.value != fact.usualValue ?? fact.trustOtherwise
    case .absent, .noTurn, .noResult: false
    case .missing: fact.mayBeUnknown
    case .notTrusted: fact.trustAbove != nil
    case .stale: fact.freshForSeconds != nil
    case .wrongKind, .outOfRange, .tooManyDecimals, .contradictory, .misplaced, .inTheFuture,
      .unusableMemory:
      true
    }
  }

  func write(to text: inout JSONText) {
    switch cell.cause {
    case .none where !cell.isAssumed:
      observed("1", given.seen, to: &text) { $0.cell(cell.value, fact.domain, given.texts) }
    case .none, .notTrusted:
      observed("0", given.seen, to: &text) { $0.sample(fact.domain, at: given.at) }
    case .stale: observed("1", nil, to: &text) { $0.sample(fact.domain, at: given.at) }
    case .inTheFuture where fact.domain.kind == .moment && !fact.isTestedAhead:
      text.value(given.at.adding(seconds: 86_400).text)
    case .absent, .noTurn, .noResult, .missing, .wrongKind, .outOfRange, .tooManyDecimals,
      .contradictory, .misplaced, .inTheFuture, .unusableMemory:
      text.fault(cell, fact.domain)
    }
  }

  /// A value with how it was observed, for facts that are `trusted` or `fresh`.
  private func observed(
    _ confidence: String, _ seen: Moment?, to text: inout JSONText,
    _ write: (inout JSONText) -> Void
  ) {
    guard fact.trustAbove != nil || fact.freshForSeconds != nil else { return write(&text) }
    text.object { text in
      text.key("value")
      write(&text)
      if fact.trustAbove != nil {
        text.number("confidence", confidence)
      }
      if fact.freshForSeconds != nil, let seen { text.member("observed_at", seen.text) }
    }
  }
}

extension Cell {
  /// True for what a host says of a queue, false for what it leaves out.
  var isSent: Bool { cause != .absent && cause != .missing }
}

extension QueueState {
  var parts: [(key: String, cell: Cell, domain: Domain)] {
    [
      ("open", open, Domain(.yesNo)), ("free", free, Domain(.number)),
      ("wait_seconds", wait, Domain(.number)),
    ]
  }

  func write(to text: inout JSONText) {
    for part in parts where part.cell.isSent {
      text.key(part.key)
      if part.cell.isKnown {
        text.cell(part.cell.value, part.domain, [])
      } else {
        text.fault(part.cell, part.domain)
      }
    }
  }
}

extension JSONText {
  mutating func pair(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }

  /// A known value, as a host sends it.
  mutating func cell(_ cell: Int64, _ domain: Domain, _ texts: [String]) {
    switch domain.kind {
    case .yesNo: value(cell != 0)
    case .oneOf, .level, .money, .moment: value(spelled(cell, domain, texts: []))
    case .setOf:
      let bits = UInt64(bitPattern: cell)
      self.texts(
        domain.words.indices.filter { $0 < 64 && bits & (1 << UInt64($0)) != 0 }
          .map { domain.words[$0].name })
    case .number, .score: number(scaledText(cell, decimals: domain.decimals))
    case .duration:
      // Only one unit is read as words.
      let words = spelled(cell, domain, texts: [])
      if words.utf8.count(where: { $0 == 0x20 }) == 1 {
        value(words)
      } else {
        number(scaledText(cell, decimals: domain.decimals))
      }
    case .reference, .text:
      let position = Int(exactly: cell) ?? -1
      value(texts.indices.contains(position) ? texts[position] : "text \(cell)")
    }
  }

  /// Any value that fits the kind, where only how it was observed counts.
  mutating func sample(_ domain: Domain, at moment: Moment) {
    switch domain.kind {
    case .moment: value(moment.text)
    case .reference, .text: value("example")
    case .yesNo, .oneOf, .level, .setOf: cell(0, domain, [])
    case .number, .score, .money, .duration: cell(domain.lowest, domain, [])
    }
  }

  /// A value that is a fault: of the cell's cause where its kind can have it, else of the wrong
  /// kind.
  mutating func fault(_ cell: Cell, _ domain: Domain) {
    switch (cell.cause, domain.kind) {
    case (.outOfRange, .oneOf), (.outOfRange, .level):
      if domain.takesOther { list { _ in } } else { value(domain.unlistedWord) }
    case (.outOfRange, .setOf):
      if domain.takesOther { value(true) } else { texts([domain.unlistedWord]) }
    case (.outOfRange, .number), (.outOfRange, .score), (.outOfRange, .money),
      (.outOfRange, .duration):
      number("1000000000000000000000000000000")
    case (.outOfRange, .reference): value(" ")
    case (.tooManyDecimals, .number), (.tooManyDecimals, .score), (.tooManyDecimals, .money),
      (.tooManyDecimals, .duration):
      number("0." + String(repeating: "0", count: domain.decimals) + "1")
    case (_, .setOf): value(true)
    case _: list { _ in }
    }
  }
}

extension Domain {
  /// A word that is neither in the list nor a host's spelling of one that is.
  fileprivate var unlistedWord: String {
    var word = "unlisted"
    while words.contains(where: { $0.name == word || $0.spellings.contains(word) }) { word += "_" }
    return word
  }
}
