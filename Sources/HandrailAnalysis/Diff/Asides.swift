import HandrailEngine

/// What changed besides who may act: words, urgency, duties, vocabulary, teams.
func asides(_ old: DecisionGraph, _ new: DecisionGraph) -> [Aside] {
  var list = AsideList()
  let (before, after) = (AsideReader(old), AsideReader(new))
  list.header(old, new)
  list.compare(.wording, before.words, after.words)
  list.compare(.vocabulary, before.facts, after.facts)
  list.compare(.vocabulary, before.tasks, after.tasks)
  list.compare(.gates, before.gates, after.gates)
  list.compare(.duties, before.duties, after.duties)
  list.compare(.targets, before.targets, after.targets)
  list.order(old, new)
  list.compare(.urgency, before.lines, after.lines)
  list.compare(.rest, before.wayOut, after.wayOut)
  list.compare(.duties, before.namedWayOut, after.namedWayOut)
  list.waits(old, new)
  list.compare(.queues, before.queues, after.queues)
  list.compare(.queues, before.calendars, after.calendars)
  return list.found
}

/// One thing that a version says.
struct AsideEntry {
  var name: String
  /// By what the two versions' are matched; empty: the name.
  var key = ""
  /// Equal where the two are equal.
  var content: String
  var place: ChangedLine.Place?
  /// Whether the content may be shown.
  var isShown = false
}

private struct AsideList {
  var found: [Aside] = []

  mutating func header(_ old: DecisionGraph, _ new: DecisionGraph) {
    if old.policy.name != new.policy.name {
      // Who falls into a trial hangs on the policy's name.
      let hasTrials = !old.logic.trials.isEmpty || !new.logic.trials.isEmpty
      var aside = Aside(sort: .header, change: .changed, name: "policy")
      (aside.old, aside.new) = (old.policy.name, new.policy.name)
      aside.mayBe = hasTrials ? Set(ChangeKind.allCases) : []
      found.append(aside)
    }
    if old.policy.version != new.policy.version {
      var aside = Aside(sort: .header, change: .changed, name: "version")
      (aside.old, aside.new) = ("\(old.policy.version)", "\(new.policy.version)")
      found.append(aside)
    }
  }

  mutating func compare(_ sort: Aside.Sort, _ old: [AsideEntry], _ new: [AsideEntry]) {
    func key(_ entry: AsideEntry) -> String { entry.key.isEmpty ? entry.name : entry.key }
    let before = Dictionary(grouping: old, by: key)
    let after = Dictionary(grouping: new, by: key)
    var said: Set<String> = []
    for entry in old + new where said.insert(key(entry)).inserted {
      let left = before[key(entry)] ?? []
      let right = after[key(entry)] ?? []
      guard left.map(\.content).sorted() != right.map(\.content).sorted() else { continue }
      let change: Aside.Change = left.isEmpty ? .added : right.isEmpty ? .removed : .changed
      // A whole gate that comes or goes is looked at by the search.
      if sort == .gates && change != .changed { continue }
      var aside = Aside(sort: sort, change: change, name: entry.name)
      if left.count <= 1 && right.count <= 1 && entry.isShown {
        (aside.old, aside.new) = (left.first?.content, right.first?.content)
      }
      (aside.oldPlace, aside.newPlace) = (left.first?.place, right.first?.place)
      aside.mayBe = sort.mayBe(change)
      found.append(aside)
    }
  }

  /// A start is judged by the first decision that can tell: which one that is hangs on whether it
  /// waits for a turn.
  mutating func waits(_ old: DecisionGraph, _ new: DecisionGraph) {
    let haveStarts = [old, new].allSatisfy { graph in
      graph.effects.contains { $0.action == .startWithHuman }
    }
    guard haveStarts, old.logic.readsTurns != new.logic.readsTurns else { return }
    let words = [old, new].map {
      $0.logic.readsTurns ? "waits for the first turn" : "waits for no turn"
    }
    var aside = Aside(sort: .rest, change: .changed, name: "start with human")
    (aside.old, aside.new) = (words[0], words[1])
    aside.mayBe = Set(ChangeKind.allCases)
    found.append(aside)
  }

  /// Disclosures are said in the order of their lines.
  mutating func order(_ old: DecisionGraph, _ new: DecisionGraph) {
    func texts(_ graph: DecisionGraph, _ other: DecisionGraph) -> [String] {
      let known = Set(other.duties.disclosure.map(\.origin.text))
      return graph.duties.disclosure.map(\.origin.text).filter(known.contains)
    }
    guard texts(old, new) != texts(new, old) else { return }
    var aside = Aside(sort: .duties, change: .changed, name: "disclosure, order")
    aside.mayBe = Aside.Sort.duties.mayBe(.changed)
    found.append(aside)
  }
}

extension Aside.Sort {
  /// What a change of this sort may be, for the search does not look at it.
  fileprivate func mayBe(_ change: Aside.Change) -> Set<ChangeKind> {
    switch self {
    case .wording, .header, .targets: []
    // What is only in one version is looked at through the lines that read it.
    case .vocabulary: change == .changed ? Set(ChangeKind.allCases) : []
    case .gates, .duties: Set(ChangeKind.allCases)
    // Who serves whom, and how soon: never what the AI may do.
    case .urgency, .queues: [.team]
    case .rest: Set(ChangeKind.allCases)
    }
  }
}

/// Reads what the search does not compare.
private struct AsideReader {
  let graph: DecisionGraph
  let names: CanonicalNames
  let nodes: CanonicalNodes

  init(_ graph: DecisionGraph) {
    self.graph = graph
    names = CanonicalNames(graph)
    nodes = CanonicalNodes(names)
  }

  private func node(_ node: Int) -> String {
    hexadecimal(nodes.digest(node)?.bytes ?? [])
  }

  private func place(_ heading: Int) -> ChangedLine.Place {
    let heading = graph.headings[heading]
    return ChangedLine.Place(file: heading.file, line: heading.line, text: heading.name)
  }

  private func place(_ origin: DutyLine) -> ChangedLine.Place {
    ChangedLine.Place(
      file: graph.headings[origin.heading].file, line: origin.line, text: origin.text)
  }

  /// Messages, reasons and sources, by heading.
  var words: [AsideEntry] {
    graph.headings.indices.flatMap { position in
      let heading = graph.headings[position]
      let message = (heading.say?.wordings ?? []).map(spoken).joined(separator: " / ")
      let words = [
        ("say", message), ("because", heading.because ?? ""), ("source", heading.source ?? ""),
      ]
      return words.filter { !$0.1.isEmpty }.map {
        AsideEntry(
          name: "\(heading.name), \($0.0)", content: $0.1, place: place(position), isShown: true)
      }
    }
  }

  private func spoken(_ wording: GraphMessage.Wording) -> String {
    let isOnly = wording.language.isEmpty
    return (isOnly ? "" : wording.language + ": ")
      + wording.pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .fact(let fact): "{\(graph.facts[fact].name)}"
        }
      }.joined()
  }

  var facts: [AsideEntry] {
    graph.facts.filter { $0.builtIn == nil && !$0.isAsDecided }.map { fact in
      var plain = fact
      plain.supply = .computed(0)
      let door =
        switch fact.supply {
        case .session: "session"
        case .turn: "turn"
        case .task: "task"
        case .agent: "agent"
        case .computed: "worked out"
        }
      return AsideEntry(name: fact.name, content: "\(door) \(plain)")
    }
  }

  /// What counts as asking for a person, where some test looks at how often that happened.
  var wayOut: [AsideEntry] {
    let heading = graph.duties.wayOut
    let isRead = graph.logic.nodes.contains { node in
      graph.logic.facts(readBy: node).contains { graph.facts[$0].builtIn == .humanRequests }
    }
    guard isRead, heading >= 0 else { return [] }
    return [
      AsideEntry(
        name: "\(graph.headings[heading].name), counted by human_requests", key: "way out",
        content: node(graph.gates.wayOutNode), place: place(heading))
    ]
  }

  /// The rule by which a customer asks for a person.
  var namedWayOut: [AsideEntry] {
    let heading = graph.duties.wayOut
    guard heading >= 0 else { return [] }
    return [
      AsideEntry(
        name: "way out", content: graph.headings[heading].name, place: place(heading), isShown: true
      )
    ]
  }

  var tasks: [AsideEntry] { graph.tasks.map { AsideEntry(name: "task " + $0, content: "") } }

  var queues: [AsideEntry] {
    graph.routing.queues.map { queue in
      AsideEntry(
        name: "queue " + queue.name, content: "\(canonicalQueue(queue, names, nodes))",
        place: ChangedLine.Place(file: queue.file, line: queue.line, text: "queue \(queue.name)"))
    }
  }

  var calendars: [AsideEntry] {
    graph.logic.calendars.map {
      AsideEntry(name: "calendar " + $0.name, content: "\(sha256(canonicalCalendar($0)))")
    }
  }

  /// What a gate says besides when it stands and whom it takes.
  var gates: [AsideEntry] {
    func entry(_ heading: Int, _ content: [UInt8]) -> AsideEntry {
      AsideEntry(
        name: graph.headings[heading].name + ", terms", content: "\(content)",
        place: place(heading))
    }
    let gates = graph.gates
    return gates.approvals.map { gate in
      var terms = GraphApproval(heading: gate.heading, scope: TaskSet(taskCount: 0), node: -1)
      (terms.terms, terms.bound) = (gate.terms, gate.bound)
      return entry(gate.heading, canonicalApproval(terms, names, nodes))
    }
      + gates.offers.map { gate in
        var terms = gate
        (terms.scope, terms.node) = (TaskSet(taskCount: 0), -1)
        return entry(gate.heading, canonicalOffer(terms, names, nodes))
      }
      + gates.firsts.map { gate in
        var terms = gate
        (terms.scope, terms.node, terms.until) = (TaskSet(taskCount: 0), -1, -1)
        (terms.ask, terms.tasksToDo) = ([], [])
        return entry(gate.heading, canonicalFirst(terms, names, nodes))
      }
  }

  /// Lines about the conversation that decide neither who may act nor the team.
  var lines: [AsideEntry] {
    graph.effects.compactMap { effect in
      switch effect.action {
      case .bringIn, .urgency, .needSkills, .contactCustomer(byAI: false, _):
        let place = ChangedLine.Place(
          file: graph.headings[effect.heading].file, line: effect.line, text: effect.text)
        return AsideEntry(
          name: "\(graph.headings[effect.heading].name), \(effect.text)", key: effect.text,
          content: node(effect.node), place: place)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
        .otherwiseHandOver, .startWithHuman, .stopAI, .contactCustomer:
        return nil
      }
    }
  }
}

extension AsideReader {
  var duties: [AsideEntry] {
    let duties = graph.duties
    func entry(_ origin: DutyLine, _ more: String) -> AsideEntry {
      AsideEntry(
        name: "\(graph.headings[origin.heading].name), \(origin.text)", key: origin.text,
        content: more, place: place(origin))
    }
    var entries = duties.disclosure.map { line in
      if case .when(let condition) = line.moment { return entry(line.origin, node(condition)) }
      return entry(line.origin, "")
    }
    entries += duties.conduct.map { entry($0.origin, node($0.node)) }
    entries += duties.oversight.map { entry($0.origin, node($0.node)) }
    entries += duties.afterwards.map { entry($0.origin, node($0.node)) }
    entries += duties.handoffs.map(handoff)
    if let assist = duties.assist { entries.append(self.assist(assist)) }
    return entries
  }

  var targets: [AsideEntry] {
    graph.duties.targets.map { target in
      AsideEntry(
        name: graph.headings[target.heading].name,
        content: target.measures.map(\.text).joined(separator: ";") + (target.owner ?? ""),
        place: place(target.heading))
    }
  }

  private func names(_ facts: [Int]) -> String { "\(facts.map { graph.facts[$0].name })" }

  private func handoff(_ handoff: GraphHandoff) -> AsideEntry {
    var content = names(handoff.include) + names(handoff.leaveOut) + "\(handoff.brief)"
    content += "\(handoff.keepsChannel) \(handoff.queues.map { graph.routing.queues[$0].name })"
    if let collect = handoff.collect {
      content += names(collect.facts) + "\(collect.atMost)" + node(collect.except)
    }
    return AsideEntry(
      name: graph.headings[handoff.heading].name, content: content, place: place(handoff.heading))
  }

  private func assist(_ assist: GraphAssist) -> AsideEntry {
    let help = "\(assist.suggest?.names ?? []) \(assist.require?.names ?? [])"
    let rate = assist.rate.map { "\($0.count) in \($0.turns)" } ?? ""
    let content =
      node(assist.suggestNode) + node(assist.requireNode) + help
      + "\(assist.quiet.map(node)) \(rate) \(assist.withinSeconds ?? -1)"
    return AsideEntry(name: "assist", content: content, place: place(assist.heading))
  }
}
