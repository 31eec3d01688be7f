import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// What stands left of a check; `nil`, with a message, where a name or kind does not work.
  mutating func subject(_ operand: Reading, for use: ConditionUse) -> Subject? {
    if operand.childCount == 1, let term = operand.child(at: 0), term.kind == .factTerm,
      let word = term.word(0)
    {
      guard let id = readFact(word, for: use) else { return nil }
      return .fact(id, word)
    }
    let terms = operand.children
    let read = terms.map { term($0, for: use) }
    guard !read.contains(where: { $0 == nil }), let first = read.first ?? nil else { return nil }
    var sum = Sum()
    let signs = operand.signs
    for (position, entry) in read.enumerated() {
      guard let entry else { return nil }
      guard entry.quantity == first.quantity else {
        sayCannotAdd(entry.quantity, to: first.quantity, at: terms[position].place)
        return nil
      }
      let sign = position == 0 || position > signs.count ? 1 : signs[position - 1]
      guard let factor = entry.term.factor.times(sign) else { return nil }
      var signed = entry.term
      signed.factor = factor
      sum.terms.append(signed)
    }
    return .sum(sum, first.quantity, operand)
  }

  /// A fact that a test reads, with what its place allows.
  mutating func readFact(_ word: Word, for use: ConditionUse) -> FactID? {
    guard let id = fact(word) else { return nil }
    if model.vocabulary.facts.elements[id.offset].domain.kind == .text {
      say(NameFault.freeText(fact: word.text), at: word.place)
      return nil
    }
    if use != .agents && model.vocabulary.facts.elements[id.offset].supply == .agent {
      say(KindFault.agentFact(fact: word.text), at: word.place)
      return nil
    }
    switch use {
    case .atStart: notes.readsAtStart(id)
    case .asDecided: notes.readAsDecided[id] = word.place
    case .definition, .agents: break
    }
    return id
  }

  private typealias ReadTerm = (term: SumTerm, quantity: Quantity)

  private mutating func term(_ node: Reading, for use: ConditionUse) -> ReadTerm? {
    switch node.kind {
    case .percentTerm:
      guard let percent = node.word(0), let word = node.word(2) else { return nil }
      return share(percent, of: word, for: use)
    case .averageTerm:
      guard let word = node.word(2), let id = readFact(word, for: use),
        let quantity = summable(id, word)
      else { return nil }
      guard let count = turnCount(node.word(6), from: 1) else { return nil }
      notes.pendingWindows.append(
        CheckNotes.PendingWindow(
          fact: id, place: word.place, window: nil, turns: String(count)))
      return (
        SumTerm(factor: .one, fact: id, averageOverTurns: count), quantity
      )
    case let other:
      precondition(other != .file, "a file is no term")
      guard let word = node.word(0), let id = readFact(word, for: use),
        let quantity = summable(id, word)
      else { return nil }
      return (SumTerm(factor: .one, fact: id), quantity)
    }
  }

  private mutating func share(
    _ percent: Word, of word: Word, for use: ConditionUse
  ) -> ReadTerm? {
    guard let id = readFact(word, for: use), let quantity = summable(id, word) else { return nil }
    guard let factor = readPercent(percent.text) else {
      say(
        KindFault.unusable(found: percent.text, allowed: "it is beyond what I can store"),
        at: percent.place)
      return nil
    }
    return (SumTerm(factor: factor, fact: id), quantity)
  }

  /// The quantity of a fact that can be added up.
  private mutating func summable(_ id: FactID, _ word: Word) -> Quantity? {
    let domain = domain(id)
    guard domain.kind.isNumeric else {
      say(
        KindFault.otherKind(
          fact: word.text, kind: domain.kindWords,
          needed: "money, a number, a score or a length of time"), at: word.place)
      return nil
    }
    return Quantity(domain)
  }

  /// The count of turns of a window, average or trend.
  mutating func turnCount(_ word: Word?, from least: Int64) -> Int? {
    guard let word else { return nil }
    guard let count = readWhole(word.text), count >= least else {
      say(
        KindFault.unusable(
          found: word.text, allowed: "this takes \(least) to 20 turns"), at: word.place,
        fixes: [Fix(.fill, "write `\(max(least, 2))`", [Edit(word.place, String(max(least, 2)))])])
      return nil
    }
    guard count <= 20 else {
      say(
        KindFault.windowTooLong, at: word.place,
        fixes: [Fix(.fill, "write `20`", [Edit(word.place, "20")])])
      return nil
    }
    return Int(count)
  }

  mutating func sayCannotAdd(_ quantity: Quantity, to other: Quantity, at place: SourcePlace) {
    if quantity.kind == .money && other.kind == .money {
      say(
        KindFault.otherCurrency(
          fact: source(place).text(place.range), currency: quantity.currency,
          found: other.currency), at: place)
    } else {
      say(KindFault.cannotAdd(kind: quantity.words, to: other.words), at: place)
    }
  }

  /// The right-hand side of a comparison: values joined by `plus` and `minus`.
  mutating func sum(_ values: [Reading], signs: [Int64], _ side: RightSide) -> Sum? {
    var sum = Sum()
    var isWhole = true
    for (position, value) in values.enumerated() {
      let sign = position == 0 || position > signs.count ? 1 : signs[position - 1]
      if !add(value, sign: sign, to: &sum, side) { isWhole = false }
    }
    return isWhole ? sum : nil
  }

  private mutating func add(
    _ value: Reading, sign: Int64, to sum: inout Sum, _ side: RightSide
  ) -> Bool {
    if let term = rightTerm(value, side) {
      guard let term = term.found, let factor = term.factor.times(sign) else { return false }
      sum.terms.append(
        SumTerm(factor: factor, fact: term.fact, averageOverTurns: term.averageOverTurns))
      return true
    }
    guard let number = literal(value, side.label) else { return false }
    guard let signed = number.times(sign), let constant = sum.constant.plus(signed) else {
      say(KindFault.tooLarge(sum: value.formatted), at: value.place)
      return false
    }
    sum.constant = constant
    return true
  }

  /// A term of the right-hand side that reads a fact; `nil` for a written value.
  private mutating func rightTerm(
    _ value: Reading, _ side: RightSide
  ) -> FoundTerm? {
    switch value.kind {
    case .wordValue:
      guard let word = value.word(0), !["yes", "no", "none"].contains(word.text) else { return nil }
      return FoundTerm(found: sameQuantity(word, factor: .one, side))
    case .percentValue:
      guard let word = value.word(2), let percent = value.word(0) else { return nil }
      guard let factor = readPercent(percent.text) else { return FoundTerm(found: nil) }
      return FoundTerm(found: sameQuantity(word, factor: factor, side))
    case .moneyValue:
      guard value.tokens.count > 2, let word = value.lastWord, let node = value.child(.money) else {
        return nil
      }
      return FoundTerm(found: product(node, word, side))
    case let other:
      precondition(other != .file, "a file is no value")
      return nil
    }
  }

  private mutating func sameQuantity(
    _ word: Word, factor: Decimal, _ side: RightSide
  ) -> SumTerm? {
    guard let id = readFact(word, for: side.use), let quantity = summable(id, word) else {
      return nil
    }
    guard quantity == side.quantity else {
      sayCannotCompare(word, quantity, side)
      return nil
    }
    return SumTerm(factor: factor, fact: id)
  }

  private mutating func sayCannotCompare(_ word: Word, _ found: Quantity, _ side: RightSide) {
    if found.kind == .money && side.quantity.kind == .money {
      say(
        KindFault.otherCurrency(
          fact: side.label.name, currency: side.quantity.currency, found: found.currency),
        at: word.place)
    } else {
      say(
        KindFault.otherKind(
          fact: word.text, kind: domain(FactID(names[.fact, word.text]?.index ?? 0)).kindWords,
          needed: side.quantity.words), at: word.place)
    }
  }

  /// `GBP 2 times visits`.
  private mutating func product(_ amount: Reading, _ word: Word, _ side: RightSide) -> SumTerm? {
    guard let money = money(amount), let id = readFact(word, for: side.use) else { return nil }
    guard side.quantity.kind == .money else {
      return sayOtherKind(amount, "money", side.label)
    }
    guard side.quantity.currency == money.currency else {
      say(
        KindFault.otherCurrency(
          fact: side.label.name, currency: side.quantity.currency, found: money.currency),
        at: amount.place)
      return nil
    }
    guard domain(id).kind == .number else {
      say(
        KindFault.otherKind(
          fact: word.text, kind: domain(id).kindWords, needed: "a number to multiply by"),
        at: word.place)
      return nil
    }
    return SumTerm(factor: money.amount, fact: id)
  }
}

/// A term of a right-hand side; none where a message says why.
private struct FoundTerm {
  var found: SumTerm?
}

/// What the values right of a check are compared with.
struct RightSide {
  var label: FactLabel
  var quantity: Quantity
  var use: ConditionUse

  init(_ label: FactLabel, for use: ConditionUse) {
    self.label = label
    quantity = Quantity(label.domain)
    self.use = use
  }
}
