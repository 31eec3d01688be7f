import HandrailEngine
import HandrailSource
import HandrailSyntax

/// Lines that a rule may have more than once.
private let repeatableRuleLines: Set<NodeKind> = [
  .whenLine, .exceptLine, .aiMayLine, .onlySuggestLine, .onlyMayLine, .nobodyMayLine,
  .bringInLine, .contactLine,
]

extension Checker {
  mutating func checkRules() {
    standOnGround()
    for heading in accepted(.rule) {
      remembering(heading) { $0.checkRule(heading) }
    }
  }

  private mutating func checkRule(_ heading: Reading) {
    guard let name = heading.word(1)?.text else { return }
    var rule = Rule(name: name, origin: heading.origin)
    rule.guarding = guarding(heading, for: .atStart)
    readEffects(heading, into: &rule)
    readDates(heading, into: &rule)
    rule.say = message(heading.child(.sayLine))
    rule.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: repeatableRuleLines)
    checkRule(rule, heading)
    model.rules.append(rule)
  }

  private mutating func readEffects(_ heading: Reading, into rule: inout Rule) {
    var written: [String: Reading] = [:]
    for line in heading.children {
      guard let action = action(of: line) else { continue }
      let text = line.formatted
      if let earlier = written[text], repeatableRuleLines.contains(line.kind) {
        sayRepeat(line, of: earlier)
      }
      written[text] = line
      rule.effects.append(Effect(action: action, origin: line.origin, text: text))
    }
    // `otherwise refuse` covers the tasks of all the rule's lines that have some.
    var covered = TaskScope(tasks: [], isEverything: false)
    for effect in rule.effects {
      guard let scope = effect.action.scope else { continue }
      covered.tasks.formUnion(scope.tasks)
      covered.isEverything = covered.isEverything || scope.isEverything
    }
    for index in rule.effects.indices {
      if case .otherwiseRefuse = rule.effects[index].action {
        rule.effects[index].action = .otherwiseRefuse(covered)
      }
    }
  }

  private mutating func action(of line: Reading) -> EffectAction? {
    switch line.kind {
    case .aiMayLine: scope(in: line).map { .aiMay($0) }
    case .onlySuggestLine: scope(in: line).map { .aiMayOnlySuggest($0) }
    case .onlyMayLine: onlyMay(line)
    case .nobodyMayLine: scope(in: line).map { .nobodyMay($0) }
    case .handOverLine: handOver(line.child(.handOver)).map { .handOver($0) }
    case .otherwiseHandOverLine: handOver(line.child(.handOver)).map { .otherwiseHandOver($0) }
    case .otherwiseRefuseLine: .otherwiseRefuse(TaskScope(tasks: [], isEverything: false))
    case .startWithLine: .startWithHuman
    case .bringInLine: bringIn(line)
    case .contactLine: contact(line)
    case .urgencyLine: urgency(line.word(1)?.text).map { .urgency($0) }
    case .needSkillsLine: .needSkills(line.listedNames.map(\.text))
    case let other:
      other == .unexpected ? nil : nil
    }
  }

  private mutating func onlyMay(_ line: Reading) -> EffectAction? {
    let scope = scope(in: line)
    var roles: [RoleID?] = []
    if line.word(1)?.text != "a" {
      for token in line.tokens.dropFirst() {
        let word = Word(token, in: line.file)
        if word.text == "may" { break }
        if word.text != "or" { roles.append(role(word)) }
      }
    }
    guard let scope, !roles.contains(nil) else { return nil }
    return .onlyHumanMay(scope, roles: roles.compactMap(\.self))
  }

  /// A role, or a team's queue.
  private mutating func bringIn(_ line: Reading) -> EffectAction? {
    guard let name = line.word(2) else { return nil }
    guard names[.queue, name.text] == nil else { return .bringIn(name.text) }
    return role(name).map { _ in .bringIn(name.text) }
  }

  private mutating func contact(_ line: Reading) -> EffectAction? {
    guard let holder = line.word(3)?.text, let task = task(line.word(5)) else { return nil }
    return .contactCustomer(by: holder == "ai" ? .ai : .human, task: task)
  }

  private mutating func readDates(_ heading: Reading, into rule: inout Rule) {
    if let word = heading.child(.startsLine)?.words(.date).first {
      rule.startsOn = zonedDate(word)
    }
    if let word = heading.child(.endsLine)?.words(.date).first { rule.endsOn = zonedDate(word) }
    if let starts = rule.startsOn, let ends = rule.endsOn, starts > ends,
      let line = heading.child(.endsLine), let word = line.words(.date).first,
      let first = heading.child(.startsLine)?.words(.date).first
    {
      say(
        RuleFault.startsAfterEnd, at: line.place,
        fixes: [
          Fix(
            .fill, "swap the two dates",
            [Edit(word.place, first.text), Edit(first.place, word.text)])
        ])
    }
    if let word = heading.child(.trialLine)?.words(.percent).first { rule.trial = share(word) }
  }

  /// A share of conversations in hundredths of a percent.
  mutating func share(_ word: Word) -> Int? {
    guard let share = readPercent(word.text)?.scaled(to: 4), share >= 0, share <= 10_000 else {
      say(
        KindFault.unusable(
          found: word.text, allowed: "a share runs from 0% to 100%, with up to two decimals"),
        at: word.place)
      return nil
    }
    return Int(share)
  }

  private mutating func checkRule(_ rule: Rule, _ heading: Reading) {
    guard !heading.isDamaged else { return }
    if !heading.children.contains(where: { isEffectLine($0.kind) }) {
      say(
        RuleFault.saysNothing, at: heading.headPlace,
        fixes: [
          Fix(
            .fill, "add what should happen",
            [heading.insertion(afterLast: "  only a human may do anything")])
        ])
    }
    checkAllowsAndRestricts(rule, heading)
    checkApply(rule, heading)
    checkConsent(rule, heading)
  }

  private func isEffectLine(_ kind: NodeKind) -> Bool {
    switch kind {
    case .aiMayLine, .onlySuggestLine, .onlyMayLine, .nobodyMayLine, .handOverLine,
      .otherwiseHandOverLine, .otherwiseRefuseLine, .startWithLine, .bringInLine, .contactLine,
      .urgencyLine, .needSkillsLine:
      true
    case let other: other == .handOver
    }
  }

  /// PL0402; the fix gives the restricting lines a rule of their own.
  private mutating func checkAllowsAndRestricts(_ rule: Rule, _ heading: Reading) {
    for allowed in rule.effects {
      guard let mine = allowed.action.permitted else { continue }
      for restricted in rule.effects {
        guard let other = restricted.action.restricted(besides: allowed.action) else { continue }
        guard let task = mine.tasks.intersection(other.tasks).min() else { continue }
        say(
          RuleFault.allowsAndRestricts(task: model.vocabulary.tasks[task].name),
          at: restricted.origin.place, fixes: split(restricted, from: heading),
          related: [RelatedPlace(allowed.origin.place, "it is allowed here")])
        return
      }
    }
  }

  private func split(_ effect: Effect, from heading: Reading) -> [Fix] {
    guard let name = heading.word(1)?.text,
      let line = heading.children.first(where: { $0.place == effect.origin.place })
    else { return [] }
    var text = "\nrule \(name)_limit"
    for guardLine in heading.children
    where guardLine.kind == .whenLine || guardLine.kind == .exceptLine {
      text += "\n  " + files[guardLine.file.id.offset].tree.source.text(guardLine.place.range)
    }
    text += "\n  " + effect.text
    guard names[.rule, name + "_limit"] == nil else { return [] }
    // One edit: where the line is the last one, taking it away and writing behind it would touch.
    var range = line.wholeLines.range
    let end = heading.lineEnd(heading.place.range.upper)
    if range.upper < end {
      let rest = files[line.file.id.offset].tree.source.text(ByteRange(range.upper, end))
      text = rest + "\n" + text
    }
    range.upper = end
    let place = SourcePlace(file: line.file.id, range: range)
    return [Fix(.ask, "give it a rule of its own", [Edit(place, text)])]
  }

  /// PL0412.
  private mutating func checkApply(_ rule: Rule, _ heading: Reading) {
    guard rule.guarding.ifUnknown == .apply,
      rule.effects.contains(where: { $0.action.letsTheAIAct }),
      let line = heading.child(.ifUnknownLine)
    else { return }
    sayApply(line)
  }

  mutating func sayApply(_ line: Reading) {
    say(
      RuleFault.actsOnUnknown, at: line.place,
      fixes: [Fix(.ask, "remove `if unknown apply`", [Edit(line.wholeLines, "")])])
  }

  /// PL0416: some test that must be yes asks a fact marked `consent` for yes.
  private mutating func checkConsent(_ rule: Rule, _ heading: Reading) {
    guard let contact = heading.child(.contactLine) else { return }
    if heading.child(.whenLine) != nil && rule.guarding.when == nil { return }
    let needed = rule.guarding.when.map { $0.neededTests } ?? []
    let hasConsent = needed.contains { test in
      guard test.window == nil, case .isAmong(let fact, let values, false) = test.body else {
        return false
      }
      let declared = model.vocabulary.facts[fact]
      return declared.domain.kind == .yesNo && values == [1] && declared.marks.contains("consent")
    }
    guard !hasConsent else { return }
    let consent = model.vocabulary.facts.elements.first {
      $0.domain.kind == .yesNo && $0.marks.contains("consent")
    }
    var fixes: [Fix] = []
    if let consent, heading.child(.whenLine) == nil {
      let line = "  when \(consent.name) is yes"
      fixes = [Fix(.fill, "ask for `\(consent.name)`", [heading.insertion(afterHead: line)])]
    }
    say(RuleFault.noConsent, at: contact.place, fixes: fixes)
  }
}

extension EffectAction {
  /// The tasks that the line speaks of.
  package var scope: TaskScope? {
    switch self {
    case .aiMay(let scope), .aiMayOnlySuggest(let scope), .onlyHumanMay(let scope, _),
      .nobodyMay(let scope), .otherwiseRefuse(let scope):
      scope
    case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn, .contactCustomer, .urgency,
      .needSkills:
      nil
    }
  }

  fileprivate var permitted: TaskScope? {
    switch self {
    case .aiMay(let scope), .aiMayOnlySuggest(let scope): scope
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }

  /// What the line takes away from a permission: `only suggest` takes from `may`.
  fileprivate func restricted(besides permission: EffectAction) -> TaskScope? {
    switch self {
    case .onlyHumanMay(let scope, _), .nobodyMay(let scope): return scope
    case .aiMayOnlySuggest(let scope):
      if case .aiMay = permission { return scope }
      return nil
    case .aiMay, .otherwiseRefuse, .handOver, .otherwiseHandOver, .startWithHuman, .bringIn,
      .contactCustomer, .urgency, .needSkills:
      return nil
    }
  }

  fileprivate var letsTheAIAct: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: true
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .bringIn, .urgency, .needSkills:
      false
    }
  }
}

extension Condition {
  /// The tests that must all be yes for the condition to be yes.
  var neededTests: [Test] {
    guard mode == .all || mode == .any && entries.count == 1 else { return [] }
    return entries.flatMap { entry in
      switch entry {
      case .test(let test): [test]
      case .group(let group): group.neededTests
      }
    }
  }
}
