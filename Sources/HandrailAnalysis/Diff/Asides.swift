import HandrailEngine

/// What changed besides who may act: words, urgency, duties, vocabulary, teams.
func asides(_ old: DecisionGraph, _ new: DecisionGraph) -> [Aside] {
  var list = AsideList()
  list.header(old, new)
  list.words(old, new)
  list.compare(.vocabulary, AsideList.facts(old), AsideList.facts(new))
  list.compare(.vocabulary, AsideList.tasks(old), AsideList.tasks(new))
  list.compare(.queues, AsideList.queues(old), AsideList.queues(new))
  list.compare(.urgency, AsideList.lines(old), AsideList.lines(new))
  list.compare(.duties, AsideList.duties(old), AsideList.duties(new))
  return list.found
}

private struct AsideList {
  var found: [Aside] = []

  struct Entry {
    var name: String
    /// Equal where the two are equal.
    var content: String
    /// Whether the content may be shown.
    var isShown = false
  }

  mutating func header(_ old: DecisionGraph, _ new: DecisionGraph) {
    if old.policy.name != new.policy.name {
      add(.header, .changed, "policy", old.policy.name, new.policy.name)
    }
    if old.policy.version != new.policy.version {
      add(.header, .changed, "version", "\(old.policy.version)", "\(new.policy.version)")
    }
  }

  mutating func words(_ old: DecisionGraph, _ new: DecisionGraph) {
    func entries(_ graph: DecisionGraph) -> [Entry] {
      graph.headings.flatMap { heading in
        let message = (heading.say?.wordings ?? []).map { wording in
          wording.language + ": " + wording.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .fact(let fact): "{\(graph.facts[fact].name)}"
            }
          }.joined()
        }.joined(separator: " / ")
        return [
          Entry(name: "\(heading.name), say", content: message, isShown: true),
          Entry(name: "\(heading.name), because", content: heading.because ?? "", isShown: true),
          Entry(name: "\(heading.name), source", content: heading.source ?? "", isShown: true),
        ].filter { !$0.content.isEmpty }
      }
    }
    compare(.wording, entries(old), entries(new))
  }

  mutating func compare(_ sort: Aside.Sort, _ old: [Entry], _ new: [Entry]) {
    func grouped(_ entries: [Entry]) -> [String: [Entry]] { Dictionary(grouping: entries, by: \.name) }
    let (before, after) = (grouped(old), grouped(new))
    var said: Set<String> = []
    for entry in old + new where said.insert(entry.name).inserted {
      let left = before[entry.name] ?? []
      let right = after[entry.name] ?? []
      guard left.map(\.content).sorted() != right.map(\.content).sorted() else { continue }
      let change: Aside.Change = left.isEmpty ? .added : right.isEmpty ? .removed : .changed
      let shown = left.count <= 1 && right.count <= 1 && entry.isShown
      add(
        sort, change, entry.name, shown ? left.first?.content : nil,
        shown ? right.first?.content : nil)
    }
  }

  private mutating func add(
    _ sort: Aside.Sort, _ change: Aside.Change, _ name: String, _ old: String?, _ new: String?
  ) {
    found.append(Aside(sort: sort, change: change, name: name, old: old, new: new))
  }

  // MARK: What is compared

  static func facts(_ graph: DecisionGraph) -> [Entry] {
    graph.facts.filter { $0.builtIn == nil && !$0.isAsDecided }.map { fact in
      var plain = fact
      plain.supply = .computed(0)
      return Entry(name: fact.name, content: "\(plain)")
    }
  }

  static func tasks(_ graph: DecisionGraph) -> [Entry] {
    graph.tasks.map { Entry(name: "task " + $0, content: "") }
  }

  static func queues(_ graph: DecisionGraph) -> [Entry] {
    func queue(_ position: Int) -> String {
      position < 0 ? "none" : graph.routing.queues[position].name
    }
    func hours(_ calendar: Int) -> String {
      calendar < 0
        ? "" : "\(sha256(canonicalCalendar(graph.logic.calendars[calendar])))"
    }
    func rung(_ rung: LadderRung) -> String {
      switch rung.step {
      case .tryQueue(let other): "\(rung.afterSeconds ?? -1) try \(queue(other))"
      case .callback(let within, let calendar):
        "\(rung.afterSeconds ?? -1) callback \(within ?? -1) \(hours(calendar))"
      case .lastAgentFirst, .withoutSkills, .accept, .urgency, .keepWaiting, .takeMessage:
        "\(rung.afterSeconds ?? -1) \(rung.step)"
      }
    }
    return graph.routing.queues.map { one in
      let best = one.bestFirst < 0 ? "" : graph.facts[one.bestFirst].name
      return Entry(
        name: "queue " + one.name,
        content: "\(one.skills) \(one.urgency ?? 9) \(one.agentsText) \(best) "
          + hours(one.hours) + one.ladder.map(rung).joined(separator: ";"))
    }
  }

  /// Lines about the conversation that decide neither who may act nor the team.
  static func lines(_ graph: DecisionGraph) -> [Entry] {
    let nodes = CanonicalNodes(CanonicalNames(graph))
    return graph.effects.compactMap { effect in
      switch effect.action {
      case .bringIn, .urgency, .needSkills, .contactCustomer:
        return Entry(
          name: "\(graph.headings[effect.heading].name), \(effect.text)",
          content: "\(nodes.digest(effect.node))")
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
        .otherwiseHandOver, .startWithHuman, .stopAI:
        return nil
      }
    }
  }

  static func duties(_ graph: DecisionGraph) -> [Entry] {
    let duties = graph.duties
    let nodes = CanonicalNodes(CanonicalNames(graph))
    func node(_ node: Int) -> String { node < 0 ? "" : "\(nodes.digest(node))" }
    func entry(_ origin: DutyLine, _ more: String) -> Entry {
      Entry(name: "\(graph.headings[origin.heading].name), \(origin.text)", content: more)
    }
    func names(_ facts: [Int]) -> String { "\(facts.map { graph.facts[$0].name })" }
    var entries = duties.disclosure.map { line in
      if case .when(let condition) = line.moment { return entry(line.origin, node(condition)) }
      return entry(line.origin, "")
    }
    entries += duties.conduct.map { entry($0.origin, node($0.node)) }
    entries += duties.oversight.map { entry($0.origin, node($0.node)) }
    entries += duties.afterwards.map { entry($0.origin, node($0.node)) }
    entries += duties.handoffs.map { handoff in
      var content = names(handoff.include) + names(handoff.leaveOut) + "\(handoff.brief)"
      content += "\(handoff.keepsChannel)"
      if let collect = handoff.collect {
        content += names(collect.facts) + "\(collect.atMost)" + node(collect.except)
      }
      return Entry(name: graph.headings[handoff.heading].name, content: content)
    }
    if let assist = duties.assist {
      let content =
        node(assist.suggestNode) + node(assist.requireNode)
        + "\(assist.suggest?.names ?? []) \(assist.require?.names ?? []) \(assist.quiet.map(node))"
        + "\(String(describing: assist.rate)) \(assist.withinSeconds ?? -1)"
      entries.append(Entry(name: "assist", content: content))
    }
    entries += duties.targets.map { target in
      Entry(
        name: graph.headings[target.heading].name,
        content: target.measures.map(\.text).joined(separator: ";") + (target.owner ?? ""))
    }
    return entries
  }
}
