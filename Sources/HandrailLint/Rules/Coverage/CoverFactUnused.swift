import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A fact or definition of the main file that nothing uses.
  ///
  /// What is marked `emotion` or `identity` goes into every packet, and so do the scores of a turn
  /// where nothing is marked; the host may read what a table works out.
  static let coverFactUnused = LintRule("cover-fact-unused", .standard, .note) { policy in
    guard !policy.model.rules.isEmpty else { return [] }
    let used = policy.namesUsedAsFacts
    let marksEmotion = policy.model.vocabulary.facts.elements.contains {
      $0.marks.contains("emotion")
    }
    return policy.model.vocabulary.facts.elements.compactMap { fact in
      guard fact.origin.place.file.offset == 0, fact.isGivenOrDefined, !used.contains(fact.name),
        fact.marks.isDisjoint(with: ["emotion", "identity"]),
        marksEmotion || fact.supply != .turn || fact.domain.kind != .score
      else { return nil }
      return policy.unused(fact)
    }
  }
}

extension Fact {
  fileprivate var isGivenOrDefined: Bool {
    switch supply {
    case .session, .turn, .task, .agent, .definition: true
    case .table, .choose, .builtIn: false
    }
  }
}

extension LintedPolicy {
  fileprivate func unused(_ fact: Fact) -> LintFinding? {
    guard let heading = heading(at: fact.origin.place) else { return nil }
    let isDefined = heading.kind == .define
    return LintFinding(
      "`\(fact.name)` is \(isDefined ? "defined" : "declared") and never used.",
      at: isDefined ? heading.headPlace : fact.origin.place,
      because: isDefined
        ? "Whoever reads it looks in vain for the rule that it belongs to."
        : "Your systems go on sending it, and a rule may have been forgotten.",
      fixes: removing(fact.name, heading))
  }

  private func removing(_ name: String, _ heading: Written) -> [Fix] {
    var edits: [Edit] = []
    if heading.kind == .define || heading.children(.fact).count == 1 {
      edits.append(heading.removal)
    } else if let line = heading.children(.fact).first(where: { $0.word(0)?.text == name }) {
      edits.append(Edit(line.wholeLines, ""))
    }
    for mark in headings(.mark) {
      if let edit = mark.removal(ofListed: name) { edits.append(edit) }
    }
    return edits.isEmpty ? [] : [Fix(.apply, "remove `\(name)`", edits)]
  }
}
