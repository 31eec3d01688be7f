/// A set of tasks, one bit each.
package struct TaskSet: Sendable, Hashable {
  package private(set) var words: [UInt64]

  /// An empty set over so many tasks.
  package init(taskCount: Int) { words = [UInt64](repeating: 0, count: (taskCount + 63) / 64) }

  /// A set out of its words; whoever has them from elsewhere must see that they fit.
  init(words: [UInt64]) { self.words = words }

  package mutating func insert(_ task: Int) { words[task >> 6] |= 1 << UInt64(task & 63) }

  package func contains(_ task: Int) -> Bool {
    guard task >= 0 && task >> 6 < words.count else { return false }
    return words[task >> 6] & (1 << UInt64(task & 63)) != 0
  }

  package mutating func formIntersection(_ other: TaskSet) {
    for word in words.indices { words[word] &= word < other.words.count ? other.words[word] : 0 }
  }
}

/// One line that does something, tied to its heading, line and strictness.
package struct GraphEffect: Sendable {
  package enum Action: Sendable, Equatable {
    case aiMay
    case aiMayOnlySuggest
    /// Role names; empty: any person.
    case onlyHumanMay(roles: [String])
    case nobodyMay
    case otherwiseRefuse
    case handOver(HandOver)
    case otherwiseHandOver(HandOver)
    case startWithHuman
    case stopAI
    case bringIn(String)
    case contactCustomer(byAI: Bool, task: Int)
    /// 0 low … 3 urgent.
    case urgency(UInt8)
    case needSkills([String])
  }

  package enum HandOver: Sendable, Equatable, BitwiseCopyable {
    case queue(Int)
    /// An entry of `GraphLogic.tables`.
    case table(Int)
    /// No team named.
    case none
  }

  package var action: Action
  /// Tasks covered; all of them for lines about the conversation.
  package var scope: TaskSet
  /// The node whose truth says whether the line applies.
  package var node: Int
  /// Of `ai may only suggest`: the node whose truth says whether it caps, which an uncertain
  /// exception does not lift; of all other lines the same as `node`.
  package var capNode: Int
  /// Position in `DecisionGraph.headings`.
  package var heading: Int
  package var line: Int
  /// The line's words.
  package var text: String

  package init(
    action: Action, scope: TaskSet, node: Int, heading: Int, line: Int, text: String
  ) {
    self.action = action
    self.scope = scope
    self.node = node
    capNode = node
    self.heading = heading
    self.line = line
    self.text = text
  }
}

/// Queues and which is preferred.
package struct GraphRouting: Sendable {
  package var queues: [GraphQueue] = []
  /// Queue positions, best first.
  package var preferred: [Int] = []
  /// -1 where the policy cannot hand over.
  package var otherwise = -1

  package init() {}
}

package struct GraphQueue: Sendable {
  package struct Skill: Sendable, Equatable {
    package var name: String
    package var atLeast: Int64?

    package init(name: String, atLeast: Int64?) {
      self.name = name
      self.atLeast = atLeast
    }
  }

  package var name: String
  package var skills: [Skill]
  /// 0 low … 3 urgent; `nil`: not said.
  package var urgency: UInt8?
  /// The node of `agents when`, judged for each candidate; -1: none.
  package var agents = -1
  /// `agents when` in words.
  package var agentsText = ""
  /// Nodes that `agents` rests on, in table order.
  package var agentNodes: [Int32] = []
  /// An agent fact; -1: none.
  package var bestFirst = -1
  /// An entry of `GraphLogic.calendars`; -1: always open.
  package var hours = -1
  package var ladder: [LadderRung] = []
  package var file: Int
  package var line: Int

  package init(name: String, skills: [Skill], urgency: UInt8?, file: Int, line: Int) {
    self.name = name
    self.skills = skills
    self.urgency = urgency
    self.file = file
    self.line = line
  }
}

/// One step of a queue's ladder, with the second it comes at, counted from the first queue.
package struct LadderRung: Sendable, Equatable {
  package enum Step: Sendable, Equatable {
    case lastAgentFirst(forSeconds: Int64)
    case withoutSkills([String])
    case accept(GraphQueue.Skill)
    case urgency(UInt8)
    /// Queue position.
    case tryQueue(Int)
    /// `within` a span: seconds, and a calendar's position or -1.
    case callback(withinSeconds: Int64?, calendar: Int)
    case keepWaiting
    case takeMessage
  }

  /// The queue whose line it is.
  package var queue: Int
  /// `nil`: only when the queue before it is closed, for it has no bound of its own.
  package var afterSeconds: Int64?
  package var step: Step

  package init(queue: Int, afterSeconds: Int64?, step: Step) {
    self.queue = queue
    self.afterSeconds = afterSeconds
    self.step = step
  }
}
