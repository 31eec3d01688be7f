import HandrailEngine

extension ScriptReading {
  private static let entryKeys = [
    "at", "after", "words", "note", "turn", "task", "tasks", "task_facts", "by", "action", "facts",
    "queues", "people", "involved", "agents", "join", "leave", "done", "confirm", "decline",
    "no_answer", "answer", "remembered", "vote", "withdraw", "ask_again",
  ]

  func readEntry(
    _ value: Int, _ path: String, after last: Moment
  ) throws(ScriptFault) -> SessionScript.Entry {
    guard document.shape(of: value) == .object else {
      throw fault(
        value, path, ("an entry is an object", "write it such as `- task: …` or `- turn: …`"))
    }
    try requireKeys(value, path, ScriptReading.entryKeys)
    var entry = SessionScript.Entry(value: value, at: try moment(of: value, path, after: last))
    entry.words = try optionalText("words", of: value, path)
    entry.note = try optionalText("note", of: value, path)
    entry.by = try optionalText("by", of: value, path)
    entry.turn = try turn(of: value, path)
    entry.ask = try ask(of: value, path)
    entry.taskFacts = try object("task_facts", of: value)
    entry.action = try action(of: value, path)
    entry.facts = try object("facts", of: value)
    entry.queues = try queues(of: value, "\(path).queues")
    entry.roster = try roster(of: value)
    entry.happenings = try happenings(of: value, path)
    return entry
  }

  private func moment(
    of entry: Int, _ path: String, after last: Moment
  ) throws(ScriptFault) -> Moment {
    if let at = optional("at", of: entry) {
      guard optional("after", of: entry) == nil else {
        throw fault(at, "\(path).at", ("`at` and `after` are both given", "keep one of them"))
      }
      let moment = try moment(at, "\(path).at")
      guard moment >= last else {
        throw fault(
          at, "\(path).at",
          (
            "this entry is at \(moment.text), before the one above it (\(last.text))",
            "entries stand in the order of time"
          ))
      }
      return moment
    }
    guard let after = optional("after", of: entry) else { return last }
    var domain = Domain(.duration)
    domain.highest = 366 * 86_400
    guard case .value(let seconds) = document.reading(of: after, as: domain),
      let moment = last.adding(seconds: seconds)
    else {
      throw fault(
        after, "\(path).after",
        (
          "\(document.described(after)) is no length of time up to 366 days",
          "write it such as `20 seconds` or `31 minutes`"
        ))
    }
    return moment
  }

  private func turn(of entry: Int, _ path: String) throws(ScriptFault) -> Int? {
    guard let turn = try object("turn", of: entry) else { return nil }
    for key in ["n", "at"] {
      guard let found = document.member(key, of: turn) else { continue }
      throw fault(
        found, "\(path).turn.\(key)",
        ("a turn has its number and its moment by itself", "take `\(key)` out"))
    }
    return turn
  }

  private func ask(of entry: Int, _ path: String) throws(ScriptFault) -> SessionScript.Ask {
    if let tasks = optional("tasks", of: entry) {
      guard optional("task", of: entry) == nil else {
        throw fault(tasks, "\(path).tasks", ("`task` and `tasks` are both given", "keep one"))
      }
      for task in document.shape(of: tasks) == .list ? elements(of: tasks) : [] {
        _ = try self.task(task, "\(path).tasks")
      }
      return .survey(tasks)
    }
    guard let task = optional("task", of: entry) else {
      guard optional("task_facts", of: entry) == nil else {
        throw fault(
          entry, "\(path).task_facts",
          ("`task_facts` belong to a survey", "add `tasks: all`, or write them under `facts`"))
      }
      return .implied
    }
    if document.isText(task), document.string(of: task) == "none" { return .task(nil) }
    return .task(try self.task(task, "\(path).task"))
  }

  private func task(_ value: Int, _ path: String) throws(ScriptFault) -> Int {
    let name = try text(value, path)
    guard let found = graph.tasks.firstIndex(of: name) else {
      throw fault(value, path, unknown(name, "task", among: graph.tasks))
    }
    return found
  }

  private func action(
    of entry: Int, _ path: String
  ) throws(ScriptFault) -> SessionScript.ActionChange {
    guard let action = document.member("action", of: entry) else { return .kept }
    if document.isWrittenAbsence(action) { return .dropped }
    guard document.shape(of: action) == .object else {
      throw fault(
        action, "\(path).action", ("`action` is an object", "write { request: … } or so"))
    }
    return .set(action)
  }

  private func elements(of value: Int) -> [Int] {
    guard document.shape(of: value) == .list else { return [value] }
    var elements: [Int] = []
    for element in document.elements(of: value) { elements.append(element) }
    return elements
  }
}

// MARK: - Happenings

extension ScriptReading {
  /// The keys of happenings about gates.
  private static let gateKeys: [(key: String, kind: Happening.Kind)] = [
    ("confirm", .confirmed), ("decline", .declined), ("no_answer", .noAnswer),
    ("answer", .answer), ("remembered", .remembered), ("vote", .vote), ("withdraw", .withdraw),
    ("ask_again", .asked),
  ]

  /// Everything that an entry says happened, in a fixed order: people come before they vote.
  private func happenings(of entry: Int, _ path: String) throws(ScriptFault) -> [Happening] {
    var found: [Happening] = []
    if let join = optional("join", of: entry) {
      for person in elements(of: join) {
        found.append(.init(.join, person, name: try text(person, "\(path).join")))
      }
    }
    if let done = optional("done", of: entry) {
      for task in elements(of: done) {
        let name = graph.tasks[try self.task(task, "\(path).done")]
        found.append(.init(.done, task, name: name))
      }
    }
    for (key, kind) in ScriptReading.gateKeys {
      guard let value = optional(key, of: entry) else { continue }
      for element in elements(of: value) {
        found.append(try happening(kind, element, "\(path).\(key)"))
      }
    }
    if let leave = optional("leave", of: entry) {
      for person in elements(of: leave) {
        found.append(.init(.leave, person, name: try text(person, "\(path).leave")))
      }
    }
    return found
  }

  private func happening(
    _ kind: Happening.Kind, _ value: Int, _ path: String
  ) throws(ScriptFault) -> Happening {
    guard document.shape(of: value) == .object, let sort = Happening(kind, value, name: "").gate
    else {
      throw fault(
        value, path, ("`\(path)` is an object", "write it such as \(kind.example)"))
    }
    try requireKeys(value, path, kind.keys)
    let heading = try member(sort.rawValue, of: value, path)
    var happening = Happening(kind, value, name: try text(heading, "\(path).\(sort.rawValue)"))
    let names = graph.headings.filter { $0.kind == sort.heading }.map { $0.name }
    guard names.contains(happening.name) else {
      throw fault(heading, path, unknown(happening.name, sort.rawValue, among: names))
    }
    happening.who = try optionalText("who", of: value, path)
    happening.reason = try optionalText("reason", of: value, path)
    happening.instance = try optionalText("instance", of: value, path)
    if let task = optional("task", of: value) {
      happening.task = try self.task(task, "\(path).task")
    }
    try readChoice(&happening, path)
    return happening
  }

  private func readChoice(_ happening: inout Happening, _ path: String) throws(ScriptFault) {
    let value = happening.value
    switch happening.kind {
    case .answer:
      happening.choice = try choice("option", ["ai", "human", "callback"], of: value, path)
    case .remembered:
      happening.choice = try choice("option", ["human", "callback"], of: value, path)
      happening.by = try member("by", of: value, path)
      happening.chosenAt = try moment(try member("at", of: value, path), "\(path).at")
    case .vote:
      happening.choice = try choice("vote", ["approve", "refuse"], of: value, path)
      _ = try member("who", of: value, path)
    case .withdraw, .asked: _ = try member("who", of: value, path)
    case .confirmed, .declined, .noAnswer, .done, .join, .leave: break
    }
  }

  private func choice(
    _ key: String, _ options: [String], of value: Int, _ path: String
  ) throws(ScriptFault) -> String {
    let found = try member(key, of: value, path)
    guard document.isText(found), options.contains(document.string(of: found)) else {
      throw fault(
        found, "\(path).\(key)",
        (
          "\(document.described(found)) is none of \(options.joined(separator: ", "))",
          "write one of them"
        ))
    }
    return document.string(of: found)
  }
}

extension Happening.Kind {
  /// The keys that its object may have.
  fileprivate var keys: [String] {
    switch self {
    case .confirmed, .declined, .noAnswer: ["first", "who", "task", "instance"]
    case .answer: ["offer", "option", "who", "task", "instance"]
    case .remembered: ["offer", "option", "by", "at"]
    case .vote: ["approval", "who", "vote", "reason", "task", "instance"]
    case .withdraw, .asked: ["approval", "who", "task", "instance"]
    case .done, .join, .leave: []
    }
  }

  fileprivate var example: String {
    switch self {
    case .confirmed, .declined, .noAnswer: "{ first: NAME }"
    case .answer: "{ offer: NAME, option: human }"
    case .remembered: "{ offer: NAME, option: human, by: \"…\", at: \"…\" }"
    case .vote: "{ approval: NAME, who: ann, vote: approve }"
    case .withdraw, .asked: "{ approval: NAME, who: ann }"
    case .done, .join, .leave: "a name"
    }
  }
}

extension GateSort {
  var heading: GraphHeading.Kind {
    switch self {
    case .approval: .approval
    case .offer: .offer
    case .first: .first
    }
  }
}

extension Moment {
  /// So many seconds later; `nil` beyond what a moment can be.
  func adding(seconds: Int64) -> Moment? {
    let (span, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, isTooLate) = microseconds.addingReportingOverflow(span)
    // 9999-12-31T23:59:59Z
    guard !isTooLong, !isTooLate, sum <= 253_402_300_799_000_000 else { return nil }
    return Moment(microseconds: sum)
  }
}
