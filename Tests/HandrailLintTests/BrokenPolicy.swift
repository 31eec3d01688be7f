import HandrailTestSupport

/// A generated policy with promises that it breaks, each in a way that some edit can mend.
///
/// Lines that have nothing to do with them stand around, and a promise that holds.
struct BrokenPolicy {
  private(set) var text = ""
  private var random: Seeded
  private var rules: [String] = []
  private var promises: [String] = []
  /// Where everybody else is handed over to: a second team takes conversations over from the first.
  private var team = "care"

  init(seed: UInt64) {
    random = Seeded(seed)
    let slips: [(inout BrokenPolicy) -> Void] = [
      { $0.limitTooHigh() }, { $0.exceptionTooWide() }, { $0.tooFewPeople() },
      { $0.anotherQueue() }, { $0.nothingSaid() }, { $0.hoursForgotten() },
    ]
    let chosen = slips.indices.shuffled(using: &random).prefix(1 + random.below(2))
    if chosen.contains(Self.queueSlip) { team = "specialist" }
    for slip in chosen { slips[slip](&self) }
    for filler in [Self.calm, Self.slots, Self.parcels] where random.chance(50) {
      rules.append(filler)
    }
    promises.append(Self.kept)
    rules.append("rule asked_for_a_person\n  when wants_human is yes\n  hand over to \(team)")
    text = ([Self.head] + rules.shuffled(using: &random) + promises.shuffled(using: &random))
      .joined(separator: "\n\n")
    text += "\n"
  }

  /// The place of `anotherQueue`.
  private static let queueSlip = 3

  private mutating func limitTooHigh() {
    let limit = random.pick([50, 100, 250])
    let promised = limit - random.pick([0, 10, 40])
    let words = promised == limit ? "at least" : random.pick(["at least", "above"])
    rules.append(
      """
      rule refunds
        when amount at most GBP \(limit)
        ai may issue_refund
      """)
    promises.append(
      """
      promise refunds_are_seen
        whenever amount \(words) GBP \(promised) and task is issue_refund
        expect human
      """)
  }

  private mutating func exceptionTooWide() {
    let turns = random.pick([2, 3])
    let exception = random.pick(["task is track_parcel", "verified is yes"])
    rules.append(
      """
      rule angry_customer
        when anger above 0.7 in at least 2 of the last 3 turns
        except when \(exception)
        hand over to \(team)
      """)
    rules.append("rule everyday\n  ai may track_parcel")
    promises.append(
      """
      promise anger_reaches_a_person
        whenever anger above 0.7 in at least \(turns) of the last 3 turns
        expect human
      """)
  }

  private mutating func tooFewPeople() {
    let free = random.pick([100, 200])
    rules.append("rule transfers\n  ai may transfer")
    rules.append(
      """
      approval transfers_approved
        for transfer
        measure sum
        tier at most GBP \(free) needs nobody
        tier above GBP \(free) needs 1 team_leader
        answer within 30 minutes
        if no answer hand over to \(team)
      """)
    let isTwo = random.chance(50)
    promises.append(
      """
      promise transfers_are_looked_at
        whenever sum above GBP \(isTwo ? 1000 : free / 2)
        expect approval\(isTwo ? " by 2 people" : "") for transfer
      """)
  }

  private mutating func anotherQueue() {
    rules.append(
      """
      rule deep_in_debt
        when debt above GBP \(random.pick([500, 1000]))
        hand over to care
      """)
    promises.append(
      """
      promise debt_goes_to_specialists
        whenever debt above GBP 2000
        expect human in specialist
      """)
  }

  private mutating func nothingSaid() {
    rules.append("rule advice\n  ai may give_advice")
    promises.append(
      """
      promise no_advice_abroad
        whenever region is abroad
        expect \(random.pick(["nobody", "human", "human or nobody"])) for give_advice
      """)
  }

  private mutating func hoursForgotten() {
    rules.append("rule closing\n  when verified is yes\n  ai may close_account")
    promises.append(
      """
      promise nights_belong_to_people
        whenever outside office and task is close_account
        expect human
      """)
  }

  private static let head = """
    policy parcels version 1
      language 1
      time zone Europe/London
      start with ai
      owner "Front Desk"

    facts
      wants_human is yes or no every turn
      anger is score every turn
      verified is yes or no
      region is one of home, abroad
      amount is money up to GBP 1000 or unknown
      sum is money up to GBP 5000
      debt is money up to GBP 5000

    tasks track_parcel, issue_refund, transfer, give_advice, close_account, change_slot

    roles team_leader

    calendar office
      mon to fri from 09:00 to 17:00

    queue care
      if closed or waited too long
        - take message

    queue specialist
      if closed or waited too long
        - try care
        - take message

    prefer queues specialist otherwise care
    """

  private static let calm = """
    rule calm_customers
      when anger at most 0.3
      ai may change_slot
    """

  private static let slots = """
    rule strangers_change_nothing
      when verified is no
      only a human may change_slot
    """

  private static let parcels = """
    rule parcels_abroad
      when region is abroad
      ai may only suggest track_parcel
    """

  private static let kept = """
    promise who_asks_gets_a_person
      whenever wants_human is yes
      expect human
    """
}
