import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// Tasks, roles and the tags of marks.
  mutating func declareLists() {
    for word in headings[.tasks].flatMap(\.listedNames) {
      declare(.task, word, index: model.vocabulary.tasks.count) { checker in
        checker.model.vocabulary.tasks.append(
          PolicyTask(name: word.text, origin: checker.origin(of: word)))
      }
    }
    for word in headings[.roles].flatMap(\.listedNames) {
      declare(.role, word, index: model.vocabulary.roles.count) { checker in
        checker.model.vocabulary.roles.append(word.text)
      }
    }
    for word in headings[.mark].compactMap(\.lastWord) where names[.mark, word.text] == nil {
      _ = names.declare(.mark, word.text, index: 0, place: word.place)
    }
  }

  /// The names of headings; what they hold is checked later.
  mutating func declareHeadings() {
    declare(.calendar, in: [.calendar])
    declare(.queue, in: [.queue])
    declare(.table, in: [.table, .choose])
    declare(.rule, in: [.rule])
    declare(.first, in: [.first])
    declare(.approval, in: [.approval])
    declare(.offer, in: [.offer])
    declare(.promise, in: [.promise])
    declare(.scenario, in: [.scenario])
    declare(.target, in: [.target])
    for queue in accepted(.queue) {
      model.people.queues.append(Queue(name: queue.word(1)?.text ?? "", origin: queue.origin))
    }
  }

  /// Tables and `choose` headings share their names; the latter's positions count down from -1.
  private mutating func declare(_ sort: NameSort, in kinds: [NodeKind]) {
    for kind in kinds {
      var owners: [Reading] = []
      names.expect(sort, headings[kind].count)
      for heading in headings[kind] {
        guard let name = heading.word(1) else { continue }
        let index = kind == .choose ? -1 - owners.count : owners.count
        if declare(sort, name, index: index) { owners.append(heading) }
      }
      notes.owners[kind] = owners
    }
  }

  /// The headings of a kind whose name is theirs: a second one of a name is left out.
  func accepted(_ kind: NodeKind, as sort: NameSort) -> [Reading] {
    if let owners = notes.owners[kind] { return owners }
    return headings[kind].filter { heading in
      guard let name = heading.word(1) else { return false }
      return names[sort, name.text]?.place == name.place
    }
  }

  func accepted(_ kind: NodeKind) -> [Reading] {
    switch kind {
    case .calendar: accepted(kind, as: .calendar)
    case .queue: accepted(kind, as: .queue)
    case .table, .choose: accepted(kind, as: .table)
    case .rule: accepted(kind, as: .rule)
    case .first: accepted(kind, as: .first)
    case .approval: accepted(kind, as: .approval)
    case .offer: accepted(kind, as: .offer)
    case .promise: accepted(kind, as: .promise)
    case .scenario: accepted(kind, as: .scenario)
    case .target: accepted(kind, as: .target)
    case .define: accepted(kind, as: .fact)
    case let other: headings[other]
    }
  }

  /// Declares a name, or says where it stands already.
  mutating func declare(
    _ sort: NameSort, _ word: Word, index: Int, then add: (inout Checker) -> Void
  ) {
    if declare(sort, word, index: index) { add(&self) }
  }

  /// False where the name is taken, which is said.
  private mutating func declare(_ sort: NameSort, _ word: Word, index: Int) -> Bool {
    guard !names.declare(sort, word.text, index: index, place: word.place) else { return true }
    sayDeclared(sort, word)
    return false
  }

  mutating func sayDeclared(_ sort: NameSort, _ word: Word) {
    guard let place = names[sort, word.text]?.place else {
      say(NameFault.builtIn(name: word.text), at: word.place)
      return
    }
    let shown = sort == .scenario ? word.unquoted : word.text
    say(
      NameFault.alreadyDefined(name: shown, place: words(for: place)), at: word.place,
      fixes: heading(named: sort, at: word.place).map {
        [Fix(.ask, "take this one out", [$0.headingRemoval])]
      } ?? [],
      related: [RelatedPlace(place, "the first one")])
  }

  /// The heading whose name stands there.
  private func heading(named sort: NameSort, at place: SourcePlace) -> Reading? {
    let kinds: [NodeKind] =
      switch sort {
      case .calendar: [.calendar]
      case .queue: [.queue]
      case .table: [.table, .choose]
      case .rule: [.rule]
      case .first: [.first]
      case .approval: [.approval]
      case .offer: [.offer]
      case .promise: [.promise]
      case .scenario: [.scenario]
      case .target: [.target]
      case .fact, .task, .role, .mark: []
      }
    return kinds.flatMap { headings[$0] }.first { $0.word(1)?.place == place }
  }

  func origin(of word: Word) -> Origin {
    Origin(place: word.place, line: source(word.place).line(at: word.place.range.lower))
  }

  /// The position of a name among its sort; what nothing declares is remembered.
  mutating func lookUp(_ sort: NameSort, _ word: Word?) -> Int? {
    guard let word else { return nil }
    if let declared = names[sort, word.text] { return declared.index }
    if sort == .fact, let part = builtInPart(word) {
      messages.addUnknown(part.sort, part.word)
    } else {
      messages.addUnknown(sort, word)
    }
    return nil
  }

  /// `choice.talk` without an offer `talk` is about the offer, not about a fact.
  private func builtInPart(_ word: Word) -> (sort: NameSort, word: Word)? {
    let heads: [(String, NameSort)] = [
      ("choice.", .offer), ("approval.", .approval), ("done.", .task),
    ]
    for (head, sort) in heads where word.text.hasPrefix(head) {
      var part = word
      part.text = String(word.text.dropFirst(head.count))
      part.place.range.lower += UInt32(head.utf8.count)
      return (sort, part)
    }
    return nil
  }

  mutating func fact(_ word: Word?) -> FactID? { lookUp(.fact, word).map { FactID($0) } }
  mutating func queue(_ word: Word?) -> QueueID? { lookUp(.queue, word).map { QueueID($0) } }
  mutating func task(_ word: Word?) -> TaskID? { lookUp(.task, word).map { TaskID($0) } }
  mutating func role(_ word: Word?) -> RoleID? { lookUp(.role, word).map { RoleID($0) } }

  /// Every name of a list that is known; `nil` if one of them is not.
  mutating func facts(_ words: [Word]) -> [FactID]? {
    let found = words.map { fact($0) }
    return found.contains(nil) ? nil : found.compactMap(\.self)
  }

  mutating func tasks(_ words: [Word]) -> [TaskID]? {
    let found = words.map { task($0) }
    return found.contains(nil) ? nil : found.compactMap(\.self)
  }

  /// One message for each name that nothing declares, however often it is used.
  mutating func sayUnknownNames() {
    for unknown in messages.unknownNames {
      guard let places = messages.unknownPlaces[unknown], let first = places.first else { continue }
      let closest = notes.suggestions.closest(to: unknown.name, among: names.all(unknown.sort))
      var fixes: [Fix] = []
      if let closest {
        let isSure = unknown.sort == .fact && closest.distance == 1 && closest.isOnly
        fixes.append(
          Fix(
            isSure ? .apply : .ask, "write `\(closest.name)`",
            places.map { Edit($0, closest.name) }))
      }
      if unknown.sort == .task { fixes += addingTask(unknown.name) }
      say(
        fault(unknown, closest: closest?.name), at: first, fixes: fixes,
        related: places.dropFirst().prefix(3).map { RelatedPlace($0, "also here") })
    }
  }

  private func addingTask(_ name: String) -> [Fix] {
    guard let list = headings[.tasks].first, let last = list.listedNames.last else { return [] }
    let end = last.place.range.upper
    let place = SourcePlace(file: last.place.file, range: ByteRange(end, end))
    return [Fix(.ask, "add `\(name)` to the list of tasks", [Edit(place, ", \(name)")])]
  }

  private func fault(_ unknown: Messages.UnknownName, closest: String?) -> NameFault {
    switch unknown.sort {
    case .fact: .unknownFact(name: unknown.name, closest: closest)
    case .task: .unknownTask(name: unknown.name, closest: closest)
    case .queue: .unknownQueue(name: unknown.name, closest: closest)
    case .role: .unknownRole(name: unknown.name, closest: closest)
    case .table, .approval, .offer, .calendar, .rule, .first, .promise, .scenario, .target, .mark:
      .unknownOther(sort: unknown.sort.words, name: unknown.name, closest: closest)
    }
  }
}
