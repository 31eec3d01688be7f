extension QuestionFilling {
  mutating func readFacts() throws(QuestionRefusal) {
    let asked = askedTask
    let place = FactGathering.Place.session(takesTaskFacts: !isSurvey)
    var gathering = FactGathering(
      reader, document, place, moments: (question.at, question.at), path: form.factsPath)
    if let facts = form.facts {
      try requireObject(facts, form.factsPath)
      gathering.gather(facts)
    }
    absorb(gathering)
    for slot in reader.sessionFacts.indices {
      if let plain = gathering.plainCell(slot) {
        question.frame.session[slot] = plain
      } else {
        question.frame.session[slot] =
          try cell(reader.sessionFacts[slot], gathering.findings[slot], form.factsPath)
      }
    }
    try readTaskFacts(asked, gathering)
  }

  private var isSurvey: Bool {
    if case .survey = question.ask { return true }
    return false
  }

  /// Tasks whose facts are wanted.
  private var askedTask: [Int] {
    switch question.ask {
    case .task(let task): [task]
    case .survey(let tasks): tasks
    case .none, .missing: []
    }
  }

  private mutating func readTaskFacts(
    _ asked: [Int], _ facts: FactGathering
  ) throws(QuestionRefusal) {
    var objects: [Int: Int] = [:]
    if let taskFacts = form.taskFacts {
      try requireObject(taskFacts, "task_facts")
      for member in document.members(of: taskFacts) {
        let path = "task_facts.\(document.string(of: member.key))"
        try requireObject(member.value, path)
        if let task = graph.taskPosition(document.text(of: member.key)) {
          objects[task] = member.value
        } else {
          ignore(path)
        }
      }
    }
    guard !reader.taskFacts.isEmpty || !objects.isEmpty else { return }
    for task in asked {
      let path = "task_facts.\(graph.tasks[task])"
      var gathering = FactGathering(
        reader, document, .task, moments: (question.at, question.at), path: path)
      if let object = objects[task] { gathering.gather(object) }
      absorb(gathering)
      var cells: [Cell] = []
      for (slot, fact) in reader.taskFacts.enumerated() {
        let plain = isSurvey ? nil : facts.findings[reader.sessionFacts.count + slot]
        let found = gathering.findings[slot]
        if let plain, let found, !document.isSame(plain, found) {
          add(
            InputFault(
              path: "\(path).\(graph.facts[fact].name)", cause: .contradictory,
              detail: "also sent in `facts`, with a different value"))
          cells.append(Cell(unknown: .contradictory))
        } else {
          cells.append(try cell(fact, found ?? plain, isSurvey ? path : form.factsPath))
        }
      }
      question.frame.tasks[task] = cells
    }
  }

  mutating func readTurns() throws(QuestionRefusal) {
    guard let turns = form.turns else {
      guard graph.logic.readsTurns && !form.isNewSession else { return }
      question.frame.hasTurns = false
      return add(
        InputFault(
          path: "turns", cause: .missing,
          detail: "the policy looks at turns; expected a list of them, [] for none"))
    }
    for (position, turn) in try list(turns, "turns", most: QuestionFilling.mostTurns).enumerated() {
      try readTurn(turn, "turns[\(position)]")
    }
  }

  private mutating func readTurn(_ turn: Int, _ path: String) throws(QuestionRefusal) {
    try requireObject(turn, path)
    guard let n = document.member("n", of: turn) else {
      throw refusal(turn, path, "a turn has no number", "number turns from 1: \"n\": 1")
    }
    guard document.shape(of: n) == .number || document.shape(of: n) == .plain,
      case .exact(let number) = scaledNumber(document.text(of: n), decimals: 0), number >= 1,
      number <= 1_000_000
    else {
      throw refusal(
        n, "\(path).n", "a turn's number is a whole number from 1; found \(document.described(n))",
        "number turns from 1, oldest first")
    }
    if let last = question.frame.turns.last, number <= last.number {
      throw refusal(
        n, "\(path).n", "turn \(number) stands after turn \(last.number)",
        "send turns oldest first, each once")
    }
    let at = try momentOfTurn(turn, path)
    var gathering = FactGathering(
      reader, document, .turn, moments: (at, question.at), path: path)
    gathering.gather(turn, except: ["n", "at"])
    absorb(gathering)
    var cells: [Cell] = []
    for (slot, fact) in reader.turnFacts.enumerated() {
      cells.append(try cell(fact, gathering.findings[slot], path))
    }
    question.frame.turns.append(Turn(number: Int(number), at: at, cells: cells))
  }

  private mutating func momentOfTurn(
    _ turn: Int, _ path: String
  ) throws(QuestionRefusal) -> Moment? {
    guard let at = document.member("at", of: turn), !document.isWrittenAbsence(at) else {
      add(
        InputFault(
          path: "\(path).at", cause: .missing,
          detail: "\(Domain(.moment).expectation); nothing was sent"))
      return nil
    }
    guard document.isText(at), let moment = Moment(document.text(of: at)) else {
      throw refusal(
        at, "\(path).at", "\(document.described(at)) is no moment with an offset",
        "write it such as \"2026-03-02T10:15:00Z\"")
    }
    guard moment <= question.at else {
      throw refusal(at, "\(path).at", "this turn is after the question's moment", "check `at`")
    }
    if let last = question.frame.turns.last(where: { $0.at != nil })?.at, moment < last {
      throw refusal(
        at, "\(path).at", "this turn is earlier than the turn before it",
        "send turns oldest first")
    }
    return moment
  }

  mutating func readAgents() throws(QuestionRefusal) {
    let agents = try list(form.agents, "agents", most: QuestionFilling.mostEntries)
    for (position, agent) in agents.enumerated() {
      let path = "agents[\(position)]"
      try requireObject(agent, path)
      guard let id = document.member("id", of: agent) else {
        throw refusal(agent, path, "an agent has no id", "give each agent an \"id\"")
      }
      var gathering = FactGathering(
        reader, document, .agent, moments: (question.at, question.at), path: path)
      gathering.gather(agent, except: ["id"])
      absorb(gathering)
      var cells: [Cell] = []
      for (slot, fact) in reader.agentFacts.enumerated() {
        cells.append(try cell(fact, gathering.findings[slot], path))
      }
      question.frame.agents.append(Agent(id: try text(id, "\(path).id"), cells: cells))
    }
  }
}

extension HostDocument {
  /// Two readings of one fact say the same.
  func isSame(_ left: FactGathering.Finding, _ right: FactGathering.Finding) -> Bool {
    guard left.isAbsent == right.isAbsent else { return false }
    guard left.text >= 0, right.text >= 0 else { return left.cell == right.cell }
    return text(of: left.text).elementsEqual(text(of: right.text))
  }
}
