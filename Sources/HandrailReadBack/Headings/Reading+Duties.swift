import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  mutating func readDuties() -> [ReadHeading] {
    let duties = model.duties
    var headings: [ReadHeading] = []
    if let disclosure = duties.disclosure { headings.append(read(disclosure)) }
    headings += readConduct(duties.conduct)
    headings += duties.handoffs.map(read)
    if let assist = duties.assist { headings.append(read(assist)) }
    headings += duties.oversight.map(read)
    headings += readAfterwards(duties.afterwards)
    return headings
  }

  /// A line that is said or passed on under a condition, only when that is certain.
  private func dutyLine(_ start: String, _ condition: Condition?) -> [Passage] {
    guard let condition else { return [.sentence(start.closed)] }
    return [words.pausing(start, condition)]
  }

  private func read(_ disclosure: Disclosure) -> ReadHeading {
    var read = heading(
      .disclosure, "disclosure", "says who is speaking", (disclosure.metadata, disclosure.origin))
    var hasCondition = false
    for line in disclosure.lines {
      let said = words.message(line.say)
      switch line.when {
      case .atStart: read.passages.append(.sentence("At the start the AI says: \(said)"))
      case .atEveryChange:
        read.passages.append(
          .sentence("Each time that the AI takes the conversation back, it says: \(said)"))
      case .when(let condition):
        hasCondition = true
        read.passages += dutyLine("The AI says \(said)", condition)
        read.passages += words.notes(on: condition, restarts: false)
      }
    }
    if hasCondition { read.passages.append(onlyCertain) }
    if let way = disclosure.wayOut {
      read.passages.append(.sentence("The way to a person is the rule \(way)."))
    }
    return read
  }

  private var onlyCertain: Passage {
    .sentence("Where a condition here cannot be told, its line is left out.")
  }

  /// Lines of one heading stand together.
  private func readConduct(_ lines: [ConductLine]) -> [ReadHeading] {
    var headings: [ReadHeading] = []
    for line in lines {
      let summary = "tells the AI how to behave"
      if headings.last.map({ isSame($0, line.metadata, line.origin) }) != true {
        headings.append(heading(.conduct, "conduct", summary, (line.metadata, line.origin)))
      }
      let start =
        "The AI is told: \(line.isAlways ? "always" : "never") \(words.quoted(line.words))"
      headings[headings.count - 1].passages += dutyLine(start, line.when)
      headings[headings.count - 1].passages += words.notes(on: line.when, restarts: false)
      if line.when != nil { headings[headings.count - 1].passages.append(onlyCertain) }
    }
    return headings
  }

  /// Lines of one file with the same owner and source belong together.
  private func isSame(_ read: ReadHeading, _ metadata: Metadata, _ origin: Origin) -> Bool {
    let other = heading(read.kind, read.name, read.summary, (metadata, origin))
    return other.file == read.file && other.metadata == read.metadata
  }

  private func read(_ handoff: Handoff) -> ReadHeading {
    let teams = words.listed(handoff.queues.map(words.name), "or")
    let who = handoff.queues.isEmpty ? "Whoever takes over" : "Whoever takes over in \(teams)"
    let name = handoff.queues.isEmpty ? "handoff" : "handoff to \(teams)"
    var read = heading(.handoff, name, "goes with a handover", (handoff.metadata, handoff.origin))
    if !handoff.include.isEmpty {
      read.passages.append(
        .sentence("\(who) is given \(words.listed(words.names(handoff.include))), if known."))
    }
    if !handoff.leaveOut.isEmpty {
      read.passages.append(
        .sentence("Nobody is given \(words.listed(words.names(handoff.leaveOut), "or"))."))
    }
    if let collect = handoff.collect {
      read.passages.append(
        .sentence(
          "First the AI asks for \(words.listed(words.names(collect.facts))) where it is "
            + "missing, in at most \(words.counted(collect.atMostQuestions, "question"))."))
      if let except = collect.except {
        read.passages.append(words.passage("It does not ask", "when", except))
        read.passages.append(.sentence("Nor does it where that cannot be told."))
      }
    }
    for brief in handoff.brief {
      read.passages.append(.sentence("\(who) is told: \(words.quoted(brief))"))
    }
    if handoff.keepsChannel {
      read.passages.append(.sentence("The customer stays on the same channel."))
    }
    if let say = handoff.say {
      read.passages.append(.sentence("The customer is told: \(words.message(say))"))
    }
    return read
  }

  private mutating func read(_ assist: Assist) -> ReadHeading {
    var read = heading(
      .assist, "assist", "helps the person who has the conversation",
      (assist.metadata, assist.origin))
    if !assist.suggest.isEmpty {
      read.passages.append(
        words.pausing(
          "The AI suggests \(words.listed(assist.suggest)) to the person, who may mute it",
          assist.guarding.when))
    }
    if !assist.require.isEmpty {
      read.passages.append(
        words.pausing(
          "The AI always shows \(words.listed(assist.require)); nobody can mute it",
          assist.guarding.when))
    }
    read.passages += words.notes(on: assist.guarding.when, restarts: false)
    read.passages += exceptions(assist.guarding, isPermission: false)
    for quiet in assist.quietWhen {
      read.passages.append(words.passage("Suggestions are held back", "when", quiet))
      read.passages += words.notes(on: quiet, restarts: false)
      read.passages.append(.sentence("Where that cannot be told, they are held back too."))
    }
    if let rate = assist.atMost {
      let count = words.counted(rate.count, "suggestion")
      read.passages.append(
        .sentence("There is at most \(count) in \(words.counted(rate.turns, "turn"))."))
    }
    if let within = assist.withinSeconds {
      read.passages.append(
        .sentence("A suggestion older than \(words.duration(within)) is dropped."))
    }
    let nothing = "nothing is suggested"
    read.passages += unknowns(
      assist.guarding,
      UnknownOutcomes(open: [nothing], faulty: [nothing], skipped: nothing))
    return read
  }

  private func read(_ oversight: Oversight) -> ReadHeading {
    var read = heading(
      .oversight, "oversight", "watches over the AI", (oversight.metadata, oversight.origin))
    var conditions: [Condition] = []
    for line in oversight.lines {
      switch line.duty {
      case .watch(let condition):
        read.passages += dutyLine(
          condition == nil
            ? "People watch every conversation as it happens"
            : "People watch the conversation as it happens", condition)
        if let condition { conditions.append(condition) }
      case .reviewShare(let share):
        read.passages.append(
          .sentence(
            "\(words.percent(hundredths: share)) of conversations are reviewed afterwards, picked "
              + "by their session id."))
      case .review(let condition):
        read.passages += dutyLine("The conversation is reviewed afterwards", condition)
        conditions.append(condition)
      case .alert(let role, let condition):
        read.passages += dutyLine("The \(words.name(role)) is alerted", condition)
        conditions.append(condition)
      case .stopAI(let condition):
        read.passages += dutyLine(
          "The AI stops: every conversation and every task goes to a person", condition)
        conditions.append(condition)
      }
    }
    for condition in conditions { read.passages += words.notes(on: condition, restarts: false) }
    read.passages = withoutRepeats(read.passages)
    if conditions.contains(where: { !$0.doubtedFacts.isEmpty }) {
      read.passages.append(.sentence("Where a condition here cannot be told, its line counts."))
    }
    return read
  }

  private func withoutRepeats(_ passages: [Passage]) -> [Passage] {
    var kept: [Passage] = []
    for passage in passages where !kept.contains(passage) { kept.append(passage) }
    return kept
  }

  private func readAfterwards(_ lines: [AfterwardsLine]) -> [ReadHeading] {
    var headings: [ReadHeading] = []
    for line in lines {
      if headings.last.map({ isSame($0, line.metadata, line.origin) }) != true {
        headings.append(
          heading(
            .afterwards, "afterwards", "is done after the conversation",
            (line.metadata, line.origin)))
      }
      let start =
        "Afterwards \(words.listed(line.tasks)) \(line.tasks.count == 1 ? "is" : "are") done, by "
        + "whoever may do it"
      headings[headings.count - 1].passages += dutyLine(start, line.when)
      headings[headings.count - 1].passages += words.notes(on: line.when, restarts: false)
      if line.when != nil { headings[headings.count - 1].passages.append(onlyCertain) }
    }
    return headings
  }
}
