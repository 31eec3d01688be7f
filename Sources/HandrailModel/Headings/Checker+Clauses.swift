import HandrailEngine
import HandrailSource
import HandrailSyntax

/// What several headings have in common: guards, covered tasks, messages, handovers.
extension Checker {
  /// `when`, `except when`, `if unknown` of a heading.
  mutating func guarding(_ heading: Reading, for use: ConditionUse) -> Guard {
    var result = Guard()
    if let line = heading.child(.whenLine) { result.when = condition(in: line, for: use) }
    for line in heading.children(.exceptLine) {
      if let condition = condition(in: line, for: use) { result.excepts.append(condition) }
    }
    if let word = heading.child(.ifUnknownLine)?.word(2)?.text {
      result.ifUnknown = word == "apply" ? .apply : .skip
    }
    return result
  }

  /// The tasks of a `names` or `everything` node.
  mutating func taskScope(_ node: Reading?) -> TaskScope? {
    guard let node else { return nil }
    if node.kind == .names {
      return tasks(node.names).map { TaskScope(tasks: Set($0), isEverything: false) }
    }
    guard node.kind == .everything else { return nil }
    let words = node.tokens.map { node.file.tree.text($0) }
    var covered = Set(model.vocabulary.tasks.indices)
    var isEverything = true
    if let marked = words.firstIndex(of: "marked"), let tag = node.word(marked + 1) {
      guard lookUp(.mark, tag) != nil else { return nil }
      isEverything = false
      covered = covered.filter { model.vocabulary.tasks[$0].marks.contains(tag.text) }
    }
    guard let excepted = tasks(node.listedNames) else { return nil }
    covered.subtract(excepted)
    return TaskScope(tasks: covered, isEverything: isEverything)
  }

  /// The scope among a line's children.
  mutating func scope(in line: Reading) -> TaskScope? {
    taskScope(line.child(.names) ?? line.child(.everything))
  }

  /// `hand over to Q`, `hand over using T`.
  mutating func handOver(_ node: Reading?) -> HandOverTarget? {
    guard let node, let way = node.word(2)?.text, let name = node.word(3) else { return nil }
    notes.handsOver(at: node.place)
    guard way == "using" else { return queue(name).map { .queue($0) } }
    guard let index = lookUp(.table, name) else { return nil }
    let target: HandOverTarget =
      index < 0 ? .choose(ChooseID(-1 - index)) : .table(PolicyTableID(index))
    notes.queueGivers.append((target, name))
    return target
  }

  /// `hand over …` or `refuse` of a gate.
  mutating func gateFailure(_ line: Reading?) -> GateFailure? {
    guard let line else { return nil }
    guard let node = line.child(.handOver) else { return .refuse }
    return handOver(node).map { .handOver($0) }
  }

  /// PL0616: a line that the heading cannot do without; the fix writes it below the heading.
  mutating func sayMissing(_ line: String, in heading: Reading, example: String?) {
    guard !heading.isDamaged else { return }
    let name = heading.word(0)?.text ?? ""
    say(
      GateFault.missingLine(heading: name, line: line), at: heading.headPlace,
      fixes: example.map { example in
        [Fix(.fill, "add `\(example)`", [heading.insertion(afterHead: "  " + example)])]
      } ?? [])
  }

  /// The name that an example begins with: the usual one where the policy has it, else the first
  /// fact of the kind that the host gives once a question; `nil` where there is none.
  func exampleFact(_ usual: String, _ isRight: (Domain) -> Bool) -> String? {
    let facts = model.vocabulary.facts.elements.filter {
      $0.supply == .session && isRight($0.domain)
    }
    return (facts.first { $0.name == usual } ?? facts.first)?.name
  }

  func urgency(_ word: String?) -> UrgencyLevel? {
    switch word {
    case "low": .low
    case "normal": .normal
    case "high": .high
    case "urgent": .urgent
    case .some, .none: nil
    }
  }
}
