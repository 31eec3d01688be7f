/// The value of a known cell in words: `GBP 40.00`, `0.7`, `30 minutes`, `2026-03-02T10:15:00Z`,
/// the words of a list, the text itself.
///
/// `texts` are the question's; a position outside them, or outside the list, reads as nothing.
package func spelled(_ value: Int64, _ domain: Domain, texts: [String]) -> String {
  switch domain.kind {
  case .yesNo:
    return value == 0 ? "no" : "yes"
  case .oneOf, .level:
    guard let position = Int(exactly: value), domain.words.indices.contains(position) else {
      return ""
    }
    return domain.words[position].name
  case .setOf:
    return spelledSet(UInt64(bitPattern: value), domain)
  case .number, .score:
    return scaledText(value, decimals: domain.decimals)
  case .money:
    var bytes = Array(domain.currency.utf8)
    bytes.append(UInt8(ascii: " "))
    appendScaled(value, decimals: domain.decimals, keepsZeros: true, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  case .duration:
    return spelledDuration(value, decimals: domain.decimals)
  case .moment:
    return Moment(microseconds: value).text
  case .reference, .text:
    guard let position = Int(exactly: value), texts.indices.contains(position) else { return "" }
    return texts[position]
  }
}

private func spelledSet(_ bits: UInt64, _ domain: Domain) -> String {
  var words = ""
  for (position, word) in domain.words.enumerated() where position < 64 {
    guard bits & (1 << UInt64(position)) != 0 else { continue }
    if !words.isEmpty { words += ", " }
    words += word.name
  }
  return words.isEmpty ? "nothing" : words
}

/// A length of time in words: one unit where one says it shortly, else several.
///
/// `decimals` are those of the second; `90 minutes`, `1 day`, `2 hours 5 minutes`, `1.5 seconds`.
package func spelledDuration(_ value: Int64, decimals: Int) -> String {
  var unit: Int64 = 1
  for _ in 0..<decimals { unit *= 10 }
  let seconds = value / unit
  let fraction = value % unit
  if fraction != 0 || seconds == 0 {
    return scaledText(value, decimals: decimals) + (value == unit ? " second" : " seconds")
  }
  let units: [(name: String, length: Int64)] = [
    ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1),
  ]
  for unit in units where seconds % unit.length == 0 {
    let count = seconds / unit.length
    // `.min` has no positive twin, so sizes are compared as they stand.
    if unit.length == 86_400 || (count > -100 && count < 100) { return counted(count, unit.name) }
  }
  var text = ""
  var rest = seconds
  for unit in units where rest / unit.length != 0 {
    if !text.isEmpty { text += " " }
    let count = rest / unit.length
    text += counted(text.isEmpty || count > 0 ? count : -count, unit.name)
    rest %= unit.length
  }
  return text
}

private func counted(_ count: Int64, _ unit: String) -> String {
  "\(count) \(unit)\(count == 1 || count == -1 ? "" : "s")"
}
