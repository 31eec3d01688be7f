import Handrail
import HandrailEngine
import HandrailExplanation

/// Makes the cards of a policy, with what a decision made of each.
struct LaneCards {
  let graph: DecisionGraph
  let decided: Decided?
  /// Headings of the graph by file and line.
  private var headings: [String: Int] = [:]
  private var effects: [Int: [GraphEffect]] = [:]
  private(set) var verdicts: [Int: RuleVerdict] = [:]

  init(_ graph: DecisionGraph, _ decided: Decided?) {
    self.graph = graph
    self.decided = decided
    for (position, heading) in graph.headings.enumerated() {
      headings["\(graph.policy.files[heading.file]):\(heading.line)"] = position
    }
    for effect in graph.effects { effects[effect.heading, default: []].append(effect) }
    guard let decided else { return }
    for verdict in HandrailExplanation.verdicts(of: decided, by: graph) {
      verdicts[verdict.heading] = verdict
    }
  }

  /// The cards of all blocks, in the order in which lanes show them.
  func picture(of blocks: [PolicyBlock]) -> LanePicture {
    var cards = blocks.compactMap(card(of:)) + graph.routing.queues.indices.compactMap(ladder(of:))
    cards = cards.enumerated().sorted { left, right in
      (left.element.lane.rawValue, left.element.order, left.offset)
        < (right.element.lane.rawValue, right.element.order, right.offset)
    }.map { $0.element }
    var picture = LanePicture(
      title: "\(graph.policy.name) \(graph.policy.version)",
      sentence: decided.map { WhyWords(graph: graph).opening($0.decision) } ?? "", cards: [])
    // What decided is drawn before what did not, where not all of it can be.
    let kept = cards.indices.sorted { left, right in
      (cards[left].state.isLit ? 0 : 1, left) < (cards[right].state.isLit ? 0 : 1, right)
    }.prefix(LanePicture.mostCards)
    let isKept = Set(kept)
    for position in cards.indices {
      if isKept.contains(position) {
        picture.cards.append(cards[position])
      } else {
        picture.omitted[cards[position].lane, default: 0] += 1
      }
    }
    return picture
  }

  private func card(of block: PolicyBlock) -> LaneCard? {
    let place = "\(block.file):\(block.line)"
    let heading = headings[place]
    switch block.kind {
    case .disclosure, .conduct, .handoff, .assist, .oversight, .afterwards, .target:
      var card = card(block, .duties, .duty, heading)
      card.state = state(ofDuty: block)
      card.order = PolicyBlock.Kind.allCases.firstIndex(of: block.kind) ?? 0
      return card
    case .approval, .offer, .first:
      var card = card(block, .gates, .gate, heading)
      card.order = PolicyBlock.Kind.allCases.firstIndex(of: block.kind) ?? 0
      card.section = block.kind.plural
      card.links = heading.map(failures(of:)) ?? []
      if let state = heading.flatMap(stateOfGate) { card.state = state }
      return card
    case .rule, .returnToAI: return rule(block, heading)
    case .table, .choose: return table(block)
    case .queue: return queue(block)
    case .prefer:
      var card = card(block, .queues, .queue, heading)
      card.title = "prefer queues"
      card.body = [String(block.title.dropFirst("prefer queues ".count))] + block.lines
      if decided != nil { card.state = .dim("") }
      card.section = "Queues"
      card.order = 1
      return card
    }
  }

  private func card(
    _ block: PolicyBlock, _ lane: LaneCard.Lane, _ tone: LaneCard.Tone, _ heading: Int?
  ) -> LaneCard {
    // The title is the heading's name; where it has none, its own words.
    let words = block.title.split(separator: " ")
    let isNamed = [.approval, .offer, .first, .rule, .table, .choose, .queue, .target].contains(
      block.kind)
    let title = isNamed && words.count > 1 ? words.dropFirst().joined(separator: " ") : block.title
    return LaneCard(
      lane: lane, tone: tone, label: isNamed ? String(words.first ?? "") : block.kind.plural,
      title: title, body: block.lines, place: "\(block.file):\(block.line)",
      state: heading.map(state(of:)) ?? (decided == nil ? .plain : .dim("")))
  }

  // MARK: Who

  private func rule(_ block: PolicyBlock, _ heading: Int?) -> LaneCard {
    let own = heading.flatMap { effects[$0] } ?? []
    let part = block.kind == .returnToAI ? WhoPart.comesBack : WhoPart.strictest(of: own)
    var card = card(block, .who, part.tone, heading)
    card.label = part.label
    card.section = part.section
    card.order = part.rawValue
    for effect in own {
      switch effect.action {
      case .handOver(let target), .otherwiseHandOver(let target):
        if let link = link(to: target) { card.links.append(link) }
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
        .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
        break
      }
    }
    return card
  }

  private func link(to target: GraphEffect.HandOver) -> LaneCard.Target? {
    switch target {
    case .queue(let queue): .queue(queue)
    case .table(let table): .table(table)
    case .none: nil
    }
  }

  private func failures(of heading: Int) -> [LaneCard.Target] {
    let approvals = graph.gates.approvals.filter { $0.heading == heading }
      .flatMap { [$0.terms.ifNoAnswer, $0.terms.ifRefused] }
    let firsts = graph.gates.firsts.filter { $0.heading == heading }
      .flatMap { [$0.ifNoAnswer, $0.ifRefused] }
    return (approvals + firsts).compactMap { failure in
      guard case .handOver(let target) = failure else { return nil }
      return link(to: target)
    }
  }

  // MARK: Queues

  /// Tables that work facts out stand in the decision graph, not in the lanes.
  private func table(_ block: PolicyBlock) -> LaneCard? {
    let found = graph.logic.tables.firstIndex { table in
      table.line == block.line && graph.policy.files[table.file] == block.file
    }
    guard let found, let output = graph.logic.tables[found].outputs.firstIndex(of: .queue) else {
      return nil
    }
    var card = card(block, .queues, .queue, nil)
    card.section = "Which queue"
    card.own = .table(found)
    card.links = graph.logic.tables[found].rows.compactMap { row in
      guard row.results.indices.contains(output), let queue = row.results[output],
        graph.routing.queues.indices.contains(Int(queue))
      else { return nil }
      return .queue(Int(queue))
    }
    card.state = state(ofTable: found)
    return card
  }

  private func queue(_ block: PolicyBlock) -> LaneCard? {
    let found = graph.routing.queues.firstIndex { queue in
      queue.line == block.line && graph.policy.files[queue.file] == block.file
    }
    guard let found else { return nil }
    var card = card(block, .queues, .queue, nil)
    // The ladder stands on its own card.
    if let ladder = block.lines.firstIndex(where: { $0.hasPrefix("if closed or waited") }) {
      let behind = block.lines[ladder...].drop { line in
        line.hasPrefix("if closed") || line.hasPrefix("-")
      }
      card.body = Array(block.lines[..<ladder] + behind)
    }
    card.section = "Queues"
    card.order = 2
    card.own = .queue(found)
    if !graph.routing.queues[found].ladder.isEmpty { card.links = [.fallback(found)] }
    card.state = state(ofQueue: found)
    return card
  }

  private func ladder(of position: Int) -> LaneCard? {
    let queue = graph.routing.queues[position]
    guard !queue.ladder.isEmpty else { return nil }
    return LaneCard(
      lane: .fallback, tone: .fallback, label: "ladder", title: queue.name,
      body: queue.ladder.map(words(of:)), place: "\(graph.policy.files[queue.file]):\(queue.line)",
      state: state(ofLadder: position), own: .fallback(position))
  }

  private func words(of rung: LadderRung) -> String {
    let start =
      rung.afterSeconds.map { "after \(spelledDuration($0, decimals: 0))" } ?? "if closed"
    return "\(start): \(words(of: rung.step))"
  }

  private func words(of step: LadderRung.Step) -> String {
    switch step {
    case .lastAgentFirst(let seconds):
      return "only the last agent, for \(spelledDuration(seconds, decimals: 0))"
    case .withoutSkills(let skills): return "no longer needs \(skills.joined(separator: ", "))"
    case .accept(let skill):
      let least = skill.atLeast.map { " at least \($0)" } ?? ""
      return "takes \(skill.name)\(least)"
    case .urgency(let level):
      let names = ["low", "normal", "high", "urgent"]
      return "urgency \(names[min(Int(level), names.count - 1)])"
    case .tryQueue(let queue): return "try \(graph.routing.queues[queue].name)"
    case .callback(let seconds, let calendar):
      let within = seconds.map { " within \(spelledDuration($0, decimals: 0))" } ?? ""
      let of = calendar >= 0 ? " of \(graph.logic.calendars[calendar].name)" : ""
      return "offer callback\(within)\(of)"
    case .keepWaiting: return "keep waiting"
    case .takeMessage: return "take message"
    }
  }
}

/// The parts of the lane *who*, strictest first.
enum WhoPart: Int {
  case nobody, onlyHuman, person, suggest, ai, besides, comesBack

  static func strictest(of effects: [GraphEffect]) -> WhoPart {
    effects.map(part(of:)).min { $0.rawValue < $1.rawValue } ?? .besides
  }

  private static func part(of effect: GraphEffect) -> WhoPart {
    switch effect.action {
    case .nobodyMay, .otherwiseRefuse: .nobody
    case .onlyHumanMay: .onlyHuman
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: .person
    case .aiMayOnlySuggest: .suggest
    case .aiMay: .ai
    case .bringIn, .contactCustomer, .urgency, .needSkills: .besides
    }
  }

  var section: String {
    switch self {
    case .nobody: "Nobody may"
    case .onlyHuman: "Only people may"
    case .person: "A person takes over"
    case .suggest: "The AI may only suggest"
    case .ai: "The AI may"
    case .besides: "Besides"
    case .comesBack: "Back to the AI"
    }
  }

  var label: String {
    switch self {
    case .nobody: "nobody"
    case .onlyHuman: "only a person"
    case .person: "hand over"
    case .suggest: "suggest"
    case .ai, .comesBack: "AI"
    case .besides: "rule"
    }
  }

  var tone: LaneCard.Tone {
    switch self {
    case .nobody: .nobody
    case .onlyHuman, .person: .person
    case .suggest: .suggest
    case .ai, .comesBack: .ai
    case .besides: .other
    }
  }
}

extension PolicyBlock.Kind {
  /// The name of its part of a lane.
  var plural: String {
    switch self {
    case .disclosure: "disclosure"
    case .conduct: "conduct"
    case .handoff: "handoff"
    case .assist: "assist"
    case .oversight: "oversight"
    case .afterwards: "afterwards"
    case .target: "target"
    case .approval: "Approvals"
    case .offer: "Offers"
    case .first: "First"
    case .rule: "rule"
    case .returnToAI: "return"
    case .table: "table"
    case .choose: "choose"
    case .queue: "queue"
    case .prefer: "prefer"
    }
  }
}
