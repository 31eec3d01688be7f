import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailTestSupport

/// The same event, as the product and as the reference gets it.
typealias EventPair = (product: SessionEvent, reference: SessionEvent)

/// Who is there in a conversation, and how they answer what was shown.
struct PeopleMaker {
  private let roles: [String]
  private var people: [Person] = []
  private var standing: [String] = []
  /// Approvals and offers that were shown so far, the last ones last.
  private var seen: [ShownGate] = []
  private var sent: [EventPair] = []
  /// Approvals that somebody withdrew.
  private var takenBack: [EventPair] = []
  private var eventCount = 0

  init(roles: [String]) { self.roles = roles }

  var isNew: Bool { people.isEmpty }

  mutating func begin(_ random: inout Seeded) {
    for id in ["ann", "Bea", "c\u{e9}m", "dan", "eve"] {
      people.append(Person(id: id, roles: someRoles(&random)))
    }
    if random.oneIn(4) { standing = [random.pick(people).id] }
    if random.oneIn(10) { people.append(Person(id: "ai", roles: roles)) }
  }

  private func someRoles(_ random: inout Seeded) -> [String] {
    var kept: [String] = []
    for role in roles where random.chance(60) { kept.append(role) }
    return kept
  }

  /// Now and then somebody's roles change.
  mutating func change(_ random: inout Seeded) {
    if random.oneIn(9) { people[random.below(people.count)].roles = someRoles(&random) }
  }

  mutating func roster(_ random: inout Seeded) -> [Person] {
    if random.oneIn(30) { return [] }
    var roster: [Person] = []
    for person in people where !random.oneIn(25) {
      roster.append(Person(id: spelled(person.id, &random), roles: person.roles))
    }
    return roster
  }

  mutating func involved(_ random: inout Seeded) -> [String] {
    var involved = standing.map { spelled($0, &random) }
    if random.oneIn(14) { involved.append(spelled(random.pick(people).id, &random)) }
    return involved
  }

  /// The same person in another spelling.
  private func spelled(_ id: String, _ random: inout Seeded) -> String {
    switch random.below(8) {
    case 0: id.uppercased()
    case 1: id == "c\u{e9}m" ? "ce\u{301}m" : id.lowercased()
    default: id
    }
  }

  private func somebody(_ random: inout Seeded) -> String {
    if random.oneIn(25) { return random.pick(["ai", "AI", "stranger"]) }
    return spelled(random.pick(people).id, &random)
  }

  mutating func saw(_ gates: [ShownGate]) {
    for gate in gates where gate.kind != "first" {
      seen.removeAll { $0.product == gate.product }
      seen.append(gate)
    }
    if seen.count > 6 { seen.removeFirst(seen.count - 6) }
  }

  // Events.

  mutating func events(
    at: Moment, offers: [Offer], _ random: inout Seeded
  ) -> [EventPair] {
    var pairs: [EventPair] = []
    // Mostly the last ones that were shown; late answers to earlier ones as well.
    for (place, gate) in seen.enumerated()
    where random.chance(place + 2 >= seen.count ? 75 : 20) {
      if gate.kind == "approval" {
        pairs += votes(on: gate, at: at, &random)
      } else {
        let options = offers.first { $0.name == gate.gate }?.options ?? []
        pairs.append(answer(to: gate, options, at: at, &random))
      }
    }
    if let offer = offers.randomElement(using: &random), random.oneIn(5) {
      pairs.append(remembered(offer.name, at: at, &random))
    }
    if random.oneIn(9) {
      var event = newEvent(random.oneIn(4) ? .leave : .join, at: at, &random)
      event.who = somebody(&random)
      pairs.append((event, event))
    }
    // Told twice is told once.
    if random.oneIn(7), let again = sent.randomElement(using: &random) { pairs.append(again) }
    if let again = takenBack.last, random.chance(30) {
      pairs.append(random.chance(50) ? again : renewed(again, at: at, &random))
    }
    sent += pairs
    return pairs
  }

  private mutating func votes(
    on gate: ShownGate, at: Moment, _ random: inout Seeded
  ) -> [EventPair] {
    var pairs: [EventPair] = []
    if gate.state == "refused" || gate.state == "expired" || random.oneIn(25) {
      if random.chance(45) { pairs.append(event(.asked, on: gate, at: at, &random)) }
    }
    for _ in 0..<1 + random.below(3) {
      var (product, reference) = event(.vote, on: gate, at: at, &random)
      product.isApproval = random.chance(88)
      product.words = random.chance(70) ? "It fits." : random.pick(["", " "])
      reference.isApproval = product.isApproval
      reference.words = product.words
      pairs.append((product, reference))
    }
    if random.oneIn(8) { pairs.append(withdrawal(on: gate, at: at, &random)) }
    return pairs
  }

  /// Mostly by somebody who approved; that vote is told again now and then.
  private mutating func withdrawal(
    on gate: ShownGate, at: Moment, _ random: inout Seeded
  ) -> EventPair {
    var (product, reference) = event(.withdraw, on: gate, at: at, &random)
    let vote = sent.last {
      $0.product.kind == .vote && $0.product.isApproval && $0.product.gate == gate.gate
        && $0.product.instance == gate.product
    }
    if let vote, random.chance(70) {
      product.who = vote.product.who
      reference.who = vote.product.who
      takenBack.append(vote)
    }
    return (product, reference)
  }

  /// The same vote once more, cast anew.
  private mutating func renewed(
    _ vote: EventPair, at: Moment, _ random: inout Seeded
  ) -> EventPair {
    var (product, reference) = vote
    let event = newEvent(.vote, at: at, &random)
    (product.id, product.at) = (event.id, event.at)
    (reference.id, reference.at) = (event.id, event.at)
    return (product, reference)
  }

  private mutating func event(
    _ kind: SessionEvent.Kind, on gate: ShownGate, at: Moment, _ random: inout Seeded
  ) -> EventPair {
    var product = newEvent(kind, at: at, &random)
    product.gate = gate.gate
    product.who = somebody(&random)
    var reference = product
    // A fingerprint that somebody made up is nobody's.
    let isTampered = random.oneIn(25)
    product.instance = isTampered ? "made up" : gate.product
    reference.instance = isTampered ? "made up" : gate.reference
    return (product, reference)
  }

  private mutating func answer(
    to gate: ShownGate, _ options: [OfferOption], at: Moment, _ random: inout Seeded
  ) -> EventPair {
    var (product, reference) = event(.answer, on: gate, at: at, &random)
    product.who = nil
    reference.who = nil
    // The door lets no other option through.
    let choices: [OfferChoice] = options.map { option in
      switch option {
      case .ai: .ai
      case .human: .human
      case .callback: .callback
      }
    }
    product.choice = choices.contains(.ai) && random.chance(55) ? .ai : random.pick(choices)
    reference.choice = product.choice
    return (product, reference)
  }

  private mutating func remembered(
    _ offer: String, at: Moment, _ random: inout Seeded
  ) -> EventPair {
    var event = newEvent(.remembered, at: at, &random)
    event.at.microseconds -= Int64(random.below(20)) * 86_400 * 1_000_000
    event.gate = offer
    event.choice = random.pick([.human, .callback, .callback, .ai])
    event.by = random.pick(QuestionMaker.texts)
    return (event, event)
  }

  private mutating func newEvent(
    _ kind: SessionEvent.Kind, at: Moment, _ random: inout Seeded
  ) -> SessionEvent {
    eventCount += 1
    let earlier = Int64(random.below(random.oneIn(8) ? 600 : 60)) * 1_000_000
    return SessionEvent(
      id: "people \(eventCount)", at: Moment(microseconds: at.microseconds - earlier), kind: kind)
  }
}
