// Effects, queues and gates, field by field.

extension TaskSet: Archived {
  static var blank: TaskSet {
    TaskSet(taskCount: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var passed = words
    try archive.list(&passed)
    self = TaskSet(words: passed)
  }
}

extension GraphEffect: Archived {
  static var blank: GraphEffect {
    GraphEffect(
      action: .blank, scope: .blank, node: 0, heading: 0, line: 0, text: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&action)
    try archive.field(&scope)
    try archive.field(&node)
    try archive.field(&capNode)
    try archive.field(&heading)
    try archive.field(&line)
    try archive.field(&text)
  }
}

extension GraphQueue.Skill: Archived {
  static var blank: GraphQueue.Skill {
    GraphQueue.Skill(name: "", atLeast: nil)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.optional(&atLeast)
  }
}

extension LadderRung: Archived {
  static var blank: LadderRung {
    LadderRung(queue: 0, afterSeconds: nil, step: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&queue)
    try archive.optional(&afterSeconds)
    try archive.field(&step)
  }
}

extension GraphQueue: Archived {
  static var blank: GraphQueue {
    GraphQueue(name: "", skills: [], urgency: nil, file: 0, line: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.list(&skills)
    try archive.optional(&urgency)
    try archive.field(&agents)
    try archive.field(&agentsText)
    try archive.field(&bestFirst)
    try archive.field(&hours)
    try archive.list(&ladder)
    try archive.field(&file)
    try archive.field(&line)
  }
}

extension GraphRouting: Archived {
  static var blank: GraphRouting {
    GraphRouting()
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&queues)
    try archive.list(&preferred)
    try archive.field(&otherwise)
  }
}

extension GraphSpan: Archived {
  static var blank: GraphSpan {
    GraphSpan(seconds: 0, calendar: -1)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&seconds)
    try archive.field(&calendar)
  }
}

extension GraphApproval.Seats: Archived {
  static var blank: GraphApproval.Seats {
    GraphApproval.Seats(count: 0, roles: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&count)
    try archive.list(&roles)
  }
}

extension GraphApproval.Tier: Archived {
  static var blank: GraphApproval.Tier {
    GraphApproval.Tier(node: 0, seats: [], line: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&node)
    try archive.list(&seats)
    try archive.field(&line)
    try archive.field(&text)
  }
}

extension GraphApproval.LateSeat: Archived {
  static var blank: GraphApproval.LateSeat {
    GraphApproval.LateSeat(after: .blank, role: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&after)
    try archive.field(&role)
  }
}

extension GraphApproval.Terms: Archived {
  static var blank: GraphApproval.Terms {
    GraphApproval.Terms()
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&isFourEyes)
    try archive.field(&needsReason)
    try archive.list(&lateSeats)
    try archive.optional(&grantLastsSeconds)
    try archive.optional(&answerWithin)
    try archive.optional(&ifNoAnswer)
    try archive.optional(&ifRefused)
  }
}

extension GraphApproval: Archived {
  static var blank: GraphApproval {
    GraphApproval(heading: 0, scope: .blank, node: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&scope)
    try archive.field(&node)
    try archive.field(&measure)
    try archive.list(&tiers)
    try archive.field(&terms)
    try archive.list(&bound)
  }
}

extension GraphOffer.Remember: Archived {
  static var blank: GraphOffer.Remember {
    GraphOffer.Remember(by: 0, forSeconds: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&by)
    try archive.field(&forSeconds)
  }
}

extension GraphOffer: Archived {
  static var blank: GraphOffer {
    GraphOffer(heading: 0, scope: .blank, node: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&scope)
    try archive.field(&node)
    try archive.list(&options)
    try archive.field(&answerWithin)
    try archive.optional(&remember)
    try archive.field(&ifNoAnswer)
    try archive.list(&bound)
  }
}

extension GraphFirst: Archived {
  static var blank: GraphFirst {
    GraphFirst(heading: 0, scope: .blank, node: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&scope)
    try archive.field(&node)
    try archive.field(&until)
    try archive.list(&ask)
    try archive.list(&tasksToDo)
    try archive.list(&confirm)
    try archive.optional(&lastsSeconds)
    try archive.optional(&ifNoAnswer)
    try archive.optional(&ifRefused)
  }
}

extension GraphReturn: Archived {
  static var blank: GraphReturn {
    GraphReturn(heading: 0, node: 0, tasks: nil, atMostTimes: nil)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&node)
    try archive.optional(&tasks)
    try archive.optional(&atMostTimes)
  }
}

extension GraphGates: Archived {
  static var blank: GraphGates {
    GraphGates()
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&approvals)
    try archive.list(&offers)
    try archive.list(&firsts)
    try archive.list(&returns)
    try archive.field(&wayOutNode)
  }
}
