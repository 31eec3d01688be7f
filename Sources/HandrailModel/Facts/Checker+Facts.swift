import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// Declared facts in order of file and line; then definitions and built-ins by name.
  mutating func checkFacts() {
    var declarations: [String: Reading] = [:]
    for heading in headings[.facts] {
      for line in heading.children(.fact) {
        guard let name = line.word(0) else { continue }
        if isBuiltInName(name.text) {
          say(NameFault.builtIn(name: name.text), at: name.place)
        } else if let earlier = declarations[name.text] {
          sayTwice(name, line, earlier: earlier)
        } else {
          declarations[name.text] = line
          declareFact(name, line)
        }
      }
    }
    declareDerived()
  }

  private mutating func declareFact(_ name: Word, _ line: Reading) {
    guard var fact = describedFact(name, line) else {
      // Its own line is accused; whoever uses the name is not.
      messages.forgive(name.text)
      return
    }
    readMarks(of: line, into: &fact)
    let index = model.vocabulary.facts.count
    declare(.fact, name, index: index) { checker in
      let id = checker.model.vocabulary.facts.append(fact)
      if line.child(.workedOutMark) != nil { checker.notes.workedOut.insert(id) }
    }
  }

  /// A fact may be described twice in the same words, in two files.
  private mutating func sayTwice(_ name: Word, _ line: Reading, earlier: Reading) {
    let isOtherFile = earlier.file.id != line.file.id
    if isOtherFile && earlier.formatted == line.formatted { return }
    let related = [RelatedPlace(earlier.place, "the first one")]
    guard isOtherFile else {
      say(
        NameFault.alreadyDefined(name: name.text, place: words(for: earlier.place)),
        at: name.place, related: related)
      return
    }
    let first = words(for: earlier.place)
    let second = words(for: line.place)
    say(
      NameFault.describedDifferently(fact: name.text, first: first, second: second),
      at: line.place,
      fixes: [
        Fix(.ask, "describe it as in \(first)", [Edit(line.place, earlier.formatted)]),
        Fix(.ask, "describe it as in \(second)", [Edit(earlier.place, line.formatted)]),
      ], related: related)
  }

  /// Definitions as yes-or-no facts, and what the engine knows by itself.
  private mutating func declareDerived() {
    var derived: [Fact] = builtIns()
    for heading in headings[.define] {
      guard let name = heading.word(1) else { continue }
      guard !isBuiltInName(name.text) else {
        say(NameFault.builtIn(name: name.text), at: name.place)
        continue
      }
      let index = DefinitionID(notes.definitionCount)
      declare(.fact, name, index: 0) { checker in
        checker.notes.definitionCount += 1
        derived.append(
          Fact(
            name: name.text, domain: Domain(.yesNo), supply: .definition(index),
            mayBeUnknown: false, origin: heading.origin))
      }
    }
    derived.sort { $0.name < $1.name }
    for fact in derived {
      let index = model.vocabulary.facts.append(fact)
      names.place(.fact, fact.name, index: index.offset)
    }
  }

  /// The declared fact with its kind; `nil` where its kind does not work.
  private mutating func describedFact(_ name: Word, _ line: Reading) -> Fact? {
    guard let type = line.children.first, let domain = domain(type, of: name) else { return nil }
    return Fact(
      name: name.text, domain: domain, supply: .session, mayBeUnknown: false, origin: line.origin)
  }

  func domain(_ id: FactID) -> Domain { model.vocabulary.facts.elements[id.offset].domain }
  func factName(_ id: FactID) -> String { model.vocabulary.facts.elements[id.offset].name }
}
