import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A yes-or-no fact or definition whose name says that something is not so.
  static let clearNegativeName = LintRule(
    "clear-negative-name", .standard, .note
  ) { policy in
    policy.model.vocabulary.facts.elements.compactMap { fact in
      guard fact.domain.kind == .yesNo, let positive = positiveName(of: fact.name) else {
        return nil
      }
      switch fact.supply {
      case .session, .turn, .task, .agent, .table, .choose: break
      case .definition: break
      case .builtIn: return nil
      }
      return LintFinding(
        "`\(fact.name)` says that something is not so.", at: policy.place(ofNameOf: fact),
        because: "Sooner or later somebody writes `\(fact.name) is no`, and readers must turn it "
          + "round twice.",
        fixes: policy.turnedRound(fact, positive))
    }
  }
}

private let negations: Set<String> = ["not", "no", "non", "never", "without"]

/// What a negation stands before in the name of a thing: a no-show is no double negative.
private let nouns: Set<String> = [
  "show", "shows", "claim", "claims", "fault", "reply", "frills", "notice",
]

/// The name without its negation; `nil` where it has none.
private func positiveName(of name: String) -> String? {
  let start = name.lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex
  var words = name[start...].split(separator: "_").map(String.init)
  guard let index = words.firstIndex(where: { negations.contains($0) }), index + 1 < words.count,
    !nouns.contains(words[index + 1])
  else { return nil }
  words.remove(at: index)
  return name[..<start] + words.joined(separator: "_")
}

extension LintedPolicy {
  fileprivate func place(ofNameOf fact: Fact) -> SourcePlace {
    guard let heading = heading(at: fact.origin.place) else { return fact.origin.place }
    if heading.kind == .define { return heading.name?.place ?? fact.origin.place }
    let line = node(.fact, at: fact.origin.place)
    return line?.word(0)?.place ?? fact.origin.place
  }

  /// The positive name everywhere, and every yes a no; only for what the host sends.
  fileprivate func turnedRound(_ fact: Fact, _ positive: String) -> [Fix] {
    guard fact.path == fact.name.split(separator: ".").map(String.init),
      fact.supply == .session || fact.supply == .turn || fact.supply == .task,
      !isQuietOf(fact.name),
      let renaming = renaming(fact.name, to: positive, sort: .fact),
      let values = turnedValues(of: fact.name)
    else { return [] }
    // The path stays with the name here: what the host sends is turned round too.
    let edits = renaming.filter { !$0.replacement.hasPrefix(" from ") }
    return [
      Fix(
        .ask, "call it `\(positive)` and turn its tests round; your systems then send the opposite",
        edits + values)
    ]
  }

  /// A scenario that is `quiet` and does not set the fact has it as no, before and after.
  private func isQuietOf(_ name: String) -> Bool {
    model.checks.scenarios.contains { scenario in
      scenario.isQuiet && !scenario.steps.contains { sets(name, in: $0) }
    }
  }

  private func sets(_ name: String, in step: Scenario.Step) -> Bool {
    switch step {
    case .given(let settings), .turn(let settings), .then(_, let settings):
      settings.contains { self.name(of: $0.fact) == name }
    case .expect: false
    }
  }

  /// An edit for each yes or no that the fact is tested for or set to; `nil` where it is compared
  /// in some other way.
  private func turnedValues(of name: String) -> [Edit]? {
    var edits: [Edit] = []
    var count = 0
    for (index, tree) in trees.enumerated() {
      for position in tree.nodes.indices {
        let node = Written(file: FileID(index), tree: tree, node: position)
        guard node.speaks(of: name) else { continue }
        guard let words = node.valuesSaid else { return nil }
        count += 1
        for word in words { edits.append(Edit(word.place, word.text == "yes" ? "no" : "yes")) }
      }
    }
    // In a table's column, a sum or a text the values do not stand beside the name.
    return count == uses(of: name) ? edits : nil
  }

  /// How often the name stands where its value matters.
  private func uses(of name: String) -> Int {
    trees.reduce(0) { sum, tree in
      sum + tree.nodes.indices.count { tree.isUse($0, of: name) }
    }
  }
}

extension SyntaxTree {
  fileprivate func isUse(_ node: NodeID, of name: String) -> Bool {
    switch kind(node) {
    case .factTerm, .wordValue, .set, .output, .fact, .averageTerm:
      return token(node, at: 0).map { text($0) == name } ?? false
    case .texts:
      return tokens(of: node).contains { text($0).contains("{\(name)}") }
    case let other: return other == .file ? false : false
    }
  }
}

extension Written {
  /// A test of the fact alone, a value it is set to, or its declaration.
  fileprivate func speaks(of name: String) -> Bool {
    switch kind {
    case .test:
      child(.operand).map {
        $0.children.count == 1 && $0.child(.factTerm)?.word(0)?.text == name
      } ?? false
    case .set, .fact: word(0)?.text == name
    case let other: other == .file ? false : false
    }
  }

  /// The words `yes` and `no` in what is said of a fact; `nil` where it cannot be turned round.
  fileprivate var valuesSaid: [WrittenWord]? {
    switch kind {
    case .test:
      if let check = child(.isCheck) { return check.yesOrNo }
      return child(.isKnownCheck) != nil || child(.isUnknownCheck) != nil ? [] : nil
    case .set: return children.isEmpty ? [] : yesOrNo
    case let other:
      guard other == .fact else { return nil }
      let marks = [child(.usuallyMark), child(.trustedMark)].compactMap(\.self)
      return marks.flatMap { $0.yesOrNo ?? [] }
    }
  }

  /// The one value below, where it is yes or no.
  private var yesOrNo: [WrittenWord]? {
    guard children.count == 1, let word = children[0].word(0), ["yes", "no"].contains(word.text)
    else { return nil }
    return [word]
  }
}
