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
    if notes.canHandOver == nil { notes.canHandOver = node.place }
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

  /// The words of a `say` line, with every placeholder resolved.
  mutating func message(_ line: Reading?) -> Message? {
    guard let line, let texts = line.child(.texts) else { return nil }
    var wordings: [Message.Wording] = []
    var language: Word?
    for token in texts.tokens {
      let word = Word(token, in: texts.file)
      if token.kind == .word { language = word }
      guard token.kind == .string else { continue }
      if let language, wordings.contains(where: { $0.language == language.text }) {
        say(
          NameFault.alreadyDefined(name: language.text, place: words(for: texts.place)),
          at: language.place)
      }
      wordings.append(
        Message.Wording(language: language?.text ?? "", pieces: pieces(of: word)))
    }
    return Message(wordings: wordings, origin: line.origin)
  }

  /// The text and the facts in braces; a brace that is never closed is text.
  private mutating func pieces(of string: Word) -> [Message.Piece] {
    let text = string.unquoted
    var pieces: [Message.Piece] = []
    var plain = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { break }
      plain += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
      if let fact = placeholder(name, in: string) {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.fact(fact))
      } else {
        plain += "{\(name)}"
      }
    }
    plain += rest
    if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  private mutating func placeholder(_ name: String, in string: Word) -> FactID? {
    let place = placeOf("{\(name)}", in: string)
    guard let declared = names[.fact, name] else {
      guard !messages.isMissingFile, !messages.isDamaged(name), !messages.isDamaged(.fact) else {
        return nil
      }
      var fixes: [Fix] = []
      if let closest = notes.suggestions.closest(to: name, among: names.all(.fact)) {
        fixes = [Fix(.ask, "write `{\(closest.name)}`", [Edit(place, "{\(closest.name)}")])]
      }
      say(NameFault.unknownPlaceholder(name: name), at: place, fixes: fixes)
      return nil
    }
    let id = FactID(declared.index)
    let fact = model.vocabulary.facts[id]
    guard fact.domain.kind != .text, !fact.marks.contains("secret") else {
      say(NameFault.mayNotBeSaid(fact: name), at: place)
      return nil
    }
    return id
  }

  /// Where some words stand inside a string; the whole string where they are written otherwise.
  private func placeOf(_ words: String, in string: Word) -> SourcePlace {
    let bytes = Array(string.text.utf8)
    let wanted = Array(words.utf8)
    guard bytes.count >= wanted.count else { return string.place }
    for start in 0...(bytes.count - wanted.count)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let lower = string.place.range.lower + UInt32(start)
      return SourcePlace(
        file: string.place.file, range: ByteRange(lower, lower + UInt32(wanted.count)))
    }
    return string.place
  }

  /// PL0616: a line that the heading cannot do without; the fix writes it below the heading.
  mutating func sayMissing(_ line: String, in heading: Reading, example: String) {
    guard !heading.isDamaged else { return }
    let name = heading.word(0)?.text ?? ""
    say(
      GateFault.missingLine(heading: name, line: line), at: heading.headPlace,
      fixes: [
        Fix(.fill, "add `\(example)`", [heading.insertion(afterHead: "  " + example)])
      ])
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
