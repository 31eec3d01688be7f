import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Each need that the host can tell us of is met by some rule.
  static let safeSensitiveUncovered = LintRule("safe-sensitive-uncovered", .core, .hold) { policy in
    guard policy.aiMayTalk, !policy.model.rules.isEmpty else { return [] }
    let facts = policy.model.vocabulary.facts
    let needs = facts.indices.filter {
      facts[$0].domain.kind == .setOf && facts[$0].marks.contains("sensitive")
    }
    guard !needs.isEmpty else { return [] }
    let tests = policy.testsThatDecide()
    return needs.compactMap { policy.uncovered($0, by: tests) }
  }
}

extension LintedPolicy {
  /// The tests behind rules, gates and `stop ai`, with the tables and choices that they read.
  fileprivate func testsThatDecide() -> [Test] {
    var conditions = model.rules.flatMap(\.guarding.conditions)
    conditions += model.gates.firsts.flatMap {
      $0.guarding.conditions + ($0.until.map { [$0] } ?? [])
    }
    conditions += model.gates.approvals.flatMap(\.guarding.conditions)
    conditions += model.gates.offers.flatMap(\.guarding.conditions)
    for line in model.duties.oversight.flatMap(\.lines) {
      if case .stopAI(let condition) = line.duty { conditions.append(condition) }
    }
    // Tables and choices are few: those that nothing reads cost a finding, never add one.
    conditions += model.vocabulary.tables.elements.flatMap(\.conditions)
    conditions += model.vocabulary.chooses.elements.flatMap(\.conditions)
    return signedTests(conditions).map(\.test)
  }

  fileprivate func uncovered(_ fact: FactID, by tests: [Test]) -> LintFinding? {
    let domain = model.vocabulary.facts[fact].domain
    var met: Set<Int> = []
    for test in tests {
      switch test.body {
      case .includes(fact, let word), .excludes(fact, let word): met.insert(word)
      case .isEmpty(fact, _): return nil
      case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
        .excludes, .before, .after, .inTheLast, .age, .ahead, .trend, .compare:
        continue
      }
    }
    let words = domain.words.indices.filter { !met.contains($0) }.map { domain.words[$0].name }
    guard !words.isEmpty else { return nil }
    let name = name(of: fact)
    var finding = LintFinding(
      "No rule says what happens when `\(name)` includes \(listedBriefly(words, "or")).",
      at: place(of: words[0], in: fact) ?? headerPlace,
      because: "A customer in need would be served like everybody else.",
      fixes: [needsFix(words, of: fact)])
    if finding.place == headerPlace {
      let origin = model.vocabulary.facts[fact].origin
      finding.related = [RelatedPlace(origin.place, "`\(name)` is declared here")]
    }
    return finding
  }

  /// The word in the list of the fact, where the main file declares it.
  private func place(of word: String, in fact: FactID) -> SourcePlace? {
    let place = model.vocabulary.facts[fact].origin.place
    guard place.file.rawValue == 0, let type = node(.fact, at: place)?.child(.anyOfType) else {
      return nil
    }
    return type.children(.spelled).first { $0.word(0)?.text == word }?.word(0)?.place
  }

  private func needsFix(_ words: [String], of fact: FactID) -> Fix {
    let tests = words.map { "\(name(of: fact)) includes \($0) at any point" }
    var lines = ["rule \(freshName(words.count == 1 ? words[0] : "sensitive_needs"))"]
    if tests.count == 1 {
      lines.append("  when " + tests[0])
    } else {
      lines.append("  when any of")
      lines += tests.map { "    - " + $0 }
    }
    if let queue = usualQueue {
      lines.append("  hand over to \(name(of: queue))")
      if !handoffSpeaks(at: queue) {
        lines.append("  say \"Let me bring in a colleague who can help.\"")
      }
    } else {
      lines.append("  only a human may do anything")
    }
    var additions = Additions(to: self)
    additions.add(lines.joined(separator: "\n"), as: .rule)
    return Fix(.fill, "bring in a person; put in the team that knows about it", additions.edits)
  }
}
