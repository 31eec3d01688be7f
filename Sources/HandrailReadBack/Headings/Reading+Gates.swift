import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  mutating func readGates() -> [ReadHeading] {
    var headings: [ReadHeading] = []
    for approval in model.gates.approvals { headings.append(read(approval)) }
    for offer in model.gates.offers { headings.append(read(offer)) }
    for first in model.gates.firsts { headings.append(read(first)) }
    return headings
  }

  private mutating func read(_ approval: Approval) -> ReadHeading {
    let tasks = words.tasks(approval.covers, "or")
    var read = heading(
      .approval, approval.name, "asks people to agree", (approval.metadata, approval.origin))
    read.passages = [
      words.pausing(
        "Before anybody does \(tasks), the AI or a person, others must agree",
        approval.guarding.when)
    ]
    read.passages += words.notes(on: approval.guarding.when, restarts: false)
    read.passages += exceptions(approval.guarding, isPermission: false)
    read.passages.append(tiers(approval))
    read.passages += terms(approval.conditions)
    read.passages += unknownGate(
      approval.guarding, "the approval is needed", "no approval is needed")
    read.passages += says(approval.say)
    return read
  }

  private mutating func tiers(_ approval: Approval) -> Passage {
    guard let measure = approval.measure else {
      return .sentence("It needs \(quorum(approval.tiers.first?.quorum ?? [])).")
    }
    let facts = measure.terms.map { words.fact($0.fact).domain }
    let domain = facts.first { $0.kind == .money } ?? facts.first ?? Domain(.number)
    let name = words.sum(measure, domain)
    var rows: [Passage.Row] = []
    for (position, tier) in approval.tiers.enumerated() {
      let above = position == 0 ? nil : approval.tiers[position - 1].atMost
      var parts: [String] = []
      if let above { parts.append("above \(words.constant(above, like: domain))") }
      if let most = tier.atMost { parts.append("up to \(words.constant(most, like: domain))") }
      rows.append(Passage.Row("\(name) \(parts.joined(separator: " and "))", quorum(tier.quorum)))
    }
    let doubted = measure.terms.filter {
      let sort = sorts.sort(of: $0.fact)
      return sort.mayBeOpen || sort.mayBeFaulty
    }
    if !doubted.isEmpty, let last = approval.tiers.last {
      rows.append(Passage.Row("\(name) unknown", quorum(last.quorum)))
    }
    return .rows("How many depends on \(name):", rows)
  }

  private func quorum(_ seats: [Seats]) -> String {
    guard !seats.isEmpty else { return "nobody" }
    return words.listed(
      seats.map { seats in
        "\(seats.count) \(words.listed(seats.roles.map(words.name), "or"))"
      })
  }

  private func terms(_ terms: Approval.Conditions) -> [Passage] {
    var said: [String] = []
    if terms.isFourEyes {
      said.append(
        "Four eyes: whoever asked for it, wrote it or holds the conversation may not agree, nor "
          + "may any AI.")
    }
    if terms.needsReason { said.append("Whoever agrees says why.") }
    for seat in terms.lateSeats {
      let who = words.one(words.name(seat.role))
      said.append("After \(words.span(seat.after)) \(who) may fill one open place.")
    }
    if let within = terms.answerWithin {
      said.append("The answer is to come within \(words.span(within)).")
    }
    said.append("If nobody answers, \(words.failure(terms.ifNoAnswer)).")
    said.append("If somebody refuses, \(words.failure(terms.ifRefused)).")
    if let lasts = terms.grantLastsSeconds {
      said.append("An approval that is not used lasts \(words.duration(lasts)).")
    }
    return [.sentence(said.joined(separator: " "))]
  }

  /// Gates stand unless they are certainly not needed.
  private mutating func unknownGate(
    _ guarding: Guard, _ stands: String, _ skipped: String
  ) -> [Passage] {
    unknowns(
      guarding, UnknownOutcomes(open: [stands], faulty: [stands], skipped: skipped))
  }

  private func says(_ say: Message?) -> [Passage] {
    say.map { [.sentence("It says: \(words.message($0))")] } ?? []
  }

  private mutating func read(_ offer: Offer) -> ReadHeading {
    let tasks = words.tasks(offer.covers, "or")
    var read = heading(
      .offer, offer.name, "asks the customer who goes on", (offer.metadata, offer.origin))
    read.passages = [
      words.pausing(
        "Before the AI does \(tasks), the customer is asked who goes on",
        offer.guarding.when)
    ]
    read.passages += words.notes(on: offer.guarding.when, restarts: false)
    read.passages += exceptions(offer.guarding, isPermission: false)
    var said = ["The choices: \(words.listed(offer.options.map(words.option), "or"))."]
    if let within = offer.answerWithin {
      said.append("The customer has \(words.span(within)) to answer.")
    }
    if let silence = offer.ifNoAnswer {
      said.append("No answer counts as \(words.option(silence)).")
    }
    if let remember = offer.remember {
      said.append(
        "The choice is remembered by \(words.fact(remember.by).name) for "
          + "\(words.duration(remember.forSeconds)).")
    }
    read.passages.append(.sentence(said.joined(separator: " ")))
    read.passages += unknownGate(
      offer.guarding, "the customer is asked", "the customer is not asked")
    read.passages += says(offer.say)
    return read
  }

  private mutating func read(_ first: First) -> ReadHeading {
    let tasks = words.tasks(first.covers, "or")
    var read = heading(
      .first, first.name, "comes before the task", (first.metadata, first.origin))
    var steps: [String] = []
    if !first.ask.isEmpty { steps.append("asks for \(words.listed(words.names(first.ask)))") }
    if !first.tasksToDo.isEmpty {
      steps.append("sees to it that \(words.listed(first.tasksToDo.map(words.name))) is done")
    }
    if !first.confirm.isEmpty {
      let values = words.listed(words.names(first.confirm))
      steps.append("has the customer say yes to exactly this \(values)")
    }
    if let until = first.until { steps.append("waits until \(words.within(until))") }
    let start = "Before the AI does \(tasks), it \(words.listed(steps))"
    read.passages =
      first.guarding.when == nil
      ? [.sentence(start + ".")]
      : [
        words.passage("It stands before \(tasks)", "when", first.guarding.when),
        .sentence(start + "."),
      ]
    read.passages += words.notes(on: first.guarding.when, restarts: false)
    read.passages += exceptions(first.guarding, isPermission: false)
    var said: [String] = []
    if !first.confirm.isEmpty {
      said.append("Another value is asked for anew.")
      if let lasts = first.lastsSeconds { said.append("A yes lasts \(words.duration(lasts)).") }
      said.append("If the customer says no, \(words.failure(first.ifRefused)).")
      said.append("If the customer does not answer, \(words.failure(first.ifNoAnswer)).")
    } else if let lasts = first.lastsSeconds {
      said.append("A yes lasts \(words.duration(lasts)).")
    }
    if !said.isEmpty { read.passages.append(.sentence(said.joined(separator: " "))) }
    read.passages += unknownGate(
      first.guarding, "the step is needed", "the step is left out")
    read.passages += says(first.say)
    return read
  }

  mutating func readReturns() -> [ReadHeading] {
    var headings: [ReadHeading] = []
    for back in model.gates.returns { headings.append(read(back)) }
    return headings
  }

  private mutating func read(_ back: ReturnToAI) -> ReadHeading {
    var read = heading(
      .returnToAI, "return to ai", "gives the conversation back to the AI",
      (back.metadata, back.origin))
    read.passages = [
      words.passage("The AI takes the conversation back from a person", "when", back.guarding.when)
    ]
    var said = ["It must become so: what was so all the while a person had it does not count."]
    if let tasks = back.tasks {
      said.append("After that the AI may do no more than \(words.listed(words.names(tasks))).")
    }
    if let times = back.atMostTimes {
      said.append("This happens at most \(words.counted(times, "time")) in a conversation.")
    }
    read.passages.append(.sentence(said.joined(separator: " ")))
    read.passages += words.notes(on: back.guarding.when, restarts: false)
    read.passages += exceptions(back.guarding, isPermission: true)
    let stays = "the person keeps the conversation"
    read.passages += unknowns(
      back.guarding, UnknownOutcomes(open: [stays], faulty: [stays], skipped: stays))
    read.passages += says(back.say)
    return read
  }
}
