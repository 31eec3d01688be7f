import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// One fact, or one sum, held against the same number in three rules or more.
  static let clearMagicThreshold = LintRule(
    "clear-magic-threshold", .standard, .note
  ) { policy in
    policy.thresholds.filter { $0.ruleCount > 2 }.map { threshold in
      let first = threshold.uses[0]
      var finding = LintFinding(
        "\(threshold.ruleCount) rules hold `\(first.left)` against \(first.number).",
        at: first.test.origin.place,
        because: "When the number changes, one of them is forgotten; a `define` keeps it in one "
          + "place.",
        fixes: policy.moved(threshold))
      finding.related = threshold.uses.dropFirst().prefix(4).map {
        RelatedPlace($0.test.origin.place, "again here")
      }
      return finding
    }
  }
}

/// A number that some rules hold a fact against.
private struct Threshold {
  struct Use {
    var rule: SourcePlace
    var test: Test
    /// What is compared, and the number, as written.
    var left: String
    var number: String
    var comparison: Comparison
    var fact: FactID
    /// The window's words, with a space before.
    var window: String
  }

  var uses: [Use]

  var ruleCount: Int { Set(uses.map(\.rule)).count }
}

extension LintedPolicy {
  fileprivate var thresholds: [Threshold] {
    struct Key: Hashable {
      var left: String
      var limit: Decimal
    }
    var order: [Key] = []
    var found: [Key: Threshold] = [:]
    for standing in ruleConditions {
      for test in standing.condition.tests {
        guard case .compare(let comparing) = test.body,
          let use = use(of: test, comparing, standing.heading.place)
        else { continue }
        let key = Key(left: use.left, limit: comparing.right.constant)
        if found[key] == nil { order.append(key) }
        found[key, default: Threshold(uses: [])].uses.append(use)
      }
    }
    return order.compactMap { found[$0] }
  }

  private func use(
    of test: Test, _ comparing: Comparing, _ rule: SourcePlace
  ) -> Threshold.Use? {
    guard let fact = comparing.left.terms.first?.fact, comparing.right.terms.isEmpty,
      isMagic(comparing.right.constant, model.vocabulary.facts[fact].domain),
      let node = node(.test, at: test.origin.place), let operand = node.child(.operand),
      let check = node.child(.bound)
    else { return nil }
    let words = check.formatted.split(separator: " ")
    let number = words.dropFirst(words.first == "at" ? 2 : 1).joined(separator: " ")
    let window = node.child(.turnsWindow) ?? node.child(.anyPointWindow)
    return Threshold.Use(
      rule: rule, test: test, left: operand.formatted, number: number,
      comparison: comparing.comparison, fact: fact,
      window: window.map { " " + $0.formatted } ?? "")
  }

  /// Nothing and one are no numbers that anybody set.
  private func isMagic(_ limit: Decimal, _ domain: Domain) -> Bool {
    guard domain.kind.isNumeric, limit != .zero else { return false }
    return domain.kind != .number || limit != Decimal(mantissa: 1, decimals: 0)
  }

  /// One definition, and each test a test of it; only where all draw the line on the same side.
  fileprivate func moved(_ threshold: Threshold) -> [Fix] {
    let uses = threshold.uses
    let comparisons = Set(uses.map(\.comparison))
    let isAbove = comparisons.isSubset(of: [.above, .atMost])
    guard isAbove || comparisons.isSubset(of: [.atLeast, .below]),
      let before = heading(before: .define)
    else { return [] }
    let fact = model.vocabulary.facts[uses[0].fact].name
    let name = freshName(
      fact.split(separator: ".").joined(separator: "_") + (isAbove ? "_above_limit" : "_from_limit")
    )
    var edits = uses.map { use in
      let isYes = use.comparison == .above || use.comparison == .atLeast
      return Edit(use.test.origin.place, "\(name) is \(isYes ? "yes" : "no")\(use.window)")
    }
    let test = "\(uses[0].left) \(isAbove ? "above" : "at least") \(uses[0].number)"
    edits.append(before.newHeading("define \(name)\n  when \(test)"))
    return [Fix(.ask, "give it one name, to be changed to your own word for it", edits)]
  }
}
