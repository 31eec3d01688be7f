extension QuestionFilling {
  mutating func readQueues() throws(QuestionRefusal) {
    if let queues = form.queues {
      try requireObject(queues, "queues")
      for member in document.members(of: queues) {
        let path = "queues.\(document.string(of: member.key))"
        try requireObject(member.value, path)
        try requireKeys(member.value, path, ["open", "free", "wait_seconds"])
        let name = document.text(of: member.key)
        let queue = graph.routing.queues.firstIndex { $0.name.utf8.elementsEqual(name) }
        if let queue { readQueue(queue, member.value, path) } else { ignore(path) }
      }
    }
    requireQueueFacts()
  }

  private mutating func readQueue(_ queue: Int, _ state: Int, _ path: String) {
    var count = Domain(.number)
    count.highest = 1_000_000
    var wait = Domain(.duration)
    wait.highest = 30 * 86_400
    question.frame.queues[queue] = QueueState(
      open: queueCell("open", state, Domain(.yesNo), path),
      free: queueCell("free", state, count, path),
      wait: queueCell("wait_seconds", state, wait, path))
  }

  private mutating func queueCell(
    _ key: String, _ state: Int, _ domain: Domain, _ path: String
  ) -> Cell {
    guard let value = document.member(key, of: state) else { return Cell(unknown: .absent) }
    switch document.reading(of: value, as: domain) {
    case .value(let value): return Cell(value)
    case .nothing, .text: return Cell(unknown: .absent)
    case .unfit(let cause, let expectation):
      add(fault(value, "\(path).\(key)", cause, expectation))
      return Cell(unknown: cause)
    }
  }

  /// What the policy tests or says of a queue must be sent.
  private mutating func requireQueueFacts() {
    for fact in reader.queueFacts where !fact.mayBeUnknown {
      switch fact.builtIn {
      case .queueOpen(let queue):
        if let missing = missing(question.frame.queues[queue].open, queue, "open") {
          question.frame.queues[queue].open = missing
        }
      case .queueFree(let queue):
        if let missing = missing(question.frame.queues[queue].free, queue, "free") {
          question.frame.queues[queue].free = missing
        }
      case .queueWait(let queue):
        if let missing = missing(question.frame.queues[queue].wait, queue, "wait_seconds") {
          question.frame.queues[queue].wait = missing
        }
      case .none, .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done:
        continue
      }
    }
  }

  private mutating func missing(_ cell: Cell, _ queue: Int, _ key: String) -> Cell? {
    guard cell.cause == .absent else { return nil }
    add(
      InputFault(
        path: "queues.\(graph.routing.queues[queue].name).\(key)", cause: .missing,
        detail: "the policy looks at it; nothing was sent"))
    return Cell(unknown: .missing)
  }

  mutating func readPeople() throws(QuestionRefusal) {
    let people = try list(form.people, "people", most: QuestionFilling.mostEntries)
    for (position, person) in people.enumerated() {
      let path = "people[\(position)]"
      try requireObject(person, path)
      try requireKeys(person, path, ["id", "roles"])
      guard let id = document.member("id", of: person) else {
        throw refusal(person, path, "a person has no id", "give each person an \"id\"")
      }
      let found = document.member("roles", of: person)
      var roles: [String] = []
      for role in try list(found, "\(path).roles", most: QuestionFilling.mostEntries) {
        roles.append(try text(role, "\(path).roles"))
      }
      question.people.append(Person(id: try text(id, "\(path).id"), roles: roles))
    }
    for id in try list(form.involved, "involved", most: QuestionFilling.mostEntries) {
      question.involved.append(try text(id, "involved"))
    }
  }

  mutating func readEvents() throws(QuestionRefusal) {
    let events = try list(form.events, "events", most: QuestionFilling.mostEntries)
    var positions: [[UInt8]: Int] = [:]
    for (position, event) in events.enumerated() {
      let path = "events[\(position)]"
      guard var read = try readEvent(event, path) else { continue }
      if let earlier = positions[Array(read.id.utf8)] {
        read.position = question.events[earlier].position
        guard question.events[earlier] == read else {
          throw refusal(
            event, "\(path).id", "two different events have the id `\(read.id)`",
            "give each event an id of its own")
        }
        continue
      }
      read.position = position
      positions[Array(read.id.utf8)] = question.events.count
      question.events.append(read)
    }
  }

  /// `nil` for an event that does not count: to come, or of unknown names.
  private mutating func readEvent(
    _ event: Int, _ path: String
  ) throws(QuestionRefusal) -> SessionEvent? {
    try requireObject(event, path)
    let kindName = try text(try member("kind", of: event, path), "\(path).kind")
    guard let kind = SessionEvent.Kind(rawValue: kindName) else {
      let kinds = SessionEvent.Kind.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw refusal(
        event, "\(path).kind", "there is no kind of event `\(kindName)`", "kinds are \(kinds)")
    }
    try requireKeys(event, path, ["id", "at", "kind", "who"] + kind.ownKeys)
    let id = try text(try member("id", of: event, path), "\(path).id")
    let at = try member("at", of: event, path)
    guard document.isText(at), let moment = Moment(document.text(of: at)) else {
      throw refusal(
        at, "\(path).at", "\(document.described(at)) is no moment with an offset",
        "write it such as \"2026-03-02T10:15:00Z\"")
    }
    var read = SessionEvent(id: id, at: moment, kind: kind)
    if let who = document.member("who", of: event) { read.who = try text(who, "\(path).who") }
    let isKnown =
      try kind.isForApproval ? fillVote(&read, event, path) : name(&read, event, path)
    guard isKnown else { return nil }
    guard moment <= question.at else {
      add(fault(at, "\(path).at", .inTheFuture, "the event is after the question"))
      return nil
    }
    return read
  }

  func member(
    _ key: String, of object: Int, _ path: String
  ) throws(QuestionRefusal) -> Int {
    guard let found = document.member(key, of: object) else {
      throw refusal(object, path, "`\(path)` has no `\(key)`", "send it")
    }
    return found
  }

  /// Fills in what the event is about; false where the policy has no such name.
  private mutating func name(
    _ read: inout SessionEvent, _ event: Int, _ path: String
  ) throws(QuestionRefusal) -> Bool {
    if read.kind == .answer || read.kind == .remembered {
      return try readChoice(&read, event, path)
    }
    guard read.kind != .done else {
      let task = try member("task", of: event, path)
      guard let position = graph.taskPosition(document.text(of: task)) else {
        add(fault(task, "\(path).task", .outOfRange, "the policy has no such task"))
        return false
      }
      read.task = position
      return true
    }
    let gate = try member("gate", of: event, path)
    read.gate = try text(gate, "\(path).gate")
    let instance = try member("instance", of: event, path)
    read.instance = try text(instance, "\(path).instance")
    let isKnown = graph.gates.firsts.contains {
      graph.headings[$0.heading].name.utf8.elementsEqual(read.gate.utf8)
    }
    if !isKnown { add(fault(gate, "\(path).gate", .outOfRange, "the policy has no such gate")) }
    return isKnown
  }

  mutating func readMemory() {
    if let held = form.heldMemory {
      question.memory = held
      return
    }
    if form.isNewSession {
      question.memory = .new
      return
    }
    guard let memory = form.memory else {
      question.memory = .absent
      let last = question.frame.turns.last?.number ?? 0
      if !graph.logic.readsTurns || !question.frame.hasTurns || last > 1 {
        add(
          InputFault(
            path: "memory", cause: .missing,
            detail: "expected what the last decision returned, or \"new\"; nothing was sent"))
      }
      return
    }
    if document.isText(memory), document.text(of: memory).elementsEqual("new".utf8) {
      question.memory = .new
      return
    }
    do {
      var reading = MemoryReading(reader, document, session: question.session, at: question.at)
      question.memory = .kept(try reading.read(memory))
      for fault in reading.faults { add(fault) }
    } catch {
      question.memory = .unusable
      add(InputFault(path: "memory", cause: .unusableMemory, detail: error.detail))
    }
  }
}
