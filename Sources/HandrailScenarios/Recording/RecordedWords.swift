import HandrailEngine

/// Values of a recorded question as a policy writes them; what is secret or private is left out.
struct RecordedWords {
  let graph: DecisionGraph
  let question: Question
  /// References keep their equality and lose their words.
  private var references: [String: String] = [:]

  init(_ question: Question, _ graph: DecisionGraph) {
    self.question = question
    self.graph = graph
  }

  /// What is said of a fact: nothing where it is unknown, assumed or secret.
  mutating func sets(_ position: Int, _ cell: Cell) -> [String] {
    let fact = graph.facts[position]
    guard cell.isKnown, !cell.isAssumed, !fact.isSecret else { return [] }
    switch fact.domain.kind {
    case .yesNo, .oneOf, .level, .money:
      return ["\(fact.name) is \(spelled(cell.value, fact.domain, texts: []))"]
    case .number, .score:
      return ["\(fact.name) is \(scaledText(cell.value, decimals: fact.domain.decimals))"]
    case .duration:
      return ["\(fact.name) is \(scaledText(cell.value, decimals: fact.domain.decimals)) seconds"]
    case .setOf:
      let bits = UInt64(bitPattern: cell.value)
      let words = fact.domain.words.enumerated().filter {
        $0.offset < 64 && bits & (1 << UInt64($0.offset)) != 0
      }
      if words.isEmpty { return ["\(fact.name) is none"] }
      return words.map { "\(fact.name) includes \($0.element.name)" }
    case .moment: return age(cell.value).map { ["\(fact.name) is \($0)"] } ?? []
    case .text: return ["\(fact.name) is as_recorded"]
    case .reference:
      let position = Int(cell.value)
      guard question.frame.texts.indices.contains(position) else { return [] }
      return ["\(fact.name) is \(reference(question.frame.texts[position]))"]
    }
  }

  private mutating func reference(_ words: String) -> String {
    if let known = references[words] { return known }
    let name = "reference_\(references.count + 1)"
    references[words] = name
    return name
  }

  private func age(_ moment: Int64) -> String? {
    let (age, isFar) = question.at.microseconds.subtractingReportingOverflow(moment)
    guard !isFar, age != Int64.min else { return nil }
    let direction = age < 0 ? "ahead" : "ago"
    return "\(scaledText(age < 0 ? -age : age, decimals: 6)) seconds \(direction)"
  }
}
