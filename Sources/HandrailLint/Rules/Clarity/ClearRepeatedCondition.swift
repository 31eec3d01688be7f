import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// The same three tests, or more, in three headings.
  static let clearRepeatedCondition = LintRule(
    "clear-repeated-condition", .standard, .note
  ) { policy in
    policy.repeatedTests.map { repeated in
      let first = repeated.places[0]
      var finding = LintFinding(
        "These \(repeated.texts.count) tests stand together in \(repeated.places.count) headings.",
        at: first.tests[0],
        because: "When one of them changes the others are forgotten; a `define` gives them one "
          + "name and one place.",
        fixes: policy.extracted(repeated))
      finding.related = repeated.places.dropFirst().prefix(4).map {
        RelatedPlace($0.tests[0], "again here")
      }
      return finding
    }
  }
}

/// Tests that several headings share.
private struct RepeatedTests {
  struct Place {
    /// Where each of the tests stands, in the order of the text.
    var tests: [SourcePlace]
  }

  var mode: GroupMode
  var texts: [String]
  var places: [Place]
  /// No window, and nothing of the decision: a definition says the same.
  var canBeDefined: Bool
}

/// The tests that one condition joins, without its groups.
private struct JoinedTests {
  var mode: GroupMode
  var heading: SourcePlace
  var tests: [Test]
  var texts: Set<String>
}

private struct Triple: Hashable {
  var mode: GroupMode
  var texts: [String]
}

extension LintedPolicy {
  /// A condition of more tests than this is looked at no further.
  private static var mostTests: Int { 12 }

  fileprivate var repeatedTests: [RepeatedTests] {
    let joined = joinedTests
    var headings: [Triple: [Int]] = [:]
    var order: [Triple] = []
    for (index, condition) in joined.enumerated() {
      for triple in triples(of: condition) {
        let earlier = headings[triple] ?? []
        if earlier.isEmpty { order.append(triple) }
        if !earlier.contains(where: { joined[$0].heading == condition.heading }) {
          headings[triple] = earlier + [index]
        }
      }
    }
    var found: [RepeatedTests] = []
    var told: Set<Triple> = []
    for triple in order where !told.contains(triple) {
      guard let users = headings[triple], users.count > 2 else { continue }
      let shared = users.map { joined[$0].texts }.reduce(joined[users[0]].texts) {
        $0.intersection($1)
      }
      let repeated = repeatedTests(shared, users.map { joined[$0] })
      told.formUnion(triples(among: repeated.texts.sorted(), triple.mode))
      found.append(repeated)
    }
    return found
  }

  private var joinedTests: [JoinedTests] {
    conditions.compactMap { standing in
      switch standing.part {
      case .definition, .choice, .queue, .promise: return nil
      case .rule, .gate, .wayBack, .duty, .oversight: break
      }
      let tests = standing.condition.entries.compactMap { entry -> Test? in
        guard case .test(let test) = entry else { return nil }
        return test
      }
      guard tests.count > 2, tests.count <= Self.mostTests, standing.condition.mode != .none else {
        return nil
      }
      return JoinedTests(
        mode: standing.condition.mode, heading: standing.heading.place, tests: tests,
        texts: Set(tests.map(\.text)))
    }
  }

  private func triples(of condition: JoinedTests) -> [Triple] {
    triples(among: condition.texts.sorted(), condition.mode)
  }

  private func triples(among texts: [String], _ mode: GroupMode) -> [Triple] {
    var found: [Triple] = []
    for first in texts.indices {
      for second in texts.indices.dropFirst(first + 1) {
        for third in texts.indices.dropFirst(second + 1) {
          found.append(Triple(mode: mode, texts: [texts[first], texts[second], texts[third]]))
        }
      }
    }
    return found
  }

  private func repeatedTests(_ shared: Set<String>, _ users: [JoinedTests]) -> RepeatedTests {
    let first = users[0].tests.filter { shared.contains($0.text) }
    let read = facts(behind: first.flatMap(\.factsRead))
    let places = users.map { user in
      RepeatedTests.Place(
        tests: user.tests.filter { shared.contains($0.text) }.map(\.origin.place))
    }
    var texts: [String] = []
    for test in first where !texts.contains(test.text) { texts.append(test.text) }
    return RepeatedTests(
      mode: users[0].mode, texts: texts, places: places,
      canBeDefined: first.allSatisfy { $0.window == nil }
        && places.allSatisfy { $0.tests.count == texts.count }
        && !read.contains { model.vocabulary.facts[$0].isOfTheDecision })
  }

  fileprivate func extracted(_ repeated: RepeatedTests) -> [Fix] {
    guard repeated.canBeDefined, let before = heading(before: .define) else { return [] }
    let name = freshName("same_case")
    var edits: [Edit] = []
    for place in repeated.places {
      guard let replacing = replacing(place.tests, by: "\(name) is yes") else { return [] }
      edits += replacing
    }
    let group = repeated.mode == .any ? "any" : "all"
    let lines = repeated.texts.map { "\n    - " + $0 }.joined()
    edits.append(before.newHeading("define \(name)\n  when \(group) of\(lines)"))
    return [Fix(.ask, "give them one name, to be changed to your own word for it", edits)]
  }

  /// The first test becomes the new one, the others go.
  private func replacing(_ tests: [SourcePlace], by text: String) -> [Edit]? {
    let nodes = tests.compactMap { node(.test, at: $0) }
    guard nodes.count == tests.count else { return nil }
    let line = node(.allTests, at: tests[0]) ?? node(.anyTests, at: tests[0])
    if let line {
      guard !line.text.contains("#") else { return nil }
      let gone = Set(tests.dropFirst())
      let joint = line.kind == .allTests ? " and " : " or "
      let kept = line.children.filter { !gone.contains($0.place) }
        .map { $0.place == tests[0] ? text : $0.formatted }
      return [Edit(line.place, kept.joined(separator: joint))]
    }
    let removals = nodes.dropFirst().map { Edit($0.wholeLines, "") }
    guard
      !removals.contains(where: {
        trees[$0.place.file.offset].source.text($0.place.range).contains("#")
      })
    else { return nil }
    return [Edit(tests[0], text)] + removals
  }
}

extension Fact {
  /// Read before the decision and after it: a definition may not serve both.
  fileprivate var isOfTheDecision: Bool {
    guard case .builtIn(let builtIn) = supply else { return false }
    switch builtIn {
    case .handler, .choice, .approval: return true
    case .task, .turnCount, .humanRequests, .now, .queueOpen, .queueFree, .queueWait, .done:
      return false
    }
  }
}
