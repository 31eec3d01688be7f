import HandrailEngine
package import HandrailSource
package import HandrailSyntax

/// Checks a policy and all that it uses.
///
/// The model is `nil` only where the main file has no usable header. Messages of the reading phase
/// are among the diagnostics; they stand in no order.
package func check(
  _ main: SourceText, in surroundings: CheckSurroundings
) -> Outcome<PolicyModel?> {
  let loaded = LoadedFiles(main: parse(main), surroundings: surroundings)
  guard var checker = Checker(loaded, in: surroundings) else {
    return Outcome(nil, loaded.messages.diagnostics)
  }
  checker.check()
  return Outcome(checker.model, checker.messages.diagnostics)
}

/// What a second check of nearly the same text came to.
package struct Recheck: Sendable {
  /// The files read, the main one first; only that one where it has no usable header.
  package var files: [SourceText]
  package var diagnostics: [Diagnostic]
  package var hasHeader: Bool
  /// Checking by itself could not tell everything of some table.
  package var hasOpenTables: Bool
  /// Rules and tables that were not checked again.
  package var spared = 0
}

/// Checks a policy that was checked before, with the same messages as a check from nothing.
///
/// The memory spares headings that cannot have changed what they say; so there is no model.
package func recheck(
  _ main: Outcome<SyntaxTree>, after change: TextChange, in surroundings: CheckSurroundings,
  with memory: inout CheckMemory
) -> Recheck {
  let before = memory
  memory = CheckMemory()
  let loaded = LoadedFiles(main: main, surroundings: surroundings, memory: before)
  guard var checker = Checker(loaded, in: surroundings) else {
    return Recheck(
      files: [main.value.source], diagnostics: loaded.messages.diagnostics, hasHeader: false,
      hasOpenTables: false)
  }
  checker.recall = Recall(before, change, loaded)
  checker.check()
  memory = checker.recall?.after ?? CheckMemory()
  return Recheck(
    files: checker.model.files, diagnostics: checker.messages.diagnostics, hasHeader: true,
    hasOpenTables: !checker.model.openTables.isEmpty, spared: checker.recall?.spared ?? 0)
}

private func mainHeader(_ file: ParsedFile) -> Reading? {
  let header = Reading(file: file, node: file.tree.root).child(.header)
  return header?.word(1)?.kind == .word ? header : nil
}

/// The state of one check: what is read, what is known so far, and what there is to say.
struct Checker {
  let files: [ParsedFile]
  let surroundings: CheckSurroundings
  let headings: Headings
  let header: Reading
  var messages: Messages
  var names = Names()
  var model: PolicyModel
  var notes = CheckNotes()
  /// What the check before left, and what this one leaves; `nil` where the model is wanted.
  var recall: Recall?

  /// `nil` where the main file has no usable header.
  fileprivate init?(_ loaded: LoadedFiles, in surroundings: CheckSurroundings) {
    guard let header = loaded.files.first.flatMap(mainHeader) else { return nil }
    files = loaded.files
    messages = loaded.messages
    self.surroundings = surroundings
    self.header = header
    headings = Headings(loaded.files)
    model = PolicyModel(
      header: PolicyHeader(name: header.word(1)?.text ?? "", version: 0),
      files: loaded.files.map(\.tree.source))
  }

  fileprivate mutating func check() {
    if let place = headings.placeBeyondLimit {
      say(NameFault.tooMany(most: Headings.most), at: place)
      return
    }
    checkVocabulary()
    checkHeadings()
    checkWhole()
    for fact in notes.testedAhead.members {
      model.vocabulary.facts[FactID(fact)].isTestedAhead = true
    }
  }

  /// Header, names, facts and what can be said about them.
  fileprivate mutating func checkVocabulary() {
    checkHeader()
    declareLists()
    declareHeadings()
    checkFacts()
    checkMarks()
    checkCalendars()
  }

  /// Every heading by itself.
  fileprivate mutating func checkHeadings() {
    checkDefinitions()
    checkTables()
    checkChooses()
    checkQueues()
    checkRules()
    checkGates()
    checkDuties()
    checkScenarios()
    checkPromises()
  }

  /// What only the whole policy shows.
  fileprivate mutating func checkWhole() {
    checkWorkedOut()
    checkCircles()
    checkPending()
    checkTwoMoments()
    checkLadders()
    checkCompleteness()
    checkPolicy()
    sayUnknownNames()
  }

  /// Adds a message, unless its line is accused already.
  mutating func say(
    _ fault: some Fault, at place: SourcePlace, fixes: [Fix] = [], related: [RelatedPlace] = []
  ) {
    messages.add(
      Diagnostic(fault, at: place, fixes: fixes, related: related), at: place, in: files)
  }

  func source(_ place: SourcePlace) -> SourceText { files[place.file.offset].tree.source }

  /// A place as messages name it: `shared.policy, line 4`.
  func words(for place: SourcePlace) -> String {
    let text = source(place)
    return "\(text.path), line \(text.line(at: place.range.lower))"
  }
}

/// The headings of all files by kind, in order of file and line.
struct Headings {
  /// Headings, facts and listed names of a policy; more are not checked.
  static let most = 150_000

  private var byKind: [NodeKind: [Reading]] = [:]
  private(set) var areDamaged = false
  /// The heading that goes beyond the limit.
  private(set) var placeBeyondLimit: SourcePlace?

  init(_ files: [ParsedFile]) {
    var count = 0
    for file in files {
      for item in Reading(file: file, node: file.tree.root).children {
        byKind[item.kind, default: []].append(item)
        if item.kind == .unexpected { areDamaged = true }
        count += Headings.nameCount(item)
        if count > Headings.most && placeBeyondLimit == nil { placeBeyondLimit = item.headPlace }
      }
    }
  }

  private static func nameCount(_ item: Reading) -> Int {
    switch item.kind {
    case .facts: item.file.tree.children(item.node).count
    // Between two names stands a comma.
    case .tasks, .roles, .mark: item.tokens.count / 2
    case let other: other == .unexpected ? 0 : 1
    }
  }

  subscript(kind: NodeKind) -> [Reading] { byKind[kind] ?? [] }
}
