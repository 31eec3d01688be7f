internal import Handrail
import HandrailConversation
import HandrailEngine

// What was decided on an entry, read from the decision as every host reads it.

extension TimelineText {
  mutating func decided(_ step: ConversationStep) -> [Row] {
    let decision = step.decision
    var rows = decision.list("say", of: 0).map { message in
      Row(
        tag: "says",
        text: "\"\(decision.words("text", of: message) ?? "")\"\(sayer(of: message, in: decision))")
    }
    for dropped in decision.list("not_said", of: 0) {
      let rule = decision.words("rule", of: dropped) ?? ""
      let fact = decision.words("fact", of: dropped) ?? ""
      rows.append(Row(tag: "not said", text: "\(rule), for \(fact) is not known"))
    }
    rows += gateRows(decision)
    rows += dutyRows(decision)
    for fault in decision.list("input_faults", of: 0).prefix(5) {
      let path = decision.words("path", of: fault) ?? ""
      rows.append(Row(tag: "fault", text: "\(path): \(decision.words("detail", of: fault) ?? "")"))
    }
    let ignored = decision.list("ignored", of: 0).map { decision.string(of: $0) }
    rows += changed("ignored", ignored.isEmpty ? [] : [ignored.joined(separator: ", ")])
    rows += changed("line", clauses(decision))
    rows += surveyRows(decision)
    let next = (decision.words("next", of: 0) ?? "").split(separator: "_").joined(separator: " ")
    rows.append(Row(tag: next, text: sentence(of: step, wasHeld: isHeldByPerson)))
    return rows
  }

  /// The first sentence of an explanation.
  func sentence(of step: ConversationStep, wasHeld: Bool) -> String {
    guard let decided = step.answer.decision else { return "The question could not be read." }
    return words.telling(of: decided).opening(decided, wasHeld: wasHeld)
  }

  /// The lines that decided, with their places, three at most.
  private func clauses(_ decision: HostDocument) -> [String] {
    var clauses: [String] = []
    for reason in decision.list("reasons", of: 0) {
      guard let clause = decision.words("clause", of: reason) else { continue }
      let file = decision.words("file", of: reason) ?? ""
      let line = decision.member("line", of: reason).map { decision.shortWords(of: $0) } ?? ""
      var text = "\(file):\(line)  \(clause)"
      if let because = decision.words("because", of: reason) { text += "  (\(because))" }
      if !clauses.contains(text) { clauses.append(text) }
    }
    let more = clauses.count - 3
    return clauses.prefix(3) + (more > 0 ? ["and \(more) more"] : [])
  }

  /// The tasks of a survey by what may be done about them.
  private func surveyRows(_ decision: HostDocument) -> [Row] {
    guard let tasks = decision.member("tasks", of: 0), decision.shape(of: tasks) == .object else {
      return []
    }
    var groups: [(ruling: String, tasks: [String])] = []
    for task in decision.members(of: tasks) {
      var ruling = decision.words("ruling", of: task.value) ?? ""
      if !decision.list("gates", of: task.value).isEmpty { ruling += " after gates" }
      if !groups.contains(where: { $0.ruling == ruling }) { groups.append((ruling, [])) }
      for position in groups.indices where groups[position].ruling == ruling {
        groups[position].tasks.append(decision.string(of: task.key))
      }
    }
    return groups.map { group in
      let ruling = group.ruling.split(separator: "_").joined(separator: " ")
      return Row(tag: "may do", text: "\(ruling): \(group.tasks.joined(separator: ", "))")
    }
  }

  private func sayer(of message: Int, in decision: HostDocument) -> String {
    let rule = decision.words("rule", of: message) ?? ""
    let kind = decision.words("kind", of: message) ?? ""
    let sort = kind.split(separator: "_").joined(separator: " ")
    return rule.isEmpty || rule == kind ? " (\(sort))" : " (\(rule), \(sort))"
  }

  private mutating func gateRows(_ decision: HostDocument) -> [Row] {
    var rows: [Row] = []
    var listed: [String] = []
    for gate in decision.list("gates", of: 0) {
      for sort in GateSort.allCases {
        guard let name = decision.words(sort.rawValue, of: gate) else { continue }
        let text = "\(name): \(gateWords(gate, sort, in: decision))"
        listed.append("\(sort.rawValue) \(text)")
        rows.append(Row(tag: sort.rawValue, text: text))
      }
    }
    return changed("gates", listed).isEmpty ? [] : rows
  }

  private func gateWords(_ gate: Int, _ sort: GateSort, in decision: HostDocument) -> String {
    switch sort {
    case .first: firstWords(gate, in: decision)
    case .offer: offerWords(gate, in: decision)
    case .approval: approvalWords(gate, in: decision)
    }
  }

  private func firstWords(_ gate: Int, in decision: HostDocument) -> String {
    var parts: [String] = []
    let state = decision.words("state", of: gate) ?? "open"
    if state != "open" { parts.append(state.split(separator: "_").joined(separator: " ")) }
    let ask = texts("ask", of: gate, in: decision)
    if !ask.isEmpty { parts.append("ask for \(words.listed(ask))") }
    let tasks = texts("do", of: gate, in: decision)
    if !tasks.isEmpty { parts.append("do \(words.listed(tasks)) first") }
    if let until = decision.member("until", of: gate), decision.shape(of: until) == .yes {
      parts.append("its condition does not hold yet")
    }
    let confirm = texts("confirm", of: gate, in: decision)
    if state == "open", !confirm.isEmpty {
      let values = decision.member("values", of: gate).map { values in
        decision.members(of: values).map { member in
          "\(decision.string(of: member.key)) \(decision.shortWords(of: member.value))"
        }
      }
      parts.append("the customer confirms \(words.listed(values ?? confirm))")
    }
    return parts.isEmpty ? "open" : parts.joined(separator: "; ")
  }

  private func offerWords(_ gate: Int, in decision: HostDocument) -> String {
    if let choice = decision.words("choice", of: gate) { return "chosen: \(choice)" }
    let options = texts("options", of: gate, in: decision)
    return words.listed(options, "or") + deadline(of: gate, in: decision)
  }

  private func approvalWords(_ gate: Int, in decision: HostDocument) -> String {
    let state = decision.words("state", of: gate) ?? ""
    var text = state.split(separator: "_").joined(separator: " ")
    let seats = decision.list("seats", of: gate).map { seat in
      let count = decision.member("count", of: seat).map { decision.shortWords(of: $0) } ?? "1"
      return "\(count) \(words.listed(texts("roles", of: seat, in: decision), "or"))"
    }
    if !seats.isEmpty { text += ", needs \(words.listed(seats))" }
    let approvers = texts("approved_by", of: gate, in: decision)
    if !approvers.isEmpty { text += ", approved by \(words.listed(approvers))" }
    if state == "waiting" { text += deadline(of: gate, in: decision) }
    for vote in decision.list("not_counted", of: gate).prefix(5) {
      let who = decision.words("who", of: vote) ?? "?"
      let why = (decision.words("why", of: vote) ?? "").split(separator: "_")
      text += "; \(who) does not count: \(why.joined(separator: " "))"
    }
    return text
  }

  private func deadline(of gate: Int, in decision: HostDocument) -> String {
    guard let until = decision.words("answer_by", of: gate) else { return "" }
    return ", until \(until.dropFirst(11).prefix(8))"
  }

  func texts(_ key: String, of object: Int, in decision: HostDocument) -> [String] {
    decision.list(key, of: object).map { decision.shortWords(of: $0) }
  }
}

// MARK: - Duties

extension TimelineText {
  private mutating func dutyRows(_ decision: HostDocument) -> [Row] {
    var rows: [Row] = []
    rows += changed("brings in", obligations("bring_in", "who", in: decision))
    rows += changed(
      "contact",
      decision.list("obligations", of: 0).compactMap { duty in
        guard decision.words("kind", of: duty) == "contact_customer" else { return nil }
        let by = decision.words("by", of: duty) ?? ""
        return "the customer, by \(by), for \(decision.words("task", of: duty) ?? "")"
      })
    rows += changed("remember", obligations("remember", "option", in: decision))
    rows += changed("packet", packetWords(decision))
    rows += changed("assist", kinds("assist", "what", in: decision))
    rows += changed("conduct", kinds("conduct", "words", in: decision))
    rows += changed("oversight", kinds("oversight", "role", in: decision))
    rows += changed(
      "afterwards",
      decision.list("afterwards", of: 0).map { duty in
        "\(decision.words("task", of: duty) ?? ""), by \(decision.words("by", of: duty) ?? "")"
      })
    return rows
  }

  private func obligations(_ kind: String, _ key: String, in decision: HostDocument) -> [String] {
    decision.list("obligations", of: 0).compactMap { duty in
      decision.words("kind", of: duty) == kind ? decision.words(key, of: duty) : nil
    }
  }

  private func kinds(_ key: String, _ detail: String, in decision: HostDocument) -> [String] {
    decision.list(key, of: 0).map { duty in
      let kind = decision.words("kind", of: duty) ?? ""
      return decision.words(detail, of: duty).map { "\(kind): \($0)" } ?? kind
    }
  }

  private func packetWords(_ decision: HostDocument) -> [String] {
    guard let packet = decision.member("packet", of: 0), decision.shape(of: packet) == .object
    else { return [] }
    var rows: [String] = []
    if let known = decision.member("known", of: packet), let of = decision.member("of", of: packet),
      decision.shortWords(of: of) != "0"
    {
      let missing = decision.list("fields", of: packet).compactMap { field in
        decision.member("missing", of: field) == nil ? nil : decision.words("fact", of: field)
      }
      let lacking = missing.isEmpty ? "" : "; missing: \(few(missing))"
      rows.append(
        "\(decision.shortWords(of: known)) of \(decision.shortWords(of: of)) fields known\(lacking)"
      )
    }
    for (key, words) in [
      ("do_not_ask", "do not ask"), ("tried", "tried"), ("collect", "ask still"),
      ("brief", "brief"),
    ] {
      let texts = texts(key, of: packet, in: decision)
      if !texts.isEmpty { rows.append("\(words): \(few(texts))") }
    }
    let proved = decision.list("identity", of: packet).compactMap { field in
      decision.words("fact", of: field).map { "\($0) \(decision.words("value", of: field) ?? "")" }
    }
    if !proved.isEmpty { rows.append("identity: \(few(proved))") }
    for emotion in decision.list("emotion", of: packet) {
      let parts = ["now", "peak", "trend"].compactMap { key in
        decision.words(key, of: emotion).map { "\(key) \($0)" }
      }
      guard !parts.isEmpty else { continue }
      rows.append("\(decision.words("fact", of: emotion) ?? ""): \(parts.joined(separator: ", "))")
    }
    return rows
  }

  private func few(_ words: [String]) -> String {
    let more = words.count > 12 ? " and \(words.count - 12) more" : ""
    return words.prefix(12).joined(separator: ", ") + more
  }
}

// MARK: - Summary

extension TimelineText {
  func holderWords(_ epoch: ConversationSummary.Epoch) -> String {
    guard epoch.isHuman else { return "the AI" }
    return epoch.queue.map { "a person in \($0)" } ?? "a person"
  }

  func summaryLines(_ summary: ConversationSummary) -> [String] {
    var lines = ["In all"]
    for (position, epoch) in summary.epochs.enumerated() {
      let until =
        position + 1 < summary.epochs.count ? summary.epochs[position + 1].from : epoch.to
      let seconds = until.seconds - epoch.from.seconds
      lines.append(
        "  \(position + 1)  \(holderWords(epoch)), from \(time(epoch.from)) for "
          + "\(spelledDuration(seconds, decimals: 0)), "
          + counted(epoch.decisions, "decision", "decisions"))
    }
    let counts = [
      counted(summary.moves.count { $0 == .handOver }, "handover", "handovers"),
      counted(summary.moves.count { $0 == .transfer }, "transfer", "transfers"),
      counted(summary.moves.count { $0 == .comesBack }, "return", "returns"),
      counted(summary.messages, "message", "messages"),
      "told to act " + counted(summary.tasksDone, "time", "times"),
      counted(summary.inputFaults, "input fault", "input faults"),
    ]
    lines += wrapped(counts.joined(separator: ", "), indent: 2)
    for gate in summary.gates {
      let by = gate.approvedBy.isEmpty ? "" : " by \(words.listed(gate.approvedBy))"
      var state = gate.state.split(separator: "_").joined(separator: " ")
      if gate.sort != .approval, let answer = gate.lastAnswer, answer != gate.state {
        state += ", last answer: \(answer.split(separator: "_").joined(separator: " "))"
      }
      lines += wrapped(
        "\(gate.sort.rawValue) \(gate.name) for \(words.task(gate.task)): \(state)\(by)", indent: 2)
    }
    return lines
  }

  private func time(_ moment: Moment) -> String { String(moment.text.dropFirst(11).prefix(8)) }
}

func counted(_ count: Int, _ one: String, _ many: String) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many)"
}
