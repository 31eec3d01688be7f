import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  mutating func readRules() -> [ReadHeading] {
    var headings: [ReadHeading] = []
    for rule in model.rules { headings.append(read(rule)) }
    return headings
  }

  private mutating func read(_ rule: Rule) -> ReadHeading {
    var read = heading(.rule, rule.name, summary(rule), (rule.metadata, rule.origin))
    let permissions = rule.effects.count { $0.action.isPermission }
    let isPermission = permissions == 0 ? false : permissions == rule.effects.count ? true : nil
    read.passages = effects(rule)
    let restarts = rule.effects.contains { $0.action.handsOver }
    read.passages += words.notes(on: rule.guarding.when, restarts: restarts)
    read.passages += exceptions(rule.guarding, isPermission: isPermission)
    read.passages += otherwise(rule)
    read.passages += unknowns(rule)
    read.passages += force(rule)
    read.passages += teams(rule)
    read.passages += message(rule)
    read.passages += standing(rule)
    return read
  }

  private func summary(_ rule: Rule) -> String {
    let order = rule.effects.map(\.action).sorted { $0.rank > $1.rank }
    guard let first = order.first else { return "says nothing" }
    switch first {
    case .aiMay: return "permits: the AI may do it"
    case .aiMayOnlySuggest: return "permits drafts: a person sends them"
    case .onlyHumanMay: return "restricts: people only"
    case .nobodyMay: return "refuses: nobody does it"
    case .handOver: return "restricts: hands the conversation to a person"
    case .otherwiseHandOver: return "restricts: otherwise hands the conversation to a person"
    case .otherwiseRefuse: return "restricts: otherwise nobody does it"
    case .startWithHuman: return "restricts: a person begins"
    case .bringIn: return "brings somebody in"
    case .contactCustomer: return "calls for contact with the customer"
    case .urgency: return "sets the urgency"
    case .needSkills: return "asks for skills"
    }
  }

  /// What the rule's lines do, under its `when`.
  private func effects(_ rule: Rule) -> [Passage] {
    let said = rule.effects.compactMap { sentence($0.action) }
    guard !said.isEmpty else {
      return rule.guarding.when.map { [words.passage("It says nothing", "when", $0)] } ?? []
    }
    guard said.count > 1 else {
      guard rule.guarding.when != nil else {
        return [.sentence("\(said[0]), in every conversation.")]
      }
      guard !said[0].contains(",") else { return [words.pausing(said[0], rule.guarding.when)] }
      return [words.passage(said[0], "when", rule.guarding.when)]
    }
    guard let when = rule.guarding.when else {
      return [.list("In every conversation:", said.map { $0 + "." })]
    }
    switch words.spoken(when) {
    case .inline:
      guard case .sentence(let opening) = words.passage("It applies", "when", when) else {
        return []
      }
      return [.list("\(opening.dropLast()):", said.map { $0 + "." })]
    case .listed:
      return [words.passage("It applies", "when", when), .list("Then:", said.map { $0 + "." })]
    }
  }

  /// One line as a sentence; `nil` for what is said of the case that the rule does not hold.
  private func sentence(_ action: EffectAction) -> String? {
    switch action {
    case .aiMay(let scope): return "The AI may do \(words.tasks(scope))"
    case .aiMayOnlySuggest(let scope):
      return "The AI may only draft \(words.tasks(scope)), and a person sends it"
    case .onlyHumanMay(let scope, let roles):
      guard !roles.isEmpty else { return "Only a person may do \(words.tasks(scope))" }
      let names = words.listed(roles.map { words.one(words.name($0)) }, "or")
      return "Only \(names) may do \(words.tasks(scope))"
    case .nobodyMay(let scope):
      return "Nobody may do \(words.tasks(scope, "or")) here, not even a person"
    case .handOver: return "A person takes over"
    case .otherwiseHandOver, .otherwiseRefuse: return nil
    case .startWithHuman: return "A person begins the conversation"
    case .bringIn(let name): return "\(name) is brought in"
    case .contactCustomer(let holder, let task):
      let who = holder == .ai ? "the AI" : "a person"
      return "The customer is contacted by \(who) for \(words.name(task))"
    case .urgency(let level): return "The urgency is \(words.level(level)) at least"
    case .needSkills(let skills):
      return "Whoever takes over needs \(words.listed(skills))"
    }
  }

  private func otherwise(_ rule: Rule) -> [Passage] {
    rule.effects.compactMap { effect in
      switch effect.action {
      case .otherwiseRefuse(let scope):
        return .sentence("Otherwise nobody may do \(words.tasks(scope, "or")) here.")
      case .otherwiseHandOver: return .sentence("Otherwise a person takes over.")
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman,
        .bringIn, .contactCustomer, .urgency, .needSkills:
        return nil
      }
    }
  }

  /// Dates and trial.
  private func force(_ rule: Rule) -> [Passage] {
    var said: [Passage] = []
    switch (rule.startsOn, rule.endsOn) {
    case (let start?, let end?):
      said.append(.sentence("In force from \(start.text) to \(end.text), both days included."))
    case (let start?, nil): said.append(.sentence("In force from \(start.text) on."))
    case (nil, let end?): said.append(.sentence("In force up to \(end.text), that day included."))
    case (nil, nil): break
    }
    if let trial = rule.trial {
      let share = words.percent(hundredths: trial)
      said.append(
        .sentence(
          "On trial in \(share) of conversations, always the same ones by their session id."))
    }
    return said
  }

  /// Its words for the customer, and when they are used.
  private func message(_ rule: Rule) -> [Passage] {
    guard let say = rule.say else { return [] }
    let spoken = words.message(say)
    return [.sentence("It says: \(spoken)")]
  }
}

extension HeadingReader {
  private mutating func unknowns(_ rule: Rule) -> [Passage] {
    var open: [String] = []
    var faulty: [String] = []
    func add(_ words: String, to list: inout [String]) {
      if !list.contains(words) { list.append(words) }
    }
    let team = words.otherwiseQueue.map { ", in \($0)" } ?? ""
    let unsaid = rule.say == nil ? "" : ", and this rule's message is not used"
    for effect in rule.effects {
      switch effect.action {
      case .aiMay:
        add("the AI does not do it yet, and asks", to: &open)
        add("this rule lets the AI do nothing", to: &faulty)
      case .aiMayOnlySuggest:
        add("the AI drafts nothing yet, and asks", to: &open)
        add("this rule lets the AI draft nothing", to: &faulty)
      case .onlyHumanMay, .nobodyMay, .otherwiseRefuse:
        add("the AI does not do it yet, and asks", to: &open)
        add("it goes to a person", to: &faulty)
      case .handOver, .otherwiseHandOver:
        add("the AI may go on talking, and does no task until it is known", to: &open)
        add("a person takes over\(team)\(unsaid)", to: &faulty)
      case .startWithHuman:
        add("the policy's own start counts until it is known, and the AI does no task", to: &open)
        add("a person begins", to: &faulty)
      case .bringIn, .contactCustomer, .urgency, .needSkills: break
      }
    }
    // Where it is refused otherwise, a fault sends the task to people: that says all.
    if faulty.contains("it goes to a person") {
      faulty.removeAll { $0.hasPrefix("this rule lets the AI") }
    }
    let onlyCertain =
      "\(rule.effects.count == 1 ? "it" : "the rest") counts only when it is certain"
    if rule.effects.contains(where: { $0.action.isOnlyCertain }) {
      add(onlyCertain, to: &open)
      add(onlyCertain, to: &faulty)
    }
    return unknowns(
      rule.guarding,
      UnknownOutcomes(
        open: open, faulty: faulty, skipped: "the rule is left out, as if it did not hold"))
  }

  /// Which team takes over, and the table that says so.
  private func teams(_ rule: Rule) -> [Passage] {
    rule.effects.compactMap { effect -> Passage? in
      switch effect.action {
      case .handOver(let target): team(target, "Team")
      case .otherwiseHandOver(let target): team(target, "Team otherwise")
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
        .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
        nil
      }
    }
  }

  private func team(_ target: HandOverTarget, _ start: String) -> Passage {
    switch target {
    case .queue(let queue): return .sentence("\(start): \(words.name(queue)).")
    case .table(let id):
      let table = model.vocabulary.tables[id]
      let column = table.outputs.firstIndex(of: .queue)
      return .rows("\(start): \(table.name) decides.", rows(table, column: column))
    case .choose(let id):
      let choose = model.vocabulary.chooses[id]
      return .rows("\(start): \(choose.name) decides, from the top.", rows(choose))
    case .refuse: return .sentence("\(start): nobody.")
    }
  }

  /// Whom it beats, who beats it, and what stands before it.
  private func standing(_ rule: Rule) -> [Passage] {
    let all = rule.effects.map(\.action)
    let plain = all.filter { !$0.isOtherwise }
    let claims = (plain.isEmpty ? all : plain).compactMap(\.claim)
    var parts: [String] = []
    if rule.effects.contains(where: \.action.isAboutConversation) {
      parts.append("Beats: every line that lets the AI act.")
      parts.append(
        "Beaten by: nothing about who talks; a line that refuses a task still refuses it.")
    }
    if let strongest = claims.map(\.strength).max() {
      let tasks = claims.filter { $0.strength == strongest }.reduce(into: Set<TaskID>()) {
        $0.formUnion($1.scope.tasks)
      }
      parts += standing(strongest, tasks, without: rule.name)
    }
    return parts.isEmpty ? [] : [.sentence(parts.joined(separator: " "))]
  }

  private func standing(
    _ strength: Standings.Strength, _ tasks: Set<TaskID>, without own: String
  ) -> [String] {
    let around = standings.around(strength, tasks)
    let beats = around.beats.filter { $0 != own }
    var stricter = shortened(around.beatenBy.filter { $0 != own })
    let gates = standings.gates(before: tasks)
    switch strength {
    case .ai, .suggest:
      if !standings.handOvers.isEmpty {
        stricter +=
          (stricter.isEmpty ? "" : ", and ") + "every line that hands the conversation over"
      }
    case .human, .nobody: break
    }
    var parts: [String] = []
    if !beats.isEmpty { parts.append("Beats: \(shortened(beats)).") }
    parts.append("Beaten by: \(stricter.isEmpty ? "nothing" : stricter).")
    if !gates.isEmpty, strength != .nobody {
      parts.append("Before it: \(shortened(gates)).")
    }
    return parts
  }

  private func shortened(_ names: [String]) -> String {
    guard names.count > 8 else { return words.listed(names) }
    return names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more"
  }
}

extension EffectAction {
  /// How strong the line is, for the rule's summary.
  fileprivate var rank: Int {
    switch self {
    case .nobodyMay: 11
    case .handOver: 10
    case .onlyHumanMay: 9
    case .startWithHuman: 8
    case .otherwiseRefuse: 5
    case .otherwiseHandOver: 4
    case .aiMayOnlySuggest: 7
    case .aiMay: 6
    case .contactCustomer: 3
    case .bringIn: 2
    case .needSkills: 1
    case .urgency: 0
    }
  }

  fileprivate var isOtherwise: Bool {
    switch self {
    case .otherwiseHandOver, .otherwiseRefuse: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  fileprivate var isPermission: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: true
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .bringIn, .urgency, .needSkills:
      false
    }
  }

  /// A line that says nothing where the rule cannot be told.
  fileprivate var isOnlyCertain: Bool {
    switch self {
    case .bringIn, .contactCustomer, .urgency, .needSkills: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .startWithHuman:
      false
    }
  }
}
