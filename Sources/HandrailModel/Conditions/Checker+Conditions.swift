import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// The condition of a line such as `when …`; `nil` where there is none or a test does not work.
  mutating func condition(in line: Reading, for use: ConditionUse) -> Condition? {
    guard let node = line.children.first(where: { isCondition($0.kind) }) else { return nil }
    return condition(node, for: use)
  }

  private func isCondition(_ kind: NodeKind) -> Bool {
    kind == .conditionGroup || kind == .allTests || kind == .anyTests || kind == .test
  }

  /// Every test is checked, so that each fault is said at once.
  mutating func condition(_ node: Reading, for use: ConditionUse) -> Condition? {
    switch node.kind {
    case .test: return test(node, for: use).map { Condition(mode: .all, entries: [.test($0)]) }
    case .allTests, .anyTests:
      return group(node.children, node.kind == .allTests ? .all : .any, for: use)
    case .conditionGroup:
      let mode: GroupMode =
        switch node.word(0)?.text {
        case "any": .any
        case "none": .none
        case .some, .none: .all
        }
      return group(node.children, mode, for: use)
    case let other:
      precondition(other == .unexpected, "a condition is a group or tests")
      return nil
    }
  }

  private mutating func group(
    _ nodes: [Reading], _ mode: GroupMode, for use: ConditionUse
  ) -> Condition? {
    var entries: [ConditionEntry] = []
    var isWhole = true
    for node in nodes {
      switch node.kind {
      case .test:
        if let test = test(node, for: use) { entries.append(.test(test)) } else { isWhole = false }
      case .conditionGroup:
        if let inner = condition(node, for: use) {
          entries.append(.group(inner))
        } else {
          isWhole = false
        }
      case let other:
        precondition(other != .file, "a file stands in no group")
        isWhole = false
      }
    }
    return isWhole && !entries.isEmpty ? Condition(mode: mode, entries: entries) : nil
  }

  private mutating func test(_ node: Reading, for use: ConditionUse) -> Test? {
    guard let operand = node.child(.operand) else { return calendarTest(node) }
    guard let subject = subject(operand, for: use), let check = node.child(at: 1) else {
      return nil
    }
    guard let body = body(check, of: subject, for: use) else { return nil }
    var test = Test(body: body, origin: node.origin, text: node.formatted)
    if node.childCount > 2, let window = node.child(.turnsWindow) ?? node.child(.anyPointWindow) {
      guard let read = self.window(window, over: test) else { return nil }
      test.window = read
    }
    return test
  }

  private mutating func calendarTest(_ node: Reading) -> Test? {
    guard let index = lookUp(.calendar, node.word(1)) else { return nil }
    let calendar = CalendarID(index)
    let body: TestBody =
      node.word(0)?.text == "outside" ? .outside(calendar) : .during(calendar)
    return Test(body: body, origin: node.origin, text: node.formatted)
  }

  private mutating func window(_ node: Reading, over test: Test) -> Window? {
    let isSwitch = node.kind == .anyPointWindow
    var turns: (least: Int64, last: Int)?
    if !isSwitch {
      let numbers = node.words(.number)
      guard numbers.count == 2, let last = turnCount(numbers[1], from: 1) else { return nil }
      guard let least = readWhole(numbers[0].text), least >= 1, least <= Int64(last) else {
        say(
          KindFault.windowNeverHolds(least: numbers[0].text, turns: numbers[1].text),
          at: numbers[0].place,
          fixes: [Fix(.fill, "write `\(last)`", [Edit(numbers[0].place, String(last))])])
        return nil
      }
      turns = (least, last)
    }
    for fact in test.factsRead {
      notes.pendingWindows.append(
        CheckNotes.PendingWindow(
          fact: fact, place: test.origin.place, window: node.place,
          turns: turns.map { String($0.last) }))
    }
    if test.body.looksOverTurns {
      say(KindFault.windowOnWindow(fact: test.text), at: node.place)
      return nil
    }
    guard let turns else { return .anyPoint }
    return .turns(atLeast: Int(turns.least), of: turns.last)
  }
}

extension Decimal {
  static var one: Decimal { Decimal(mantissa: 1, decimals: 0) }
}

extension TestBody {
  /// True for an average or a trend.
  package var looksOverTurns: Bool {
    switch self {
    case .trend: true
    case .compare(let comparing):
      (comparing.left.terms + comparing.right.terms).contains { $0.averageOverTurns != nil }
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      false
    }
  }
}
