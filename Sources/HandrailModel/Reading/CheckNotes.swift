import HandrailSource
import HandrailSyntax

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

  /// The headings whose names are theirs, by kind, once names are declared.
  var owners: [NodeKind: [Reading]] = [:]
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
  private(set) var readAtStart = Flags()
  var readAsDecided: [FactID: SourcePlace] = [:]
  /// The first place that does.
  private(set) var canHandOver: SourcePlace?
  /// Facts that some test reads ahead.
  private(set) var testedAhead = Flags()
  var suggestions = Suggestions()
  /// What the heading at hand adds, where that is to be kept.
  private var own = OwnNotes()

  mutating func readsAtStart(_ fact: FactID) {
    readAtStart.insert(fact.offset)
    if own.isKept { own.readAtStart.append(fact) }
  }

  mutating func testsAhead(_ fact: FactID) {
    testedAhead.insert(fact.offset)
    if own.isKept { own.testedAhead.append(fact) }
  }

  mutating func handsOver(at place: SourcePlace) {
    if canHandOver == nil { canHandOver = place }
    if own.handsOver == nil { own.handsOver = place }
  }

  /// From here on notes are one heading's own.
  mutating func beginHeading() {
    own = OwnNotes()
    own.isKept = true
    own.begins = (pendingWindows.count, pendingUnknowns.count, queueGivers.count)
  }

  /// What was noted since the heading began.
  mutating func endHeading() -> HeadingNotes {
    own.isKept = false
    let rare = HeadingNotes.Rare(
      testedAhead: own.testedAhead, windows: Array(pendingWindows[own.begins.windows...]),
      unknowns: Array(pendingUnknowns[own.begins.unknowns...]),
      givers: Array(queueGivers[own.begins.givers...]))
    return HeadingNotes(
      readAtStart: own.readAtStart, handsOver: own.handsOver, rare: rare.isEmpty ? [] : [rare])
  }

  /// Notes again what a heading left the last time.
  mutating func add(_ kept: HeadingNotes) {
    for fact in kept.readAtStart { readAtStart.insert(fact.offset) }
    if canHandOver == nil { canHandOver = kept.handsOver }
    for rare in kept.rare {
      for fact in rare.testedAhead { testedAhead.insert(fact.offset) }
      pendingWindows += rare.windows
      pendingUnknowns += rare.unknowns
      queueGivers += rare.givers
    }
  }
}

/// What the heading at hand adds to the notes, as far as the notes themselves do not tell.
private struct OwnNotes {
  var isKept = false
  var readAtStart: [FactID] = []
  var testedAhead: [FactID] = []
  var handsOver: SourcePlace?
  var begins = (windows: 0, unknowns: 0, givers: 0)
}

/// What one heading adds to the notes.
struct HeadingNotes: Sendable {
  /// What few headings add.
  struct Rare: Sendable {
    var testedAhead: [FactID]
    var windows: [CheckNotes.PendingWindow]
    var unknowns: [(facts: [FactID], place: SourcePlace)]
    var givers: [(target: HandOverTarget, name: Word)]

    var isEmpty: Bool {
      testedAhead.isEmpty && windows.isEmpty && unknowns.isEmpty && givers.isEmpty
    }

    fileprivate mutating func move(to file: FileID, by shift: Int) {
      for index in windows.indices {
        windows[index].place = windows[index].place.moved(to: file, by: shift)
        windows[index].window = windows[index].window?.moved(to: file, by: shift)
      }
      for index in unknowns.indices {
        unknowns[index].place = unknowns[index].place.moved(to: file, by: shift)
      }
      for index in givers.indices {
        givers[index].name.place = givers[index].name.place.moved(to: file, by: shift)
      }
    }
  }

  var readAtStart: [FactID]
  var handsOver: SourcePlace?
  /// None or one: most headings pay for none.
  var rare: [Rare]

  /// The same of a heading that stands so many bytes further on.
  mutating func move(to file: FileID, by shift: Int) {
    handsOver = handsOver?.moved(to: file, by: shift)
    for index in rare.indices { rare[index].move(to: file, by: shift) }
  }
}

extension SourcePlace {
  /// The same words in a text where they stand so many bytes further on.
  func moved(to file: FileID, by shift: Int) -> SourcePlace {
    let lower = Int(range.lower) + shift
    return SourcePlace(file: file, range: ByteRange(lower..<lower + range.count))
  }
}

/// Positions that are marked, such as facts; to mark costs nothing but a bit.
struct Flags {
  private var words: [UInt64] = []

  mutating func insert(_ position: Int) {
    while words.count <= position / 64 { words.append(0) }
    words[position / 64] |= 1 << UInt64(position % 64)
  }

  /// Those that are marked, in order.
  var members: [Int] {
    words.indices.flatMap { word in
      (0..<64).filter { words[word] >> UInt64($0) & 1 == 1 }.map { word * 64 + $0 }
    }
  }
}
