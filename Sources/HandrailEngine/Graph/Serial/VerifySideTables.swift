// What nodes look up: sums, trends, calendars, switches, trials and tables.

extension GraphVerifier {
  func verifySideTables() throws(CompiledRefusal) {
    let logic = graph.logic
    for child in logic.children { try node(Int(child)) }
    for comparison in logic.comparisons { try verify(comparison) }
    for trend in logic.trends {
      try verifyMeasured(trend.fact)
      try turns(trend.turns)
    }
    for calendar in logic.calendars { try verify(calendar) }
    for entry in logic.switches { try node(entry.node) }
    // Memory is written by these names.
    let names = logic.switches.map { $0.name }
    try need(
      Set(names).count == names.count && !names.contains(""), "two of its switches are alike")
    for trial in logic.trials { try share(trial.hundredths) }
    for table in logic.tables { try verify(table) }
  }

  /// A number that every turn has.
  private func verifyMeasured(_ fact: Int) throws(CompiledRefusal) {
    try self.fact(fact)
    var isOfTurns = false
    if case .turn = graph.facts[fact].supply { isOfTurns = true }
    try need(
      isOfTurns && graph.facts[fact].domain.kind.isSummed, "what is averaged is no measure")
  }

  /// Numbers of one unit, whose sum fits into 128 bits whatever they are.
  private func verify(_ sum: LinearComparison) throws(CompiledRefusal) {
    try need((0...36).contains(sum.decimals), "a number is too fine")
    var hasAverage = false
    var currency = ""
    var most = sum.constant.magnitude
    var isTooLarge = false
    for term in sum.terms {
      try fact(term.fact)
      let fact = graph.facts[term.fact]
      try need(fact.domain.kind.isSummed, "what is added up is no number")
      // An amount for each of so many is money times a number.
      let own = fact.domain.currency
      try need(
        currency.isEmpty || own.isEmpty || currency == own,
        "amounts of two currencies are added up")
      if currency.isEmpty { currency = own }
      if term.averageOver != 0 {
        hasAverage = true
        try turns(term.averageOver)
        try verifyMeasured(term.fact)
      }
      // What is counted over a session is bounded by no kind.
      let value = fact.builtIn == nil ? fact.domain.mostOfValue : UInt128(1) << 53
      let (size, overflow) = term.factor.magnitude.multipliedReportingOverflow(by: value)
      let (total, overflows) = most.addingReportingOverflow(size)
      isTooLarge = isTooLarge || overflow || overflows
      most = total
    }
    let (scaled, overflow) = most.multipliedReportingOverflow(by: hasAverage ? 232_792_560 : 1)
    isTooLarge = isTooLarge || overflow || scaled > Int128.max.magnitude
    try need(!isTooLarge, "a sum may be too large")
  }

  private func verify(_ calendar: GraphCalendar) throws(CompiledRefusal) {
    try need(calendar.week.count == 7, "a week has not seven days")
    for day in calendar.week { try verify(day) }
    var last = Int32.min
    for special in calendar.special {
      let date = special.date.daysSince1970
      // Years 0 to 9999.
      try need((-719_528...2_932_896).contains(date), "a date is no date")
      try need(date > last, "dates are out of order")
      last = date
      try verify(special.openings)
    }
    try verify(calendar.zone)
  }

  private func verify(_ openings: [GraphCalendar.Opening]) throws(CompiledRefusal) {
    try need(openings.count <= 1440, "a day has too many openings")
    for opening in openings {
      try need(
        opening.from >= 0 && opening.from < opening.to && opening.to <= 86_400,
        "an opening is not within its day")
    }
  }

  private func verify(_ zone: ZoneRules) throws(CompiledRefusal) {
    let furthest = Int32(ZoneRules.furthest)
    func offset(_ offset: Int32) throws(CompiledRefusal) {
      try need((-furthest...furthest).contains(offset), "a zone is too far from UTC")
    }
    try offset(zone.firstOffset)
    var last = Int64.min
    for transition in zone.transitions {
      try need(transition.at > last, "changes of a zone's clocks are out of order")
      last = transition.at
      try offset(transition.offset)
    }
  }

  private func verify(_ table: GraphTable) throws(CompiledRefusal) {
    try place(file: table.file, line: table.line)
    for output in table.outputs {
      guard case .fact(let position) = output else { continue }
      try fact(position)
    }
    for row in table.rows {
      try nodeIfAny(row.node)
      try line(row.line)
      try need(row.results.count == table.outputs.count, "a row has not one result an output")
      for column in table.outputs.indices {
        guard let result = row.results[column] else { continue }
        try verify(result, as: table.outputs[column])
      }
    }
  }

  private func verify(
    _ result: Int64, as output: GraphTable.Output
  ) throws(CompiledRefusal) {
    switch output {
    case .queue: try queue(Int(clamping: result))
    case .urgency: try need((0...3).contains(result), "there is no such urgency")
    case .fact(let fact):
      try need(
        graph.facts[fact].domain.holds(result), "a table gives a value that is not of its kind")
      try self.fact(fact)
    }
  }
}

extension ValueKind {
  /// Numbers, and levels by their place in their list.
  fileprivate var isSummed: Bool { isNumeric || self == .level }
}
