import HandrailEngine

extension Cone {
  /// Makes the step of a node whose children have theirs.
  mutating func make(_ node: Int, _ back: Int) -> Int {
    let written = graph.logic.nodes[node]
    func child(_ position: Int32) -> Int { made(Int(position), back) }
    func children(_ run: SideRange) -> [Int] {
      run.offsets.map { made(Int(graph.logic.children[$0]), back) }
    }
    guard !isAnything(node, back) else { return add(.constant(.all)) }
    switch written {
    case .constant(let truth): return add(.constant(TruthSet(truth)))
    case .not(let position): return add(.not(child(position)))
    case .all(let run): return add(.all(children(run)))
    case .any(let run): return add(.any(children(run)))
    case .certainly(let position): return add(.certainly(child(position)))
    case .possibly(let position): return add(.possibly(child(position)))
    case .skipUnknown(let position): return add(.skipUnknown(child(position)))
    case .applyUnknown(let position): return add(.applyUnknown(child(position)))
    case .define(_, let position): return child(position)
    case .window(let position, let atLeast, let count, let restarts):
      return add(
        .window(
          WindowTest(
            atLeast: Int(atLeast), turnCount: variable(.turnCount),
            stretch: restarts ? variable(.stretch) : -1, heldFromStart: heldFromStart(node),
            skipped: turnsBefore(back),
            children: windowTurns(Int(count), back).map { made(Int(position), $0) })))
    case .anyPoint(let position):
      let entry = graph.logic.switches[Int(position)]
      let places = entry.isTurnwise ? Array(0..<space.mostTurns) : [back]
      return add(
        .anyPoint(
          SwitchTest(
            memory: variable(.memorySwitch(position)), turnCount: variable(.turnCount),
            children: places.map { made(entry.node, $0) }, isTurnwise: entry.isTurnwise)))
    case .workOut(let table): return rows(Int(table), back)
    case .during, .between: return timeTest(node)
    case .trial(let position):
      return atom(variable(.trial(position))) { $0.isKnown ? Truth($0.low == 1) : .fault }
    case .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead,
      .trend:
      return factTest(node, back)
    }
  }

  /// -1 where nothing says that a window of one version never began anew.
  private func heldFromStart(_ window: Int) -> Int {
    guard space.joint?.humanWindows.contains(window) ?? false else { return -1 }
    return space.position(of: .heldFromStart) ?? -1
  }

  /// A variable that every space has.
  func variable(_ kind: Variable.Kind) -> Int { space.position(of: kind) ?? 0 }

  private mutating func timeTest(_ node: Int) -> Int {
    guard let bit = space.moments.bitOfNode[node], !space.moments.members.isEmpty else {
      return add(.constant(.all))
    }
    return atom(variable(.moment), space.moments.members.map { Truth($0.isYes(bit)) })
  }

  private mutating func rows(_ position: Int, _ back: Int) -> Int {
    let table = graph.logic.tables[position]
    let rows = table.rows.map { row in
      TableRows.Row(
        step: row.node < 0 ? -1 : made(row.node, back), coversUnknown: row.coversUnknown)
    }
    let slot = tableSlot(steps.count)
    return add(.rows(TableRows(slot: slot, topRowWins: table.topRowWins, rows: rows)))
  }

  private mutating func factTest(_ node: Int, _ back: Int) -> Int {
    switch graph.logic.nodes[node] {
    case .isKnown(let fact):
      return test(Int(fact), back, reading: { _ in .yes }, unknown: { _ in .no })
    case .among(let fact, let values):
      let among = graph.logic.values[values.offsets]
      return test(Int(fact), back) { Truth(among.contains($0)) }
    case .instant(let fact, let comparison, let microseconds):
      if graph.facts[Int(fact)].builtIn == .now { return timeTest(node) }
      if space.tests.isByAge[Int(fact)] { return loose(node, Int(fact), back) }
      return test(Int(fact), back) { Truth(comparison.holds($0, microseconds)) }
    case .age(let fact, let comparison, let length):
      return test(Int(fact), back) { Truth($0 >= 0 && comparison.holds($0, length)) }
    case .ahead(let fact, let comparison, let length):
      return test(Int(fact), back) { Truth($0 <= 0 && comparison.holds(-$0, length)) }
    case .includes(let fact, let word): return includes(Int(fact), word, back)
    case .isEmpty(let fact): return empty(Int(fact), back)
    case .equals(let fact, let other): return equal(Int(fact), Int(other), back)
    case .compare(let position):
      let comparison = graph.logic.comparisons[Int(position)]
      if let single = comparison.single {
        return test(single.fact, back) { single.holds($0) }
      }
      return sum(comparison, node, back)
    case .trend(let position): return trend(graph.logic.trends[Int(position)], node)
    case .constant, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown,
      .window, .anyPoint, .define, .workOut, .during, .between, .trial:
      return add(.constant(.all))
    }
  }

  /// A test of one fact's value; what is unknown can't tell unless said otherwise.
  private mutating func test(
    _ fact: Int, _ back: Int, reading: (Int64) -> Truth,
    unknown: (Truth) -> Truth = { $0 }
  ) -> Int {
    let described = graph.facts[fact]
    if case .computed = described.supply, described.builtIn == nil {
      return workedOut(fact, back, reading, unknown)
    }
    guard let source = source(of: fact, back) else {
      return add(.constant(TruthSet(unknown(.open))))
    }
    if case .cell(let variable) = source {
      let kept = space.variables[variable].choices.map {
        $0.isKnown ? reading($0.low) : unknown($0.sort)
      }
      guard isCounted(fact) else { return atom(variable, kept) }
      let turns = 0..<space.mostTurns
      return add(
        .requests(
          RequestTest(
            memory: self.variable(.memory), turnCount: self.variable(.turnCount), cell: variable,
            kept: kept, counted: (0...turns.count).map { reading(Int64($0)) },
            open: unknown(.open), fault: unknown(.fault),
            children: turns.map { made(graph.gates.wayOutNode, $0) })))
    }
    return session(source, reading, unknown)
  }

  /// What is worked out: a definition's truth, or the column of a table.
  private mutating func workedOut(
    _ fact: Int, _ back: Int, _ reading: (Int64) -> Truth, _ unknown: (Truth) -> Truth
  ) -> Int {
    guard let maker = graph.logic.makers[fact] else {
      return add(.constant(TruthSet(unknown(.open))))
    }
    let step = made(maker, back)
    guard case .workOut(let position) = graph.logic.nodes[maker] else {
      return add(
        .mapped(
          step, yes: TruthSet(reading(1)), no: TruthSet(reading(0)),
          open: TruthSet(unknown(.open)), fault: TruthSet(unknown(.fault))))
    }
    let table = graph.logic.tables[Int(position)]
    let column = table.outputs.firstIndex { $0 == .fact(fact) } ?? 0
    return add(
      .output(
        OutputTest(
          table: step, slot: tableSlot(step),
          truths: table.rows.map { $0.results[column].map(reading) ?? unknown(.open) },
          open: unknown(.open), fault: unknown(.fault))))
  }
}

/// Where a fact that is not worked out comes from.
enum Source {
  case cell(Int)
  case task, turnCount
  case handler(startsWithHuman: Bool)
}

extension Cone {
  /// `nil` where nothing gives it: it can't tell there.
  func source(of fact: Int, _ back: Int) -> Source? {
    let described = graph.facts[fact]
    switch described.supply {
    case .session:
      return space.position(of: .cell(fact: Int32(fact), back: 0)).map { .cell($0) }
    case .turn:
      let kind = Variable.Kind.cell(fact: Int32(fact), back: place(of: fact, back))
      return space.position(of: kind).map { .cell($0) }
    // At turns no task is asked about.
    case .task:
      return back >= 0
        ? nil : space.position(of: .cell(fact: Int32(fact), back: 0)).map { .cell($0) }
    case .agent: return nil
    case .computed:
      guard back < 0, let builtIn = described.builtIn else { return nil }
      if described.isAsDecided {
        return space.position(of: .cell(fact: Int32(fact), back: 0)).map { .cell($0) }
      }
      switch builtIn {
      case .task: return .task
      case .handler:
        let isOther = space.joint?.secondHandler == fact
        return .handler(startsWithHuman: graph.policy.startsWithHuman != isOther)
      case .turnCount: return .turnCount
      case .now: return nil
      case .humanRequests, .choice, .approval, .queueOpen, .queueFree, .queueWait, .done:
        return space.position(of: .cell(fact: Int32(fact), back: 0)).map { .cell($0) }
      }
    }
  }

  /// A test of what the question itself says.
  private mutating func session(
    _ source: Source, _ reading: (Int64) -> Truth, _ unknown: (Truth) -> Truth
  ) -> Int {
    switch source {
    case .cell(let variable):
      return atom(variable) { $0.isKnown ? reading($0.low) : unknown($0.sort) }
    case .task:
      let missing = graph.tasks.count + 1
      return atom(variable(.task)) {
        $0.low == Int64(missing) ? unknown(.fault) : reading($0.low)
      }
    case .handler(let starts):
      return atom(variable(.memory)) { choice in
        switch choice.low {
        case 0: reading(starts ? 1 : 0)
        case 1: reading(0)
        default: reading(1)
        }
      }
    case .turnCount:
      return atom(variable(.turnCount)) { $0.isKnown ? reading($0.low) : unknown(.fault) }
    }
  }

  private mutating func includes(_ fact: Int, _ word: UInt8, _ back: Int) -> Int {
    let place = place(of: fact, back)
    guard case .cell(let cell)? = source(of: fact, back),
      let word = space.position(of: .word(fact: Int32(fact), back: place, word: word))
    else { return add(.constant(TruthSet(.open))) }
    return add(.word(cell: cell, word: word))
  }

  private mutating func empty(_ fact: Int, _ back: Int) -> Int {
    let place = place(of: fact, back)
    guard case .cell(let cell)? = source(of: fact, back) else {
      return add(.constant(TruthSet(.open)))
    }
    var words = space.tests.words[fact].sorted().compactMap {
      space.position(of: .word(fact: Int32(fact), back: place, word: $0))
    }
    words += [space.position(of: .otherWord(fact: Int32(fact), back: place))].compactMap { $0 }
    return add(.empty(cell: cell, words: words))
  }

  private mutating func equal(_ fact: Int, _ other: Int, _ back: Int) -> Int {
    guard case .cell(let left)? = source(of: fact, back),
      case .cell(let right)? = source(of: other, back)
    else { return add(.constant(.all)) }
    let place = Int32(max(0, back))
    if let shared = space.position(
      of: .same(fact: Int32(fact), other: Int32(other), back: place))
    {
      return add(.same(cell: left, other: right, shared: shared))
    }
    let (domain, otherDomain) = (graph.facts[fact].domain, graph.facts[other].domain)
    let partner = space.variables[left].choices.map { choice -> Int in
      guard choice.isKnown else { return -1 }
      return space.variables[right].choices.firstIndex { option in
        guard option.isKnown else { return false }
        if domain.words.isEmpty { return option.low == choice.low }
        return domain.words[Int(choice.low)].name
          == otherDomain.words[Int(option.low)].name
      } ?? -1
    }
    return add(.equalWords(Equality(left: left, right: right, partner: partner)))
  }
}
