/// What a value of a document is, read as a fact's kind.
package enum ValueReading {
  /// A value in the units of the fact's domain.
  case value(Int64)
  /// The text of a reference or of free text, at a position of the document.
  case text(Int)
  /// A written absence.
  case nothing
  /// It does not fit: why, and what was expected.
  case unfit(UnknownCause, String)
}

extension HostDocument {
  /// Reads a value as a domain's kind says: never by its look, never cut, never rounded.
  package func reading(of value: Int, as domain: Domain) -> ValueReading {
    if isWrittenAbsence(value) { return .nothing }
    switch domain.kind {
    case .yesNo: return yesOrNo(value, domain)
    case .oneOf, .level: return word(value, domain)
    case .setOf: return words(value, domain)
    case .number, .score: return number(value, domain)
    case .money: return money(value, domain)
    case .duration: return duration(value, domain)
    case .moment: return moment(value, domain)
    case .reference: return reference(value, domain)
    case .text: return isText(value) ? .text(value) : .unfit(.wrongKind, domain.expectation)
    }
  }

  /// In YAML, an empty place, `~` and `null` without quotes are written absences too.
  package func isWrittenAbsence(_ value: Int) -> Bool {
    switch shape(of: value) {
    case .nothing: return true
    case .plain:
      let word = text(of: value)
      return word.isEmpty || word.elementsEqual("~".utf8) || word.elementsEqual("null".utf8)
    case .object, .list, .text, .number, .yes, .no: return false
    }
  }

  /// A text, or an unquoted word of YAML.
  package func isText(_ value: Int) -> Bool {
    shape(of: value) == .text || shape(of: value) == .plain
  }

  private func isNumber(_ value: Int) -> Bool {
    shape(of: value) == .number || shape(of: value) == .plain
  }

  private func yesOrNo(_ value: Int, _ domain: Domain) -> ValueReading {
    switch shape(of: value) {
    case .yes: return .value(1)
    case .no: return .value(0)
    case .plain:
      let word = text(of: value)
      if word.elementsEqual("yes".utf8) || word.elementsEqual("true".utf8) { return .value(1) }
      if word.elementsEqual("no".utf8) || word.elementsEqual("false".utf8) { return .value(0) }
      return .unfit(.wrongKind, domain.expectation)
    case .object, .list, .text, .number, .nothing: return .unfit(.wrongKind, domain.expectation)
    }
  }

  private func word(_ value: Int, _ domain: Domain) -> ValueReading {
    guard isText(value) else { return .unfit(.wrongKind, domain.expectation) }
    guard let position = domain.position(ofSpelling: text(of: value)) else {
      return .unfit(.outOfRange, domain.expectation)
    }
    return .value(Int64(position))
  }

  private func words(_ value: Int, _ domain: Domain) -> ValueReading {
    guard shape(of: value) == .list else { return .unfit(.wrongKind, domain.expectation) }
    var bits: UInt64 = 0
    for element in elements(of: value) {
      guard isText(element) else { return .unfit(.wrongKind, domain.expectation) }
      guard let position = domain.position(ofSpelling: text(of: element)), position < 64 else {
        return .unfit(.outOfRange, domain.expectation)
      }
      bits |= 1 << UInt64(position)
    }
    return .value(Int64(bitPattern: bits))
  }

  private func number(_ value: Int, _ domain: Domain) -> ValueReading {
    guard isNumber(value) else { return .unfit(.wrongKind, domain.expectation) }
    return domain.bounded(scaledNumber(text(of: value), decimals: domain.decimals))
  }

  /// `GBP 40.00`, or a plain number in the fact's currency.
  private func money(_ value: Int, _ domain: Domain) -> ValueReading {
    var amount = text(of: value)
    if isText(value) && amount.count > 4 && amount[amount.startIndex + 3] == 0x20 {
      guard amount.prefix(3).elementsEqual(domain.currency.utf8) else {
        return .unfit(.wrongKind, domain.expectation)
      }
      amount = amount.dropFirst(4)
    } else if !isNumber(value) {
      return .unfit(.wrongKind, domain.expectation)
    }
    // An exponent has no place in an amount of money that somebody wrote.
    if isText(value) && amount.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      return .unfit(.wrongKind, domain.expectation)
    }
    return domain.bounded(scaledNumber(amount, decimals: domain.decimals))
  }

  /// `30 minutes`, or a plain number of seconds.
  private func duration(_ value: Int, _ domain: Domain) -> ValueReading {
    let words = text(of: value)
    guard isText(value), let space = words.firstIndex(of: 0x20) else {
      return number(value, domain)
    }
    guard let length = secondsOfUnit(words[(space + 1)...]), words.count < 64 else {
      return .unfit(.wrongKind, domain.expectation)
    }
    switch scaledNumber(words[..<space], decimals: domain.decimals) {
    case .exact(let count):
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      return domain.bounded(overflow ? .tooLarge : .exact(product))
    case .tooManyDecimals:
      // Half an hour is a whole number of seconds all the same.
      guard case .exact(let fine) = scaledNumber(words[..<space], decimals: 9) else {
        return .unfit(.tooManyDecimals, domain.expectation)
      }
      return domain.bounded(scaled(Int128(fine) * Int128(length), from: 9, to: domain.decimals))
    case .tooLarge: return domain.bounded(.tooLarge)
    case .notANumber: return .unfit(.wrongKind, domain.expectation)
    }
  }

  private func scaled(_ value: Int128, from: Int, to: Int) -> ScaledNumber {
    var value = value
    for _ in to..<max(from, to) {
      guard value % 10 == 0 else { return .tooManyDecimals }
      value /= 10
    }
    return Int64(exactly: value).map { .exact($0) } ?? .tooLarge
  }

  private func moment(_ value: Int, _ domain: Domain) -> ValueReading {
    guard isText(value), let moment = Moment(text(of: value)) else {
      return .unfit(.wrongKind, domain.expectation)
    }
    return .value(moment.microseconds)
  }

  private func reference(_ value: Int, _ domain: Domain) -> ValueReading {
    guard isText(value) else { return .unfit(.wrongKind, domain.expectation) }
    guard !isBlank(text(of: value)) else { return .unfit(.outOfRange, domain.expectation) }
    return .text(value)
  }
}

/// How many seconds a unit of time has, by its name in policies.
private func secondsOfUnit(_ unit: ArraySlice<UInt8>) -> Int64? {
  let name = unit.last == UInt8(ascii: "s") ? unit.dropLast() : unit
  if name.elementsEqual("second".utf8) { return 1 }
  if name.elementsEqual("minute".utf8) { return 60 }
  if name.elementsEqual("hour".utf8) { return 3600 }
  return name.elementsEqual("day".utf8) ? 86_400 : nil
}

/// True where a text shows nothing: it is empty, or only spaces of any width.
func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
      0x205F...0x206F, 0x3000, 0xFEFF:
      continue
    default: return false
    }
  }
  return true
}

extension Domain {
  /// The position of a word of the list by its name or a host's spelling of it, or of `other`.
  func position(ofSpelling text: ArraySlice<UInt8>) -> Int? {
    for (position, word) in words.enumerated() {
      if word.name.utf8.elementsEqual(text) { return position }
      for spelling in word.spellings where spelling.utf8.elementsEqual(text) { return position }
    }
    return takesOther ? words.count - 1 : nil
  }

  /// A number that must lie within the bounds and on a step.
  func bounded(_ number: ScaledNumber) -> ValueReading {
    switch number {
    case .notANumber: return .unfit(.wrongKind, expectation)
    case .tooLarge: return .unfit(.outOfRange, expectation)
    case .tooManyDecimals: return .unfit(.tooManyDecimals, expectation)
    case .exact(let value):
      guard value >= lowest && value <= highest else { return .unfit(.outOfRange, expectation) }
      let isOnStep = step <= 1 || (Int128(value) - Int128(lowest)) % Int128(step) == 0
      return isOnStep ? .value(value) : .unfit(.outOfRange, expectation)
    }
  }

  /// What a host is to send, in plain words.
  package var expectation: String {
    switch kind {
    case .yesNo: return "expected true or false"
    case .oneOf, .level: return "expected one of \(wordList)"
    case .setOf: return "expected a list of words from \(wordList)"
    case .number:
      let steps = step > 1 ? " in steps of \(scaledText(step, decimals: decimals))" : ""
      return "expected a number from \(bound(lowest)) to \(bound(highest))\(steps)"
    case .score: return "expected a number from 0 to 1 with at most 9 decimals"
    case .money:
      return
        "expected money from \(bound(lowest)) to \(bound(highest)), such as \"\(bound(highest))\""
    case .duration:
      return "expected a duration from \(bound(lowest)) to \(bound(highest)), in words or seconds"
    case .moment: return "expected a moment with its offset, such as 2026-03-02T10:15:00Z"
    case .reference: return "expected a text that is not empty"
    case .text: return "expected a text"
    }
  }

  private func bound(_ value: Int64) -> String { spelled(value, self, texts: []) }

  private var wordList: String {
    var list = ""
    for (position, word) in words.enumerated() {
      if position == 20 { return list + " and \(words.count - 20) more" }
      list += position == 0 ? word.name : ", \(word.name)"
    }
    return list
  }
}
