/// A question while it is filled from a document.
struct QuestionFilling {
  /// Most texts of a question, in bytes; most turns; most agents, events, people.
  static var mostTextBytes: Int { 8 << 20 }
  static var mostTurns: Int { 1000 }
  static var mostEntries: Int { 10_000 }
  /// Most faults and ignored paths that are listed one by one.
  static var mostListed: Int { 1000 }

  let reader: QuestionReader
  let document: HostDocument
  let form: QuestionForm
  var question: Question
  private(set) var id: String?
  private(set) var hasMoment = false
  private var textBytes = 0
  private var hiddenFaults = 0
  private var hiddenIgnored = 0
  /// Facts that stood where they may not be; they are unknown wherever they are read.
  private var misplaced: [Int] = []

  var graph: DecisionGraph { reader.graph }

  init(_ reader: QuestionReader, _ document: HostDocument, _ form: QuestionForm) {
    self.reader = reader
    self.document = document
    self.form = form
    let absent = Cell(unknown: .absent)
    let frame = Frame(
      session: [Cell](repeating: absent, count: reader.graph.logic.slots.session),
      queues: [QueueState](
        repeating: QueueState(open: absent, free: absent, wait: absent),
        count: reader.graph.routing.queues.count))
    question = Question(
      at: Moment(microseconds: 0), ask: .missing, frame: frame, memory: .absent)
  }

  mutating func fill() throws(QuestionRefusal) {
    id = form.id.map { document.string(of: $0) }
    if let session = form.session {
      question.session = try text(session, "session")
    }
    try readMoment()
    try readAsk()
    try readAction()
    try readFacts()
    try readTurns()
    try readQueues()
    try readAgents()
    try readPeople()
    try readEvents()
    if let language = form.language { question.language = try text(language, "language") }
    readMemory()
    dropUnshownAnswers()
    applyMisplaced()
    listHidden()
  }

  /// Takes what was read in one pass, as where nothing else is sent.
  mutating func fill(
    _ scan: borrowing QuestionScan, of bytes: borrowing Span<UInt8>
  ) throws(QuestionRefusal) {
    question.session = scan.session(in: bytes)
    question.at = scan.at
    hasMoment = true
    question.ask = scan.ask
    question.frame.session = scan.cells
    for slot in scan.cells.indices where scan.cells[slot].cause == .missing {
      _ = try cell(reader.sessionFacts[slot], nil, form.factsPath)
    }
    try readTurns()
    try readQueues()
    readMemory()
  }

  private mutating func readMoment() throws(QuestionRefusal) {
    guard let at = form.at else {
      guard let given = form.givenMoment else {
        throw refusal(
          0, "at", "the question has no moment", "send `at`, such as \"2026-03-02T10:15:00Z\"")
      }
      question.at = given
      hasMoment = true
      return
    }
    guard document.isText(at), let moment = Moment(document.text(of: at)) else {
      throw refusal(
        at, "at", "\(document.described(at)) is no moment with an offset",
        "write it such as \"2026-03-02T10:15:00Z\" or \"2026-03-02T10:15:00+01:00\"")
    }
    question.at = moment
    hasMoment = true
  }

  private mutating func readAsk() throws(QuestionRefusal) {
    if form.task != nil, let tasks = form.tasks {
      throw refusal(tasks, "tasks", "`task` and `tasks` are both given", "send one of them")
    }
    if form.asksAllTasks {
      question.ask = .survey(Array(graph.tasks.indices))
    } else if let task = form.task {
      guard document.isText(task) else {
        return add(
          fault(task, "task", .wrongKind, "expected the name of a task, or \"none\""))
      }
      question.ask = ask(task)
    } else if let tasks = form.tasks {
      question.ask = .survey(try survey(tasks))
    } else {
      add(
        InputFault(
          path: "task", cause: .missing,
          detail: "expected the name of a task, or \"none\"; nothing was sent"))
    }
  }

  private mutating func ask(_ task: Int) -> TaskAsk {
    let name = document.text(of: task)
    if name.elementsEqual("none".utf8) { return .none }
    if let position = graph.taskPosition(name) { return .task(position) }
    add(fault(task, "task", .outOfRange, "the policy has no such task"))
    return .missing
  }

  private mutating func survey(_ tasks: Int) throws(QuestionRefusal) -> [Int] {
    if document.isText(tasks), document.text(of: tasks).elementsEqual("all".utf8) {
      return Array(graph.tasks.indices)
    }
    guard document.shape(of: tasks) == .list else {
      throw refusal(
        tasks, "tasks", "`tasks` is a list of names, or \"all\"", "write [\"…\"] or \"all\"")
    }
    var asked = TaskSet(taskCount: graph.tasks.count)
    for (position, element) in document.elements(of: tasks).enumerated() {
      let path = "tasks[\(position)]"
      guard document.isText(element) else {
        throw refusal(element, path, "expected the name of a task", "write it in quotes")
      }
      if let task = graph.taskPosition(document.text(of: element)) {
        asked.insert(task)
      } else {
        add(fault(element, path, .outOfRange, "the policy has no such task"))
      }
    }
    return graph.tasks.indices.filter { asked.contains($0) }
  }

  private mutating func readAction() throws(QuestionRefusal) {
    guard let action = form.action else { return }
    guard document.shape(of: action) == .object else {
      throw refusal(action, "action", "`action` is an object", "write { \"request\": … }")
    }
    if let request = document.member("request", of: action),
      !document.isWrittenAbsence(request)
    {
      question.request = try text(request, "action.request")
    }
    question.action = document.canonical(action)
  }
}

// MARK: - What all parts use

extension QuestionFilling {
  func refusal(
    _ value: Int, _ path: String, _ detail: String, _ fix: String
  ) -> QuestionRefusal {
    document.refusal(value, path, detail, fix)
  }

  func fault(
    _ value: Int, _ path: String, _ cause: UnknownCause, _ detail: String
  ) -> InputFault {
    InputFault(path: path, cause: cause, detail: "\(detail); found \(document.described(value))")
  }

  mutating func add(_ fault: InputFault) {
    if question.faults.count < QuestionFilling.mostListed {
      question.faults.append(fault)
    } else {
      hiddenFaults += 1
    }
  }

  mutating func ignore(_ path: String) {
    if question.ignored.count < QuestionFilling.mostListed {
      question.ignored.append(path)
    } else {
      hiddenIgnored += 1
    }
  }

  private mutating func listHidden() {
    if hiddenFaults > 0 {
      question.faults.append(
        InputFault(
          path: "question", cause: .wrongKind, detail: "\(hiddenFaults) more are not listed"))
    }
    if hiddenIgnored > 0 { question.ignored.append("and \(hiddenIgnored) more") }
  }

  /// A text that is not blank: an id, a name.
  func text(_ value: Int, _ path: String) throws(QuestionRefusal) -> String {
    guard document.isText(value), !isBlank(document.text(of: value)) else {
      throw refusal(
        value, path, "expected a text that is not empty; found \(document.described(value))",
        "write it in quotes")
    }
    return document.string(of: value)
  }

  /// The elements of a list; none where it is absent.
  func list(
    _ value: Int?, _ path: String, most: Int
  ) throws(QuestionRefusal) -> [Int] {
    guard let value else { return [] }
    guard document.shape(of: value) == .list else {
      throw refusal(value, path, "`\(path)` is a list", "write it in square brackets")
    }
    var elements: [Int] = []
    for element in document.elements(of: value) {
      guard elements.count < most else {
        throw refusal(element, path, "`\(path)` has more than \(most) entries", "send fewer")
      }
      elements.append(element)
    }
    return elements
  }

  func requireObject(_ value: Int, _ path: String) throws(QuestionRefusal) {
    guard document.shape(of: value) == .object else {
      throw refusal(value, path, "`\(path)` is an object", "write it in curly brackets")
    }
  }

  func requireKeys(
    _ object: Int, _ path: String, _ keys: [String]
  ) throws(QuestionRefusal) {
    for member in document.members(of: object) {
      let key = document.string(of: member.key)
      guard keys.contains(key) else {
        throw refusal(
          member.key, "\(path).\(key)", "there is no key `\(key)` here",
          "keys are \(keys.joined(separator: ", "))")
      }
    }
  }

  /// Takes over what an object of facts gave besides its cells.
  mutating func absorb(_ gathering: FactGathering) {
    for fault in gathering.faults { add(fault) }
    for path in gathering.ignored { ignore(path) }
    misplaced += gathering.misplaced
  }

  /// The cell of a fact from what was found, or why there is none.
  mutating func cell(
    _ fact: Int, _ found: FactGathering.Finding?, _ path: String
  ) throws(QuestionRefusal) -> Cell {
    let described = graph.facts[fact]
    guard let found, !found.isAbsent else {
      if described.mayBeUnknown { return described.cellOfAbsence(.absent) }
      add(
        InputFault(
          path: "\(path).\(described.path.joined(separator: "."))", cause: .missing,
          detail: "\(described.domain.expectation); nothing was sent"))
      return Cell(unknown: .missing)
    }
    guard found.cell.isKnown else {
      return found.cell.cause.isFault
        ? found.cell : described.cellOfAbsence(found.cell.cause)
    }
    guard found.text >= 0 else { return found.cell }
    return Cell(Int64(try keep(found.text)))
  }

  /// Keeps a text; the position it has among the texts of the question.
  private mutating func keep(_ value: Int) throws(QuestionRefusal) -> Int {
    textBytes += document.text(of: value).count
    guard textBytes <= QuestionFilling.mostTextBytes else {
      throw refusal(value, "facts", "the texts are longer than 8 MiB in all", "send less text")
    }
    question.frame.texts.append(document.string(of: value))
    return question.frame.texts.count - 1
  }

  /// Facts sent where they may not be are unknown wherever they would be read.
  private mutating func applyMisplaced() {
    let unknown = Cell(unknown: .misplaced)
    for fact in misplaced {
      switch graph.facts[fact].supply {
      case .session(let slot): question.frame.session[slot] = unknown
      case .turn(let slot):
        for turn in question.frame.turns.indices {
          question.frame.turns[turn].cells[slot] = unknown
        }
      case .task(let slot):
        for task in question.frame.tasks.keys { question.frame.tasks[task]?[slot] = unknown }
      case .agent(let slot):
        for agent in question.frame.agents.indices {
          question.frame.agents[agent].cells[slot] = unknown
        }
      case .computed: break
      }
    }
  }
}

extension GraphFact {
  /// A legitimate absence: the usual value where the policy gives one.
  func cellOfAbsence(_ cause: UnknownCause) -> Cell {
    let usual = cause == .notTrusted ? trustOtherwise ?? usualValue : usualValue ?? trustOtherwise
    guard let usual else { return Cell(unknown: cause) }
    var cell = Cell(usual)
    cell.isAssumed = true
    return cell
  }
}

extension DecisionGraph {
  /// The position of a task by its name.
  func taskPosition(_ name: ArraySlice<UInt8>) -> Int? {
    tasks.firstIndex { $0.utf8.elementsEqual(name) }
  }
}
