import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkDuties() {
    if let heading = only(.disclosure) { model.duties.disclosure = disclosure(heading) }
    for heading in headings[.conduct] { checkConduct(heading) }
    checkHandoffs()
    if let heading = only(.assist) { model.duties.assist = assist(heading) }
    for heading in headings[.oversight] { checkOversight(heading) }
    for heading in headings[.afterwards] { checkAfterwards(heading) }
    for heading in accepted(.target) { checkTarget(heading) }
  }

  /// The one heading of a kind that the merged policy may have.
  private mutating func only(_ kind: NodeKind) -> Reading? {
    let all = headings[kind]
    for heading in all.dropFirst() {
      say(
        NameFault.alreadyDefined(
          name: heading.word(0)?.text ?? "", place: words(for: all[0].headPlace)),
        at: heading.headPlace, related: [RelatedPlace(all[0].headPlace, "the first one")])
    }
    return all.first
  }

  private mutating func disclosure(_ heading: Reading) -> Disclosure {
    var result = Disclosure(origin: heading.origin)
    for line in heading.children(.disclosureSayLine) {
      guard let message = message(line) else { continue }
      let words = line.tokens.map { line.file.tree.text($0) }
      let when: Disclosure.When
      if line.children.count > 1 {
        guard let condition = condition(in: line, for: .asDecided) else { continue }
        when = .when(condition)
      } else {
        when = words.contains("start") ? .atStart : .atEveryChange
      }
      result.lines.append(Disclosure.Line(say: message, when: when, text: line.formatted))
    }
    if let word = heading.child(.wayOutLine)?.word(2) {
      if lookUp(.rule, word) != nil { result.wayOut = word.text }
      checkWayOut(word)
    }
    result.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.disclosureSayLine])
    return result
  }

  /// PL0704 and PL0705.
  private mutating func checkWayOut(_ word: Word) {
    guard let heading = accepted(.rule).first(where: { $0.word(1)?.text == word.text }),
      !heading.isDamaged
    else { return }
    guard heading.child(.handOverLine) == nil else {
      for line in heading.children(.exceptLine) {
        say(
          QueueFault.wayOutExcepts(rule: word.text), at: line.place,
          fixes: [Fix(.ask, "remove the exception", [Edit(line.wholeLines, "")])],
          related: [RelatedPlace(word.place, "the way out")])
      }
      return
    }
    say(
      QueueFault.wayOutKeeps(rule: word.text), at: word.place, fixes: otherWaysOut(word),
      related: [RelatedPlace(heading.headPlace, "the rule")])
  }

  /// Rules that hand over without exceptions, by their names.
  private func otherWaysOut(_ word: Word) -> [Fix] {
    accepted(.rule).filter { rule in
      !rule.isDamaged && rule.child(.handOverLine) != nil && rule.child(.exceptLine) == nil
    }.prefix(2).compactMap { $0.word(1)?.text }.map { name in
      Fix(.ask, "write `way out \(name)`", [Edit(word.place, name)])
    }
  }

  private mutating func checkConduct(_ heading: Reading) {
    for line in heading.children(.conductLine) {
      let text = line.words(.string).first?.unquoted ?? ""
      var when: Condition?
      if !line.children.isEmpty {
        guard let condition = condition(in: line, for: .asDecided) else { continue }
        when = condition
      }
      var conduct = ConductLine(
        isAlways: line.word(0)?.text == "always", words: text, when: when, origin: line.origin)
      conduct.metadata = metadata(of: heading)
      conduct.text = line.formatted
      model.duties.conduct.append(conduct)
    }
    sayRepeats(in: heading, but: [.conductLine])
  }

  private mutating func checkHandoffs() {
    var taken: [QueueID?: Reading] = [:]
    for heading in headings[.handoff] {
      var handoff = Handoff(origin: heading.origin)
      handoff.queues = heading.listedNames.compactMap { queue($0) }
      let served: [QueueID?] = heading.child(.names) == nil ? [nil] : handoff.queues.map(\.self)
      for queue in served {
        if let earlier = taken[queue] {
          say(
            NameFault.alreadyDefined(name: "handoff", place: words(for: earlier.headPlace)),
            at: heading.headPlace, related: [RelatedPlace(earlier.headPlace, "the first one")])
        } else {
          taken[queue] = heading
        }
      }
      readPacket(heading, into: &handoff)
      handoff.brief = heading.children(.briefLine).compactMap { $0.words(.string).first?.unquoted }
      handoff.keepsChannel = heading.child(.keepChannelLine) != nil
      handoff.say = message(heading.child(.sayLine))
      handoff.metadata = metadata(of: heading)
      sayRepeats(in: heading)
      model.duties.handoffs.append(handoff)
    }
  }

  private mutating func readPacket(_ heading: Reading, into handoff: inout Handoff) {
    let included = heading.child(.includeLine)?.listedNames ?? []
    handoff.include = included.compactMap { fact($0) }
    handoff.leaveOut = (heading.child(.leaveOutLine)?.listedNames ?? []).compactMap { fact($0) }
    let leftOut = Set(heading.child(.leaveOutLine)?.listedNames.map(\.text) ?? [])
    for (index, word) in included.enumerated() where leftOut.contains(word.text) {
      say(
        QueueFault.includedAndLeftOut(fact: word.text), at: word.place,
        fixes: removal(of: index, from: included, in: heading.child(.includeLine)))
    }
    guard let line = heading.child(.collectLine), let number = line.words(.number).first else {
      return
    }
    let facts = line.listedNames.compactMap { fact($0) }
    let most = wholeNumber(number, from: 1, as: "a number of questions is 1 or more")
    var except: Condition?
    if line.children.count > 1 { except = condition(in: line, for: .asDecided) }
    guard let most else { return }
    handoff.collect = Handoff.Collect(facts: facts, atMostQuestions: Int(most), except: except)
  }

  /// Takes one name out of a list; the only name takes its line with it.
  private func removal(of index: Int, from words: [Word], in line: Reading?) -> [Fix] {
    guard let line else { return [] }
    let title = "no longer include `\(words[index].text)`"
    guard words.count > 1 else { return [Fix(.apply, title, [Edit(line.wholeLines, "")])] }
    let lower = index == 0 ? words[0].place.range.lower : words[index - 1].place.range.upper
    let upper = index == 0 ? words[1].place.range.lower : words[index].place.range.upper
    let place = SourcePlace(file: line.file.id, range: ByteRange(lower, upper))
    return [Fix(.apply, title, [Edit(place, "")])]
  }

  private mutating func assist(_ heading: Reading) -> Assist {
    var result = Assist(origin: heading.origin)
    result.guarding = guarding(heading, for: .asDecided)
    if result.guarding.ifUnknown == .apply, let line = heading.child(.ifUnknownLine) {
      sayApply(line)
    }
    result.suggest = (heading.child(.suggestLine)?.listedNames ?? []).map(\.text)
    result.require = (heading.child(.requireLine)?.listedNames ?? []).map(\.text)
    result.suggestLine = heading.child(.suggestLine).map(written)
    result.requireLine = heading.child(.requireLine).map(written)
    result.quietWhen = heading.children(.quietWhenLine).compactMap {
      condition(in: $0, for: .asDecided)
    }
    if let line = heading.child(.atMostInTurnsLine) {
      let numbers = line.words(.number)
      let allowed = "suggestions are counted in whole numbers, 1 or more"
      if numbers.count == 2, let count = wholeNumber(numbers[0], from: 1, as: allowed),
        let turns = turnCount(numbers[1], from: 1)
      {
        result.atMost = (Int(count), turns)
      }
    }
    result.withinSeconds = seconds(heading.child(.withinLine)?.child(.duration))
    result.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.whenLine, .exceptLine])
    return result
  }

  func written(_ line: Reading) -> WrittenLine {
    WrittenLine(origin: line.origin, text: line.formatted)
  }

  private mutating func checkOversight(_ heading: Reading) {
    var result = Oversight(origin: heading.origin)
    for line in heading.children {
      guard let duty = duty(line) else { continue }
      result.lines.append(
        Oversight.Line(duty: duty, origin: line.origin, text: line.formatted))
    }
    result.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.watchLine, .reviewLine, .alertLine, .stopLine, .reviewByLine])
    model.duties.oversight.append(result)
  }

  private mutating func duty(_ line: Reading) -> Oversight.Duty? {
    let use = line.kind == .stopLine ? ConditionUse.atStart : .asDecided
    let condition = condition(in: line, for: use)
    switch line.kind {
    case .watchLine:
      return line.children.isEmpty ? .watch(nil) : condition.map { .watch($0) }
    case .reviewLine:
      if let percent = line.words(.percent).first, line.children.isEmpty {
        return share(percent).map { .reviewShare($0) }
      }
      return condition.map { .review($0) }
    case .alertLine:
      guard let role = role(line.word(1)) else { return nil }
      return condition.map { .alert(role, $0) }
    case .stopLine: return condition.map { .stopAI($0) }
    case let other: return other == .unexpected ? nil : nil
    }
  }

  private mutating func checkAfterwards(_ heading: Reading) {
    for line in heading.children(.afterwardsDoLine) {
      let names = line.listedNames
      guard tasks(names) != nil else { continue }
      var when: Condition?
      if line.children.count > 1 {
        guard let condition = condition(in: line, for: .asDecided) else { continue }
        when = condition
      }
      var afterwards = AfterwardsLine(
        tasks: names.map(\.text), when: when, origin: line.origin)
      afterwards.metadata = metadata(of: heading)
      afterwards.text = line.formatted
      model.duties.afterwards.append(afterwards)
    }
    sayRepeats(in: heading, but: [.afterwardsDoLine])
  }
}
