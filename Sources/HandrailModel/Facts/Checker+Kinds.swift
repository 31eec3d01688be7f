import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// What a fact's type says; `nil` where it does not work, which is said.
  mutating func domain(_ type: Reading, of name: Word) -> Domain? {
    switch type.kind {
    case .yesNoType: return Domain(.yesNo)
    case .oneOfType: return listDomain(.oneOf, type)
    case .anyOfType: return listDomain(.setOf, type)
    case .levelOfType: return listDomain(.level, type)
    case .scoreType: return Domain(.score)
    case .numberType: return numberDomain(type, of: name)
    case .moneyType: return moneyDomain(type, of: name)
    case .durationType:
      guard let highest = seconds(type.child(.duration)) else { return nil }
      var domain = Domain(.duration)
      domain.highest = highest
      return domain
    case .momentType: return Domain(.moment)
    case .referenceType: return Domain(.reference)
    case .textType: return Domain(.text)
    case let other:
      precondition(other == .unexpected, "a fact starts with its type")
      return nil
    }
  }

  private mutating func listDomain(_ kind: ValueKind, _ type: Reading) -> Domain? {
    var domain = Domain(kind)
    var places: [String: SourcePlace] = [:]
    for spelled in type.children(.spelled) {
      guard let name = spelled.word(0) else { continue }
      guard listOnce(name, name.text, in: &places) else { continue }
      let strings = spelled.words(.string)
      for string in strings where string.unquoted != name.text {
        _ = listOnce(string, string.unquoted, in: &places)
      }
      domain.words.append(ListWord(name.text, spellings: strings.map(\.unquoted)))
    }
    if kind == .setOf && domain.words.count > 64 {
      say(KindFault.tooManyWords(count: domain.words.count), at: type.place)
      return nil
    }
    return domain.words.isEmpty ? nil : domain
  }

  /// False, with a message, for a word that the list has already.
  private mutating func listOnce(
    _ word: Word, _ text: String, in places: inout [String: SourcePlace]
  ) -> Bool {
    guard let earlier = places[text] else {
      places[text] = word.place
      return true
    }
    say(
      NameFault.alreadyDefined(name: text, place: words(for: earlier)), at: word.place,
      related: [RelatedPlace(earlier, "the first one")])
    return false
  }

  private mutating func numberDomain(_ type: Reading, of name: Word) -> Domain? {
    let written = type.words(.number)
    let values = written.compactMap { readDecimal($0.text) }
    guard values.count == written.count, values.count >= 2 else {
      return noValue(name, at: type.place, "a number is beyond what I can store")
    }
    let step = values.count > 2 ? values[2] : Decimal(mantissa: 1, decimals: 0)
    let places = values.map(\.decimals).max() ?? 0
    guard places <= 9, let lowest = values[0].scaled(to: places),
      let highest = values[1].scaled(to: places), let stepUnits = step.scaled(to: places)
    else {
      return noValue(name, at: type.place, "a number is beyond what I can store")
    }
    guard stepUnits > 0 else { return noValue(name, at: type.place, "a step is more than zero") }
    guard lowest <= highest else {
      return noValue(
        name, at: type.place, "\(values[0].written) comes after \(values[1].written)")
    }
    guard lowest % stepUnits == 0, highest % stepUnits == 0 else {
      let odd = lowest % stepUnits == 0 ? values[1] : values[0]
      return noValue(
        name, at: type.place, "\(odd.written) isn't a whole number of steps of \(step.written)")
    }
    var domain = Domain(.number)
    domain.decimals = places
    domain.lowest = lowest
    domain.highest = highest
    domain.step = stepUnits
    return domain
  }

  private mutating func moneyDomain(_ type: Reading, of name: Word) -> Domain? {
    let amounts = type.children(.money)
    guard let last = amounts.last, let highest = money(last) else { return nil }
    var domain = Domain(.money)
    domain.currency = highest.currency
    domain.decimals = minorDigits(ofCurrency: highest.currency) ?? 2
    guard let top = highest.amount.scaled(to: domain.decimals) else {
      return noValue(name, at: last.place, "the amount is beyond what I can store")
    }
    domain.highest = top
    if amounts.count > 1 {
      guard let lowest = money(amounts[0]) else { return nil }
      guard lowest.currency == highest.currency else {
        say(
          KindFault.otherCurrency(
            fact: name.text, currency: highest.currency, found: lowest.currency),
          at: amounts[0].place)
        return nil
      }
      guard let bottom = lowest.amount.scaled(to: domain.decimals) else {
        return noValue(name, at: amounts[0].place, "the amount is beyond what I can store")
      }
      domain.lowest = bottom
    }
    guard domain.lowest <= domain.highest else {
      return noValue(name, at: type.place, "the lowest amount comes after the highest")
    }
    return domain
  }

  private mutating func noValue(_ name: Word, at place: SourcePlace, _ why: String) -> Domain? {
    say(KindFault.noValueLeft(fact: name.text, why: why), at: place)
    return nil
  }

  /// `GBP 40.50`; says where the code or the digits don't work.
  mutating func money(_ node: Reading) -> (currency: String, amount: Decimal)? {
    guard let code = node.word(0), let number = node.word(1) else { return nil }
    guard let digits = minorDigits(ofCurrency: code.text) else {
      let used = Set(model.vocabulary.facts.elements.map(\.domain.currency)).subtracting([""])
      say(
        KindFault.unknownCurrency(code: code.text), at: code.place,
        fixes: used.count != 1
          ? [] : used.map { Fix(.ask, "write `\($0)`", [Edit(code.place, $0)]) })
      return nil
    }
    guard let amount = readDecimal(number.text), amount.decimals <= digits else {
      say(
        KindFault.unusable(
          found: node.formatted, allowed: "\(code.text) keeps \(digits) digits after the point"),
        at: number.place)
      return nil
    }
    return (code.text, amount)
  }
}
