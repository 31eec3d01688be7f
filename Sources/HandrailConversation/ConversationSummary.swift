internal import Handrail
package import HandrailEngine

/// What a whole conversation came to: who held it when, and what became of its gates.
package struct ConversationSummary: Sendable {
  /// A stretch in which the same side, and the same team, held the conversation.
  package struct Epoch: Sendable, Equatable {
    package var isHuman: Bool
    /// The team, where a person holds it and one is named.
    package var queue: String?
    package var from: Moment
    package var to: Moment
    /// Decisions that left the conversation where it is, and the one that brought it there.
    package var decisions = 0
  }

  /// How a decision moved the conversation.
  package enum Move: String, Sendable {
    case handOver = "hand_over"
    case transfer
    case comesBack = "return"
  }

  /// What became of one gate.
  package struct Gate: Sendable, Equatable {
    package var sort: GateSort
    package var name: String
    /// As the last decision about its task has it; `passed` where that lists it no more.
    package var state: String
    package var approvedBy: [String] = []
    /// Position in the graph's tasks.
    package var task: Int
    /// How often somebody answered, voted or asked anew.
    package var answers = 0
    /// What was answered last: `confirmed`, `human`, `approve`.
    package var lastAnswer: String?
  }

  package private(set) var epochs: [Epoch]
  package private(set) var moves: [Move] = []
  /// In the order in which they first stood before a task.
  package private(set) var gates: [Gate] = []
  package private(set) var decisions = 0
  package private(set) var messages = 0
  package private(set) var inputFaults = 0
  /// How often the AI was told to do a task.
  package private(set) var tasksDone = 0

  package init(of conversation: Conversation) {
    let start = conversation.script.start
    epochs = [
      Epoch(
        isHuman: conversation.policy.graph.policy.startsWithHuman, queue: nil, from: start,
        to: start)
    ]
  }

  package var epoch: Epoch { epochs[epochs.count - 1] }

  /// Takes a step in; says how it moved the conversation.
  package mutating func add(_ step: ConversationStep) -> Move? {
    decisions += 1
    let decision = step.decision
    messages += decision.count(of: "say")
    inputFaults += decision.count(of: "input_faults")
    if decision.words("next", of: 0) == "do_it" { tasksDone += 1 }
    for happening in step.happenings where happening.needsInstance { note(happening) }
    if case .task(let task) = step.asked { noteGates(decision, task) }
    let move = move(step)
    if let move { moves.append(move) }
    epochs[epochs.count - 1].decisions += 1
    return move
  }

  private mutating func move(_ step: ConversationStep) -> Move? {
    let isHuman = step.decision.words("handler", of: 0) == "human"
    let queue = step.decision.member("queue", of: 0).flatMap { step.decision.words("name", of: $0) }
    let before = epoch
    epochs[epochs.count - 1].to = step.entry.at
    guard isHuman != before.isHuman || (isHuman && step.changesTeam(from: before.queue, to: queue))
    else {
      // A conversation that starts with a person has its team from the first decision on.
      if isHuman, before.queue == nil { epochs[epochs.count - 1].queue = queue }
      return nil
    }
    epochs.append(
      Epoch(
        isHuman: isHuman, queue: isHuman ? queue : nil, from: step.entry.at, to: step.entry.at))
    return isHuman ? (before.isHuman ? .transfer : .handOver) : .comesBack
  }

  private mutating func note(_ happening: Happening) {
    let found = gates.lastIndex {
      $0.sort == happening.gate && $0.name == happening.name && $0.task == happening.task
    }
    guard let found else { return }
    gates[found].answers += 1
    gates[found].lastAnswer = happening.choice ?? happening.kind.rawValue
  }

  private mutating func noteGates(_ decision: HostDocument, _ task: Int) {
    var listed: Set<Int> = []
    for gate in decision.list("gates", of: 0) {
      guard let found = position(of: gate, in: decision, task) else { continue }
      listed.insert(found)
      gates[found].state = decision.gateState(gate)
      let approvers = decision.list("approved_by", of: gate).map(decision.string)
      if !approvers.isEmpty { gates[found].approvedBy = approvers }
    }
    for position in gates.indices where gates[position].task == task && !listed.contains(position) {
      gates[position].state = "passed"
    }
  }

  private mutating func position(
    of gate: Int, in decision: HostDocument, _ task: Int
  ) -> Int? {
    for sort in GateSort.allCases {
      guard let name = decision.words(sort.rawValue, of: gate) else { continue }
      if let found = gates.firstIndex(where: {
        $0.sort == sort && $0.name == name && $0.task == task
      }) {
        return found
      }
      gates.append(Gate(sort: sort, name: name, state: "", task: task))
      return gates.count - 1
    }
    return nil
  }
}

extension ConversationStep {
  /// A team that is named where another one had the conversation.
  fileprivate func changesTeam(from before: String?, to queue: String?) -> Bool {
    guard let before, let queue else { return false }
    return before != queue && decision.words("next", of: 0) == "transfer"
  }
}

extension HostDocument {
  /// The text of a member.
  package func words(_ key: String, of object: Int) -> String? {
    member(key, of: object).flatMap { isText($0) ? string(of: $0) : nil }
  }

  /// The elements of a member that is a list; none for anything else.
  package func list(_ key: String, of object: Int) -> [Int] {
    guard let found = member(key, of: object), shape(of: found) == .list else { return [] }
    return elements(of: found).map { $0 }
  }

  fileprivate func count(of key: String) -> Int { list(key, of: 0).count }

  /// What a gate has come to, in one word.
  package func gateState(_ gate: Int) -> String {
    if let choice = words("choice", of: gate) { return choice }
    return words("state", of: gate) ?? "open"
  }
}
