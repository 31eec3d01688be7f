import HandrailEngine
import HandrailModel
import HandrailSource

/// Names and values of a policy, as they are read aloud.
struct PolicyWords {
  let model: PolicyModel

  func fact(_ id: FactID) -> Fact { model.vocabulary.facts[id] }

  func name(_ id: TaskID) -> String { model.vocabulary.tasks[id].name }
  func name(_ id: QueueID) -> String { model.people.queues[id].name }
  func name(_ id: CalendarID) -> String { model.people.calendars[id].name }
  func name(_ id: RoleID) -> String { model.vocabulary.roles[id] }

  /// `a, b and c`.
  func listed(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let final = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// Tasks in the order of the policy; `everything` where a later task is covered too.
  func tasks(_ scope: TaskScope, _ last: String = "and") -> String {
    guard scope.isEverything else { return listed(names(scope.tasks), last) }
    let left = model.vocabulary.tasks.indices.filter { !scope.tasks.contains($0) }
    guard !left.isEmpty else { return "any task" }
    return "any task except \(listed(left.map(name)))"
  }

  func names(_ tasks: Set<TaskID>) -> [String] { tasks.sorted().map(name) }

  func names(_ facts: [FactID]) -> [String] { facts.map { fact($0).name } }

  /// A fact as the subject of a sentence.
  func subject(_ id: FactID) -> String {
    switch fact(id).supply {
    case .builtIn(let builtIn): subject(builtIn) ?? fact(id).name
    case .session, .turn, .task, .agent, .table, .choose, .definition: fact(id).name
    }
  }

  private func subject(_ builtIn: BuiltIn) -> String? {
    switch builtIn {
    case .turnCount: "the number of turns so far"
    case .humanRequests: "the number of times that the customer asked for a person"
    case .now: "the moment of the question"
    case .task: "what the customer asks for"
    case .handler: "who holds the conversation"
    case .queueFree(let queue): "the number of free people in \(name(queue))"
    case .queueWait(let queue): "the wait in \(name(queue))"
    case .choice(let offer): "what the customer chose in \(offer)"
    case .approval(let name): "how \(name) stands"
    case .queueOpen, .done: nil
    }
  }

  /// `a team_leader`, `an underwriter`.
  func one(_ noun: String) -> String {
    let startsWithVowel = noun.first.map { "aeiou".contains($0) } ?? false
    return (startsWithVowel ? "an " : "a ") + noun
  }

  /// `one` to `twelve`, then digits.
  func number(_ count: Int) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }

  func counted(_ count: Int, _ noun: String) -> String {
    "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  func duration(_ seconds: Int64) -> String { spelledDuration(seconds, decimals: 0) }

  func duration(microseconds: Int64) -> String {
    microseconds % 1_000_000 == 0
      ? duration(microseconds / 1_000_000) : spelledDuration(microseconds, decimals: 6)
  }

  /// `30 minutes`, `4 hours of office`.
  func span(_ span: Span) -> String {
    let length = duration(span.seconds)
    return span.of.map { "\(length) of the open time of \(name($0))" } ?? length
  }

  /// A percentage given in hundredths of a percent.
  func percent(hundredths: Int) -> String { scaledText(Int64(hundredths), decimals: 2) + "%" }

  /// A cell's value as an author writes it.
  func value(_ cell: Int64, of id: FactID) -> String {
    let domain = fact(id).domain
    switch domain.kind {
    case .money: return money(Decimal(mantissa: cell, decimals: domain.decimals), domain)
    case .setOf:
      let words = spelled(cell, domain, texts: [])
      return words
    case .yesNo, .oneOf, .level, .number, .score, .duration, .moment, .reference, .text:
      return spelled(cell, domain, texts: [])
    }
  }

  /// `GBP 40`, `GBP 40.50`.
  func money(_ amount: Decimal, _ domain: Domain) -> String {
    guard amount.decimals > 0, let cells = amount.scaled(to: domain.decimals) else {
      return "\(domain.currency) \(scaledText(amount.mantissa, decimals: amount.decimals))"
    }
    return spelled(cells, domain, texts: [])
  }

  /// A constant of a sum, in the kind of one of its facts.
  func constant(_ value: Decimal, like domain: Domain) -> String {
    switch domain.kind {
    case .money: return money(value, domain)
    case .duration: return spelledDuration(value.mantissa, decimals: value.decimals)
    case .level, .oneOf:
      let position = value.decimals == 0 ? Int(clamping: value.mantissa) : -1
      return domain.words.indices.contains(position) ? domain.words[position].name : "?"
    case .yesNo, .setOf, .number, .score, .moment, .reference, .text:
      return scaledText(value.mantissa, decimals: value.decimals)
    }
  }

  /// What a customer reads or hears: `“Shall I send {amount}?”`.
  func message(_ message: Message) -> String {
    guard let first = message.wordings.first else { return "" }
    let languages = message.wordings.dropFirst().map(\.language)
    let others = languages.isEmpty ? "" : " (also in \(listed(languages)))"
    return quoted(text(first)) + others
  }

  func text(_ wording: Message.Wording) -> String {
    wording.pieces.map { piece in
      switch piece {
      case .text(let words): words
      case .fact(let id): "{\(fact(id).name)}"
      }
    }.joined()
  }

  func quoted(_ words: String) -> String { "“\(words)”" }

  func target(_ target: HandOverTarget) -> String {
    switch target {
    case .queue(let queue): name(queue)
    case .table(let table): model.vocabulary.tables[table].name
    case .choose(let choose): model.vocabulary.chooses[choose].name
    case .refuse: "nobody"
    }
  }

  func level(_ level: UrgencyLevel) -> String {
    switch level {
    case .low: "low"
    case .normal: "normal"
    case .high: "high"
    case .urgent: "urgent"
    }
  }

  func skill(_ skill: Skill) -> String {
    skill.atLeast.map { "\(skill.name) at least \($0)" } ?? skill.name
  }

  func option(_ option: OfferOption) -> String {
    switch option {
    case .ai: "the AI"
    case .human: "a person"
    case .callback: "a callback"
    }
  }

  /// What follows where nobody answers or somebody refuses.
  func failure(_ failure: GateFailure?) -> String {
    switch failure {
    case .refuse, nil: "it is refused"
    case .handOver(.queue(let queue)): "a person takes over in \(name(queue))"
    case .handOver(let target): "a person takes over, and \(self.target(target)) names the team"
    }
  }

  /// The queue that takes over where no line that is certain names one.
  var otherwiseQueue: String? { model.people.prefer.map { name($0.otherwise) } }
}

extension String {
  /// With a full stop, but for words that end in one within their quotes.
  var closed: String { endsInQuotedStop ? self : self + "." }

  /// With a comma, on the same terms.
  var paused: String { endsInQuotedStop ? self : self + "," }

  private var endsInQuotedStop: Bool {
    hasSuffix(".”") || hasSuffix("?”") || hasSuffix("!”")
  }
}
