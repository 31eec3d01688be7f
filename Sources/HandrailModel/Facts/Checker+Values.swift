import HandrailEngine
import HandrailSource
import HandrailSyntax

/// A fact's name and kind, for reading what is written beside it.
struct FactLabel {
  var name: String
  var domain: Domain
  /// The head of the table column it stands in.
  var column: String?
}

extension Checker {
  mutating func cell(_ value: Reading, of fact: Fact) -> Int64? {
    cell(value, for: FactLabel(name: fact.name, domain: fact.domain))
  }

  /// A written value in cell units of a fact; says where it does not fit.
  mutating func cell(_ value: Reading, for label: FactLabel) -> Int64? {
    switch label.domain.kind {
    case .yesNo, .oneOf, .level: return listCell(value, label)
    case .setOf:
      if value.kind == .wordValue, value.word(0)?.text == "none",
        label.domain.position(of: "none") == nil
      {
        return 0
      }
      return listCell(value, label).map { 1 << $0 }
    case .number, .score, .money, .duration:
      guard let number = literal(value, label) else { return nil }
      return bounded(number, value, label)
    case .moment, .reference, .text:
      return sayNotListed(value, label)
    }
  }

  /// The position of a word in its list.
  func listPosition(_ word: String, in domain: Domain) -> Int64? {
    if domain.kind == .yesNo { return word == "yes" ? 1 : word == "no" ? 0 : nil }
    return domain.position(of: word).map(Int64.init)
  }

  private mutating func listCell(_ value: Reading, _ label: FactLabel) -> Int64? {
    guard value.kind == .wordValue, let word = value.word(0) else {
      return sayNotListed(value, label)
    }
    return listPosition(word.text, in: label.domain) ?? sayNotListed(value, label)
  }

  /// PL0207, or PL0202 for a task.
  mutating func sayNotListed<Value>(_ value: Reading, _ label: FactLabel) -> Value? {
    if label.name == "task", let word = value.word(0), value.kind == .wordValue {
      messages.addUnknown(.task, word)
      return nil
    }
    messages.keepsQuiet()
    if value.kind == .wordValue, let word = value.word(0), messages.isDamaged(word.text) {
      return nil
    }
    let found = value.formatted
    var fixes: [Fix] = []
    let words = label.domain.kind == .yesNo ? ["yes", "no"] : label.domain.words.map(\.name)
    if let closest = notes.suggestions.closest(to: found, among: words) {
      let level: FixLevel = closest.distance == 1 && closest.isOnly ? .apply : .ask
      fixes = [Fix(level, "write `\(closest.name)`", [Edit(value.place, closest.name)])]
    }
    let list = label.domain.choiceWords
    say(
      NameFault.notListed(fact: label.name, list: list, found: found), at: value.place,
      fixes: fixes)
    return nil
  }

  /// A number as written, of the kind that is wanted: amount, length of time, score, plain number.
  mutating func literal(_ value: Reading, _ label: FactLabel) -> Decimal? {
    switch value.kind {
    case .moneyValue:
      guard label.domain.kind == .money else { return sayOtherKind(value, "money", label) }
      guard value.tokens.count <= 2 else { return sayNotWritten(value) }
      guard let node = value.child(.money), let money = money(node) else { return nil }
      guard money.currency == label.domain.currency else {
        say(
          KindFault.otherCurrency(
            fact: label.name, currency: label.domain.currency, found: money.currency),
          at: value.place, fixes: inCurrency(label.domain.currency, node))
        return nil
      }
      return money.amount
    case .percentValue: return percentLiteral(value, label)
    case .numberValue: return numberLiteral(value, label)
    case let other:
      precondition(other != .file, "a file is no value")
      return sayNotListed(value, label)
    }
  }

  private mutating func sayNotWritten<Value>(_ value: Reading) -> Value? {
    say(
      KindFault.unusable(found: value.formatted, allowed: "this place takes a written value"),
      at: value.place)
    return nil
  }

  private mutating func percentLiteral(_ value: Reading, _ label: FactLabel) -> Decimal? {
    guard value.tokens.count == 1 else { return sayNotWritten(value) }
    guard let word = value.word(0), let percent = readPercent(word.text) else {
      say(
        KindFault.unusable(found: value.formatted, allowed: "it is beyond what I can store"),
        at: value.place)
      return nil
    }
    switch label.domain.kind {
    case .score: return percent
    case .number:
      let points = String(word.text.dropLast())
      let share = percent.written
      say(
        KindFault.whichScale(found: word.text), at: value.place,
        fixes: [points, share].map { Fix(.ask, "write `\($0)`", [Edit(value.place, $0)]) })
      return nil
    case .yesNo, .oneOf, .setOf, .level, .money, .duration, .moment, .reference, .text:
      return sayOtherKind(value, "a percentage", label)
    }
  }

  private mutating func numberLiteral(_ value: Reading, _ label: FactLabel) -> Decimal? {
    guard let word = value.word(0) else { return nil }
    guard let number = readDecimal(word.text) else {
      say(
        KindFault.unusable(found: word.text, allowed: "it is beyond what I can store"),
        at: word.place)
      return nil
    }
    let unit = value.word(1).flatMap { $0.kind == .word ? secondsOfUnit($0.text) : nil }
    guard value.tokens.count <= 2 else {
      return sayOtherKind(value, "an age", label)
    }
    switch label.domain.kind {
    case .duration: return lengthOfTime(value, number, unit)
    case .money where unit == nil:
      let suggested = "\(label.domain.currency) \(word.text)"
      say(
        KindFault.noCurrency(fact: label.name, found: word.text, suggested: suggested),
        at: value.place,
        fixes: [Fix(.apply, "write `\(suggested)`", [Edit(value.place, suggested)])])
      return nil
    case .number, .score, .money:
      return unit == nil ? number : sayOtherKind(value, "a length of time", label)
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference, .text:
      return sayOtherKind(value, unit == nil ? "a number" : "a length of time", label)
    }
  }

  private mutating func lengthOfTime(
    _ value: Reading, _ number: Decimal, _ unit: Int64?
  ) -> Decimal? {
    guard let unit else {
      say(
        KindFault.noUnit(found: value.formatted), at: value.place,
        fixes: [
          Fix(
            .fill, "write `\(value.formatted) minutes`",
            [Edit(value.place, value.formatted + " minutes")])
        ])
      return nil
    }
    guard let seconds = number.times(unit) else {
      say(
        KindFault.unusable(found: value.formatted, allowed: "it is beyond what I can store"),
        at: value.place)
      return nil
    }
    return seconds
  }

  /// The same digits with the code of the fact: the amount is for the author to check.
  private func inCurrency(_ code: String, _ money: Reading) -> [Fix] {
    guard let word = money.word(0), let number = money.word(1), !code.isEmpty else { return [] }
    return [
      Fix(.fill, "write an amount in \(code): `\(code) \(number.text)`", [Edit(word.place, code)])
    ]
  }

  /// PL0314 in a table, PL0320 elsewhere.
  mutating func sayOtherKind<Value>(
    _ value: Reading, _ found: String, _ label: FactLabel
  ) -> Value? {
    if let column = label.column {
      say(
        KindFault.cellKind(column: column, kind: label.domain.kindWords, found: found),
        at: value.place)
    } else {
      say(
        KindFault.otherKind(
          fact: label.name, kind: label.domain.kindWords,
          needed: found == "an age" ? "an age" : "\(label.domain.kindWords), not \(found)"),
        at: value.place)
    }
    return nil
  }

  /// A number within a fact's limits and on its steps, in cell units.
  mutating func bounded(_ number: Decimal, _ value: Reading, _ label: FactLabel) -> Int64? {
    let domain = label.domain
    if let units = number.scaled(to: domain.decimals), units >= domain.lowest,
      units <= domain.highest, units % domain.step == 0
    {
      return units
    }
    sayNever(value.formatted, number, at: value.place, label)
    return nil
  }

  /// PL0305, and PL0313 for a score written in points.
  mutating func sayNever(
    _ test: String, _ number: Decimal, at place: SourcePlace, _ label: FactLabel
  ) {
    if label.domain.kind == .score, let points = number.scaled(to: 0), points > 10, points <= 100 {
      let share = Decimal(mantissa: points, decimals: 2).written
      let written = Decimal(mantissa: points, decimals: 0).written
      say(
        KindFault.whichScale(found: written), at: place,
        fixes: [share, "\(written)%"].map { edit(written, to: $0, in: test, at: place) })
      return
    }
    var suggested: String?
    if label.domain.kind == .score, let points = number.scaled(to: 0), points > 1, points < 10 {
      suggested = Decimal(mantissa: points, decimals: 1).written
    }
    say(
      KindFault.neverHolds(
        fact: label.name, range: label.domain.rangeWords, test: test, suggested: suggested),
      at: place,
      fixes: suggested.map { [edit(number.written, to: $0, in: test, at: place)] } ?? [])
  }

  private func edit(
    _ old: String, to new: String, in test: String, at place: SourcePlace
  ) -> Fix {
    let head = test.hasSuffix(old) ? String(test.dropLast(old.count)) : ""
    return Fix(.ask, "write `\(new)`", [Edit(place, head + new)])
  }
}
