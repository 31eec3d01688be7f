import HandrailSource
import HandrailSyntax

/// The messages of one check: one cause, one message.
///
/// A line that could not be read is quiet, and so is a name that a damaged line may have declared.
struct Messages {
  /// A name that nothing declares, with every place that uses it.
  struct UnknownName: Hashable {
    var sort: NameSort
    var name: String
  }

  /// Beyond so many nothing is added: the policy is stopped all the same.
  static let most = 10_000

  private(set) var diagnostics: [Diagnostic] = []
  /// In the order of first use.
  private(set) var unknownNames: [UnknownName] = []
  private(set) var unknownPlaces: [UnknownName: [SourcePlace]] = [:]
  private var accusedLines: Set<AccusedLine> = []
  private var damagedWords: Set<String> = []
  /// Sorts of which a declaration may stand in a line that could not be read.
  private var damagedSorts: Set<NameSort> = []
  /// A used file is missing, or a `use` line could not be read: any name may stand there.
  private(set) var isMissingFile = false
  /// Every time that there was something to say, said or not: another text elsewhere may turn one
  /// into the other.
  private(set) var occasions = 0

  private struct AccusedLine: Hashable {
    var file: FileID
    var line: Int
  }

  init() {}

  /// Takes over what the reading phase had to say about a file.
  mutating func adopt(_ file: ParsedFile, _ readingMessages: [Diagnostic]) {
    guard !readingMessages.isEmpty else { return }
    let source = file.tree.source
    let items = Reading(file: file, node: file.tree.root).children
    for message in readingMessages {
      diagnostics.append(message.placed(in: file.id))
      guard message.severity == .stop else { continue }
      damage(items, at: message.place.range.lower)
      let line = source.line(at: message.place.range.lower)
      accusedLines.insert(AccusedLine(file: file.id, line: line))
      rememberWords(of: file, line: line)
    }
    for (index, node) in file.tree.nodes.elements.enumerated() where node.kind == .unexpected {
      // A text that begins a line may have been a `use`.
      if file.tree.tokens[node.firstToken].kind == .string { isMissingFile = true }
      for token in file.tree.tokens(of: NodeID(index)) where token.kind != .newline {
        let line = source.line(at: token.range.lower)
        accusedLines.insert(AccusedLine(file: file.id, line: line))
        damagedWords.insert(file.tree.text(token))
      }
    }
    if damagedWords.contains("use") { isMissingFile = true }
  }

  /// What the heading at a place declares may be lost.
  private mutating func damage(_ items: [Reading], at offset: UInt32) {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].place.range.lower <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return }
    let item = items[low - 1]
    let isHead = item.headPlace.range.upper >= offset || item.kind == .unexpected
    switch item.word(0)?.text {
    case "facts": damagedSorts.insert(.fact)
    case "tasks": damagedSorts.insert(.task)
    case "roles": damagedSorts.insert(.role)
    case "mark": damagedSorts.insert(.mark)
    case "define" where isHead: damagedSorts.insert(.fact)
    case "calendar" where isHead: damagedSorts.insert(.calendar)
    case "queue" where isHead: damagedSorts.insert(.queue)
    case "table" where isHead, "choose" where isHead: damagedSorts.insert(.table)
    case "rule" where isHead: damagedSorts.insert(.rule)
    case "first" where isHead: damagedSorts.insert(.first)
    case "approval" where isHead: damagedSorts.insert(.approval)
    case "offer" where isHead: damagedSorts.insert(.offer)
    case .some, .none: break
    }
  }

  private mutating func rememberWords(of file: ParsedFile, line: Int) {
    let range = file.tree.source.lineRange(line)
    let tokens = file.tree.tokens.elements
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.lower < range.lower { low = middle + 1 } else { high = middle }
    }
    while low < tokens.count && tokens[low].range.lower < range.upper {
      damagedWords.insert(file.tree.text(tokens[low]))
      low += 1
    }
  }

  /// True where a declaration of the sort may stand in a line that could not be read.
  func isDamaged(_ sort: NameSort) -> Bool { damagedSorts.contains(sort) }

  /// True where a line that could not be read holds the word.
  func isDamaged(_ word: String) -> Bool { damagedWords.contains(word) }

  /// A name whose declaration is accused: its uses are quiet.
  mutating func forgive(_ word: String) { damagedWords.insert(word) }

  mutating func lacksFile() { isMissingFile = true }

  /// Something is not said, because it is said elsewhere or its cause is.
  mutating func keepsQuiet() { occasions += 1 }

  /// True where the reading phase, or the check so far, accuses a line of the place.
  func accuses(_ place: SourcePlace, in source: SourceText) -> Bool {
    guard !accusedLines.isEmpty else { return false }
    let last = source.line(at: place.range.upper)
    return (source.line(at: place.range.lower)...last).contains {
      accusedLines.contains(AccusedLine(file: place.file, line: $0))
    }
  }

  /// Adds a message, unless its line is accused already.
  mutating func add(
    _ message: @autoclosure () -> Diagnostic, at place: SourcePlace, in files: [ParsedFile]
  ) {
    occasions += 1
    guard diagnostics.count < Messages.most else { return }
    let line = files[place.file.offset].tree.source.line(at: place.range.lower)
    guard !accusedLines.contains(AccusedLine(file: place.file, line: line)) else { return }
    diagnostics.append(message())
  }

  /// Remembers the use of a name that nothing declares; the message comes when all uses are known.
  mutating func addUnknown(_ sort: NameSort, _ word: Word) {
    occasions += 1
    guard !isMissingFile, !isDamaged(word.text), !damagedSorts.contains(sort) else { return }
    let unknown = UnknownName(sort: sort, name: word.text)
    if unknownPlaces[unknown] == nil { unknownNames.append(unknown) }
    unknownPlaces[unknown, default: []].append(word.place)
  }
}

extension Diagnostic {
  /// The same message about another file: the reading phase knows only one.
  fileprivate func placed(in file: FileID) -> Diagnostic {
    guard file.rawValue != place.file.rawValue else { return self }
    var moved = self
    moved.place.file = file
    moved.fixes = fixes.map { fix in
      Fix(
        fix.level, fix.title,
        fix.edits.map { Edit(SourcePlace(file: file, range: $0.place.range), $0.replacement) })
    }
    moved.related = related.map {
      RelatedPlace(SourcePlace(file: file, range: $0.place.range), $0.note)
    }
    return moved
  }
}
