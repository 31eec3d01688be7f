import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Scores of a file of which nothing says which model, in which version, measures them.
  static let dataScoreWithoutSource = LintRule(
    "data-score-without-source", .standard, .note
  ) { policy in
    let facts = policy.model.vocabulary.facts.elements
    guard !facts.contains(where: \.namesModelAndVersion) else { return [] }
    let scores = facts.filter { $0.isMeasured && !$0.hasVersion }
    let files = Set(scores.map(\.origin.place.file)).sorted()
    return files.compactMap { file in
      let own = scores.filter { $0.origin.place.file == file }
      guard let first = own.first else { return nil }
      let names = own.map(\.name)
      return LintFinding(
        "Nothing says which model, in which version, measures \(listedBriefly(names)).",
        at: first.origin.place,
        because: "A limit such as 0.7 means something else after the next version.",
        fixes: policy.marking(names, in: file))
    }
  }
}

extension Fact {
  /// A score that the host sends.
  fileprivate var isMeasured: Bool {
    guard domain.kind == .score else { return false }
    switch supply {
    case .session, .turn, .task, .agent: return true
    case .table, .choose, .definition, .builtIn: return false
    }
  }

  /// A mark such as `sentiment_4`, or a path such as `sentiment_v4.anger`.
  fileprivate var hasVersion: Bool {
    let isRenamed = path.joined(separator: ".") != name
    return (Array(marks) + (isRenamed ? path : [])).contains { $0.contains(where: \.isNumber) }
  }

  /// `model.version`: the host sends it with every question.
  fileprivate var namesModelAndVersion: Bool {
    let words = Set(name.split(whereSeparator: { $0 == "." || $0 == "_" }).map(String.init))
    return words.isSuperset(of: ["model", "version"])
  }
}

extension LintedPolicy {
  fileprivate func marking(_ names: [String], in file: FileID) -> [Fix] {
    guard let facts = headings(.facts).last(where: { $0.file == file }) else { return [] }
    let mark = listLine("mark", listing: names).dropFirst(2) + " as \(freshName("fill_in_model_1"))"
    return [
      Fix(
        .fill, "mark them with the model and its version", [facts.newHeading(String(mark))])
    ]
  }
}
