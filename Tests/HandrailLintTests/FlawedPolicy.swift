import HandrailTestSupport

/// A generated policy that runs, with lines that change nothing: what may be mended unasked.
struct FlawedPolicy {
  private(set) var text = ""
  /// How many flaws were put in.
  private(set) var flaws = 0

  private var random: Seeded
  private var facts = Self.facts
  private var parts = [Self.people]
  private var rules = ["rule asked_for_a_person\n  when wants_human is yes\n  hand over to care"]

  init(seed: UInt64) {
    random = Seeded(seed)
    let limit = random.pick([100, 200, 400])
    idleExceptions(limit)
    rowNeverReached()
    nothingLeft()
    if random.chance(60) {
      flaws += 1
      rules.append("handoff\n  include summary, region\n  leave out region")
    }
    if random.chance(60) {
      flaws += 1
      rules.append("rule  spaced\n  when   region is home\n  ai may track_parcel")
    }
    rules.append("rule refunds\n  when amount at most GBP \(limit)\n  ai may issue_refund")
    let headings = [facts] + parts + rules.shuffled(using: &random) + [Self.end]
    text = headings.joined(separator: "\n\n") + "\n"
  }

  private mutating func idleExceptions(_ limit: Int) {
    let idle = [
      ("amount above GBP \(limit)", "amount below GBP \(limit - random.pick([0, 20]))"),
      ("region is abroad", "region is home"),
      ("anger above 0.7", "anger at most \(random.pick(["0.7", "0.3"]))"),
      ("age at least 75", "age below \(random.pick([60, 75]))"),
    ]
    let lines = ["only a human may issue_refund", "hand over to care", "nobody may change_slot"]
    for (place, (when, except)) in idle.enumerated() where random.chance(60) {
      flaws += 1
      rules.append(
        "rule idle_\(place)\n  when \(when)\n  except when \(except)\n  \(random.pick(lines))")
    }
  }

  private mutating func rowNeverReached() {
    guard random.chance(60) else { return }
    flaws += 1
    facts += "\n  speed is number 0 to 9 worked out"
    parts.append(
      """
      table pace top row wins
        | age         -> speed |
        | at least 18 -> 1     |
        | above \(random.pick([18, 21, 40]))    -> 2     |
        | below 18    -> 3     |
      """)
    rules.append("rule fast\n  when speed above 1\n  ai may change_slot")
  }

  private mutating func nothingLeft() {
    guard random.chance(60) else { return }
    flaws += 1
    facts += "\n  weight is number 0 to 9 worked out"
    parts.append(
      """
      table weighing
        | region    -> weight |
        | home      -> 1      |
        | abroad    -> 2      |
        | otherwise -> 3      |
      """)
    rules.append("rule heavy\n  when weight above 1\n  only a human may track_parcel")
  }

  private static let facts = """
    policy parcels version 1
      language 1
      time zone Europe/London
      start with ai
      owner "Front Desk"

    facts
      wants_human is yes or no every turn
      anger is score every turn
      region is one of home, abroad
      age is number 0 to 120
      amount is money up to GBP 1000 or unknown
      summary is text
    """

  private static let people = """
    tasks track_parcel, issue_refund, change_slot

    queue care
      if closed or waited too long
        - take message

    prefer queues otherwise care
    """

  private static let end = """
    disclosure
      say "I'm an automated assistant." at start
      way out asked_for_a_person
    """
}
