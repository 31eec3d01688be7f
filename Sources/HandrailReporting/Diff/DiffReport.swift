package import HandrailAnalysis
package import HandrailEngine
import HandrailExplanation

/// Two versions of one policy, and what differs between them.
package struct ComparedPolicy: Sendable {
  package var old: DecisionGraph
  package var new: DecisionGraph
  package var diff: VersionDiff
  package var replay: ReplayCount?

  package init(old: DecisionGraph, new: DecisionGraph, diff: VersionDiff) {
    self.old = old
    self.new = new
    self.diff = diff
  }
}

/// Recorded questions, decided by both versions.
package struct ReplayCount: Sendable, Equatable {
  package var questions = 0
  /// Documents that one of the versions could not read.
  package var unreadable = 0
  /// By kind, in the order of the kinds.
  package var counts = [Int](repeating: 0, count: ChangeKind.allCases.count)
  /// The line of the first question of each kind; 0: none.
  package var firstLines = [Int](repeating: 0, count: ChangeKind.allCases.count)

  package init() {}

  /// Counts one question, by what both versions decide on it.
  package mutating func count(_ kinds: Set<ChangeKind>, line: Int) {
    questions += 1
    for kind in ChangeKind.allCases where kinds.contains(kind) {
      counts[kind.rawValue] += 1
      if firstLines[kind.rawValue] == 0 { firstLines[kind.rawValue] = line }
    }
  }
}

/// What `handrail diff` found, for people and machines.
package struct DiffReport: Sendable {
  package var policies: [ComparedPolicy] = []
  /// Names of policies that one side alone has.
  package var removed: [String] = []
  package var added: [String] = []

  package init() {}

  /// Whether a kind of change is there, or could not be ruled out.
  package func has(_ kind: ChangeKind) -> Bool {
    // A policy that is new or gone was not compared: nothing is ruled out.
    !removed.isEmpty || !added.isEmpty || policies.contains { $0.diff.has(kind) }
  }
}

extension ChangeKind {
  /// As options and machines name it.
  package var name: String {
    switch self {
    case .looser: "looser"
    case .stricter: "stricter"
    case .team: "team"
    }
  }

  package var title: String {
    switch self {
    case .looser: "LOOSER"
    case .stricter: "STRICTER"
    case .team: "ANOTHER TEAM"
    }
  }

  var explained: String {
    switch self {
    case .looser: "the AI may do more, or less comes before it does"
    case .stricter: "the AI may do less, or more comes before it does"
    case .team: "as strict, with another team or other people"
    }
  }
}

/// One change in words.
struct ChangeWords {
  let policy: ComparedPolicy
  let change: VersionChange

  /// The customer, on one line.
  var example: String {
    let isNew = change.causes.contains { $0.new != nil }
    let graph = isNew ? policy.new : policy.old
    let witness = isNew ? change.new : change.old
    let names = Set(change.causes.map(\.name))
    var headings = Set(graph.headings.indices.filter { names.contains(graph.headings[$0].name) })
    headings.formUnion(witness.decision.headings(graph))
    let facts = CustomerFacts(readByHeadings: headings, of: graph)
    let words = CustomerWords.brief(witness.question, saying: facts, by: graph)
    return words.isEmpty ? "any customer" : words
  }

  var before: String { outcome(change.old, policy.old) }
  var after: String { outcome(change.new, policy.new) }

  private func outcome(_ witness: Witness, _ graph: DecisionGraph) -> String {
    let words = CustomerWords.outcome(witness.decision, on: witness.question, by: graph)
    let outcome = VersionOutcome(witness.decision, by: graph)
    let people = outcome.people.values.reduce(0, +)
    let more = outcome.steps.sorted()
      + (people > 0 ? ["\(people) \(people == 1 ? "person" : "people") to agree"] : [])
    return more.isEmpty ? words : words + " (" + more.joined(separator: ", ") + ")"
  }
}

extension ChangedLine {
  /// What stands there, before and after.
  var words: String {
    switch (old, new) {
    case (let old?, let new?) where old.text == new.text: "\(old.text), in other cases"
    case (let old?, let new?): "\(old.text) -> \(new.text)"
    case (let old?, nil): "\(old.text), removed"
    case (nil, let new?): "\(new.text), added"
    case (nil, nil): "described otherwise"
    }
  }

  /// Lines of the two files.
  func places(_ policy: ComparedPolicy) -> String {
    func place(_ place: Place?, _ graph: DecisionGraph) -> String? {
      guard let place, graph.policy.files.indices.contains(place.file) else { return nil }
      return "\(graph.policy.files[place.file]):\(place.line)"
    }
    let places = [place(old, policy.old), place(new, policy.new)].compactMap { $0 }
    return places.joined(separator: " -> ")
  }
}

extension Aside {
  var words: String {
    switch (old, new) {
    case (let old?, let new?): "\(name): \"\(old)\" -> \"\(new)\""
    case (_, _): "\(name), \(change.rawValue)"
    }
  }

  var isWording: Bool { sort == .wording }
}

extension Decision {
  fileprivate func headings(_ graph: DecisionGraph) -> [Int] {
    (handlerReasons + (task?.reasons ?? [])).compactMap { reason in
      switch reason.cause {
      case .effect(let effect): graph.effects[effect].heading
      case .first(let first): graph.gates.firsts[first].heading
      case .comesBack(let way): graph.gates.returns[way].heading
      case .approval(let approval): graph.gates.approvals[approval].heading
      case .offer(let offer): graph.gates.offers[offer].heading
      case .builtIn: nil
      }
    }
  }
}
