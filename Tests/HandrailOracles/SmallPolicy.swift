import Foundation
package import HandrailEngine
import HandrailLowering
package import HandrailModel
package import HandrailReference
import HandrailSource
import HandrailTestSupport

/// A small generated policy that passes the checks, its next version, and what to ask of it.
///
/// How to hold a search against the oracles:
/// ```
/// let small = SmallPolicy(seed: seed, zone: zone)
/// let brute = BruteForce(small)
/// if !brute.isTooLarge {
///   for query in small.queries { expect(search(small.graph, query) == brute.answer(query)) }
/// }
/// let solver = Z3Oracle(small)     // nil answers: not encoded, or not settled
/// ```
/// What every answer ranges over is written at `Space`, what every query means at `OracleQuery`.
package struct SmallPolicy: Sendable {
  /// One text with what became of it.
  package struct Version: Sendable {
    package var text: String
    package var model: PolicyModel
    package var graph: DecisionGraph
    package var reference: ReferencePolicy
  }

  package let seed: UInt64
  package let version: Version
  /// The version to compare with: one change, which may change nothing.
  package let next: Version
  /// How many texts of this seed did not pass the checks before this one.
  package let refused: Int
  package let queries: [OracleQuery]

  package var text: String { version.text }
  package var model: PolicyModel { version.model }
  package var graph: DecisionGraph { version.graph }

  /// The bytes of the one zone that small policies name.
  package static func installedZone() -> [UInt8] {
    Array(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/London") ?? Data())
  }

  /// A policy of its own for each seed; texts that do not pass the checks are passed over.
  package init(seed: UInt64, zone: [UInt8]) {
    var refused = 0
    var random = Seeded(seed)
    while true {
      let (sketch, changed) = SmallWriter.write(seed: random.next())
      if let version = SmallPolicy.make(sketch.text, zone) {
        self.seed = seed
        self.version = version
        self.refused = refused
        next = SmallPolicy.make(changed.text, zone) ?? version
        queries = SmallPolicy.queries(of: version.model)
        return
      }
      refused += 1
      precondition(refused < 200, "the generator writes policies that pass the checks")
    }
  }

  /// A policy as written; nothing where a text does not pass the checks.
  ///
  /// It may hold what the generator writes, and no other built-in fact or duty.
  package init?(text: String, next: String, zone: [UInt8]) {
    guard let version = SmallPolicy.make(text, zone), let other = SmallPolicy.make(next, zone)
    else { return nil }
    self.version = version
    self.next = other
    seed = 0
    refused = 0
    queries = SmallPolicy.queries(of: version.model)
  }

  /// Reads, checks and lowers; nothing where it is stopped.
  package static func make(_ text: String, _ zone: [UInt8]) -> Version? {
    let outcome = outcome(of: text, zone)
    guard !outcome.diagnostics.contains(where: { $0.severity == .stop }),
      let model = outcome.value
    else { return nil }
    let graph = lower(model, zoneDataVersion: "test")
    let reference = ReferencePolicy(model: model, digest: graph.policy.digest)
    return Version(text: text, model: model, graph: graph, reference: reference)
  }

  private static func outcome(of text: String, _ zone: [UInt8]) -> Outcome<PolicyModel?> {
    let surroundings = CheckSurroundings(
      load: { _, _ in .failure(.init(reason: "there is no such file")) },
      zoneFile: { _ in zone }, zoneNames: { ["Europe/London"] }, zoneDataVersion: "test")
    return check(SourceText(path: "main.policy", text: text), in: surroundings)
  }

  /// What stops a seed's first text, for work on the generator.
  package static func stops(seed: UInt64, zone: [UInt8]) -> [String] {
    var random = Seeded(seed)
    let text = SmallWriter.write(seed: random.next()).0.text
    let source = SourceText(path: "main.policy", text: text)
    return outcome(of: text, zone).diagnostics.filter { $0.severity == .stop }.map {
      "\($0.code) \($0.headline): "
        + source.text(source.lineRange(source.line(at: $0.place.range.lower)))
    }
  }

  private static func queries(of model: PolicyModel) -> [OracleQuery] {
    var queries: [OracleQuery] = []
    let handing = model.rules.filter { !$0.handOverTargets.isEmpty }
    for rule in model.rules {
      queries.append(.ruleCanApply(rule: rule.name))
      for (place, effect) in rule.effects.enumerated() where effect.action.permits {
        queries.append(.permissionCanTakeEffect(rule: rule.name, effect: place))
      }
      for place in rule.guarding.excepts.indices {
        queries.append(.exceptionMatters(rule: rule.name, exception: place))
      }
      if !rule.guarding.excepts.isEmpty { queries.append(.exceptionCoversAll(rule: rule.name)) }
    }
    for (place, rule) in handing.enumerated() {
      queries += handing[(place + 1)...].map { .differentQueues(rule.name, $0.name) }
      queries += model.gates.returns.indices.map {
        .returnWhileHandingOver(way: $0, rule: rule.name)
      }
    }
    queries += model.checks.promises.map { .promiseBroken($0.name) } + [.versionsDiffer]
    for table in model.vocabulary.tables.elements {
      queries.append(.tableGap(table.name))
      guard !table.topRowWins else { continue }
      let rows = table.rows.indices.filter { table.rows[$0].isOfCells }
      for (place, row) in rows.enumerated() {
        queries += rows[(place + 1)...].map { .rowsOverlap(table: table.name, row, $0) }
      }
    }
    return queries + model.vocabulary.chooses.elements.map { .tableGap($0.name) }
  }
}

extension EffectAction {
  /// `ai may` and `ai may only suggest`.
  var permits: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest: true
    case .onlyHumanMay, .nobodyMay, .handOver, .otherwiseHandOver, .otherwiseRefuse,
      .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  /// The tasks that the line covers; nothing for lines about the conversation.
  var scope: Set<TaskID> {
    switch self {
    case .aiMay(let scope), .aiMayOnlySuggest(let scope), .onlyHumanMay(let scope, _),
      .nobodyMay(let scope), .otherwiseRefuse(let scope):
      scope.tasks
    case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn, .contactCustomer, .urgency,
      .needSkills:
      []
    }
  }

  var handOverTarget: HandOverTarget? {
    switch self {
    case .handOver(let target), .otherwiseHandOver(let target): target
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }

  var isOtherwise: Bool {
    switch self {
    case .otherwiseHandOver, .otherwiseRefuse: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension Rule {
  var handOverTargets: [HandOverTarget] { effects.compactMap(\.action.handOverTarget) }
}

extension TableRow {
  var isOfCells: Bool {
    switch match {
    case .cells: true
    case .otherwise: false
    }
  }
}
