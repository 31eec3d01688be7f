import HandrailEngine
import HandrailSource
import HandrailSyntax

/// Which bytes of the main file were replaced since the check before.
package struct TextChange: Sendable {
  package var lower: Int
  /// The end of what was replaced, in the text before.
  package var oldUpper: Int
  /// The end of what replaces it.
  package var newUpper: Int

  package init(lower: Int, oldUpper: Int, newUpper: Int) {
    self.lower = lower
    self.oldUpper = oldUpper
    self.newUpper = newUpper
  }
}

/// What a check leaves for the next check of nearly the same text.
///
/// Kept is what had nothing to say, so nothing kept holds words about other lines.
package struct CheckMemory: Sendable {
  /// A used file as it was read.
  fileprivate var readings: [String: Outcome<SyntaxTree>] = [:]
  fileprivate var headings: [String: KeptHeadings] = [:]
  fileprivate var ground: CheckGround?
  fileprivate var canBeUnknown: [Bool] = []

  package init() {}

  /// What reading a file came to, where it is what it was.
  func reading(of source: SourceText) -> Outcome<SyntaxTree>? {
    guard let kept = readings[source.path], kept.value.source.bytes == source.bytes else {
      return nil
    }
    return kept
  }
}

/// Headings of one file that had nothing to say.
private struct KeptHeadings: Sendable {
  /// Of rules, in order of place; beside them what each left.
  private var ranges: [ByteRange] = []
  private var notes: [HeadingNotes] = []
  /// Where tables that are complete begin and end.
  var tables: [UInt32: UInt32] = [:]

  /// Most often it is the rule after the one that was looked for last.
  func rule(at range: ByteRange, near hint: inout Int) -> HeadingNotes? {
    if hint >= ranges.count || ranges[hint] != range {
      var low = 0
      var high = ranges.count
      while low < high {
        let middle = (low + high) / 2
        if ranges[middle].lower < range.lower { low = middle + 1 } else { high = middle }
      }
      hint = low
    }
    guard hint < ranges.count, ranges[hint] == range else { return nil }
    hint += 1
    return notes[hint - 1]
  }

  mutating func keep(_ own: HeadingNotes, at range: ByteRange) {
    ranges.append(range)
    notes.append(own)
  }
}

/// The memory of the check before beside that of the check at hand.
struct Recall {
  private let before: CheckMemory
  private var kept = CheckMemory()
  fileprivate(set) var spared = 0
  /// By file, as they were and as they are.
  private let old: [KeptHeadings]
  private var new: [KeptHeadings]
  private var hints: [Int]
  private let change: TextChange
  private let paths: [String]
  /// The files of which not a byte is another.
  private let isUnchanged: [Bool]
  private var isSameGround = false
  private var isSameKnowledge = false

  init(_ before: CheckMemory, _ change: TextChange, _ loaded: LoadedFiles) {
    self.before = before
    self.change = change
    paths = loaded.files.map(\.tree.source.path)
    isUnchanged = loaded.isKnown
    old = paths.map { before.headings[$0] ?? KeptHeadings() }
    new = paths.map { _ in KeptHeadings() }
    hints = paths.map { _ in 0 }
    for reading in loaded.readings.dropFirst() {
      kept.readings[reading.value.source.path] = reading
    }
  }

  /// What the check at hand leaves.
  var after: CheckMemory {
    var after = kept
    for (path, headings) in zip(paths, new) { after.headings[path] = headings }
    return after
  }

  mutating func stand(on ground: CheckGround) {
    isSameGround = before.ground == ground
    kept.ground = ground
  }

  mutating func know(_ knowledge: FactKnowledge) {
    isSameKnowledge = isSameGround && before.canBeUnknown == knowledge.canBeUnknown
    kept.canBeUnknown = knowledge.canBeUnknown
  }

  /// What the rule left the last time, with places as they are now.
  fileprivate mutating func notes(of place: SourcePlace) -> HeadingNotes? {
    let file = place.file.offset
    guard isSameGround, let range = oldRange(of: place),
      var notes = old[file].rule(at: range, near: &hints[file])
    else { return nil }
    notes.move(to: place.file, by: Int(place.range.lower) - Int(range.lower))
    return notes
  }

  /// The table was complete, and nothing that this rests on is another.
  fileprivate func isComplete(_ place: SourcePlace) -> Bool {
    guard isSameKnowledge, let range = oldRange(of: place) else { return false }
    return old[place.file.offset].tables[range.lower] == range.upper
  }

  fileprivate mutating func keep(_ notes: HeadingNotes, at place: SourcePlace) {
    new[place.file.offset].keep(notes, at: place.range)
  }

  fileprivate mutating func keepComplete(_ place: SourcePlace) {
    new[place.file.offset].tables[place.range.lower] = place.range.upper
  }

  /// Where the same bytes stood; `nil` where some of them were replaced.
  private func oldRange(of place: SourcePlace) -> ByteRange? {
    let range = place.range
    guard place.file.offset == 0 else {
      return isUnchanged[place.file.offset] ? range : nil
    }
    if Int(range.upper) <= change.lower { return range }
    guard Int(range.lower) >= change.newUpper else { return nil }
    let lower = Int(range.lower) - change.newUpper + change.oldUpper
    return ByteRange(lower..<lower + range.count)
  }
}

/// All that the check of a rule by itself reads of the rest of the policy.
struct CheckGround: Equatable, Sendable {
  private var facts: [Fact]
  private var tasks: [PolicyTask]
  private var roles: [String]
  private var queues: [String]
  private var others: [[String: Int]]
  private var hasZone: Bool

  init(_ checker: Checker) {
    let vocabulary = checker.model.vocabulary
    facts = vocabulary.facts.elements
    tasks = vocabulary.tasks.elements
    roles = vocabulary.roles.elements
    queues = checker.model.people.queues.elements.map(\.name)
    others = [.table, .calendar, .mark].map { checker.names.positions($0) }
    hasZone = checker.header.child(.timeZoneLine) != nil || checker.header.isDamaged
  }

  /// Where something stands, and how its host spells it, is nothing to a rule.
  static func == (left: CheckGround, right: CheckGround) -> Bool {
    left.hasZone == right.hasZone && left.roles == right.roles && left.queues == right.queues
      && left.others == right.others
      && left.tasks.elementsEqual(right.tasks) { $0.name == $1.name && $0.marks == $1.marks }
      && left.facts.elementsEqual(right.facts) { mine, other in
        mine.name == other.name && mine.domain == other.domain && mine.supply == other.supply
          && mine.mayBeUnknown == other.mayBeUnknown && mine.usualValue == other.usualValue
          && mine.marks == other.marks
      }
  }
}

extension Checker {
  /// Before the first rule: whether what rules read is what it was.
  mutating func standOnGround() {
    guard recall != nil else { return }
    let ground = CheckGround(self)
    recall?.stand(on: ground)
  }

  /// Checks a rule, unless it says nothing and leaves what it left the last time.
  mutating func remembering(_ heading: Reading, _ check: (inout Checker) -> Void) {
    guard recall != nil else { return check(&self) }
    let place = heading.place
    let isReadable = !heading.isDamaged && !messages.accuses(place, in: heading.file.tree.source)
    if isReadable, let kept = recall?.notes(of: place) {
      recall?.spared += 1
      notes.add(kept)
      recall?.keep(kept, at: place)
      return
    }
    let occasions = messages.occasions
    notes.beginHeading()
    check(&self)
    let own = notes.endHeading()
    if isReadable && messages.occasions == occasions { recall?.keep(own, at: place) }
  }

  /// Checks what a table leaves open, unless it left nothing open and still does not.
  mutating func sparing(_ heading: Reading, _ check: (inout Checker) -> Void) {
    guard recall != nil else { return check(&self) }
    let place = heading.place
    guard recall?.isComplete(place) != true else {
      recall?.spared += 1
      recall?.keepComplete(place)
      return
    }
    let (occasions, open) = (messages.occasions, model.openTables.count)
    check(&self)
    if messages.occasions == occasions && model.openTables.count == open {
      recall?.keepComplete(place)
    }
  }
}
