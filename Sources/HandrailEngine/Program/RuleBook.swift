/// What became of a heading that says something, in one decision.
package enum HeadingOutcome: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// At least one of its lines counted.
  case fired
  /// Its guard holds, and no line of it speaks of what was asked.
  case elsewhere
  /// A test in its guard says no.
  case failed
  /// An exception applied.
  case excepted
  /// By its dates or its trial it does not count now.
  case notInForce
  /// Its guard holds, and stricter lines stood in its way.
  case beaten
  /// Its guard could not be judged.
  case couldNotTell
  /// An approval that covers the task, in a tier that needs nobody.
  case needsNobody
}

/// A policy made ready to tell what became of every heading.
///
/// Made when somebody asks for it, then shared; who only decides has none.
///
/// A program's verdicts tell whole guards. Where a guard has an exception, dates or `if unknown`,
/// its parts are told by a program of their own.
package final class RuleBook: Sendable {
  package let program: Program
  /// Tells the parts that are no guards; the program itself where there are none.
  let parts: Program
  let hasParts: Bool
  let tables: RuleTables

  package init(_ program: Program) {
    let told = ToldParts(program)
    self.program = program
    hasParts = !told.nodes.isEmpty
    parts = hasParts ? Program(program.graph, telling: told.nodes) : program
    tables = RuleTables(program, told, partRoots: hasParts ? parts.tables.roots.count : 0)
  }

  /// Positions in `DecisionGraph.headings` of the headings told, in order.
  package var headings: [Int32] { tables.headings }
}

/// The parts of guards, by who tells them.
private struct ToldParts {
  /// By node: the root of the program that is this node; -1: none.
  private(set) var roots: [Int32]
  /// Nodes that are no roots, each once.
  private(set) var nodes: [Int] = []
  /// Nodes that are judged after the decision, each once.
  private(set) var decided: [Int] = []
  let isDecided: [Bool]

  init(_ program: Program) {
    let graph = program.graph
    roots = [Int32](repeating: -1, count: graph.logic.nodes.count)
    for root in program.tables.roots.indices {
      roots[Int(program.tables.roots[root])] = Int32(root)
    }
    var isDecided = [Bool](repeating: false, count: graph.logic.nodes.count)
    for node in graph.duties.decidedNodes { isDecided[Int(node)] = true }
    self.isDecided = isDecided
    var isKnown = [Bool](repeating: false, count: graph.logic.nodes.count)
    for heading in graph.headings where heading.kind.saysSomething {
      let guarding = heading.guarding
      for node in [guarding.inForce, guarding.when, guarding.except] {
        guard node >= 0, roots[node] < 0, !isKnown[node] else { continue }
        isKnown[node] = true
        if isDecided[node] { decided.append(node) } else { nodes.append(node) }
      }
    }
  }
}

/// Which verdicts belong to which heading, flat; never copied, so that nothing is counted.
///
/// Verdicts stand one bit each: those of the program, then those of the program of parts, then the
/// nodes that are judged after the decision; each of the three begins a word.
struct RuleTables: ~Copyable, Sendable {
  /// A heading with the bits of its guard's parts; -1 where it has none.
  struct Entry: Sendable, BitwiseCopyable {
    var rule: Int32
    var inForce: Int32
    var when: Int32
    var except: Int32
  }

  /// What a line belongs to.
  struct Line: Sendable, BitwiseCopyable {
    /// -1: a heading that says nothing.
    var rule: Int32
    /// How strict it is where it is yes.
    var strictness: Strictness
  }

  /// Headings told, by rule.
  let headings: [Int32]
  /// By heading; -1 where it says nothing.
  let ruleOfHeading: [Int32]
  /// By rule: what it came to where nothing in `runs` or `always` says more.
  let blank: [HeadingOutcome]
  /// By bit: offsets of `entries`, the headings that failed where it is no.
  private(set) var runs: [SideRange] = []
  private(set) var entries: [Entry] = []
  /// Headings that are looked at in every decision.
  let always: [Entry]
  /// By effect.
  let lines: [Line]
  /// Nodes judged after the decision, in the order of their bits.
  let decided: [Int]
  /// The first words of the second and the third part of the verdicts, and how many there are.
  let firstPart: Int
  let firstDecided: Int
  let words: Int
  /// The verdicts of guards alone do not tell everything: the whole decision does.
  let needsWhole: Bool

  fileprivate init(_ program: Program, _ told: ToldParts, partRoots: Int) {
    let graph = program.graph
    firstPart = (program.tables.roots.count + 63) / 64
    firstDecided = firstPart + (partRoots + 63) / 64
    words = firstDecided + (told.decided.count + 63) / 64
    decided = told.decided
    needsWhole = !told.decided.isEmpty || graph.duties.saysSomething

    var bits = told.roots
    for (position, node) in told.nodes.enumerated() {
      bits[node] = Int32(firstPart * 64 + partRoots - told.nodes.count + position)
    }
    for (position, node) in told.decided.enumerated() {
      bits[node] = Int32(firstDecided * 64 + position)
    }
    var headings: [Int32] = []
    var ruleOfHeading: [Int32] = []
    for position in graph.headings.indices {
      let isTold = graph.headings[position].kind.saysSomething
      ruleOfHeading.append(isTold ? Int32(headings.count) : -1)
      if isTold { headings.append(Int32(position)) }
    }
    (self.headings, self.ruleOfHeading) = (headings, ruleOfHeading)
    lines = graph.effects.map {
      Line(rule: ruleOfHeading[$0.heading], strictness: $0.action.strictness(.yes))
    }

    var blank: [HeadingOutcome] = []
    var always: [Entry] = []
    var byBit = [[Entry]](repeating: [], count: words * 64)
    for (rule, heading) in headings.enumerated() {
      let guarding = graph.headings[Int(heading)].guarding
      func bit(_ node: Int) -> Int32 { node < 0 ? -1 : bits[node] }
      let entry = Entry(
        rule: Int32(rule), inForce: bit(guarding.inForce), when: bit(guarding.when),
        except: bit(guarding.except))
      let failsAlone = entry.inForce < 0 && entry.when >= 0
      blank.append(failsAlone ? .failed : .elsewhere)
      if failsAlone { byBit[Int(entry.when)].append(entry) } else { always.append(entry) }
    }
    (self.blank, self.always) = (blank, always)
    for found in byBit {
      runs.append(SideRange(first: entries.count, count: found.count))
      entries += found
    }
  }
}

extension GraphHeading.Kind {
  /// Its lines decide or add something: somebody may ask what became of it.
  package var saysSomething: Bool {
    switch self {
    case .rule, .first, .returnToAI, .oversight, .approval, .offer, .disclosure, .conduct, .assist,
      .afterwards:
      true
    case .table, .choose, .define, .handoff, .target: false
    }
  }
}

extension GraphDuties {
  /// It has lines whose headings are told.
  fileprivate var saysSomething: Bool {
    !(disclosure.isEmpty && conduct.isEmpty && oversight.isEmpty && afterwards.isEmpty
      && assist == nil)
  }
}
