package import HandrailSource

/// A fix that was taken, and the message that it mends.
package struct TakenFix: Sendable, Equatable {
  package var diagnostic: Diagnostic
  package var fix: Fix

  package init(_ diagnostic: Diagnostic, _ fix: Fix) {
    self.diagnostic = diagnostic
    self.fix = fix
  }
}

/// One round of fixes: those that do not touch each other, and the files as they leave them.
package struct FixPass: Sendable {
  package private(set) var taken: [TakenFix] = []
  private let sources: [SourceText]
  private var edits: [[Edit]]

  /// The files by their `FileID`.
  package init(_ sources: [SourceText]) {
    self.sources = sources
    edits = [[Edit]](repeating: [], count: sources.count)
  }

  /// Takes a fix, unless an edit of it touches one that was taken before; says whether it did.
  @discardableResult
  package mutating func take(_ fix: Fix, of diagnostic: Diagnostic) -> Bool {
    guard !fix.edits.isEmpty, fix.edits.allSatisfy(isInside), fix.edits.allSatisfy(isFree),
      !touchEachOther(fix.edits)
    else { return false }
    for edit in fix.edits { edits[edit.place.file.offset].append(edit) }
    taken.append(TakenFix(diagnostic, fix))
    return true
  }

  /// The bytes of a file after the round.
  package func bytes(of file: FileID) -> [UInt8] {
    let before = sources[file.offset].bytes
    if edits[file.offset].isEmpty { return before }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(before.count)
    var next = 0
    for edit in edits[file.offset].sorted(by: { $0.place.range.lower < $1.place.range.lower }) {
      bytes += before[next..<Int(edit.place.range.lower)]
      bytes += edit.replacement.utf8
      next = Int(edit.place.range.upper)
    }
    return bytes + before[next...]
  }

  /// The files that the round changes, in their order.
  package var changed: [FileID] {
    sources.indices.map { FileID($0) }.filter {
      !edits[$0.offset].isEmpty && bytes(of: $0) != sources[$0.offset].bytes
    }
  }

  /// Where an offset of a file lies after the round.
  package func moved(_ offset: UInt32, in file: FileID) -> UInt32 {
    moved(offset, by: edits[file.offset])
  }

  /// Where the words that an edit of the round wrote begin after it.
  package func start(of edit: Edit) -> UInt32 {
    let others = edits[edit.place.file.offset].filter { $0 != edit }
    let blanks = edit.replacement.utf8.prefix { $0 == 0x0A || $0 == 0x20 }.count
    return moved(edit.place.range.lower, by: others) + UInt32(blanks)
  }

  private func moved(_ offset: UInt32, by edits: [Edit]) -> UInt32 {
    var moved = Int(offset)
    for edit in edits where edit.place.range.upper <= offset {
      moved += edit.replacement.utf8.count - edit.place.range.count
    }
    return UInt32(clamping: moved)
  }

  private func isInside(_ edit: Edit) -> Bool {
    let file = edit.place.file.offset
    return file < sources.count && edit.place.range.lower <= edit.place.range.upper
      && Int(edit.place.range.upper) <= sources[file].bytes.count
  }

  private func isFree(_ edit: Edit) -> Bool {
    !edits[edit.place.file.offset].contains { touch($0, edit) }
  }

  private func touchEachOther(_ edits: [Edit]) -> Bool {
    let sorted = edits.sorted { left, right in
      (left.place.file, left.place.range.lower, left.place.range.upper)
        < (right.place.file, right.place.range.lower, right.place.range.upper)
    }
    return zip(sorted, sorted.dropFirst()).contains { touch($0, $1) }
  }
}

/// Edits that share a byte, or of which one inserts where the other one begins or ends.
private func touch(_ left: Edit, _ right: Edit) -> Bool {
  guard left.place.file == right.place.file else { return false }
  let (one, other) = (left.place.range, right.place.range)
  if one.count == 0 || other.count == 0 {
    return one.lower <= other.upper && other.lower <= one.upper
  }
  return one.lower < other.upper && other.lower < one.upper
}
