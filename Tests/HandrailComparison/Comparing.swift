package import HandrailEngine
package import HandrailModel
package import HandrailReference
package import HandrailSource
import HandrailTestSupport
import HandrailLowering
import HandrailSyntax

/// A policy that both sides decide by.
package struct ComparedPolicy: Sendable {
  package var text: PolicyText
  package var model: PolicyModel
  package var graph: DecisionGraph
  package var program: Program
  package var reference: ReferencePolicy

  /// Reads, checks and lowers; the messages that stopped it otherwise.
  package static func make(
    _ text: PolicyText, zones: ZoneFiles
  ) -> Result<ComparedPolicy, StoppedPolicy> {
    let used = text.used
    let surroundings = CheckSurroundings(
      load: { path, _ in
        guard let found = used[path] else {
          return .failure(.init(reason: "there is no such file"))
        }
        return .success(SourceText(path: path, text: found))
      },
      zoneFile: { zones.bytes[$0] }, zoneNames: { zones.bytes.keys.sorted() },
      zoneDataVersion: "test")
    let outcome = check(SourceText(path: "main.policy", text: text.text), in: surroundings)
    let stops = outcome.diagnostics.filter { $0.severity == .stop }
    guard stops.isEmpty, let model = outcome.value else {
      return .failure(StoppedPolicy(text: text, messages: stops))
    }
    let graph = lower(model, zoneDataVersion: "test")
    let reference = ReferencePolicy(model: model, digest: graph.policy.digest)
    return .success(
      ComparedPolicy(
        text: text, model: model, graph: graph, program: Program(graph), reference: reference))
  }
}

/// A generated policy that did not pass the checks.
package struct StoppedPolicy: Error {
  package var text: PolicyText
  package var messages: [Diagnostic]
}

/// One difference between the product and the reference.
package struct Difference: Sendable {
  package var seed: UInt64
  package var policy: String
  package var question: String
  /// Lines that only one side has, `-` the reference's, `+` the product's.
  package var lines: [String]
}

/// A gate of the last decision, under the fingerprints of both sides.
struct ShownGate: Sendable {
  var gate: String
  /// `approval`, `offer` or `first`.
  var kind: String
  var state: String
  var product: String
  var reference: String
}

/// What a run compared.
package struct ComparisonCounts: Sendable {
  package var policies = 0
  package var stopped = 0
  package var comparisons = 0
  package var withUnknown = 0
  package var withFault = 0
  package var differences = 0
  package var seen: [String: Int] = [:]

  package init() {}

  package mutating func add(_ other: ComparisonCounts) {
    policies += other.policies
    stopped += other.stopped
    comparisons += other.comparisons
    withUnknown += other.withUnknown
    withFault += other.withFault
    differences += other.differences
    seen.merge(other.seen, uniquingKeysWith: +)
  }
}

/// Compares decisions on one policy, conversation by conversation.
package struct PolicyComparer {
  package let policy: ComparedPolicy
  package let seed: UInt64
  package private(set) var counts = ComparisonCounts()
  package private(set) var difference: Difference?
  private var rules: ComparedRules

  package init(_ policy: ComparedPolicy, seed: UInt64) {
    self.policy = policy
    self.seed = seed
    rules = ComparedRules(policy.program)
  }

  /// Compares so many questions; stops at the first difference.
  package mutating func compare(questions: Int) {
    var random = Seeded(seed ^ 0x5EED)
    var left = questions
    while left > 0 && difference == nil {
      let length = min(left, 1 + random.below(8))
      compareConversation(length: length, seed: random.next())
      left -= length
    }
    counts.seen.merge(rules.seen, uniquingKeysWith: +)
  }

  private mutating func compareConversation(length: Int, seed: UInt64) {
    let names = InstanceNames()
    let reader = NeutralReader(graph: policy.graph, instances: names)
    var conversation = ConversationMaker(
      QuestionMaker(policy: policy.reference, random: Seeded(seed)))
    for _ in 0..<length {
      let (question, asked) = conversation.next()
      let (traced, trace) = decideTracing(question, by: policy.graph)
      let decision = decide(question, by: policy.program)
      if decision != traced, reportTracing(decision, traced, question) { return }
      let unlike = rules.differences(question, traced, trace)
      if !unlike.isEmpty, report(unlike, question) { return }
      let expected = referenceDecide(asked.question, memory: asked.memory, by: policy.reference)
      let gates = pairGates(decision, expected, names)
      let found = reader.neutral(decision, trace)
      count(expected, asked)
      if found != expected, report(expected, found, "\(question)\n\(described(trace))") { return }
      conversation.keep(product: decision.memory, reference: expected.memory, gates: gates)
    }
  }

  /// Gates that both sides name: their fingerprints mean the same.
  private func pairGates(
    _ decision: Decision, _ expected: ReferenceDecision, _ names: InstanceNames
  ) -> [ShownGate] {
    let product = ([decision.task].compactMap(\.self) + decision.survey).map(instances)
    let reference = ([expected.task].compactMap(\.self) + expected.survey).map(\.gates)
    var paired: [ShownGate] = []
    for (left, right) in zip(product, reference) {
      for (open, gate) in zip(left, right) where !gate.instance.isEmpty && !open.isEmpty {
        names.pair(open, gate.instance)
        paired.append(
          ShownGate(
            gate: gate.name, kind: gate.kind, state: gate.state, product: open,
            reference: gate.instance))
      }
    }
    return paired
  }

  private func instances(_ task: TaskDecision) -> [String] {
    task.approvals.map(\.instance) + task.offers.map(\.instance) + task.gates.map(\.instance)
  }

  private mutating func count(_ expected: ReferenceDecision, _ asked: AskedQuestion) {
    counts.comparisons += 1
    if asked.hasUnknown { counts.withUnknown += 1 }
    if asked.hasFault { counts.withFault += 1 }
    counts.seen["next \(expected.next)", default: 0] += 1
    if let task = expected.task { counts.seen["ruling \(task.ruling)", default: 0] += 1 }
    for gate in expected.task?.gates ?? [] {
      counts.seen["\(gate.kind) \(gate.state)", default: 0] += 1
      for vote in gate.uncounted {
        let why = vote.split(separator: " ").last ?? ""
        counts.seen["vote that does not count, \(why)", default: 0] += 1
      }
      if gate.kind == "offer" { counts.seen["choice \(gate.choice)", default: 0] += 1 }
    }
    for (name, isSeen) in FeatureShares.seen(expected) where isSeen {
      counts.seen["question with \(name)", default: 0] += 1
    }
    for reason in expected.handlerReasons + (expected.task?.reasons ?? [])
    where reason.hasPrefix("built in") || reason.hasPrefix("return ") {
      counts.seen[reason.hasPrefix("return ") ? "return taken" : reason, default: 0] += 1
    }
  }

  /// True where some line really differs: lists without an order are compared sorted.
  private mutating func report(
    _ expected: ReferenceDecision, _ found: ReferenceDecision, _ question: String
  ) -> Bool {
    let left = expected.lines
    let right = found.lines
    if left == right { return false }
    let only = left.filter { !right.contains($0) }.map { "- " + $0 }
    let others = right.filter { !left.contains($0) }.map { "+ " + $0 }
    counts.differences += 1
    difference = Difference(
      seed: seed, policy: policy.text.text, question: question, lines: only + others)
    return true
  }

  /// The program and the whole reading of the graph must decide the same, to the last detail.
  private mutating func reportTracing(
    _ decision: Decision, _ traced: Decision, _ question: Question
  ) -> Bool {
    report(["- traced: \(traced)", "+ by program: \(decision)"], question)
  }

  private mutating func report(_ lines: [String], _ question: Question) -> Bool {
    counts.differences += 1
    difference = Difference(
      seed: seed, policy: policy.text.text, question: "\(question)", lines: lines)
    return true
  }

  /// What the product worked out, by name.
  private func described(_ trace: Trace) -> String {
    let rows = policy.graph.logic.tables.indices.map {
      "\(policy.graph.logic.tables[$0].name) row \(trace.rows[$0])"
    }
    let cells = policy.graph.facts.compactMap { fact -> String? in
      guard case .computed(let slot) = fact.supply else { return nil }
      return "\(fact.name) = \(trace.computed[slot])"
    }
    return (rows + cells).joined(separator: "\n")
  }
}
