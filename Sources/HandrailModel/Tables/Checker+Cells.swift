import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// A cell as alternatives; `nil`, with a message, where it does not fit its column.
  mutating func cell(_ node: Reading, in column: Column) -> TableCell? {
    let facts = column.facts
    if node.kind == .unknownCell {
      notes.pendingUnknowns.append((facts, node.place))
      return TableCell(alternatives: Condition(mode: .any, entries: []), unknownFacts: facts)
    }
    guard let alternatives = alternatives(node, in: column) else { return nil }
    let coversUnknown = saysUnknown(node)
    if coversUnknown { notes.pendingUnknowns.append((facts, node.place)) }
    return TableCell(
      alternatives: alternatives, unknownFacts: coversUnknown ? facts : [])
  }

  /// `… or unknown` in a range or among values.
  private func saysUnknown(_ node: Reading) -> Bool {
    guard node.kind == .rangeCell || node.kind == .valuesCell else { return false }
    let inner = node.children.map(\.place.range)
    return node.words(.word).contains { word in
      word.text == "unknown" && !inner.contains { $0.lower == word.place.range.lower }
    }
  }

  private mutating func alternatives(_ node: Reading, in column: Column) -> Condition? {
    switch node.kind {
    case .knownCell:
      return Condition(
        mode: .all,
        entries: column.facts.map { entry(.isKnown($0), node, "\(factName($0)) is known") })
    case .includesCell: return includes(node, column)
    case .rangeCell: return range(node, column)
    case .notCell: return values(node, column, isNegated: true)
    case .valuesCell: return values(node, column, isNegated: false)
    case let other:
      precondition(other != .file, "a file stands in no row")
      return nil
    }
  }

  private func entry(_ body: TestBody, _ node: Reading, _ text: String) -> ConditionEntry {
    .test(Test(body: body, origin: node.origin, text: text))
  }

  private mutating func includes(_ node: Reading, _ column: Column) -> Condition? {
    guard let word = node.word(1) else { return nil }
    guard let fact = testedFact(column), fact.domain.kind == .setOf else {
      say(
        KindFault.cellKind(
          column: column.head.formatted, kind: label(column.subject).domain.kindWords,
          found: "a word of a set"), at: node.place)
      return nil
    }
    guard let bit = fact.domain.position(of: word.text) else {
      return sayNotInList(word, fact.label)
    }
    let test = entry(
      .includes(fact.id, word: bit), node, "\(column.head.formatted) \(node.formatted)")
    return Condition(mode: .all, entries: [test])
  }

  private mutating func range(_ node: Reading, _ column: Column) -> Condition? {
    var entries: [ConditionEntry] = []
    for bound in node.children(.bound) {
      let body: TestBody? =
        if let fact = testedFact(column) {
          boundBody(bound, fact)
        } else if let sum = testedSum(column) {
          compare(sum, comparisonOf(bound), bound.children, signs: bound.signs)
        } else {
          nil
        }
      guard let body else { return nil }
      entries.append(entry(body, bound, "\(column.head.formatted) \(bound.formatted)"))
    }
    return entries.isEmpty ? nil : Condition(mode: .all, entries: entries)
  }

  private mutating func values(
    _ node: Reading, _ column: Column, isNegated: Bool
  ) -> Condition? {
    let head = column.head.formatted
    if let fact = testedFact(column) {
      guard let body = isBody(node, fact, isNegated: isNegated) else { return nil }
      let words = node.children.map(\.formatted)
      let verb = (isNegated ? "is not" : "is") + (words.count > 1 ? " one of" : "")
      let text = "\(head) \(verb) \(words.joined(separator: ", "))"
      return Condition(mode: .all, entries: [entry(body, node, text)])
    }
    guard let sum = testedSum(column) else { return nil }
    var entries: [ConditionEntry] = []
    for value in node.children {
      let comparison: Comparison = isNegated ? .notEqual : .equal
      guard let body = compare(sum, comparison, [value], signs: []) else { return nil }
      let verb = isNegated ? "is not" : "is"
      entries.append(entry(body, value, "\(head) \(verb) \(value.formatted)"))
    }
    return entries.isEmpty ? nil : Condition(mode: .any, entries: entries)
  }

  private func testedFact(_ column: Column) -> TestedFact? {
    guard case .fact(let id, let word) = column.subject else { return nil }
    var label = label(column.subject)
    label.column = column.head.formatted
    return TestedFact(id: id, word: word, label: label, use: .atStart)
  }

  private func testedSum(_ column: Column) -> TestedSum? {
    guard case .sum(let sum, _, let operand) = column.subject else { return nil }
    var label = label(column.subject)
    label.column = column.head.formatted
    return TestedSum(sum: sum, label: label, operand: operand, use: .atStart)
  }
}
