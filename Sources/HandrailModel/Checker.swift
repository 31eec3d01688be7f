import HandrailEngine
package import HandrailSource
import HandrailSyntax

/// Checks a policy and all that it uses.
///
/// The model is `nil` only where the main file has no usable header. Messages of the reading phase
/// are among the diagnostics; they stand in no order.
package func check(
  _ main: SourceText, in surroundings: CheckSurroundings
) -> Outcome<PolicyModel?> {
  let loaded = LoadedFiles(main: main, surroundings: surroundings)
  guard let header = loaded.files.first.flatMap(mainHeader) else {
    return Outcome(nil, loaded.messages.diagnostics)
  }
  var checker = Checker(loaded, header: header, surroundings: surroundings)
  if let place = checker.headings.placeBeyondLimit {
    checker.say(NameFault.tooMany(most: Headings.most), at: place)
    return Outcome(checker.model, checker.messages.diagnostics)
  }
  checker.checkVocabulary()
  checker.checkHeadings()
  checker.checkWhole()
  return Outcome(checker.model, checker.messages.diagnostics)
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

  fileprivate init(_ loaded: LoadedFiles, header: Reading, surroundings: CheckSurroundings) {
    files = loaded.files
    messages = loaded.messages
    self.surroundings = surroundings
    self.header = header
    headings = Headings(loaded.files)
    model = PolicyModel(
      header: PolicyHeader(name: header.word(1)?.text ?? "", version: 0),
      files: loaded.files.map(\.tree.source))
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

/// What one heading leaves for the look at the whole policy.
struct CheckNotes {
  /// A window over a fact of which only the whole policy says whether it comes with every turn.
  struct PendingWindow {
    var fact: FactID
    var place: SourcePlace
    /// The words of the window, which a fix drops; `nil` for an average or a trend.
    var window: SourcePlace?
    /// As written; `nil` for `at any point`.
    var turns: String?
  }

  var pendingWindows: [PendingWindow] = []
  /// A test or cell says `unknown` about it: checked when all supplies are known.
  var pendingUnknowns: [(facts: [FactID], place: SourcePlace)] = []
  /// Headings that `hand over using` names: each must work out a queue.
  var queueGivers: [(target: HandOverTarget, name: Word)] = []
  /// The heading that works out a fact.
  var writers: [FactID: SourcePlace] = [:]
  /// Worked-out facts that some row gives the result `unknown`.
  var maybeUnknown: Set<FactID> = []
  /// Members of a circle, which is said once.
  var circular: Set<FactID> = []
  var knowledge: FactKnowledge?
  var workedOut: Set<FactID> = []
  var definitionCount = 0
  /// PL0510 for dates is said once.
  var saysDateZone = false
  var readAtStart: Set<FactID> = []
  var readAsDecided: [FactID: SourcePlace] = [:]
  var canHandOver: SourcePlace?
  var suggestions = Suggestions()
}
