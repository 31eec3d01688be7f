import HandrailSource

extension Parser {
  /// Whether a dash line begins here, however many dashes it has.
  var atDashes: Bool { at(.dash) || at(.doubleDash) || atOtherDash }

  /// Too many dashes, or a sign that a word processor makes of one.
  private var atOtherDash: Bool {
    guard at(.invalid) else { return false }
    let bytes = source.bytes.span
    let start = Int(current.range.lower)
    if bytes[start] == 0x2A { return true }
    guard !atDeepDashes, let scalar = decodeScalar(bytes, at: start) else { return atDeepDashes }
    let sort = sort(of: scalar.value)
    return sort == .dash || sort == .bullet
  }

  private var atDeepDashes: Bool {
    at(.invalid) && source.bytes[Int(current.range.lower)] == 0x2D
  }

  /// The dash lines after a line that takes them; each is accused for itself.
  mutating func dashLines(_ dash: Dash) throws(Stop) {
    guard !isTrial else { return }
    var count = 0
    while true {
      let isDeeper = dash == .subEntry ? atDeepDashes : atDashes
      if at(dash.mark) || isDeeper {
        dashLine(dash)
      } else if !lostDash(dash) {
        break
      }
      count += 1
    }
    guard count > 0 else { throw Stop() }
  }

  private mutating func dashLine(_ dash: Dash) {
    let point = save()
    do throws(Stop) {
      let mark = open()
      try take(dash.mark)
      try afterDash(dash, mark)
    } catch {
      let stop = position
      restore(point)
      let mark = open()
      let end = lineEnd
      let finding: Finding = stop >= end ? .noDashes : .unread
      fail(position..<end, at: min(stop, end - 1), finding, in: .dash(dash))
      position = end
      absorbDeeper(than: dash)
      close(.unexpected, mark)
    }
  }

  private mutating func afterDash(_ dash: Dash, _ mark: Mark) throws(Stop) {
    switch dash {
    case .entry: try entry()
    case .subEntry: try subEntry()
    case .step: try step(mark)
    }
  }

  /// A line whose dash was lost or went astray, and that is nothing else.
  private mutating func lostDash(_ dash: Dash) -> Bool {
    guard !at(.end), !atDashes, let heading = block.heading else { return false }
    let isAstray = next.kind == dash.mark
    let wouldDo = trial { parser throws(Stop) in
      try parser.afterDash(dash, parser.open())
    }
    guard wouldDo || isAstray else { return false }
    let opened = current.keyword.heading
    let standsAlone = trial { parser throws(Stop) in
      if let opened { try parser.headingLine(opened) } else { try parser.clause(under: heading) }
    }
    guard !standsAlone else { return false }
    let mark = open()
    let end = lineEnd
    let finding: Finding = wouldDo ? .lostDash(dash) : .unread
    fail(position..<end, at: position, finding, in: .dash(dash))
    position = end
    absorbDeeper(than: dash)
    close(.unexpected, mark)
    return true
  }

  /// The dash lines after an unreadable line: what hung on it is not accused again.
  mutating func absorbDashes() {
    while !at(.end) && atDashes { absorb() }
  }

  private mutating func absorbDeeper(than dash: Dash) {
    while dash == .entry && at(.doubleDash) || atDeepDashes { absorb() }
  }

  private mutating func absorb() {
    let end = lineEnd
    if !failures.isFull && !readsAfterSomeDash() {
      fail(position..<end, at: position, .unread, in: .dash(at(.doubleDash) ? .subEntry : .entry))
    }
    position = end
  }

  private mutating func readsAfterSomeDash() -> Bool {
    if trial({ parser throws(Stop) in try parser.choiceRow() }) { return true }
    return [Dash.entry, .subEntry, .step].contains { dash in
      trial { parser throws(Stop) in
        parser.skipWord()
        try parser.afterDash(dash, parser.open())
      }
    }
  }
}
