import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// `above`, `below`, `at least`, `at most` of one fact.
  mutating func boundBody(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    switch fact.domain.kind {
    case .number, .score, .money, .duration: return numericBound(check, fact)
    case .level: return levelBound(check, fact)
    case .moment: return ageBound(check, fact)
    case .yesNo, .oneOf, .setOf, .reference, .text:
      say(
        KindFault.noOrder(fact: fact.word.text, because: fact.domain.kindWords),
        at: check.place, fixes: isInstead(check, fact))
      return nil
    }
  }

  /// `verified above yes` may have meant `is yes`.
  private func isInstead(_ check: Reading, _ fact: TestedFact) -> [Fix] {
    guard check.children.count == 1, let value = check.children.first,
      let word = value.word(0)?.text, fact.domain.kind != .setOf,
      listPosition(word, in: fact.domain) != nil
    else { return [] }
    return [Fix(.ask, "write `is \(word)`", [Edit(check.place, "is \(word)")])]
  }

  private mutating func numericBound(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    let side = RightSide(fact.label, for: fact.use)
    guard let right = sum(check.children, signs: check.signs, side) else { return nil }
    let comparison = comparisonOf(check)
    if right.terms.isEmpty, neverHolds(comparison, right.constant, fact.domain) {
      sayNever(check.formatted, right.constant, at: check.place, fact.label)
      return nil
    }
    let left = Sum(terms: [SumTerm(factor: .one, fact: fact.id)])
    let comparing = Comparing(left: left, comparison: comparison, right: right)
    guard fits(comparing) else {
      say(KindFault.tooLarge(sum: check.formatted), at: check.place)
      return nil
    }
    return .compare(comparing)
  }

  /// True where the limit stands outside the fact's range, or nothing lies beyond it.
  private func neverHolds(
    _ comparison: Comparison, _ limit: Decimal, _ domain: Domain
  ) -> Bool {
    let toLowest = limit.sign(against: domain.lowest, places: domain.decimals)
    let toHighest = limit.sign(against: domain.highest, places: domain.decimals)
    if toLowest < 0 || toHighest > 0 { return true }
    switch comparison {
    case .above: return toHighest == 0
    case .below: return toLowest == 0
    case .atLeast, .atMost, .equal, .notEqual: return false
    }
  }

  private mutating func levelBound(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard check.children.count == 1, let value = check.children.first,
      value.kind == .wordValue, let word = value.word(0)
    else {
      say(
        KindFault.cannotAdd(kind: "something else", to: fact.domain.kindWords), at: check.place)
      return nil
    }
    let left = Sum(terms: [SumTerm(factor: .one, fact: fact.id)])
    let comparison = comparisonOf(check)
    if let position = fact.domain.position(of: word.text) {
      let last = fact.domain.words.count - 1
      if comparison == .above && position == last || comparison == .below && position == 0 {
        say(
          KindFault.neverHolds(
            fact: fact.word.text,
            range: "`\(fact.domain.words[0].name)` to `\(fact.domain.words[last].name)`",
            test: check.formatted, suggested: nil), at: check.place)
        return nil
      }
      let constant = Decimal(mantissa: Int64(position), decimals: 0)
      return .compare(
        Comparing(left: left, comparison: comparison, right: Sum(constant: constant)))
    }
    guard let other = sameListFact(word, fact) else { return nil }
    let right = Sum(terms: [SumTerm(factor: .one, fact: other)])
    return .compare(Comparing(left: left, comparison: comparison, right: right))
  }

  /// A fact with the same list in the same order; PL0207 where the word is neither.
  mutating func sameListFact(_ word: Word, _ fact: TestedFact) -> FactID? {
    guard names[.fact, word.text] != nil else { return sayListed(word, fact) }
    guard let other = readFact(word, for: fact.use) else { return nil }
    let domain = domain(other)
    guard domain.kind == fact.domain.kind,
      domain.words.map(\.name) == fact.domain.words.map(\.name)
    else {
      say(
        KindFault.otherKind(
          fact: word.text, kind: domain.kindWords,
          needed: "one of the words of `\(fact.word.text)`, or a fact with the same list"),
        at: word.place)
      return nil
    }
    return other
  }

  private mutating func sayListed(_ word: Word, _ fact: TestedFact) -> FactID? {
    if fact.word.text == "task" {
      messages.addUnknown(.task, word)
      return nil
    }
    return sayNotInList(word, fact.label)
  }

  /// `at most 30 days ago`, `at least 2 hours ahead`.
  private mutating func ageBound(_ check: Reading, _ fact: TestedFact) -> TestBody? {
    guard check.children.count == 1, let value = check.children.first,
      value.kind == .numberValue, let number = value.word(0), let unit = value.word(1),
      let factor = secondsOfUnit(unit.text), let direction = value.word(2)?.text
    else {
      say(KindFault.aMoment(fact: fact.word.text), at: fact.word.place)
      return nil
    }
    let limit = readDecimal(number.text)?.times(factor)?.scaled(to: 6)
    guard let limit, limit >= 0, limit <= 3_155_760_000_000_000 else {
      say(
        KindFault.unusable(found: value.formatted, allowed: "an age runs up to 100 years"),
        at: value.place)
      return nil
    }
    let comparison = comparisonOf(check)
    guard direction == "ahead" else { return .age(fact.id, comparison, limit) }
    notes.testsAhead(fact.id)
    return .ahead(fact.id, comparison, limit)
  }

  /// `is`, `is not`, `is one of`, `is not one of` of one fact.
  mutating func isBody(
    _ check: Reading, _ fact: TestedFact, isNegated: Bool
  ) -> TestBody? {
    switch fact.domain.kind {
    case .yesNo, .oneOf, .level: return listBody(check, fact, isNegated)
    case .setOf:
      saySet(check, fact, isNegated)
      return nil
    case .number, .score, .money, .duration: return numericIs(check, fact, isNegated)
    case .reference: return referenceBody(check, fact, isNegated)
    case .moment:
      say(KindFault.aMoment(fact: fact.word.text), at: fact.word.place)
      return nil
    case .text: return nil
    }
  }

  private mutating func listBody(
    _ check: Reading, _ fact: TestedFact, _ isNegated: Bool
  ) -> TestBody? {
    var values: [Int64] = []
    var others: [FactID] = []
    for value in check.children {
      guard value.kind == .wordValue, let word = value.word(0) else {
        return sayNotListed(value, fact.label)
      }
      if let position = listPosition(word.text, in: fact.domain) {
        values.append(position)
      } else if let other = sameListFact(word, fact) {
        others.append(other)
      } else {
        return nil
      }
    }
    guard !others.isEmpty else { return .isAmong(fact.id, values: values, negated: isNegated) }
    guard values.isEmpty else {
      say(KindFault.oneFactNeeded(test: check.formatted), at: check.place)
      return nil
    }
    return .equals(fact.id, others: others, negated: isNegated)
  }

  /// PL0309: a set is asked what it includes.
  private mutating func saySet(_ check: Reading, _ fact: TestedFact, _ isNegated: Bool) {
    var fixes: [Fix] = []
    if check.children.count == 1, let word = check.children[0].word(0)?.text {
      if fact.domain.position(of: word) != nil {
        let text = (isNegated ? "excludes " : "includes ") + word
        fixes = [Fix(.apply, "write `\(text)`", [Edit(check.place, text)])]
      } else if word == "none" {
        let text = isNegated ? "is not empty" : "is empty"
        fixes = [Fix(.apply, "write `\(text)`", [Edit(check.place, text)])]
      }
    }
    say(KindFault.severalValues(fact: fact.word.text), at: check.place, fixes: fixes)
  }

  private mutating func numericIs(
    _ check: Reading, _ fact: TestedFact, _ isNegated: Bool
  ) -> TestBody? {
    let side = RightSide(fact.label, for: fact.use)
    if check.children.count == 1 {
      guard let right = sum(check.children, signs: [], side) else { return nil }
      if right.terms.isEmpty, bounded(right.constant, check, fact.label) == nil { return nil }
      let left = Sum(terms: [SumTerm(factor: .one, fact: fact.id)])
      let comparing = Comparing(
        left: left, comparison: isNegated ? .notEqual : .equal, right: right)
      guard fits(comparing) else {
        say(KindFault.tooLarge(sum: check.formatted), at: check.place)
        return nil
      }
      return .compare(comparing)
    }
    let values = check.children.map { cell($0, for: fact.label) }
    guard !values.contains(nil) else { return nil }
    return .isAmong(fact.id, values: values.compactMap(\.self), negated: isNegated)
  }

  private mutating func referenceBody(
    _ check: Reading, _ fact: TestedFact, _ isNegated: Bool
  ) -> TestBody? {
    var others: [FactID] = []
    for value in check.children {
      guard value.kind == .wordValue, let word = value.word(0),
        !["yes", "no", "none"].contains(word.text)
      else { return sayNotListed(value, fact.label) }
      guard let other = readFact(word, for: fact.use) else { return nil }
      guard domain(other).kind == .reference else {
        say(
          KindFault.otherKind(
            fact: word.text, kind: domain(other).kindWords, needed: "another reference"),
          at: word.place)
        return nil
      }
      others.append(other)
    }
    return .equals(fact.id, others: others, negated: isNegated)
  }
}
