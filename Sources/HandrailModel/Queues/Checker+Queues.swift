import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkQueues() {
    let headings = accepted(.queue)
    for (index, heading) in headings.enumerated() {
      var queue = Queue(name: heading.word(1)?.text ?? "", origin: heading.origin)
      readQueue(heading, into: &queue)
      readLadder(heading, into: &queue.ladder)
      queue.metadata = metadata(of: heading)
      sayRepeats(in: heading, but: [.afterWithoutLine, .afterAcceptLine, .afterUrgencyLine])
      model.people.queues[QueueID(index)] = queue
    }
    copyLikes(headings)
    checkPrefer()
  }

  private mutating func readQueue(_ heading: Reading, into queue: inout Queue) {
    queue.skills = (heading.child(.skillsLine)?.children(.skill) ?? []).compactMap { skill($0) }
    queue.urgency = urgency(heading.child(.urgencyLine)?.word(1)?.text)
    if let line = heading.child(.agentsLine) {
      queue.agents = condition(in: line, for: .agents)
    }
    if let word = heading.child(.bestLine)?.word(1), let fact = fact(word) {
      let declared = model.vocabulary.facts[fact]
      if declared.supply == .agent, declared.domain.kind.isOrdered, declared.domain.kind != .moment
      {
        queue.bestFirst = fact
      } else {
        say(
          KindFault.otherKind(
            fact: word.text, kind: declared.domain.kindWords,
            needed: "a number, score or level that is given for every agent"), at: word.place)
      }
    }
    if let word = heading.child(.hoursLine)?.word(1) {
      queue.hours = lookUp(.calendar, word).map { CalendarID($0) }
      if let hours = queue.hours { checkHours(hours, of: queue, word) }
    }
  }

  /// PL0706; a calendar with a line that could not be read is not accused.
  private mutating func checkHours(_ hours: CalendarID, of queue: Queue, _ word: Word) {
    let calendar = model.people.calendars[hours]
    guard let heading = accepted(.calendar).first(where: { $0.word(1)?.text == calendar.name }),
      !heading.isDamaged, calendar.isNeverOpen(from: surroundings.today)
    else { return }
    say(
      QueueFault.neverOpen(queue: queue.name), at: word.place,
      fixes: [
        Fix(
          .fill, "say when `\(calendar.name)` is open",
          [heading.insertion(afterHead: "  mon to fri from 09:00 to 17:00")])
      ],
      related: [RelatedPlace(heading.headPlace, "the calendar")])
  }

  private mutating func skill(_ node: Reading) -> Skill? {
    guard let name = node.word(0)?.text else { return nil }
    guard let number = node.words(.number).first else { return Skill(name: name) }
    return wholeNumber(number, from: 0, as: "a skill's level is a whole number")
      .map { Skill(name: name, atLeast: $0) }
  }

  private mutating func readLadder(_ heading: Reading, into ladder: inout Ladder) {
    ladder.lastAgentSeconds = seconds(heading.child(.lastAgentLine)?.child(.duration))
    ladder.waitAtMostSeconds = seconds(heading.child(.waitLine)?.child(.duration))
    for line in heading.children {
      if let relaxation = relaxation(line) { ladder.relaxations.append(relaxation) }
    }
    ladder.relaxations.sort { $0.afterSeconds < $1.afterSeconds }
    for step in heading.child(.fallbackLine)?.children ?? [] {
      if let read = self.step(step) { ladder.steps.append(read) }
    }
  }

  private mutating func relaxation(_ line: Reading) -> Relaxation? {
    guard [.afterWithoutLine, .afterAcceptLine, .afterUrgencyLine].contains(line.kind),
      let after = seconds(line.child(.duration))
    else { return nil }
    if line.kind == .afterWithoutLine {
      return Relaxation(
        afterSeconds: after, change: .withoutSkills(line.listedNames.map(\.text)))
    }
    if line.kind == .afterAcceptLine {
      guard let node = line.child(.skill), let skill = skill(node) else { return nil }
      return Relaxation(afterSeconds: after, change: .accept(skill))
    }
    return urgency(line.lastWord?.text)
      .map { Relaxation(afterSeconds: after, change: .urgency($0)) }
  }

  private mutating func step(_ step: Reading) -> FallbackStep? {
    switch step.kind {
    case .tryStep: queue(step.lastWord).map { .tryQueue($0) }
    case .callbackStep:
      if let node = step.child(.span) {
        span(node).map { .callback(within: $0) }
      } else {
        .callback(within: nil)
      }
    case .keepWaitingStep: .keepWaiting
    case .messageStep: .takeMessage
    case let other: other == .unexpected ? nil : nil
    }
  }

  /// `like Q`: clauses that a queue does not have itself are those of Q.
  private mutating func copyLikes(_ headings: [Reading]) {
    var models: [QueueID?] = []
    for heading in headings { models.append(queue(heading.child(.likeLine)?.word(1))) }
    // 0: not seen, 1: on the way, 2: done.
    var states = [UInt8](repeating: 0, count: headings.count)
    for start in headings.indices where states[start] == 0 {
      var path: [Int] = []
      var at = start
      while states[at] == 0 {
        states[at] = 1
        path.append(at)
        guard let next = models[at] else { break }
        at = next.offset
      }
      if states[at] == 1, let first = path.firstIndex(of: at), models[path[path.count - 1]] != nil {
        sayLikeCircle(Array(path[first...]), headings)
        for index in path[first...] { models[index] = nil }
      }
      for index in path.reversed() {
        if let other = models[index] {
          let base = model.people.queues[other]
          model.people.queues[QueueID(index)].copy(base, heading: headings[index])
        }
        states[index] = 2
      }
    }
  }

  private mutating func sayLikeCircle(_ circle: [Int], _ headings: [Reading]) {
    let names = circle.map { headings[$0].word(1)?.text ?? "" }
    guard let line = headings[circle[0]].child(.likeLine) else { return }
    say(NameFault.circle(path: names + [names[0]]), at: line.place)
  }

  private mutating func checkPrefer() {
    let lines = headings[.prefer]
    for line in lines.dropFirst() {
      say(
        NameFault.alreadyDefined(
          name: "prefer queues", place: words(for: lines[0].headPlace)), at: line.place,
        fixes: [Fix(.ask, "take this one out", [line.headingRemoval])],
        related: [RelatedPlace(lines[0].place, "the first one")])
    }
    guard let line = lines.first, let otherwise = queue(line.lastWord) else { return }
    let order = line.listedNames.compactMap { queue($0) }
    model.people.prefer = PreferQueues(order: order, otherwise: otherwise, origin: line.origin)
  }
}

extension PolicyCalendar {
  /// No weekday has hours, and no date that is still to come.
  fileprivate func isNeverOpen(from today: CalendarDate?) -> Bool {
    let dates = dates.filter { date, ranges in
      !ranges.isEmpty && !closed.contains(date) && today.map { date >= $0 } ?? true
    }
    return dates.isEmpty && week.allSatisfy(\.isEmpty)
  }
}

extension Queue {
  /// Takes over what another queue says and this one's heading does not.
  fileprivate mutating func copy(_ other: Queue, heading: Reading) {
    func lacks(_ kind: NodeKind) -> Bool { heading.child(kind) == nil }
    if lacks(.skillsLine) { skills = other.skills }
    if lacks(.urgencyLine) { urgency = other.urgency }
    if lacks(.agentsLine) { agents = other.agents }
    if lacks(.bestLine) { bestFirst = other.bestFirst }
    if lacks(.hoursLine) { hours = other.hours }
    if lacks(.lastAgentLine) { ladder.lastAgentSeconds = other.ladder.lastAgentSeconds }
    if lacks(.afterWithoutLine) && lacks(.afterAcceptLine) && lacks(.afterUrgencyLine) {
      ladder.relaxations = other.ladder.relaxations
    }
    if lacks(.waitLine) { ladder.waitAtMostSeconds = other.ladder.waitAtMostSeconds }
    if lacks(.fallbackLine) { ladder.steps = other.ladder.steps }
  }
}
