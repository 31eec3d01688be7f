import HandrailSource

extension Parser {
  /// Whether a dash line begins here, however many dashes it has.
  var atDashes: Bool {
    at(.dash) || at(.doubleDash) || at(.invalid) && source.bytes[Int(current.range.lower)] == 0x2D
  }

  /// The dash lines after a line that takes them; each is accused for itself.
  mutating func dashLines(_ dash: Dash) throws(Stop) {
    guard !isTrial else { return }
    var count = 0
    while true {
      if at(dash.mark) || (dash != .subEntry && atDashes)
        || (dash == .subEntry && at(.invalid) && atDashes)
      {
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
      if dash == .entry { absorbDoubleDashes() }
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

  /// A line that would be whole if it began with a dash, and is nothing else.
  private mutating func lostDash(_ dash: Dash) -> Bool {
    guard !at(.end), !atDashes, let heading = block.heading else { return false }
    let wouldDo = trial { parser throws(Stop) in
      try parser.afterDash(dash, parser.open())
    }
    guard wouldDo else { return false }
    let opened = current.keyword.heading
    let standsAlone = trial { parser throws(Stop) in
      if let opened { try parser.headingLine(opened) } else { try parser.clause(under: heading) }
    }
    guard !standsAlone else { return false }
    let mark = open()
    let end = lineEnd
    fail(position..<end, at: position, .lostDash(dash), in: .dash(dash))
    position = end
    if dash == .entry { absorbDoubleDashes() }
    close(.unexpected, mark)
    return true
  }

  /// The dash lines after an unreadable line: what hung on it is not accused again.
  mutating func absorbDashes() {
    while !at(.end) && atDashes { absorb() }
  }

  private mutating func absorbDoubleDashes() {
    while !at(.end) && at(.doubleDash) { absorb() }
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
