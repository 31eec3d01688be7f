import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  mutating func readPeople() -> [ReadHeading] {
    var headings = model.people.queues.elements.map(read)
    if let prefer = model.people.prefer { headings.append(read(prefer)) }
    return headings + model.people.calendars.elements.map(read)
  }

  private func read(_ queue: Queue) -> ReadHeading {
    var read = heading(.queue, queue.name, "a team", (queue.metadata, queue.origin))
    var said: [String] = []
    if !queue.skills.isEmpty {
      said.append("Its people know \(words.listed(queue.skills.map(words.skill))).")
    }
    if let urgency = queue.urgency {
      said.append("Conversations there are of \(words.level(urgency)) urgency at least.")
    }
    if let hours = queue.hours {
      said.append("It is open during \(words.name(hours)).")
    } else {
      said.append("It is always open.")
    }
    read.passages.append(.sentence(said.joined(separator: " ")))
    if let agents = queue.agents {
      read.passages.append(words.passage("A person is chosen only", "when", agents))
      read.passages.append(.sentence("Where that cannot be told, the person is not chosen."))
    }
    if let best = queue.bestFirst {
      read.passages.append(
        .sentence(
          "Of several people the one with the highest \(words.fact(best).name) comes first."))
    }
    read.passages += ladder(queue.ladder)
    return read
  }

  /// What happens to somebody who waits, step by step.
  private func ladder(_ ladder: Ladder) -> [Passage] {
    var rows: [Passage.Row] = []
    if let seconds = ladder.lastAgentSeconds {
      rows.append(
        Passage.Row(
          "for the first \(words.duration(seconds))", "only the person who had this customer last"))
    }
    for change in ladder.relaxations {
      rows.append(
        Passage.Row("after \(words.duration(change.afterSeconds))", words(change.change)))
    }
    let wait = ladder.waitAtMostSeconds.map { "closed, or waited \(words.duration($0))" }
    for (position, step) in ladder.steps.enumerated() {
      rows.append(
        Passage.Row(position == 0 ? wait ?? "closed, or waited too long" : "then", words(step)))
    }
    if rows.isEmpty {
      let most = ladder.waitAtMostSeconds.map { " for at most \(words.duration($0))" } ?? ""
      return [.sentence("Customers wait\(most) until somebody is free.")]
    }
    var passages: [Passage] = [.rows("What happens to somebody who waits:", rows)]
    if ladder.steps.isEmpty, let most = ladder.waitAtMostSeconds {
      passages.append(.sentence("Nobody waits longer than \(words.duration(most))."))
    }
    return passages
  }

  private func words(_ change: Relaxation.Change) -> String {
    switch change {
    case .withoutSkills(let skills): "people without \(words.listed(skills, "or")) too"
    case .accept(let skill): "people with \(words.skill(skill)) too"
    case .urgency(let level): "the urgency becomes \(words.level(level))"
    }
  }

  private func words(_ step: FallbackStep) -> String {
    switch step {
    case .tryQueue(let queue): "\(words.name(queue)) is tried, with the time that is left"
    case .callback(let span):
      "a callback is offered" + (span.map { " within \(words.span($0))" } ?? "")
    case .keepWaiting: "the customer keeps waiting"
    case .takeMessage: "a message is taken"
    }
  }

  private func read(_ prefer: PreferQueues) -> ReadHeading {
    var read = heading(
      .prefer, "prefer queues", "says which team comes first", (Metadata(), prefer.origin))
    if !prefer.order.isEmpty {
      read.passages.append(
        .sentence(
          "Where rules name several teams, the first of these takes over: "
            + "\(words.listed(prefer.order.map(words.name))).")
      )
    }
    let others = prefer.order.isEmpty ? "several do" : "none of those"
    read.passages.append(
      .sentence(
        "Where no rule that is certain names a team, or \(others), "
          + "\(words.name(prefer.otherwise)) takes over."))
    return read
  }

  private func read(_ calendar: PolicyCalendar) -> ReadHeading {
    var read = heading(
      .calendar, calendar.name, "opening hours", (Metadata(), calendar.origin))
    var rows: [Passage.Row] = []
    var first = 0
    for day in 0..<calendar.week.count {
      let isLast = day == calendar.week.count - 1 || calendar.week[day + 1] != calendar.week[day]
      guard isLast else { continue }
      rows.append(Passage.Row(days(first, day), hours(calendar.week[day])))
      first = day + 1
    }
    for date in calendar.dates.keys.sorted() where !calendar.closed.contains(date) {
      rows.append(Passage.Row(date.text, hours(calendar.dates[date] ?? [])))
    }
    for date in calendar.closed.sorted() { rows.append(Passage.Row(date.text, "closed")) }
    read.passages = [.rows("Open, by the clocks of \(calendar.zone.name):", rows)]
    return read
  }

  private func days(_ first: Int, _ last: Int) -> String {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    if first == last { return names[first] }
    return "\(names[first]) \(last == first + 1 ? "and" : "to") \(names[last])"
  }

  private func hours(_ ranges: [DayRange]) -> String {
    guard !ranges.isEmpty else { return "closed" }
    return words.listed(ranges.map { "from \(time($0.from)) to \(time($0.to))" })
  }

  private func time(_ second: Int32) -> String {
    let minutes = Int(second) / 60
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
