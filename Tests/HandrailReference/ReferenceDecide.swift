package import HandrailEngine
import HandrailModel
import HandrailSource

/// Decides a question by reading the checked model as language.md 3 tells it, slowly and literally.
///
/// It uses nothing of lowering or evaluation: of the engine only the shapes of cells and questions.
package func referenceDecide(
  _ question: Question, memory: ReferenceMemoryGiven, by policy: ReferencePolicy
) -> ReferenceDecision {
  var start = Start(memory, question: question, policy: policy)
  start.state = Reading(policy: policy, question: question, start: start, task: .none).play()
  switch question.ask {
  case .task(let position):
    return Deciding(policy, question, start, .task(position)).decision()
  case .none: return Deciding(policy, question, start, .none).decision()
  case .missing: return Deciding(policy, question, start, .missing).decision()
  case .survey(let positions):
    let conversation = Deciding(policy, question, start, .none)
    var decision = conversation.decision()
    decision.next = "ask"
    decision.say = []
    decision.dropped = []
    decision.obligations.removeAll { $0.hasPrefix("remember ") }
    decision.duties = decision.duties.ofSurvey
    decision.memory = start.isUnusable ? decision.memory : conversation.unchangedMemory()
    decision.survey = positions.map { position in
      let each = Deciding(policy, question, start, .task(position))
      var task = each.taskDecision(inSurvey: true)
      task?.wouldHandOver = each.handling.handlerIsHuman && !start.personHolds
      return task ?? ReferenceTask(name: "?", ruling: "?")
    }
    return decision
  }
}

/// One decision, put together from one reading.
struct Deciding {
  let reading: Reading
  let handling: Handling
  let route: (queue: QueueID?, isTransfer: Bool)
  /// The same reading with handler and requests as they are after the decision.
  let decided: Reading
  let next: String
  /// Those before, and those that this decision makes.
  let requests: [ReferenceRequest]

  var policy: ReferencePolicy { reading.policy }
  var question: Question { reading.question }
  var start: Start { reading.start }

  init(_ policy: ReferencePolicy, _ question: Question, _ start: Start, _ task: AskedTask) {
    reading = Reading(policy: policy, question: question, start: start, task: task)
    handling = reading.handle()
    route = handling.handlerIsHuman ? reading.route(handling) : (nil, false)
    let next = Next(handling, start: start, isTransfer: route.isTransfer).step
    requests = reading.requests(after: handling, next: next)
    decided = reading.asDecided(
      DecidedView(handlerIsHuman: handling.handlerIsHuman, requests: requests))
    self.next = next
  }

  func decision() -> ReferenceDecision {
    var decision = ReferenceDecision(memory: newMemory())
    decision.task = taskDecision()
    decision.handlerIsHuman = handling.handlerIsHuman
    decision.next = next
    if let queue = route.queue {
      decision.queue = reading.describe(queue, needed: neededSkills)
      decision.queue?.startsAtCallback = handling.isCallback
    }
    decision.urgency = "\(reading.urgency(handling.lines, queue: route.queue))"
    let said = said()
    decision.say = said.messages
    decision.dropped = said.dropped
    decision.obligations = obligations()
    decision.duties = duties()
    decision.handlerReasons = handling.reasons
    decision.beaten = beaten()
    decision.uncertain = named(undecided())
    decision.assumed = assumed()
    decision.trials = trials()
    decision.verdicts = verdicts()
    return decision
  }

  /// Approvals as they are once this decision has asked for them.
  private func approvalGates(areAsked: Bool) -> [ReferenceGate] {
    handling.approvals.map { reading in
      var gate = reading.gate
      let new = requests.dropFirst(start.state.requests.count)
      if areAsked, let request = new.first(where: { $0.instance == gate.instance }) {
        gate.state = request.state.name
        gate.askedAt = request.askedAt
        gate.answerBy = request.answerBy
      }
      return gate
    }
  }

  /// What is shown now, with the moment until which it may be answered.
  private func offerGates(isShown: Bool) -> [ReferenceGate] {
    handling.offers.map { reading in
      var gate = reading.gate
      if isShown, next == "offer", reading.choice == nil, !reading.isShown {
        gate.answerBy = answerTime(of: reading.offer)
      }
      return gate
    }
  }

  func answerTime(of offer: Offer) -> Moment? {
    offer.answerWithin.map { policy.end(of: $0, from: question.at) }
  }

  func taskDecision(inSurvey: Bool = false) -> ReferenceTask? {
    guard let ruling = handling.ruling else { return nil }
    let name = reading.task.position.map { policy.name(TaskID($0)) }
    var task = ReferenceTask(name: name ?? "missing", ruling: ruling.ruling.name)
    task.roles = ruling.roles.sorted()
    task.gates =
      approvalGates(areAsked: !inSurvey) + offerGates(isShown: !inSurvey)
      + handling.gates.map(\.gate)
    task.reasons = ruling.reasons
    if ruling.ruling == .notYet { task.wouldSettle = places(ruling.undecided) }
    return task
  }

  var isTakingOver: Bool { handling.handlerIsHuman && !start.personHolds }

  private var neededSkills: Set<String> {
    var skills: Set<String> = []
    for line in handling.lines where line.finding.isYes {
      if case .effect(.needSkills(let names)) = line.action { skills.formUnion(names) }
    }
    return skills
  }

  private func said() -> Reading.Said {
    var said = Reading.Said()
    if handling.ruling?.ruling == .nobody, let rule = reading.refusalMessage(handling) {
      reading.say(rule.say, kind: "refusal", heading: rule.name, into: &said)
    }
    if isTakingOver || route.isTransfer {
      let rule = reading.handOverMessage(handling, queue: route.queue)
      if let rule { reading.say(rule.say, kind: "hand_over", heading: rule.name, into: &said) }
    }
    for gate in handling.approvals where next == "approval" && gate.state != .granted {
      reading.say(gate.approval.say, kind: "gate", heading: gate.approval.name, into: &said)
    }
    for gate in handling.offers where next == "offer" && gate.choice == nil {
      reading.say(gate.offer.say, kind: "gate", heading: gate.offer.name, into: &said)
    }
    for gate in handling.gates {
      reading.say(gate.first.say, kind: "gate", heading: gate.first.name, into: &said)
    }
    for way in handling.returned {
      reading.say(way.say, kind: "return", heading: way.key, into: &said)
    }
    sayDuties(into: &said)
    return said
  }

  private func obligations() -> [String] {
    choicesToRemember()
      + handling.lines.filter(\.finding.isYes).compactMap { line in
        guard case .effect(let effect) = line.action else { return nil }
        switch effect {
        case .bringIn(let name): return "bring in \(name)"
        case .contactCustomer(let holder, let task): return contact(by: holder, for: task)
        case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .otherwiseHandOver,
          .otherwiseRefuse, .startWithHuman, .urgency, .needSkills:
          return nil
        }
      }
  }

  /// By the AI only where it may do that task; dropped where nobody may.
  func contact(by holder: Holder, for task: TaskID) -> String? {
    let ruling = rulingElsewhere(task)
    if ruling == .nobody { return nil }
    let byAI = holder == .ai && ruling == .ai
    return "contact by \(byAI ? "ai" : "human") for \(policy.name(task))"
  }

  /// The ruling of another task in this question.
  func rulingElsewhere(_ task: TaskID) -> Ruling? {
    let other = Reading(
      policy: policy, question: question, start: start, task: .task(task.offset))
    return other.ruling(other.readLines(), limitedTo: handling.limit)?.ruling
  }

  /// Lines that were yes for the task and lost to a stricter one.
  private func beaten() -> [String] {
    guard let ruling = handling.ruling?.ruling else { return [] }
    let covering = CoveringLines(lines: handling.lines, task: reading.task)
    var weaker: [LineReading] = []
    switch ruling {
    case .nobody: weaker = covering.onlyHuman + covering.suggestions + covering.permissions
    case .human, .notYet: weaker = covering.suggestions + covering.permissions
    case .suggest: weaker = covering.permissions
    case .ai: weaker = []
    }
    return weaker.filter(\.finding.isYes).map(\.reason)
  }
}

/// What the host does next: the first that applies.
struct Next {
  let step: String

  init(_ handling: Handling, start: Start, isTransfer: Bool) {
    step = Next.step(handling, start, isTransfer: isTransfer)
  }

  private static func step(_ handling: Handling, _ start: Start, isTransfer: Bool) -> String {
    let ruling = handling.ruling?.ruling
    if handling.handlerIsHuman && !start.personHolds { return "hand_over" }
    if isTransfer { return "transfer" }
    if ruling == .nobody { return "refuse" }
    let isMissingApproval = handling.approvals.contains { $0.state != .granted }
    if handling.handlerIsHuman {
      return isMissingApproval ? "approval" : ruling == .suggest ? "draft" : "talk"
    }
    let failures = handling.gates.map(\.failure) + handling.approvals.map(\.failure)
    if failures.contains(.refuse) { return "refuse" }
    if ruling == .notYet || handling.gates.contains(where: { !$0.gate.ask.isEmpty }) {
      return "ask"
    }
    if !handling.gates.isEmpty { return "first" }
    if handling.offers.contains(where: { $0.choice == nil }) { return "offer" }
    if isMissingApproval { return "approval" }
    return ruling == .ai ? "do_it" : "talk"
  }
}

extension Reading {
  /// The decision that says `approval` asks for all that were not asked for.
  func requests(after handling: Handling, next: String) -> [ReferenceRequest] {
    var requests = start.state.requests
    guard next == "approval", let position = task.position else { return requests }
    for gate in handling.approvals
    where gate.state == .notAsked && !gate.gate.instance.isEmpty {
      var request = ReferenceRequest(
        gate: gate.approval.name, instance: gate.gate.instance,
        task: policy.name(TaskID(position)), tier: gate.gate.tier, askedAt: question.at)
      let within = gate.approval.conditions.answerWithin
      request.answerBy = within.map { policy.end(of: $0, from: question.at) }
      requests.append(request)
    }
    return requests
  }
}
