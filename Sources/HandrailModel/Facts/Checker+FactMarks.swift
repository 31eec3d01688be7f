import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// What stands after a fact's type.
  mutating func readMarks(of line: Reading, into fact: inout Fact) {
    var seen: [String: Reading] = [:]
    for mark in line.children.dropFirst() {
      guard let key = key(of: mark) else { continue }
      if seen[key] != nil {
        misfit(mark, fact, "it stands twice")
        continue
      }
      seen[key] = mark
      read(mark, into: &fact)
    }
    if seen["worked out"] != nil {
      for key in ["every", "usually", "from", "trusted", "fresh", "or other"] {
        if let mark = seen[key] { misfit(mark, fact, "the policy itself gives its value") }
      }
    }
  }

  private func key(of mark: Reading) -> String? {
    switch mark.kind {
    case .everyMark: "every"
    case .workedOutMark: "worked out"
    case .usuallyMark: "usually"
    case .fromMark: "from"
    case .trustedMark: "trusted"
    case .freshMark: "fresh"
    case .orMark: mark.word(1)?.text == "other" ? "or other" : "or unknown"
    case let other:
      other == .unexpected ? nil : nil
    }
  }

  private mutating func read(_ mark: Reading, into fact: inout Fact) {
    switch mark.kind {
    case .everyMark:
      switch mark.word(1)?.text {
      case "turn": fact.supply = .turn
      case "task": fact.supply = .task
      case "agent": fact.supply = .agent
      case .some, .none: break
      }
    case .orMark where mark.word(1)?.text == "other": addOther(mark, to: &fact)
    case .orMark: fact.mayBeUnknown = true
    case .usuallyMark:
      fact.mayBeUnknown = true
      if let value = mark.children.first { fact.usualValue = cell(value, of: fact) }
    case .fromMark:
      let path = mark.words(.string).first?.unquoted ?? ""
      let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard !parts.contains("") else {
        return misfit(mark, fact, "a path is names with dots between, such as \"nlu.top.name\"")
      }
      fact.path = parts
    case .trustedMark: readTrust(mark, into: &fact)
    case .freshMark:
      fact.mayBeUnknown = true
      fact.freshForSeconds = seconds(mark.child(.duration))
    case let other: precondition(other != .file, "a file is no mark")
    }
  }

  private mutating func readTrust(_ mark: Reading, into fact: inout Fact) {
    fact.mayBeUnknown = true
    guard let number = mark.word(2) else { return }
    guard let above = readDecimal(number.text)?.scaled(to: 9), above >= 0, above < 1_000_000_000
    else {
      say(
        KindFault.unusable(
          found: number.text, allowed: "confidence runs from 0 to below 1, with up to 9 decimals"),
        at: number.place)
      return
    }
    let otherwise = mark.children.first.flatMap { cell($0, of: fact) }
    fact.trust = TrustLimit(above: above, otherwise: otherwise)
  }

  private mutating func addOther(_ mark: Reading, to fact: inout Fact) {
    guard fact.domain.kind == .oneOf || fact.domain.kind == .setOf else {
      return misfit(mark, fact, "only `one of` and `any of` take other words")
    }
    guard fact.domain.position(of: "other") == nil else {
      return misfit(mark, fact, "its list has the word `other` already")
    }
    guard fact.domain.kind == .oneOf || fact.domain.words.count < 64 else {
      say(KindFault.tooManyWords(count: fact.domain.words.count + 1), at: mark.place)
      return
    }
    fact.domain.words.append(ListWord("other"))
    fact.domain.takesOther = true
  }

  private mutating func misfit(_ mark: Reading, _ fact: Fact, _ why: String) {
    say(
      KindFault.markMisfit(mark: mark.formatted, fact: fact.name, why: why), at: mark.place,
      fixes: [Fix(.ask, "take `\(mark.formatted)` out", [mark.removal])])
  }

  /// Tags of facts and tasks.
  mutating func checkMarks() {
    for heading in headings[.mark] {
      guard let tag = heading.lastWord?.text else { continue }
      for name in heading.listedNames {
        let fact = names[.fact, name.text]
        let task = names[.task, name.text]
        if let fact { model.vocabulary.facts[FactID(fact.index)].marks.insert(tag) }
        if let task { model.vocabulary.tasks[TaskID(task.index)].marks.insert(tag) }
        if fact == nil && task == nil && !messages.isDamaged(.task) {
          messages.addUnknown(.fact, name)
        }
      }
    }
  }
}
