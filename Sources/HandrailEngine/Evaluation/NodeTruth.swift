// What each sort of node comes to, from its facts and its children.

extension Machine {
  /// The truth of one node; its children's truths are ready.
  mutating func truth(of node: GraphNode, among truths: [Truth]) -> Truth {
    switch node {
    case .constant(let truth): truth
    case .isKnown(let fact): Truth(cell(Int(fact)).isKnown)
    case .among(let fact, let values):
      known(Int(fact)) { cell in
        graph.logic.values[values.offsets].contains(cell.value)
      }
    case .equals(let fact, let other): equal(Int(fact), Int(other))
    case .includes(let fact, let word):
      known(Int(fact)) { $0.value & (1 << Int64(word)) != 0 }
    case .isEmpty(let fact): known(Int(fact)) { $0.value == 0 }
    case .compare(let position): compare(graph.logic.comparisons[Int(position)])
    case .instant(let fact, let comparison, let microseconds):
      known(Int(fact)) { comparison.holds(between: $0.value, and: microseconds) }
    case .age(let fact, let comparison, let microseconds):
      elapsed(Int(fact), ahead: false, comparison, microseconds)
    case .ahead(let fact, let comparison, let microseconds):
      elapsed(Int(fact), ahead: true, comparison, microseconds)
    case .trend(let position): trend(graph.logic.trends[Int(position)])
    case .during(let calendar):
      Truth(graph.logic.calendars[Int(calendar)].isOpen(at: question.at))
    case .between(let from, let until):
      Truth(from <= question.at.microseconds && question.at.microseconds < until)
    case .trial(let position): trial(graph.logic.trials[Int(position)])
    case .not(let child): truths[Int(child)].negated
    case .all(let children):
      children.offsets.reduce(Truth.yes) {
        $0.and(truths[Int(graph.logic.children[$1])])
      }
    case .any(let children):
      children.offsets.reduce(Truth.no) { $0.or(truths[Int(graph.logic.children[$1])]) }
    case .certainly(let child): Truth(truths[Int(child)] == .yes)
    case .possibly(let child): Truth(truths[Int(child)] != .no)
    case .skipUnknown(let child): truths[Int(child)].isUndecided ? .no : truths[Int(child)]
    case .applyUnknown(let child): truths[Int(child)] == .open ? .fault : truths[Int(child)]
    case .window(let child, let atLeast, let count, let restarts):
      window(Int(child), atLeast: Int(atLeast), of: Int(count), restarts: restarts)
    case .anyPoint(let position): switched(Int(position), among: truths)
    case .define(let fact, let child): define(Int(fact), truths[Int(child)])
    case .workOut(let table): workOut(Int(table), among: truths)
    }
  }

  /// A yes-or-no test of a fact that must be known.
  private func known(_ fact: Int, _ holds: (Cell) -> Bool) -> Truth {
    let cell = cell(fact)
    return cell.isKnown ? Truth(holds(cell)) : cell.truthOfKnowing
  }

  /// References by bytes, lists by the words' names.
  private func equal(_ fact: Int, _ other: Int) -> Truth {
    let left = cell(fact)
    let right = cell(other)
    guard left.isKnown && right.isKnown else {
      let sorts = [left, right].filter { !$0.isKnown }.map { $0.truthOfKnowing }
      return sorts.contains(.fault) ? .fault : .open
    }
    let domain = graph.facts[fact].domain
    let otherDomain = graph.facts[other].domain
    switch domain.kind {
    case .reference, .text:
      let texts = question.frame.texts
      return Truth(
        left.value == right.value
          || texts[Int(left.value)].utf8.elementsEqual(texts[Int(right.value)].utf8))
    case .oneOf, .level:
      return Truth(
        domain.words[Int(left.value)].name.utf8.elementsEqual(
          otherDomain.words[Int(right.value)].name.utf8))
    case .yesNo, .setOf, .number, .score, .money, .duration, .moment:
      return Truth(left.value == right.value)
    }
  }

  /// A moment's age or distance ahead; one that lies the other way is *no*.
  private func elapsed(
    _ fact: Int, ahead: Bool, _ comparison: Comparison, _ microseconds: Int64
  ) -> Truth {
    known(fact) { cell in
      let (age, overflow) = question.at.microseconds.subtractingReportingOverflow(cell.value)
      if overflow { return false }
      let distance = ahead ? -age : age
      return distance >= 0 && comparison.holds(between: distance, and: microseconds)
    }
  }

  private func trial(_ trial: GraphTrial) -> Truth {
    guard let bucket = trialBucket(trial) else { return .fault }
    return Truth(bucket < trial.hundredths)
  }

  /// The session's bucket, 0 to 9,999, by `language.md` 3.16; `nil` without a session.
  func trialBucket(_ trial: GraphTrial) -> Int? {
    question.session.map {
      HandrailEngine.trialBucket(policy: graph.policy.name, trial: trial.name, session: $0)
    }
  }

  private mutating func define(_ fact: Int, _ truth: Truth) -> Truth {
    switch truth {
    case .yes: keep(Cell(1), of: fact)
    case .no: keep(Cell(0), of: fact)
    case .open, .fault: keep(unresolved(truth), of: fact)
    }
    return truth
  }

  /// An unknown worked-out cell of a sort.
  func unresolved(_ sort: Truth) -> Cell {
    var cell = Cell(unknown: .noResult)
    cell.restsOnFault = sort == .fault
    return cell
  }
}

extension Comparison {
  func holds(between left: Int64, and right: Int64) -> Bool {
    holds(forSign: left < right ? -1 : left > right ? 1 : 0)
  }
}

/// The bucket of a session in a trial of a policy, 0 to 9,999: the same on every machine.
package func trialBucket(policy: String, trial: String, session: String) -> Int {
  var bytes = Array(policy.utf8)
  bytes.append(0)
  bytes += Array(trial.utf8)
  bytes.append(0)
  bytes += Array(session.utf8)
  let first = sha256(bytes).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return Int(first % 10_000)
}
