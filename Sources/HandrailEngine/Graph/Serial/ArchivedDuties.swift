// Duties, field by field.

extension GraphDisclosure: Archived {
  static var blank: GraphDisclosure {
    GraphDisclosure(moment: .blank, origin: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&moment)
    try archive.field(&origin)
  }
}

extension GraphConduct: Archived {
  static var blank: GraphConduct {
    GraphConduct(isAlways: false, words: "", node: 0, origin: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&isAlways)
    try archive.field(&words)
    try archive.field(&node)
    try archive.field(&origin)
  }
}

extension GraphHandoff.Collect: Archived {
  static var blank: GraphHandoff.Collect {
    GraphHandoff.Collect(facts: [], atMost: 0, except: -1)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&facts)
    try archive.field(&atMost)
    try archive.field(&except)
  }
}

extension GraphHandoff: Archived {
  static var blank: GraphHandoff {
    GraphHandoff(heading: 0, queues: [])
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.list(&queues)
    try archive.list(&include)
    try archive.list(&leaveOut)
    try archive.optional(&collect)
    try archive.list(&brief)
    try archive.field(&keepsChannel)
  }
}

extension GraphAssist.Rate: Archived {
  static var blank: GraphAssist.Rate {
    GraphAssist.Rate(count: 0, turns: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&count)
    try archive.field(&turns)
  }
}

extension GraphAssist.Help: Archived {
  static var blank: GraphAssist.Help {
    GraphAssist.Help(names: [], origin: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&names)
    try archive.field(&origin)
  }
}

extension GraphAssist: Archived {
  static var blank: GraphAssist {
    GraphAssist(heading: 0, suggestNode: 0, requireNode: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.field(&suggestNode)
    try archive.field(&requireNode)
    try archive.optional(&suggest)
    try archive.optional(&require)
    try archive.list(&quiet)
    try archive.optional(&rate)
    try archive.optional(&withinSeconds)
  }
}

extension GraphOversight: Archived {
  static var blank: GraphOversight {
    GraphOversight(kind: .blank, node: 0, origin: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&kind)
    try archive.field(&node)
    try archive.field(&origin)
  }
}

extension GraphAfterwards: Archived {
  static var blank: GraphAfterwards {
    GraphAfterwards(tasks: [], node: 0, origin: .blank)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&tasks)
    try archive.field(&node)
    try archive.field(&origin)
  }
}

extension Decimal: Archived {
  static var blank: Decimal { .zero }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    var (mantissa, decimals) = (mantissa, decimals)
    try archive.field(&mantissa)
    try archive.field(&decimals)
    guard (0...18).contains(decimals) else { throw .unsound("a number of it is too fine") }
    self = Decimal(mantissa: mantissa, decimals: decimals)
  }
}

extension GraphTarget.Measure: Archived {
  static var blank: GraphTarget.Measure {
    GraphTarget.Measure(
      name: "", comparison: .equal, value: .zero, overSeconds: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&name)
    try archive.raw(&comparison)
    try archive.field(&value)
    try archive.field(&overSeconds)
    try archive.field(&line)
    try archive.field(&text)
  }
}

extension GraphTarget: Archived {
  static var blank: GraphTarget {
    GraphTarget(heading: 0)
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.field(&heading)
    try archive.list(&measures)
    try archive.optional(&owner)
  }
}

extension GraphDuties: Archived {
  static var blank: GraphDuties {
    GraphDuties()
  }

  mutating func pass(_ archive: inout GraphArchive) throws(CompiledRefusal) {
    try archive.list(&disclosure)
    try archive.field(&wayOut)
    try archive.list(&conduct)
    try archive.list(&oversight)
    try archive.list(&afterwards)
    try archive.list(&handoffs)
    try archive.optional(&assist)
    try archive.list(&targets)
  }
}
