/// The nearest spelling that a name may have; never empty.
func suggestedName(for written: String) -> String {
  var name = ""
  var isAfterSmall = false
  let scalars = Array(written.unicodeScalars)
  for (position, scalar) in scalars.enumerated() {
    let plain = plainLetters(scalar)
    let isCapital = scalar.properties.isUppercase
    let isFollowedBySmall =
      position + 1 < scalars.count && scalars[position + 1].properties.isLowercase
    let startsWord = isCapital && (isAfterSmall || isFollowedBySmall)
    if startsWord && !name.isEmpty && name.last != "_" && name.last != "." { name += "_" }
    if plain == "_" && (name.isEmpty || name.last == "_") { continue }
    name += plain
    isAfterSmall = !isCapital && plain != "_" && plain != "."
  }
  while name.last == "_" || name.last == "." { name.removeLast() }
  let parts = name.split(separator: ".").map { part in
    part.first.map { $0.isLetter } == true ? String(part) : "n_" + part
  }
  return parts.isEmpty ? "new_name" : parts.joined(separator: ".")
}

/// A letter of any alphabet in the letters of a name; a sign that has none becomes an underscore.
private func plainLetters(_ scalar: Unicode.Scalar) -> String {
  switch scalar.value {
  case 0x30...0x39, 0x61...0x7A, 0x2E: return String(Character(scalar))
  case 0x41...0x5A: return String(Character(scalar)).lowercased()
  case 0x27, 0x2018...0x201B: return ""
  case 0x00...0x7F: return "_"
  default: break
  }
  if sort(of: scalar.value) == .hidden || sort(of: scalar.value) == .joiner { return "" }
  return lookAlikes[scalar.value] ?? unaccented[scalar.value] ?? "_"
}

/// Letters of other alphabets that look like a small letter of ours.
private let lookAlikes: [UInt32: String] = [
  0x430: "a", 0x435: "e", 0x43E: "o", 0x440: "p", 0x441: "c", 0x443: "y", 0x445: "x", 0x456: "i",
  0x458: "j", 0x455: "s", 0x501: "d", 0x51B: "q", 0x51D: "w", 0x3BF: "o", 0x3B1: "a", 0x3B9: "i",
  0x3BD: "v", 0x3C1: "p", 0x3C5: "u", 0x3F2: "c", 0x131: "i", 0x261: "g", 0x410: "a", 0x412: "b",
  0x415: "e", 0x41A: "k", 0x41C: "m", 0x41D: "h", 0x41E: "o", 0x420: "p", 0x421: "c", 0x422: "t",
  0x425: "x",
]

/// Latin letters with an accent, by the letter below it.
private let unaccented: [UInt32: String] = {
  let rows = [
    ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
    ("h", "ĥħ"), ("i", "ìíîïĩīĭį"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"),
    ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("ss", "ß"), ("ae", "æ"), ("oe", "œ"),
  ]
  var letters: [UInt32: String] = [:]
  for (plain, accented) in rows {
    for scalar in (accented + accented.uppercased()).unicodeScalars {
      letters[scalar.value] = plain
    }
  }
  for offset in 0..<UInt32(26) {
    letters[0xFF41 + offset] = Unicode.Scalar(0x61 + offset).map { String(Character($0)) }
    letters[0xFF21 + offset] = Unicode.Scalar(0x61 + offset).map { String(Character($0)) }
  }
  return letters
}()

/// `8pm`, `8:30am` or `8:00` on the 24-hour clock; `nil` where it is no time.
func clockTime(_ written: String) -> String? {
  var digits = Substring(written.lowercased().filter { $0 != " " && $0 != "." })
  var isAfternoon: Bool?
  if digits.hasSuffix("am") || digits.hasSuffix("pm") {
    isAfternoon = digits.hasSuffix("pm")
    digits = digits.dropLast(2)
  }
  let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count <= 2, parts.allSatisfy({ $0.count <= 2 }), let first = parts.first,
    var hour = Int(first), let minute = parts.count == 2 ? Int(parts[1]) : 0
  else { return nil }
  if let isAfternoon {
    guard hour >= 1 && hour <= 12 else { return nil }
    hour = hour % 12 + (isAfternoon ? 12 : 0)
  }
  guard hour <= 23 && minute <= 59 else { return nil }
  return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
}

/// The real dates that a written one can mean, each with its year first.
func dateReadings(_ written: String) -> [String] {
  let parts = written.split { "/-.".contains($0) }.map { Int($0) ?? 0 }
  guard parts.count == 3, parts.allSatisfy({ $0 >= 0 && $0 <= 9999 }) else { return [] }
  var orders: [(Int, Int, Int)] = []
  if parts[0] > 31 {
    orders = [(parts[0], parts[1], parts[2])]
  } else {
    let year = parts[2] < 100 ? 2000 + parts[2] : parts[2]
    orders = [(year, parts[0], parts[1]), (year, parts[1], parts[0])]
  }
  var readings: [String] = []
  for (year, month, day) in orders where isRealDate(year: year, month: month, day: day) {
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    let years = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    let date = "\(years)-\(padded(month))-\(padded(day))"
    if !readings.contains(date) { readings.append(date) }
  }
  return readings
}
