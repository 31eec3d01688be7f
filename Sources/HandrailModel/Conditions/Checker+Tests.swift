import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// What a check says of its subject; `nil`, with a message, where the two do not fit.
  mutating func body(
    _ check: Reading, of subject: Subject, for use: ConditionUse
  ) -> TestBody? {
    switch subject {
    case .fact(let id, let word):
      return factBody(check, TestedFact(id: id, word: word, label: label(subject), use: use))
    case .sum(let sum, _, let operand):
      return sumBody(
        check, TestedSum(sum: sum, label: label(subject), operand: operand, use: use))
    }
  }

  /// The name and kind of a subject, for messages about what it is compared with.
  func label(_ subject: Subject) -> FactLabel {
    switch subject {
    case .fact(let id, let word): FactLabel(name: word.text, domain: domain(id))
    case .sum(let sum, _, let operand):
      FactLabel(
        name: operand.formatted,
        domain: sum.terms.first.map { sumDomain(domain($0.fact)) } ?? Domain(.number))
    }
  }

  mutating func factBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    switch check.kind {
    case .isUnknownCheck:
      notes.pendingUnknowns.append(([fact.id], check.place))
      return .isUnknown(fact.id)
    case .isKnownCheck: return .isKnown(fact.id)
    case .isEmptyCheck, .isNotEmptyCheck: return emptyBody(check, fact)
    case .includesCheck, .excludesCheck: return includesBody(check, fact)
    case .isCheck:
      return isBody(check, fact, isNegated: check.word(1)?.text == "not")
    case .bound: return boundBody(check, fact)
    case .trendCheck: return trendBody(check, fact)
    case .beforeCheck, .afterCheck, .inTheLastCheck: return momentBody(check, fact)
    case let other:
      precondition(other == .unexpected, "a test has one check")
      return nil
    }
  }

  private mutating func emptyBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard fact.domain.kind == .setOf else {
      return sayNeeds("a set, which can be empty", fact)
    }
    return .isEmpty(fact.id, negated: check.kind == .isNotEmptyCheck)
  }

  func sayNeedsFault(_ needed: String, _ fact: TestedFact) -> KindFault {
    .otherKind(fact: fact.word.text, kind: fact.domain.kindWords, needed: needed)
  }

  mutating func sayNeeds<Value>(_ needed: String, _ fact: TestedFact) -> Value? {
    say(sayNeedsFault(needed, fact), at: fact.word.place)
    return nil
  }

  private mutating func includesBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard let word = check.word(1), let verb = check.word(0) else { return nil }
    let includes = check.kind == .includesCheck
    guard fact.domain.kind == .setOf else {
      let text = includes ? "is" : "is not"
      say(
        KindFault.oneValue(fact: fact.word.text), at: check.place,
        fixes: [Fix(.apply, "write `\(text) \(word.text)`", [Edit(verb.place, text)])])
      return nil
    }
    guard let bit = fact.domain.position(of: word.text) else {
      return sayNotInList(word, fact.label)
    }
    return includes ? .includes(fact.id, word: bit) : .excludes(fact.id, word: bit)
  }

  /// PL0207 for a bare word.
  mutating func sayNotInList<Value>(_ word: Word, _ label: FactLabel) -> Value? {
    messages.keepsQuiet()
    guard !messages.isDamaged(word.text) else { return nil }
    var fixes: [Fix] = []
    let list = label.domain.words.map(\.name)
    if let closest = notes.suggestions.closest(to: word.text, among: list) {
      let level: FixLevel = closest.distance == 1 && closest.isOnly ? .apply : .ask
      fixes = [Fix(level, "write `\(closest.name)`", [Edit(word.place, closest.name)])]
    }
    say(
      NameFault.notListed(fact: label.name, list: label.domain.choiceWords, found: word.text),
      at: word.place, fixes: fixes)
    return nil
  }

  private mutating func momentBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard fact.domain.kind == .moment else {
      return sayNeeds("a moment, which can be compared with dates and ages", fact)
    }
    if check.kind == .inTheLastCheck {
      return seconds(check.child(.duration)).map { .inTheLast(fact.id, $0 * 1_000_000) }
    }
    guard let word = check.words(.date).first, let date = zonedDate(word) else { return nil }
    return check.kind == .beforeCheck ? .before(fact.id, date) : .after(fact.id, date)
  }

  private mutating func trendBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard fact.domain.kind.isNumeric else {
      return sayNeeds("money, a number, a score or a length of time", fact)
    }
    guard let verb = check.word(0), let value = check.children.first,
      let turns = turnCount(check.words(.number).last, from: 2)
    else { return nil }
    notes.pendingWindows.append(
      CheckNotes.PendingWindow(
        fact: fact.id, place: fact.word.place, window: nil, turns: String(turns)))
    guard let number = literal(value, fact.label) else { return nil }
    let domain = fact.domain
    let spread = domain.highest.subtractingReportingOverflow(domain.lowest)
    guard let by = number.scaled(to: domain.decimals), by > 0,
      spread.overflow || by <= spread.partialValue
    else {
      sayNever(check.formatted, number, at: check.place, fact.label)
      return nil
    }
    return .trend(fact.id, Trend(isRising: verb.text == "rising", by: by, turns: turns))
  }

  private mutating func sumBody(_ check: Reading, _ tested: TestedSum) -> TestBody? {
    guard check.kind == .bound || check.kind == .isCheck,
      check.kind == .bound || check.children.count == 1
    else {
      say(KindFault.oneFactNeeded(test: check.formatted), at: check.place)
      return nil
    }
    let comparison: Comparison =
      check.kind == .bound
      ? comparisonOf(check) : check.word(1)?.text == "not" ? .notEqual : .equal
    return compare(tested, comparison, check.children, signs: check.signs)
  }

  /// A sum compared with the values of a check or a cell.
  mutating func compare(
    _ tested: TestedSum, _ comparison: Comparison, _ values: [Reading], signs: [Int64]
  ) -> TestBody? {
    let side = RightSide(tested.label, for: tested.use)
    guard let right = sum(values, signs: signs, side) else { return nil }
    let comparing = Comparing(left: tested.sum, comparison: comparison, right: right)
    guard fits(comparing) else {
      say(KindFault.tooLarge(sum: tested.operand.formatted), at: tested.operand.place)
      return nil
    }
    return .compare(comparing)
  }

  func fits(_ comparing: Comparing) -> Bool {
    // The facts alone: a closure that reads the checker would copy all of it.
    let facts = model.vocabulary.facts
    return fitsExactly(comparing.left, comparing.right) { facts.elements[$0.offset].domain }
  }

  /// The kind of a sum, without limits of its own.
  private func sumDomain(_ domain: Domain) -> Domain {
    var wide = domain
    wide.lowest = .min
    wide.highest = .max
    wide.step = 1
    return wide
  }

  func comparisonOf(_ bound: Reading) -> Comparison {
    switch bound.word(0)?.text {
    case "above": .above
    case "below": .below
    case .some, .none: bound.word(1)?.text == "least" ? .atLeast : .atMost
    }
  }
}

/// One fact that is tested, with its label and place.
struct TestedFact {
  var id: FactID
  var word: Word
  var label: FactLabel
  var use: ConditionUse

  var domain: Domain { label.domain }
}

/// A sum that is tested.
struct TestedSum {
  var sum: Sum
  var label: FactLabel
  var operand: Reading
  var use: ConditionUse
}
