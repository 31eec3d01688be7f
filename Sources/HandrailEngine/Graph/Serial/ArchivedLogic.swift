// Tests and tables, field by field.

extension NodeOrigin: Archived {
  static var blank: NodeOrigin {
    NodeOrigin(file: 0, line: 0, text: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&file)
    try archive.field(&line)
    try archive.field(&text)
  }
}

extension LinearComparison.Term: Archived {
  static var blank: LinearComparison.Term {
    LinearComparison.Term(factor: 0, fact: 0, averageOver: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&factor)
    try archive.field(&fact)
    try archive.field(&averageOver)
  }
}

extension LinearComparison: Archived {
  static var blank: LinearComparison {
    LinearComparison(terms: [], constant: 0, comparison: .equal, decimals: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&terms)
    try archive.field(&constant)
    try archive.raw(&comparison)
    try archive.field(&decimals)
  }
}

extension GraphTrend: Archived {
  static var blank: GraphTrend {
    GraphTrend(fact: 0, isRising: false, by: 0, turns: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&fact)
    try archive.field(&isRising)
    try archive.field(&by)
    try archive.field(&turns)
  }
}

extension GraphSwitch: Archived {
  static var blank: GraphSwitch {
    GraphSwitch(name: "", node: 0, isTurnwise: false)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&node)
    try archive.field(&isTurnwise)
  }
}

extension GraphTrial: Archived {
  static var blank: GraphTrial {
    GraphTrial(name: "", hundredths: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&hundredths)
  }
}

extension GraphCalendar.Opening: Archived {
  static var blank: GraphCalendar.Opening {
    GraphCalendar.Opening(from: 0, to: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&from)
    try archive.field(&to)
  }
}

extension GraphCalendar.SpecialDate: Archived {
  static var blank: GraphCalendar.SpecialDate {
    GraphCalendar.SpecialDate(date: CalendarDate(daysSince1970: 0), openings: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&date.daysSince1970)
    try archive.list(&openings)
  }
}

extension GraphCalendar: Archived {
  static var blank: GraphCalendar {
    GraphCalendar(name: "", zone: .blank, week: [], special: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&zone)
    var days = week.map { CalendarDay(openings: $0) }
    try archive.list(&days)
    week = days.map { $0.openings }
    try archive.list(&special)
  }
}

extension CalendarDay: Archived {
  static var blank: CalendarDay {
    CalendarDay(openings: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&openings)
  }
}

extension ZoneRules.Transition: Archived {
  static var blank: ZoneRules.Transition {
    ZoneRules.Transition(at: 0, offset: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&at)
    try archive.field(&offset)
  }
}

extension ZoneRules: Archived {
  static var blank: ZoneRules {
    ZoneRules(name: "", firstOffset: 0, transitions: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&firstOffset)
    try archive.list(&transitions)
  }
}

extension GraphTable.Row: Archived {
  static var blank: GraphTable.Row {
    GraphTable.Row(node: 0, coversUnknown: false, results: [], line: 0, text: "")
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&node)
    try archive.field(&coversUnknown)
    var cells = results.map { TableResult(value: $0) }
    try archive.list(&cells)
    results = cells.map { $0.value }
    try archive.field(&line)
    try archive.field(&text)
  }
}

extension TableResult: Archived {
  static var blank: TableResult {
    TableResult(value: nil)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.optional(&value)
  }
}

extension GraphTable: Archived {
  static var blank: GraphTable {
    GraphTable(
      name: "", isChoose: false, topRowWins: false, outputs: [], rows: [], file: 0, line: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.field(&isChoose)
    try archive.field(&topRowWins)
    try archive.list(&outputs)
    try archive.list(&rows)
    try archive.field(&file)
    try archive.field(&line)
  }
}

/// The openings of one day of the week.
struct CalendarDay { var openings: [GraphCalendar.Opening] }

/// What a row of a table gives for one output.
struct TableResult { var value: Int64? }

extension GraphLogic: Archived {
  static var blank: GraphLogic { GraphLogic() }

  /// Left out: what `settleVerified` works out from the rest.
  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&nodes)
    try archive.list(&origins)
    try archive.list(&children)
    try archive.list(&values)
    try archive.list(&comparisons)
    try archive.list(&trends)
    try archive.list(&calendars)
    try archive.list(&switches)
    try archive.list(&tables)
    try archive.list(&trials)
  }
}
