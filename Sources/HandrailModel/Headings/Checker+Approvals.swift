import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkApproval(_ heading: Reading) {
    var approval = Approval(
      name: heading.word(1)?.text ?? "", covers: covered(heading), origin: heading.origin)
    approval.guarding = guarding(heading, for: .atStart)
    readTiers(heading, into: &approval)
    readConditions(heading, into: &approval)
    approval.say = message(heading.child(.sayLine))
    approval.metadata = metadata(of: heading)
    sayRepeats(
      in: heading, but: [.whenLine, .exceptLine, .tierLine, .afterAskLine, .measureLine])
    let needsPeople = approval.tiers.contains { !$0.quorum.isEmpty }
    if heading.child(.answerLine) == nil, needsPeople, !heading.isDamaged {
      say(
        GateFault.noAnswerTime, at: heading.headPlace,
        fixes: [
          Fix(
            .fill, "give thirty minutes",
            [heading.insertion(afterHead: "  answer within 30 minutes")])
        ])
    }
    model.gates.approvals.append(approval)
  }

  private mutating func readConditions(_ heading: Reading, into approval: inout Approval) {
    var conditions = Approval.Conditions()
    conditions.isFourEyes = heading.child(.fourEyesLine) != nil
    conditions.needsReason = heading.child(.reasonNeededLine) != nil
    for line in heading.children(.afterAskLine) {
      guard let span = span(line.child(.span)), let role = role(line.lastWord) else { continue }
      conditions.lateSeats.append(Approval.LateSeat(after: span, role: role))
    }
    conditions.grantLastsSeconds = seconds(heading.child(.grantLastsLine)?.child(.duration))
    conditions.answerWithin = span(heading.child(.answerLine)?.child(.span))
    conditions.ifNoAnswer = gateFailure(heading.child(.ifNoAnswerLine))
    conditions.ifRefused = gateFailure(heading.child(.ifRefusedLine))
    approval.conditions = conditions
  }

  private mutating func readTiers(_ heading: Reading, into approval: inout Approval) {
    let tiers = heading.children(.tierLine)
    let measure = heading.child(.measureLine)
    let flat = heading.child(.needsLine)
    let measured = measure.flatMap { self.measure($0) }
    approval.measure = measured?.sum
    if let flat {
      if let other = tiers.first ?? measure { sayRepeat(other, of: flat) }
      if let quorum = quorum(flat.child(.quorum)) {
        approval.tiers = [
          Tier(atMost: nil, quorum: quorum, origin: flat.origin, text: flat.formatted)
        ]
      }
      return
    }
    guard !tiers.isEmpty else {
      let needs = model.vocabulary.roles.elements.first.map { "needs 1 \($0)" }
      guard measure != nil else { return sayMissing("needs", in: heading, example: needs) }
      let currency = measured?.label.domain.currency ?? ""
      let lowest = currency.isEmpty ? "0" : "\(currency) 0"
      return sayMissing("tier", in: heading, example: needs.map { "tier above \(lowest) \($0)" })
    }
    guard measure != nil else {
      let fact = exampleFact("amount") { $0.kind == .money && $0.lowest >= 0 }
      return sayMissing("measure", in: heading, example: fact.map { "measure \($0)" })
    }
    guard let measured else { return }
    let read = tiers.map { tier($0, measured) }
    guard !read.contains(where: { $0 == nil }) else { return }
    if !heading.isDamaged { checkOrder(read.compactMap(\.self)) }
    approval.tiers = read.compactMap(\.self).map(\.tier)
  }

  private mutating func measure(_ line: Reading) -> Measured? {
    guard let operand = line.child(.operand), let subject = subject(operand, for: .atStart) else {
      return nil
    }
    var sum = Sum()
    switch subject {
    case .fact(let id, _): sum.terms = [SumTerm(factor: .one, fact: id)]
    case .sum(let written, _, _): sum = written
    }
    let label = label(subject)
    guard label.domain.kind == .money || label.domain.kind == .number else {
      say(GateFault.measureKind(measure: operand.formatted), at: operand.place)
      return nil
    }
    let lowest = sum.terms.contains { term in
      let domain = domain(term.fact)
      return term.factor.mantissa < 0 ? domain.highest > 0 : domain.lowest < 0
    }
    if lowest {
      say(
        GateFault.belowZero(measure: operand.formatted), at: operand.place,
        fixes: beginningAtZero(sum))
      return nil
    }
    return Measured(sum: sum, label: label)
  }

  /// The declared range of the one fact measured, without what lies below zero.
  private func beginningAtZero(_ sum: Sum) -> [Fix] {
    guard sum.terms.count == 1, sum.terms[0].factor == .one,
      let line = declaration(of: factName(sum.terms[0].fact))
    else { return [] }
    let title = "let `\(factName(sum.terms[0].fact))` begin at zero"
    if let money = line.child(.moneyType), let lowest = money.children.first,
      money.children.count == 2, let number = lowest.words(.number).first
    {
      return [Fix(.ask, title, [Edit(number.place, "0")])]
    }
    guard let number = line.child(.numberType)?.words(.number).first else { return [] }
    return [Fix(.ask, title, [Edit(number.place, "0")])]
  }

  private struct Measured {
    var sum: Sum
    var label: FactLabel
  }

  /// A tier with its limit as read and the line it stands on.
  private struct ReadTier {
    var tier: Tier
    var limit: Decimal
    var line: Reading
    var value: Reading
    var isAbove: Bool
  }

  private mutating func tier(_ line: Reading, _ measured: Measured) -> ReadTier? {
    guard let value = line.children.first, value.kind != .quorum else { return nil }
    let quorum = quorum(line.child(.quorum))
    if value.kind == .wordValue || value.words(.word).contains(where: { isFact($0) }) {
      let fact = value.words(.word).last?.text ?? value.formatted
      say(GateFault.tierLimit(fact: fact), at: value.place)
      return nil
    }
    guard let limit = literal(value, measured.label), let quorum else { return nil }
    let isAbove = line.word(1)?.text == "above"
    let tier = Tier(
      atMost: isAbove ? nil : limit, quorum: quorum, origin: line.origin, text: line.formatted)
    return ReadTier(tier: tier, limit: limit, line: line, value: value, isAbove: isAbove)
  }

  private func isFact(_ word: Word) -> Bool { names[.fact, word.text] != nil }

  /// Nobody is the empty list.
  private mutating func quorum(_ node: Reading?) -> [Seats]? {
    guard let node else { return nil }
    var seats: [Seats] = []
    for part in node.children(.seats) {
      guard let number = part.word(0) else { return nil }
      if readWhole(number.text) == 0 {
        sayZero(number, part, node)
        return nil
      }
      guard let count = wholeNumber(number, from: 1, as: "people are counted in whole numbers")
      else { return nil }
      let roles = part.words(.word).filter { $0.text != "or" }.map { role($0) }
      guard !roles.contains(nil) else { return nil }
      seats.append(Seats(count: Int(count), roles: roles.compactMap(\.self)))
    }
    return seats
  }

  /// PL0603.
  private mutating func sayZero(_ number: Word, _ part: Reading, _ quorum: Reading) {
    var fixes: [Fix] = []
    if quorum.children(.seats).count == 1 {
      fixes = [Fix(.apply, "write `nobody`", [Edit(quorum.place, "nobody")])]
    }
    say(
      GateFault.zeroPeople(found: "needs \(number.text)"), at: part.place, fixes: fixes)
  }

  /// PL0601, PL0602, PL0604.
  private mutating func checkOrder(_ tiers: [ReadTier]) {
    let limited = tiers.filter { !$0.isAbove }
    for (earlier, later) in zip(limited, limited.dropFirst())
    where !isBelow(earlier.limit, later.limit) {
      say(
        GateFault.tiersMustRise(limit: later.value.formatted, before: earlier.value.formatted),
        at: later.value.place, fixes: sorted(tiers),
        related: [RelatedPlace(earlier.value.place, "the tier before it")])
      return
    }
    guard checkLast(tiers, limited) else { return }
    for (earlier, later) in zip(tiers, tiers.dropFirst()) {
      let few = later.tier.quorum.reduce(0) { $0 + $1.count }
      let many = earlier.tier.quorum.reduce(0) { $0 + $1.count }
      guard few < many, let one = earlier.line.child(.quorum), let two = later.line.child(.quorum)
      else { continue }
      say(
        GateFault.fewerPeople, at: two.place,
        fixes: [
          Fix(
            .ask, "swap the people of the two tiers",
            [Edit(two.place, one.formatted), Edit(one.place, two.formatted)])
        ],
        related: [RelatedPlace(one.place, "smaller amounts need more people")])
      return
    }
  }

  private func isBelow(_ left: Decimal, _ right: Decimal) -> Bool {
    guard let difference = right.plus(left.negated) else { return left.mantissa < right.mantissa }
    return difference.mantissa > 0
  }

  private mutating func checkLast(_ tiers: [ReadTier], _ limited: [ReadTier]) -> Bool {
    guard let last = tiers.last else { return true }
    let above = tiers.filter(\.isAbove)
    if above.count == 1, last.isAbove,
      limited.isEmpty || last.limit == limited[limited.count - 1].limit
    {
      return true
    }
    var fixes: [Fix] = []
    let before = limited.last { $0.line.node != last.line.node }
    if above.count == 1, last.isAbove, let before {
      let limit = before.value.formatted
      fixes = [Fix(.apply, "write `above \(limit)`", [Edit(last.value.place, limit)])]
    } else if above.isEmpty, let before, let word = last.line.word(1) {
      let range = word.place.range.union(last.value.place.range)
      let place = SourcePlace(file: last.line.file.id, range: range)
      let text = "above \(before.value.formatted)"
      fixes = [Fix(.apply, "write `\(text)`", [Edit(place, text)])]
    }
    let wrong = above.count > 1 || !last.isAbove && !above.isEmpty ? above[0] : last
    say(
      GateFault.lastTierNotAbove(limit: before?.value.formatted), at: wrong.value.place,
      fixes: fixes)
    return false
  }

  /// The tier lines in rising order, each in the place of another: only where limits differ.
  private func sorted(_ tiers: [ReadTier]) -> [Fix] {
    let limited = tiers.filter { !$0.isAbove }
    let rising = limited.sorted { isBelow($0.limit, $1.limit) }
    for (left, right) in zip(rising, rising.dropFirst()) where !isBelow(left.limit, right.limit) {
      return []
    }
    let edits = zip(limited, rising).compactMap { old, new in
      old.line.node == new.line.node ? nil : Edit(old.line.place, new.line.formatted)
    }
    return [Fix(.apply, "sort the tiers", edits)]
  }
}

extension Decimal {
  /// The value with the other sign; the smallest mantissa has none and stays.
  var negated: Decimal { times(-1) ?? self }
}
