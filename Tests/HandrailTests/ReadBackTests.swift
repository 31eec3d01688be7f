import HandrailComparison
import HandrailEngine
import HandrailModel
import HandrailReadBack
import HandrailSource
import Testing

/// What is read back leaves nothing out that a heading reads.
@Suite("Read-back")
struct ReadBackTests {
  private static let zones = ZoneFiles.installed()

  @Test("mentions every fact, constant, task, team and role", arguments: UInt64(47_000)..<47_060)
  func mentions(seed: UInt64) throws {
    let text = PolicyWriter.write(seed: seed)
    guard case .success(let policy) = ComparedPolicy.make(text, zones: ReadBackTests.zones) else {
      return
    }
    try expectAll(of: policy.model)
  }

  @Test(
    "mentions them for the shipped policies",
    arguments: ShippedPolicies(folder: WhyFixture.packageFolder).paths())
  func shipped(path: String) throws {
    let shipped = ShippedPolicies(folder: WhyFixture.packageFolder)
    let policy = try #require(shipped.policy(path))
    try expectAll(of: policy.model)
  }

  private func expectAll(of model: PolicyModel) throws {
    let read = readBack(model)
    for (kind, name, mentions) in headings(of: model) {
      let found = read.headings.filter { $0.kind == kind && (name.isEmpty || $0.name == name) }
      try #require(!found.isEmpty, "\(kind) \(name)")
      let words = found.flatMap(\.passages).map(\.words).joined(separator: "\n")
      for word in mentions.words {
        #expect(words.contains(word), "\(kind) \(name) does not mention \(word)")
      }
    }
  }

  private typealias Expected = (kind: ReadHeading.Kind, name: String, mentions: Mentions)

  private func headings(of model: PolicyModel) -> [Expected] {
    func expected(
      _ kind: ReadHeading.Kind, _ name: String, _ fill: (inout Mentions) -> Void
    ) -> Expected {
      var mentions = Mentions(model)
      fill(&mentions)
      return (kind, name, mentions)
    }
    var all = model.rules.map { rule in expected(.rule, rule.name) { $0.add(rule) } }
    all += model.gates.approvals.map { gate in expected(.approval, gate.name) { $0.add(gate) } }
    all += model.gates.offers.map { gate in expected(.offer, gate.name) { $0.add(gate) } }
    all += model.gates.firsts.map { gate in expected(.first, gate.name) { $0.add(gate) } }
    all += model.gates.returns.map { back in expected(.returnToAI, "") { $0.add(back) } }
    all += model.vocabulary.definitions.elements.map { definition in
      expected(.define, definition.name) { mentions in
        mentions.add(definition.when)
        for except in definition.excepts { mentions.add(except) }
      }
    }
    all += model.vocabulary.tables.elements.map { table in
      expected(.table, table.name) { $0.add(table) }
    }
    all += model.vocabulary.chooses.elements.map { choose in
      expected(.choose, choose.name) { $0.add(choose) }
    }
    all += model.people.queues.elements.map { queue in
      expected(.queue, queue.name) { $0.add(queue) }
    }
    all += model.checks.promises.map { promise in
      expected(.promise, promise.name) { mentions in
        for condition in [promise.whenever, promise.once, promise.until] { mentions.add(condition) }
      }
    }
    all += model.duties.oversight.map { oversight in
      expected(.oversight, "") { mentions in for line in oversight.lines { mentions.add(line) } }
    }
    all += model.duties.handoffs.map { handoff in expected(.handoff, "") { $0.add(handoff) } }
    if let assist = model.duties.assist {
      all.append(
        expected(.assist, "") { mentions in
          mentions.add(assist.guarding)
          for quiet in assist.quietWhen { mentions.add(quiet) }
          for word in assist.suggest + assist.require { mentions.add(word) }
        })
    }
    return all
  }
}

extension Mentions {
  fileprivate mutating func add(_ rule: Rule) {
    add(rule.guarding)
    for effect in rule.effects {
      switch effect.action {
      case .aiMay(let scope), .aiMayOnlySuggest(let scope), .nobodyMay(let scope),
        .otherwiseRefuse(let scope):
        add(scope)
      case .onlyHumanMay(let scope, let roles):
        add(scope)
        add(roles)
      case .handOver(let target), .otherwiseHandOver(let target): add(target)
      case .bringIn(let name): add(name)
      case .contactCustomer(_, let task): add(Set([task]))
      case .needSkills(let skills): for skill in skills { add(skill) }
      case .urgency, .startWithHuman: break
      }
    }
    if let start = rule.startsOn { add(start.text) }
    if let end = rule.endsOn { add(end.text) }
  }

  fileprivate mutating func add(_ approval: Approval) {
    add(approval.covers)
    add(approval.guarding)
    add(approval.measure?.terms.map(\.fact) ?? [])
    for tier in approval.tiers {
      if let most = tier.atMost { add(scaledText(most.mantissa, decimals: most.decimals)) }
      for seats in tier.quorum { add(seats.roles) }
    }
    add(approval.conditions.ifNoAnswer)
    add(approval.conditions.ifRefused)
    add(approval.conditions.answerWithin)
    add(seconds: approval.conditions.grantLastsSeconds)
    for seat in approval.conditions.lateSeats {
      add(seat.after)
      add(seat.role)
    }
  }

  fileprivate mutating func add(_ offer: Offer) {
    add(offer.covers)
    add(offer.guarding)
    add(offer.answerWithin)
    if let remember = offer.remember {
      add(remember.by)
      add(seconds: remember.forSeconds)
    }
  }

  fileprivate mutating func add(_ first: First) {
    add(first.covers)
    add(first.guarding)
    add(first.until)
    add(first.ask + first.confirm)
    add(Set(first.tasksToDo))
    add(seconds: first.lastsSeconds)
    if !first.confirm.isEmpty {
      add(first.ifNoAnswer)
      add(first.ifRefused)
    }
  }

  fileprivate mutating func add(_ back: ReturnToAI) {
    add(back.guarding)
    if let tasks = back.tasks { add(tasks) }
  }

  fileprivate mutating func add(_ queue: Queue) {
    add(queue.agents)
    for skill in queue.skills { add(skill.name) }
    if let hours = queue.hours { add(model.people.calendars[hours].name) }
    if let best = queue.bestFirst { add(best) }
    add(seconds: queue.ladder.lastAgentSeconds)
    for change in queue.ladder.relaxations { add(seconds: change.afterSeconds) }
    for step in queue.ladder.steps {
      switch step {
      case .tryQueue(let queue): add(queue)
      case .callback(let span): add(span)
      case .keepWaiting, .takeMessage: break
      }
    }
  }

  fileprivate mutating func add(_ line: Oversight.Line) {
    switch line.duty {
    case .watch(let condition): add(condition)
    case .review(let condition), .stopAI(let condition): add(condition)
    case .reviewShare: break
    case .alert(let role, let condition):
      add(role)
      add(condition)
    }
  }

  fileprivate mutating func add(_ handoff: Handoff) {
    add(handoff.include + handoff.leaveOut)
    for queue in handoff.queues { add(queue) }
    add(handoff.collect?.facts ?? [])
    add(handoff.collect?.except)
    for brief in handoff.brief { add(brief) }
  }
}
