import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource
import HandrailTestSupport

/// A question with the memory that comes with it: the product's inside, the reference's beside.
struct AskedQuestion {
  var question: Question
  var memory: ReferenceMemoryGiven
  var hasUnknown = false
  var hasFault = false
}

/// Several decisions in a row: turns come, things happen, the memory is fed back.
struct ConversationMaker {
  var maker: QuestionMaker
  private var at: Moment
  private var session: String?
  private var turns: [Turn] = []
  private var turnsWithGaps = Set<Int>()
  private var productMemory: SessionMemory?
  private var referenceMemory: ReferenceMemory?
  private var shownGates: [ShownGate] = []
  private var people: PeopleMaker
  private var action: [UInt8] = []
  private var eventCount = 0
  /// The last question's facts and task: most conversations go on with them for a while.
  private var lastFrame: Frame?
  private var lastAsk: TaskAsk?
  private var eventPairs: [(product: SessionEvent, reference: SessionEvent)] = []

  init(_ maker: QuestionMaker) {
    self.maker = maker
    // Around the clock changes of the generated zones, weekends and closing dates.
    let start: Int64 = 1_772_200_000
    let seconds = start + Int64(self.maker.random.below(14 * 86_400))
    at = Moment(microseconds: seconds * 1_000_000)
    people = PeopleMaker(roles: maker.model.vocabulary.roles.elements)
    if !self.maker.random.oneIn(12) { session = "s\(self.maker.random.below(1000))" }
  }

  private var model: PolicyModel { maker.model }

  /// The next question, as the product and as the reference gets it.
  mutating func next() -> (product: Question, asked: AskedQuestion) {
    maker.begin()
    at.microseconds += Int64(maker.random.below(400)) * 1_000_000
    if maker.random.oneIn(14) {
      at.microseconds += Int64(maker.random.below(90_000)) * 1_000_000
    }
    addTurns()
    let asks = shownGates.isEmpty ? 30 : 85
    var question = Question(at: at, ask: lastAsk ?? ask(), frame: frame(), memory: .new)
    if !maker.random.chance(asks) { question.ask = ask() }
    lastAsk = question.ask
    if let lastFrame, maker.random.chance(asks) {
      question.frame.session = lastFrame.session
      question.frame.tasks = lastFrame.tasks
    }
    lastFrame = question.frame
    question.session = session
    if maker.random.chance(40) { question.request = "request \(maker.random.below(3))" }
    // One that changes the act must be asked again.
    if action.isEmpty ? maker.random.chance(60) : maker.random.oneIn(15) {
      action = Array("{\"amount\":\(maker.random.below(2))}".utf8)
    }
    if !maker.random.oneIn(14) { question.action = action }
    if people.isNew { people.begin(&maker.random) }
    people.change(&maker.random)
    question.people = people.roster(&maker.random)
    question.involved = people.involved(&maker.random)
    if maker.random.chance(20) { question.language = maker.random.pick(["es", "ca"]) }
    addEvents()
    var product = question
    product.events = eventPairs.map(\.product)
    question.events = eventPairs.map(\.reference)
    var asked = AskedQuestion(question: question, memory: .new)
    giveMemory(to: &product, and: &asked)
    asked.hasUnknown = maker.madeUnknown
    asked.hasFault = maker.madeFault || hasFault(product)
    return (product, asked)
  }

  private func hasFault(_ question: Question) -> Bool {
    if case .missing = question.ask { return true }
    if case .unusable = question.memory { return true }
    return !question.frame.hasTurns
  }

  /// What was decided comes back with the next question.
  mutating func keep(
    product: SessionMemory, reference: ReferenceMemory,
    gates: [ShownGate]
  ) {
    // Sequence 0 stands for a session that no decision has changed: it is still new.
    productMemory = product.sequence == 0 ? nil : product
    referenceMemory = reference.sequence == 0 ? nil : reference
    people.saw(gates)
    shownGates = gates
    eventPairs = []
  }

  private mutating func addTurns() {
    let numbers = [0, 1, 1, 1, 2, 3]
    for _ in 0..<maker.random.pick(numbers) {
      let number = (turns.last?.number ?? 0) + 1
      turns.append(Turn(number: number, at: at, cells: maker.cells(.turn, at: at)))
      if maker.random.oneIn(20) { turnsWithGaps.insert(number) }
    }
  }

  private mutating func ask() -> TaskAsk {
    let count = model.vocabulary.tasks.count
    switch maker.random.below(100) {
    case ..<10: return .none
    case ..<12: return .missing
    case ..<22:
      let picked = (0..<count).filter { _ in maker.random.chance(70) }
      return .survey(maker.random.chance(50) ? Array(0..<count) : picked)
    default: return .task(maker.random.below(count))
    }
  }

  private mutating func frame() -> Frame {
    var frame = Frame(
      session: maker.cells(.session, at: at), queues: maker.queueStates())
    frame.texts = QuestionMaker.texts
    for task in 0..<model.vocabulary.tasks.count {
      frame.tasks[task] = maker.cells(.task, at: at)
    }
    for place in 0..<maker.random.below(4) {
      frame.agents.append(Agent(id: "agent \(place)", cells: maker.cells(.agent, at: at)))
    }
    if maker.policy.readsTurns, maker.random.oneIn(50) {
      frame.hasTurns = false
    } else if maker.policy.readsTurns {
      let sent = turns.suffix(maker.random.chance(80) ? 20 : maker.random.below(4))
      frame.turns = sent.filter { !turnsWithGaps.contains($0.number) }
    }
    return frame
  }

  private mutating func addEvents() {
    if maker.random.chance(20) {
      let task = maker.random.below(model.vocabulary.tasks.count)
      var event = newEvent(.done)
      event.task = task
      eventPairs.append((event, event))
    }
    eventPairs += people.events(at: at, offers: maker.model.gates.offers, &maker.random)
    for shown in shownGates where shown.kind == "first" && maker.random.chance(60) {
      let kinds: [SessionEvent.Kind] = [.confirmed, .confirmed, .confirmed, .declined, .noAnswer]
      var event = newEvent(maker.random.pick(kinds))
      event.gate = shown.gate
      var other = event
      event.instance = shown.product
      other.instance = shown.reference
      eventPairs.append((event, other))
    }
  }

  private mutating func newEvent(_ kind: SessionEvent.Kind) -> SessionEvent {
    eventCount += 1
    let earlier = Moment(microseconds: at.microseconds - Int64(maker.random.below(60)) * 1_000_000)
    return SessionEvent(id: "event \(eventCount)", at: earlier, kind: kind)
  }

  private mutating func giveMemory(to product: inout Question, and asked: inout AskedQuestion) {
    let roll = maker.random.below(100)
    if roll < 3 {
      product.memory = .unusable
      asked.memory = .unusable
    } else if roll < 6 {
      product.memory = .absent
      asked.memory = .absent
    } else if roll >= 8, let productMemory, let referenceMemory {
      product.memory = .kept(productMemory)
      asked.memory = .kept(referenceMemory)
    }
  }
}
