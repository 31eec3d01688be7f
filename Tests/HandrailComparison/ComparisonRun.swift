import HandrailSource
import HandrailSyntax

/// Compares many generated policies, in order of their seeds.
package struct ComparisonRun: Sendable {
  package var firstSeed: UInt64
  /// Every how many-th seed is this run's: runs beside each other take turns.
  package var stride: UInt64
  package var comparisons: Int
  package var questionsPerPolicy: Int
  package var zones: ZoneFiles

  package init(
    firstSeed: UInt64, stride: UInt64 = 1, comparisons: Int, questionsPerPolicy: Int = 40,
    zones: ZoneFiles
  ) {
    self.firstSeed = firstSeed
    self.stride = stride
    self.comparisons = comparisons
    self.questionsPerPolicy = questionsPerPolicy
    self.zones = zones
  }

  /// What a run found: counts, and the first difference and stopped policy.
  package struct Outcome: Sendable {
    package var counts = ComparisonCounts()
    package var differences: [Difference] = []
    package var stopped: [String] = []

    package init() {}
  }

  /// Runs until the comparisons are made, or until so many differences are found.
  package func run(differencesAtMost most: Int = 1) -> Outcome {
    var outcome = Outcome()
    var seed = firstSeed
    while outcome.counts.stopped < 500 && outcome.counts.comparisons < comparisons
      && outcome.differences.count < most
    {
      compare(seed: seed, into: &outcome)
      seed &+= stride
    }
    return outcome
  }

  private func compare(seed: UInt64, into outcome: inout Outcome) {
    let text = PolicyWriter.write(seed: seed)
    switch ComparedPolicy.make(text, zones: zones) {
    case .failure(let stopped):
      outcome.counts.stopped += 1
      if outcome.stopped.count < 20 { outcome.stopped.append(describe(stopped, seed: seed)) }
    case .success(let policy):
      outcome.counts.policies += 1
      for kind in kinds(in: text) { outcome.counts.seen["node \(kind)", default: 0] += 1 }
      var comparer = PolicyComparer(policy, seed: seed)
      comparer.compare(questions: questionsPerPolicy)
      outcome.counts.add(comparer.counts)
      if let difference = comparer.difference { outcome.differences.append(difference) }
    }
  }

  /// The kinds of node of a policy and of what it uses.
  private func kinds(in text: PolicyText) -> Set<NodeKind> {
    let texts = [text.text] + text.used.values
    return texts.reduce(into: Set<NodeKind>()) { kinds, text in
      let tree = parse(SourceText(path: "main.policy", text: text)).value
      for node in tree.nodes.elements { kinds.insert(node.kind) }
    }
  }

  private func describe(_ stopped: StoppedPolicy, seed: UInt64) -> String {
    let source = SourceText(path: "main.policy", text: stopped.text.text)
    let messages = stopped.messages.prefix(3).map { message in
      let line = source.line(at: message.place.range.lower)
      let place = message.place.file.rawValue == 0 ? "line \(line): " : "in a used file: "
      let text = message.place.file.rawValue == 0 ? source.text(source.lineRange(line)) : ""
      return "\(message.code) \(place)\(message.headline)\n    \(text)"
    }
    return "seed \(seed)\n  " + messages.joined(separator: "\n  ")
  }
}

extension ComparisonCounts {
  /// Kinds of node, and outcomes, that fewer than one policy in a hundred had.
  package var missing: [String] {
    let unneeded: Set<NodeKind> = [.unexpected]
    let wanted = NodeKind.allCases.filter { !unneeded.contains($0) }.map { "node \($0)" }
    return wanted.filter { seen[$0, default: 0] * 100 < policies }
  }
}
