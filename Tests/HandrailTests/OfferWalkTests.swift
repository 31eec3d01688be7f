import Handrail
import HandrailEngine
import HandrailTestSupport
import Testing

/// Random answers, silence, changed amounts and ways back, against a book kept by hand.
@Suite("Offers at random")
struct OfferWalkTests {
  /// What a careful person would write down of one offer that was shown.
  fileprivate struct Note {
    var shownAt: Int
    var answerBy: Int
    var choice: OfferChoice?
    /// A person was chosen by a customer who was known: it answers every later offer.
    var isKept = false
  }

  fileprivate struct Walk {
    var desk: OfferDesk
    var random: Seeded
    var now = 0
    var notes: [String: Note] = [:]
    var isHuman = false
    var steps = 0
    var acts = 0
    var choices = 0
    var silences = 0

    init(seed: UInt64) throws {
      desk = try OfferDesk()
      random = Seeded(seed)
    }
  }

  @Test("the AI acts only after a yes to exactly this, and a person comes when chosen")
  func walks() throws {
    var total = (steps: 0, acts: 0, choices: 0, silences: 0)
    for seed in UInt64(60_000)..<60_120 {
      var walk = try Walk(seed: seed)
      for _ in 0..<25 { try walk.step() }
      total.steps += walk.steps
      total.acts += walk.acts
      total.choices += walk.choices
      total.silences += walk.silences
    }
    #expect(total.steps == 3000)
    #expect(total.acts >= 40 && total.choices >= 200 && total.silences >= 80, "\(total)")
  }
}

extension OfferWalkTests.Walk {
  /// Seconds after 09:00 as a time of the day.
  private func time(_ seconds: Int) -> String {
    let all = 9 * 3600 + seconds
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(all / 3600)):\(two(all / 60 % 60)):\(two(all % 60))"
  }

  fileprivate mutating func step() throws {
    steps += 1
    now += random.below(130)
    desk.facts["amount"] = random.pick([
      "\"GBP 50.00\"", "\"GBP 150.00\"", "\"GBP 300.00\"", "null",
    ])
    desk.facts["customer.id"] = random.chance(30) ? "\"c-7\"" : "null"
    desk.facts["closed"] = random.chance(50) ? "true" : "false"
    let wasHuman = isHuman
    let (event, chosen) = answer()
    let silent = expire()
    let reply = try ask(event)
    let isFresh = (chosen.map { $0 != .ai } ?? false) || silent
    if isFresh && !wasHuman { #expect(reply.isHuman && reply.causes.contains(.offer(1))) }
    if isFresh { keep(ifKnown: desk.facts["customer.id"] != "null") }
    try check(reply)
    isHuman = reply.isHuman
  }

  private mutating func ask(_ event: String?) throws -> OfferDesk.Reply {
    if let event { return try desk.ask("issue_refund", at: time(now), event) }
    return try desk.ask("issue_refund", at: time(now))
  }

  /// An answer to something shown before, in or out of its time; what it comes to by the book.
  private mutating func answer() -> (event: String?, chosen: OfferChoice?) {
    let unanswered = notes.keys.filter { notes[$0]?.choice == nil }.sorted()
    let open = unanswered.isEmpty || random.chance(20) ? notes.keys.sorted() : unanswered
    guard random.chance(50), !open.isEmpty else { return (nil, nil) }
    let instance = random.pick(open)
    guard let note = notes[instance] else { return (nil, nil) }
    let choice = random.pick([OfferChoice.ai, .ai, .human, .callback])
    let at = min(now, note.shownAt + random.below(150) - 10)
    let event = desk.answer("person_or_bot", instance, choice.name, at: time(at))
    guard note.choice == nil, at >= note.shownAt, at <= note.answerBy else { return (event, nil) }
    notes[instance]?.choice = choice
    choices += 1
    return (event, choice)
  }

  /// Silence past its time: true where some offer chose a person by it.
  private mutating func expire() -> Bool {
    var isSilent = false
    for instance in notes.keys.sorted() {
      guard let note = notes[instance], note.choice == nil, note.answerBy < now else { continue }
      notes[instance]?.choice = .human
      silences += 1
      isSilent = true
    }
    return isSilent
  }

  /// Persons chosen since the last decision are kept where the customer is known.
  private mutating func keep(ifKnown isKnown: Bool) {
    guard isKnown else { return }
    for instance in notes.keys.sorted() where notes[instance]?.isKept == false {
      guard let choice = notes[instance]?.choice, choice != .ai else { continue }
      let isNew = desk.keptBefore[instance] == nil
      if isNew { notes[instance]?.isKept = true }
    }
  }

  private mutating func check(_ reply: OfferDesk.Reply) throws {
    for record in reply.decision.memory.offers where record.gate == "person_or_bot" {
      if let note = notes[record.instance] { #expect(record.choice == note.choice) }
      if record.choice != nil { desk.keptBefore[record.instance] = record.by }
    }
    let kept = desk.facts["customer.id"] != "null" && notes.values.contains { $0.isKept }
    let gate = reply.offers.first
    switch reply.next {
    case "do_it":
      acts += gate == nil ? 0 : 1
      if let gate { #expect(notes[gate.instance]?.choice == .ai && !kept) }
      if gate == nil { #expect(desk.facts["amount"] == "\"GBP 50.00\"") }
    case "offer":
      let open = try #require(gate)
      #expect(!kept && notes[open.instance]?.choice == nil)
      if notes[open.instance] == nil {
        notes[open.instance] = OfferWalkTests.Note(shownAt: now, answerBy: now + 120)
      }
    default:
      #expect(reply.isHuman, "\(reply.next)")
    }
  }
}
