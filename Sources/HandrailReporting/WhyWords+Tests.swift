import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// What a test saw, as lines; those after the first belong under it.
  func lines(of test: SeenTest) -> [String] {
    var lines: [String]
    if let window = test.window {
      lines = self.lines(of: window)
    } else {
      lines = [sentence(test)]
    }
    lines += test.rows.map { "  " + row($0) }
    for inner in test.inner { lines += self.lines(of: inner).map { "  " + $0 } }
    return lines
  }

  /// What a test saw, in one line.
  func sentence(_ test: SeenTest) -> String {
    if let window = test.window { return sentence(window) }
    if test.text.isEmpty { return inForce(test) }
    if isClock(test) { return clock(test) }
    let said = said(test)
    guard test.isNegated, test.truth == .yes else { return said }
    return said + ", which it must not be"
  }

  /// Dates and trials are lines of their own, not tests.
  private func inForce(_ test: SeenTest) -> String {
    switch test.truth {
    case .yes: "it was in force"
    case .no: "it was not in force"
    case .open, .fault: "without a session id its trial could not be told"
    }
  }

  private func said(_ test: SeenTest) -> String {
    if test.truth.isUndecided { return undecided(test) }
    if test.text.hasSuffix(" at any point") { return anyPoint(test) }
    guard let only = single(test) else { return "\(test.text): \(truth(test.truth))\(seen(test))" }
    let name = fact(only.at.fact)
    let value = self.value(only)
    if test.truth == .yes || test.isNegated {
      guard test.truth == .yes else { return "\(name) was \(value)" }
      let past = past(test.needed)
      return saysValue(past, value) ? "\(name) \(past)" : "\(name) \(past) (it was \(value))"
    }
    if test.needed == "is unknown" { return "\(name) was known: \(value)" }
    guard case .known = only.content else { return "\(name) was \(value) (needed: \(test.needed))" }
    if let wanted = plainValue(test.needed) { return "\(name) was \(value), not \(wanted)" }
    return "\(name) was \(value) (needed: \(test.needed))"
  }

  private func undecided(_ test: SeenTest) -> String {
    let unknown = test.values.compactMap { value -> String? in
      guard case .unknown(let cause) = value.content else { return nil }
      return "\(fact(value.at.fact)): \(self.cause(cause))"
    }
    // The tests below say it of a definition.
    guard !unknown.isEmpty, test.inner.isEmpty else { return "could not tell whether \(test.text)" }
    let why = withoutRepeats(unknown).joined(separator: "; ")
    return "could not tell whether \(test.text) (\(why))"
  }

  private func anyPoint(_ test: SeenTest) -> String {
    let words = test.text.dropLast(" at any point".count)
    guard test.truth == .yes else { return "\(words): at no point so far" }
    guard let only = test.values.first else { return "\(words): at some point" }
    let name = graph.facts[only.at.fact].name
    guard words.hasPrefix(name + " ") else { return "\(words): at some point" }
    return "\(fact(only.at.fact)) \(past(String(words.dropFirst(name.count + 1)))) at some point"
  }

  /// A test of the clock reads no fact.
  private func isClock(_ test: SeenTest) -> Bool {
    test.text.hasPrefix("during ") || test.text.hasPrefix("outside ")
  }

  private func clock(_ test: SeenTest) -> String {
    switch test.truth {
    case .yes: "it was \(test.text)"
    case .no: "it was not \(test.text)"
    case .open, .fault: "could not tell whether it was \(test.text)"
    }
  }

  /// The one value of a test that begins with the fact it reads.
  private func single(_ test: SeenTest) -> SeenValue? {
    guard test.values.count == 1, let only = test.values.first, only.ago == nil,
      test.needed != test.text, !test.needed.hasPrefix("plus "), !test.needed.hasPrefix("minus ")
    else { return nil }
    return only
  }

  /// ` (a GBP 0, b GBP 40)`.
  private func seen(_ test: SeenTest) -> String {
    guard !test.values.isEmpty else { return "" }
    var last: Int?
    let values = test.values.map { value -> String in
      let name = last == value.at.fact ? "" : fact(value.at.fact) + " "
      last = value.at.fact
      let ago = value.ago.map { self.ago($0) + " " } ?? ""
      return name + ago + self.value(value)
    }
    return " (\(values.joined(separator: ", ")))"
  }

  /// `above 0.7` becomes `was above 0.7`, `includes x` becomes `included x`.
  func past(_ needed: String) -> String {
    if needed.hasPrefix("is ") { return "was " + needed.dropFirst("is ".count) }
    if needed.hasPrefix("includes ") { return "included " + needed.dropFirst("includes ".count) }
    if needed.hasPrefix("excludes ") {
      return "did not include " + needed.dropFirst("excludes ".count)
    }
    return "was " + needed
  }

  /// The word of `is W`; `nil` for every other test.
  private func plainValue(_ needed: String) -> String? {
    guard needed.hasPrefix("is ") else { return nil }
    let rest = String(needed.dropFirst("is ".count))
    return rest.contains(" ") ? nil : rest
  }

  private func saysValue(_ words: String, _ value: String) -> Bool {
    words == "was \(value)" || words == "was unknown" || words == "included \(value)"
  }

  func withoutRepeats(_ words: [String]) -> [String] {
    var kept: [String] = []
    for word in words where !kept.contains(word) { kept.append(word) }
    return kept
  }
}

extension WhyWords {
  private func sentence(_ window: SeenWindow) -> String {
    let unsure = window.unsure == 0 ? "" : ", \(window.unsure) more could not be told"
    return "\(windowed(window)) in \(window.yes) of the last \(window.of) turns"
      + " (needed \(window.atLeast)\(unsure))"
  }

  private func windowed(_ window: SeenWindow) -> String {
    guard let first = window.turns.first?.values.first else { return window.text }
    let name = graph.facts[first.at.fact].name
    guard window.text.hasPrefix(name + " ") else { return window.text }
    return "\(fact(first.at.fact)) " + past(String(window.text.dropFirst(name.count + 1)))
  }

  private func lines(of window: SeenWindow) -> [String] {
    let turns = window.turns.map { turn in
      let values = turn.wasSent ? turn.values.map(value).joined(separator: ", ") : "not sent"
      let truth = truth(turn.truth)
      return "\(ago(turn.ago)) \(values)" + (values == truth ? "" : " \(truth)")
    }
    return [sentence(window)] + filled(turns, between: "      ", width: 88).map { "   " + $0 }
  }

  /// `complaint_desk, row 2 (standard, GBP 40)`.
  func row(_ row: SeenRow) -> String {
    let table = graph.logic.tables[row.table]
    let values = withoutRepeats(row.values.map(value))
    let isOtherwise = table.rows[row.row].node < 0
    let seen = isOtherwise ? "otherwise" : values.joined(separator: ", ")
    return "\(table.name), row \(row.row + 1)" + (seen.isEmpty ? "" : " (\(seen))")
  }
}

/// Pieces put on as few lines as the width allows.
func filled(_ pieces: [String], between separator: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for piece in pieces {
    if line.isEmpty {
      line = piece
    } else if line.count + separator.count + piece.count <= width {
      line += separator + piece
    } else {
      lines.append(line)
      line = piece
    }
  }
  return line.isEmpty ? lines : lines + [line]
}

/// A paragraph broken at spaces; later lines are indented by `hanging` more.
func wrapped(_ text: String, indent: Int, hanging: Int = 2, width: Int = 100) -> [String] {
  let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
  let lines = filled(words, between: " ", width: width - indent - hanging)
  return lines.enumerated().map { position, line in
    String(repeating: " ", count: indent + (position == 0 ? 0 : hanging)) + line
  }
}
