internal import Handrail
package import HandrailConversation
import HandrailEngine

/// A conversation as prose, entry by entry: what happened, what was decided, and why.
package struct TimelineText {
  let conversation: Conversation
  let words: WhyWords
  private var summary: ConversationSummary
  private var date: Substring
  /// What was last said under a tag that stands: it is said again only when it changes.
  private var standing: [String: [String]] = [:]

  package init(_ conversation: Conversation) {
    self.conversation = conversation
    words = WhyWords(graph: conversation.policy.graph)
    summary = ConversationSummary(of: conversation)
    date = conversation.script.start.text.prefix(10)
  }

  var graph: DecisionGraph { words.graph }
  var document: HostDocument { conversation.script.document }

  /// The first lines.
  package var opening: String {
    let policy = graph.policy
    let count = counted(conversation.script.entries.count, "entry", "entries")
    let line =
      "\(policy.name) \(policy.version), session \(conversation.script.session), \(date), UTC, "
      + "\(count)"
    var rows: [Row] = []
    let facts = conversation.factsAtStart.map { fact($0.path, $0.value) }
    if !facts.isEmpty { rows.append(Row(tag: "facts", text: facts.joined(separator: ", "))) }
    if let people = conversation.script.roster.people {
      rows.append(Row(tag: "people", text: listed(people: people)))
    }
    if let queues = conversation.script.queues {
      rows.append(Row(tag: "queues", text: queueWords(queues)))
    }
    let start = rows.enumerated().flatMap { position, row in
      laid(row, time: position == 0 ? "at first" : "")
    }
    let blocks = [wrapped(line, indent: 0), start, epochLines].filter { !$0.isEmpty }
    return printable(blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
      + "\n\n"
  }

  /// One entry with its decision, and the new holder where it brought one.
  package mutating func lines(of step: ConversationStep) -> String {
    var rows = happened(step)
    rows += decided(step)
    var lines: [String] = []
    let text = step.entry.at.text
    if text.prefix(10) != date {
      date = text.prefix(10)
      lines += [String(date), ""]
    }
    let time = text.dropFirst(11).prefix(8)
    for (position, row) in rows.enumerated() {
      lines += laid(row, time: position == 0 ? String(time) : "")
    }
    if summary.add(step) != nil { lines += [""] + epochLines }
    return printable(lines.joined(separator: "\n")) + "\n\n"
  }

  /// The last lines.
  package var closing: String {
    printable(summaryLines(summary).joined(separator: "\n")) + "\n"
  }

  private var epochLines: [String] {
    let holder = holderWords(summary.epoch)
    return ["== \(summary.epochs.count)  \(holder) holds the conversation"]
  }

  /// True where a person held the conversation before the entry that is told.
  var isHeldByPerson: Bool { summary.epoch.isHuman }

  /// A tag and its text.
  struct Row {
    var tag: String
    var text: String
  }

  private func laid(_ row: Row, time: String) -> [String] {
    let margin = 22
    let lines = wrapped(row.text, indent: 0, hanging: 0, width: 100 - margin)
    return lines.enumerated().map { position, line in
      let left = position == 0 ? padded(time, 10) + padded(row.tag, 12) : ""
      return padded(left, margin) + line
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Rows of a tag where they differ from those said before.
  mutating func changed(_ tag: String, _ texts: [String]) -> [Row] {
    let before = standing.updateValue(texts, forKey: tag) ?? []
    return before == texts ? [] : texts.map { Row(tag: tag, text: $0) }
  }
}

// MARK: - What happened

extension TimelineText {
  private func happened(_ step: ConversationStep) -> [Row] {
    let entry = step.entry
    var rows: [Row] = []
    if let note = entry.note { rows.append(Row(tag: "note", text: note)) }
    if let said = entry.words {
      let speaker = entry.turn != nil ? "customer" : entry.by ?? "customer"
      rows.append(Row(tag: speaker, text: "\"\(said)\""))
    }
    if let turn = entry.turn {
      let facts = document.members(of: turn).map { member in
        fact(document.string(of: member.key), member.value)
      }
      let text = facts.isEmpty ? "nothing is known of it" : facts.joined(separator: ", ")
      rows.append(Row(tag: "turn \(step.turn ?? 0)", text: text))
    }
    if !step.written.isEmpty {
      let facts = step.written.map { fact($0.path, $0.value) }
      rows.append(Row(tag: "facts", text: facts.joined(separator: ", ")))
    }
    if let people = entry.roster.people {
      rows.append(Row(tag: "people", text: listed(people: people)))
    }
    if let queues = entry.queues { rows.append(Row(tag: "queues", text: queueWords(queues))) }
    for happening in step.happenings { rows.append(row(of: happening)) }
    if let asked = askedWords(step) { rows.append(asked) }
    if rows.isEmpty { rows.append(Row(tag: "time", text: "nothing happens")) }
    return rows
  }

  private func fact(_ path: String, _ value: Int) -> String {
    let isSecret = graph.facts.contains { fact in
      fact.isSecret && (fact.name == path || fact.path.joined(separator: ".") == path)
    }
    return "\(path) \(isSecret ? "(kept secret)" : document.shortWords(of: value))"
  }

  private func listed(people: Int) -> String {
    let names = document.elements(of: people).map { person in
      let id = document.member("id", of: person).map { document.shortWords(of: $0) } ?? "?"
      let roles = document.list("roles", of: person).map { document.shortWords(of: $0) }
      return roles.isEmpty ? id : "\(id) (\(roles.joined(separator: ", ")))"
    }
    return names.isEmpty ? "nobody" : names.joined(separator: ", ")
  }

  private func queueWords(_ queues: Int) -> String {
    document.members(of: queues).map { queue in
      "\(document.string(of: queue.key)): \(members(of: queue.value).joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private func members(of object: Int) -> [String] {
    guard document.shape(of: object) == .object else { return [] }
    return document.members(of: object).map { member in
      "\(document.string(of: member.key)) \(document.shortWords(of: member.value))"
    }
  }

  private func askedWords(_ step: ConversationStep) -> Row? {
    let by = step.entry.by ?? (summary.epoch.isHuman ? "human" : "ai")
    switch (step.asked, step.entry.ask) {
    case (.task(let task), .task): return Row(tag: "asks", text: "\(by): \(words.task(task))")
    case (.survey, _): return Row(tag: "asks", text: "\(by): what may be done now?")
    case (.task, .implied), (.none, _), (.task, .survey): return nil
    }
  }

  private func row(of happening: Happening) -> Row {
    let who = happening.who ?? "the customer"
    let name = happening.name
    switch happening.kind {
    case .done: return Row(tag: "done", text: name)
    case .join: return Row(tag: "joins", text: name)
    case .leave: return Row(tag: "leaves", text: name)
    case .confirmed: return Row(tag: "answer", text: "\(who) says yes to \(name)")
    case .declined: return Row(tag: "answer", text: "\(who) says no to \(name)")
    case .noAnswer: return Row(tag: "answer", text: "no answer to \(name)")
    case .answer:
      return Row(tag: "answer", text: "\(who) chooses \(happening.choice ?? "") of \(name)")
    case .remembered:
      return Row(tag: "answer", text: "\(happening.choice ?? "") of \(name), kept from before")
    case .vote:
      let verb = happening.choice == "refuse" ? "refuses" : "approves"
      let reason = happening.reason.map { ": \"\($0)\"" } ?? ""
      return Row(tag: "vote", text: "\(who) \(verb) \(name)\(reason)")
    case .withdraw: return Row(tag: "vote", text: "\(who) takes back the approval of \(name)")
    case .asked: return Row(tag: "vote", text: "\(who) asks anew for \(name)")
    }
  }
}

extension HostDocument {
  /// A value in a few words.
  func shortWords(of value: Int) -> String {
    switch shape(of: value) {
    case .text, .plain, .number:
      if isWrittenAbsence(value) { return "not known" }
      let text = string(of: value)
      return text.count > 60 ? text.prefix(60) + "…" : text
    case .yes: return "yes"
    case .no: return "no"
    case .nothing: return "not known"
    case .list:
      let words = elements(of: value).map { isText($0) ? string(of: $0) : "…" }
      guard !words.isEmpty else { return "nothing" }
      return words.prefix(8).joined(separator: " + ") + (words.count > 8 ? " + …" : "")
    case .object:
      guard let inner = member("value", of: value), shape(of: inner) != .object else { return "…" }
      return shortWords(of: inner)
    }
  }
}
