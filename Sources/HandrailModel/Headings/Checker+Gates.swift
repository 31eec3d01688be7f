import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkGates() {
    for heading in accepted(.first) { checkFirst(heading) }
    for heading in accepted(.approval) { checkApproval(heading) }
    for heading in accepted(.offer) { checkOffer(heading) }
    for heading in headings[.returnToAI] { checkReturn(heading) }
  }

  /// The tasks of `for`; without the line the heading covers nothing, which is said.
  mutating func covered(_ heading: Reading) -> TaskScope {
    let nothing = TaskScope(tasks: [], isEverything: false)
    guard let line = heading.child(.forLine) else {
      let task = model.vocabulary.tasks.elements.first?.name ?? "anything"
      sayMissing("for", in: heading, example: "for \(task)")
      return nothing
    }
    return scope(in: line) ?? nothing
  }

  private mutating func checkFirst(_ heading: Reading) {
    var first = First(
      name: heading.word(1)?.text ?? "", covers: covered(heading), origin: heading.origin)
    first.guarding = guarding(heading, for: .atStart)
    if let line = heading.child(.untilLine) { first.until = condition(in: line, for: .atStart) }
    first.ask = facts(heading.child(.askLine)?.listedNames ?? []) ?? []
    first.tasksToDo = tasks(heading.child(.doLine)?.listedNames ?? []) ?? []
    first.confirm = confirmed(heading.child(.confirmLine))
    first.lastsSeconds = seconds(heading.child(.lastsLine)?.child(.duration))
    first.ifNoAnswer = gateFailure(heading.child(.ifNoAnswerLine))
    first.ifRefused = gateFailure(heading.child(.ifRefusedLine))
    first.say = message(heading.child(.sayLine))
    first.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.whenLine, .exceptLine])
    let asks: [NodeKind] = [.untilLine, .askLine, .doLine, .confirmLine]
    if !asks.contains(where: { heading.child($0) != nil }) {
      let fact = exampleFact("customer.verified") { $0.kind == .yesNo }
      sayMissing("ask", in: heading, example: fact.map { "until \($0) is yes" })
    }
    model.gates.firsts.append(first)
  }

  /// What the customer says yes to: free text can't be compared again.
  private mutating func confirmed(_ line: Reading?) -> [FactID] {
    let words = line?.listedNames ?? []
    return words.enumerated().compactMap { index, word in
      guard let id = fact(word) else { return nil }
      guard domain(id).kind != .text else {
        say(
          GateFault.grantOnText(fact: word.text), at: word.place,
          fixes: words.count == 1
            ? []
            : line.map {
              let edit = $0.removal(ofName: index, from: words)
              return [Fix(.ask, "confirm the rest without `\(word.text)`", [edit])]
            } ?? [])
        return nil
      }
      return id
    }
  }

  private mutating func checkOffer(_ heading: Reading) {
    var offer = Offer(
      name: heading.word(1)?.text ?? "", covers: covered(heading), origin: heading.origin)
    offer.guarding = guarding(heading, for: .atStart)
    offer.options = options(heading)
    if let line = heading.child(.answerLine) {
      offer.answerWithin = span(line.child(.span))
    } else if !heading.isDamaged {
      say(
        GateFault.noCustomerTime, at: heading.headPlace,
        fixes: [
          Fix(
            .fill, "give two minutes", [heading.insertion(afterHead: "  answer within 2 minutes")])
        ])
    }
    readSilence(heading, into: &offer)
    readRemember(heading, into: &offer)
    offer.say = message(heading.child(.sayLine))
    offer.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.whenLine, .exceptLine])
    if offer.options.contains(.human) {
      notes.handsOver(at: heading.headPlace)
    }
    model.gates.offers.append(offer)
  }

  private mutating func options(_ heading: Reading) -> [OfferOption] {
    guard let line = heading.child(.optionsLine) else {
      sayMissing("options", in: heading, example: "options human, ai")
      return []
    }
    var options: [OfferOption] = []
    for word in line.words(.word).dropFirst() {
      guard let option = option(word.text) else { continue }
      if options.contains(option) {
        say(
          NameFault.alreadyDefined(name: word.text, place: words(for: line.place)),
          at: word.place)
      } else {
        options.append(option)
      }
    }
    if !options.contains(.human), let last = line.lastWord {
      let end = last.place.range.upper
      let after = SourcePlace(file: last.place.file, range: ByteRange(end, end))
      say(
        GateFault.noPerson, at: line.place,
        fixes: [Fix(.apply, "add `human`", [Edit(after, ", human")])])
    }
    return options
  }

  private func option(_ word: String?) -> OfferOption? {
    switch word {
    case "ai": .ai
    case "human": .human
    case "callback": .callback
    case .some, .none: nil
    }
  }

  private mutating func readSilence(_ heading: Reading, into offer: inout Offer) {
    guard let line = heading.child(.ifNoAnswerChooseLine), let word = line.lastWord else {
      guard !heading.isDamaged else { return }
      say(
        GateFault.noSilence, at: heading.headPlace,
        fixes: [
          Fix(
            .fill, "choose a person",
            [heading.insertion(afterHead: "  if no answer choose human")])
        ])
      return
    }
    offer.ifNoAnswer = option(word.text)
    if offer.ifNoAnswer == .ai {
      say(
        GateFault.silenceChoosesAI, at: word.place,
        fixes: [Fix(.apply, "choose `human`", [Edit(word.place, "human")])])
    }
  }

  private mutating func readRemember(_ heading: Reading, into offer: inout Offer) {
    guard let line = heading.child(.rememberLine), let word = line.word(2),
      let fact = fact(word), let time = seconds(line.child(.duration))
    else { return }
    guard domain(fact).kind == .reference else {
      say(
        KindFault.otherKind(
          fact: word.text, kind: domain(fact).kindWords, needed: "a reference"), at: word.place)
      return
    }
    offer.remember = Offer.Remember(by: fact, forSeconds: time)
  }

  private mutating func checkReturn(_ heading: Reading) {
    var result = ReturnToAI(origin: heading.origin)
    result.guarding = guarding(heading, for: .atStart)
    if heading.child(.whenLine) == nil {
      let fact = exampleFact("case.closed") { $0.kind == .yesNo }
      sayMissing("when", in: heading, example: fact.map { "when \($0) is yes" })
    }
    for line in heading.children(.forLine) {
      guard let tasks = tasks(line.listedNames) else { continue }
      result.tasks = result.tasks.map { $0.intersection(tasks) } ?? Set(tasks)
    }
    if let word = heading.child(.atMostTimesLine)?.word(2) {
      result.atMostTimes =
        wholeNumber(word, from: 1, as: "a number of times is 1 or more").map { Int($0) }
    }
    if result.guarding.ifUnknown == .apply, let line = heading.child(.ifUnknownLine) {
      sayApply(line)
    }
    result.say = message(heading.child(.sayLine))
    result.metadata = metadata(of: heading)
    sayRepeats(in: heading, but: [.whenLine, .exceptLine, .forLine])
    model.gates.returns.append(result)
  }
}
