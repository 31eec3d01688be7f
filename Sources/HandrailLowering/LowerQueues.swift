import HandrailEngine
import HandrailModel
import HandrailSource

extension GraphBuilder {
  mutating func addQueues() {
    for (position, queue) in model.people.queues.elements.enumerated() {
      var lowered = GraphQueue(
        name: queue.name, skills: queue.skills.map(skill), urgency: queue.urgency?.rawValue,
        file: queue.origin.place.file.offset, line: queue.origin.line)
      lowered.bestFirst = queue.bestFirst?.offset ?? -1
      lowered.hours = queue.hours?.offset ?? -1
      lowered.ladder = ladder(from: QueueID(position))
      graph.routing.queues.append(lowered)
    }
    if let prefer = model.people.prefer {
      graph.routing.preferred = prefer.order.map(\.offset)
      graph.routing.otherwise = prefer.otherwise.offset
    }
  }

  /// `agents when` of each queue, after everything that it may read.
  mutating func addAgentTests() {
    for (position, queue) in model.people.queues.elements.enumerated() {
      guard let agents = queue.agents else { continue }
      graph.routing.queues[position].agents = condition(agents)
      graph.routing.queues[position].agentsText = agents.tests.map(\.text).joined(separator: ", ")
    }
  }

  private func skill(_ skill: Skill) -> GraphQueue.Skill {
    GraphQueue.Skill(name: skill.name, atLeast: skill.atLeast)
  }

  /// A queue's own lines, then its fallback; a queue tried on the way goes on with its own lines at
  /// the second it is entered, and the last queue tried adds its fallback when the steps run out.
  private func ladder(from first: QueueID) -> [LadderRung] {
    var rungs: [LadderRung] = []
    var queue = first
    var entered: Int64? = 0
    var tried: Set<QueueID> = [first]
    while true {
      rungs += ownRungs(of: queue, entered: entered)
      var next: QueueID?
      var leaves = time(entered, plus: model.people.queues[queue].ladder.waitAtMostSeconds)
      for step in model.people.queues[queue].ladder.steps {
        let isNew: Bool
        if case .tryQueue(let other) = step {
          isNew = tried.insert(other).inserted
        } else {
          isNew = true
        }
        guard isNew else { continue }
        rungs.append(LadderRung(queue: queue.offset, afterSeconds: leaves, step: lowered(step)))
        if case .tryQueue(let other) = step {
          rungs += ownRungs(of: other, entered: leaves)
          leaves = time(leaves, plus: model.people.queues[other].ladder.waitAtMostSeconds)
          next = other
        }
      }
      guard let other = next, !endsItself(queue) else { return rungs }
      queue = other
      entered = leaves
    }
  }

  /// The last step is a callback, a message or a wait: nothing of a tried queue is needed.
  private func endsItself(_ queue: QueueID) -> Bool {
    guard let last = model.people.queues[queue].ladder.steps.last else { return true }
    if case .tryQueue = last { return false }
    return true
  }

  private func ownRungs(of queue: QueueID, entered: Int64?) -> [LadderRung] {
    let ladder = model.people.queues[queue].ladder
    var rungs: [LadderRung] = []
    if let seconds = ladder.lastAgentSeconds {
      rungs.append(
        LadderRung(
          queue: queue.offset, afterSeconds: entered, step: .lastAgentFirst(forSeconds: seconds)))
    }
    for relaxation in ladder.relaxations {
      let step: LadderRung.Step
      switch relaxation.change {
      case .withoutSkills(let names): step = .withoutSkills(names)
      case .accept(let accepted): step = .accept(skill(accepted))
      case .urgency(let level): step = .urgency(level.rawValue)
      }
      rungs.append(
        LadderRung(
          queue: queue.offset, afterSeconds: time(entered, plus: relaxation.afterSeconds),
          step: step))
    }
    return rungs
  }

  private func time(_ start: Int64?, plus seconds: Int64?) -> Int64? {
    guard let start, let seconds else { return nil }
    let (sum, overflow) = start.addingReportingOverflow(seconds)
    return overflow ? nil : sum
  }

  private func lowered(_ step: FallbackStep) -> LadderRung.Step {
    switch step {
    case .tryQueue(let queue): .tryQueue(queue.offset)
    case .callback(let span):
      .callback(withinSeconds: span?.seconds, calendar: span?.of?.offset ?? -1)
    case .keepWaiting: .keepWaiting
    case .takeMessage: .takeMessage
    }
  }
}
