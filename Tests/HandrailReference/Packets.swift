import HandrailEngine
import HandrailModel
import HandrailSource

/// What a person is given who takes over: language.md 3.16, `handoff`.
extension Deciding {
  /// The `handoff` that names the queue.
  var named: Handoff? {
    guard let queue = route.queue else { return nil }
    return policy.model.duties.handoffs.first { $0.queues.contains(queue) }
  }

  /// The `handoff` for all queues.
  var general: Handoff? { policy.model.duties.handoffs.first { $0.queues.isEmpty } }

  func packet() -> ReferencePacket {
    var packet = ReferencePacket()
    let handoffs = [general, named].compactMap(\.self)
    let leftOut = Set(policy.model.duties.handoffs.flatMap(\.leaveOut))
    let included = Set(handoffs.flatMap(\.include)).subtracting(leftOut)
    let states = included.map { ($0, decided.known($0, at: .now)) }
    packet.knownCount = states.count { $0.1.isKnown }
    packet.fields = states.map { id, known in field(id, known) }
    packet.task = reading.task.position.map { policy.name(TaskID($0)) } ?? "-"
    packet.emotions = emotions(but: leftOut)
    packet.tried = reading.doneTasks.sorted()
    let identity = policy.model.vocabulary.facts.indices.filter {
      policy.fact($0).marks.contains("identity") && !leftOut.contains($0)
        && decided.known($0, at: .now).isKnown
    }
    packet.identity = identity.map { field($0, decided.known($0, at: .now)) }
    // What is only assumed may be asked for.
    let assumed = assumed()
    packet.doNotAsk = policy.model.vocabulary.facts.indices.filter { id in
      switch policy.fact(id).supply {
      case .session, .turn, .task: decided.known(id, at: .now).isKnown
      case .agent, .table, .choose, .definition, .builtIn: false
      }
    }.map(policy.name).filter { !assumed.contains($0) }
    packet.collect = collected()
    packet.brief = handoffs.flatMap(\.brief)
    packet.keepsChannel = handoffs.contains(where: \.keepsChannel)
    return packet
  }

  /// A secret goes only to a team whose own heading includes it.
  private func isHeldBack(_ id: FactID) -> Bool {
    policy.fact(id).marks.contains("secret") && named?.include.contains(id) != true
  }

  private func field(_ id: FactID, _ known: Known) -> String {
    let fact = policy.fact(id)
    switch known {
    case .value(let cell):
      if isHeldBack(id) { return "\(fact.name): redacted" }
      return "\(fact.name) = \(spelled(cell, fact.domain, texts: question.frame.texts))"
    case .unknown(let finding):
      let own = finding.leaves.first { $0.fact == id }?.cause
      return "\(fact.name) missing: \((own ?? .noResult).name)"
    }
  }

  private func emotions(but leftOut: Set<FactID>) -> [String] {
    let scores = policy.facts(suppliedBy: .turn).filter {
      policy.fact($0).domain.kind == .score
    }
    let marked = scores.filter { policy.fact($0).marks.contains("emotion") }
    let told = (marked.isEmpty ? scores : marked).filter {
      !leftOut.contains($0) && !isHeldBack($0)
    }
    return told.map { id in
      let slot = policy.slots[id.offset]
      let cells = question.frame.turns.map { $0.cells[slot] }
      let known = cells.filter(\.isKnown).map(\.value)
      let now = cells.last.flatMap { $0.isKnown ? $0.value : nil }
      let trend = known.count < 2 ? nil : known[known.count - 1] - known[0]
      let shown = [now, known.max(), trend].map { value in
        value.map { "\(Fraction(cell: $0, decimals: policy.fact(id).domain.decimals))" } ?? "-"
      }
      return "\(policy.name(id)) \(shown.joined(separator: " "))"
    }
  }

  /// Questions that are asked before the person joins.
  private func collected() -> [String] {
    guard next == "hand_over", let collect = named?.collect ?? general?.collect else { return [] }
    let way = policy.model.duties.disclosure?.wayOut
    let isAskedFor = handling.calling.contains { $0.rule?.name == way && way != nil }
    let except = collect.except.map { decided.finding($0, at: .now) } ?? .no
    guard except.isNo, !isAskedFor, !isAlarmed else { return [] }
    let unknown = collect.facts.filter { !decided.known($0, at: .now).isKnown }
    return unknown.prefix(collect.atMostQuestions).map(policy.name)
  }
}
