import HandrailSource

/// Lines that stand together and that a fix changes, as they are and as they would be.
struct ChangedLines {
  let path: String
  /// The first of them, counted from 1.
  let line: Int
  private(set) var old: [String]
  private(set) var new: [String]

  /// The changes of a fix, in the order of its files and lines.
  static func all(of fix: Fix, in sources: [SourceText]) -> [ChangedLines] {
    let sorted = fix.edits.sorted { left, right in
      (left.place.file, left.place.range.lower) < (right.place.file, right.place.range.lower)
    }
    return sorted.compactMap { edit in
      guard edit.place.file.offset < sources.count else { return nil }
      return ChangedLines(edit, in: sources[edit.place.file.offset])
    }
  }

  private init(_ edit: Edit, in source: SourceText) {
    let (lower, upper) = (edit.place.range.lower, edit.place.range.upper)
    let first = source.line(at: lower)
    // An edit that ends where a line begins leaves that line alone.
    let endsAtStart = upper > lower && source.lineRange(source.line(at: upper)).lower == upper
    let last = source.line(at: endsAtStart ? upper - 1 : upper)
    let before = ByteRange(source.lineRange(first).lower, lower)
    let end = endsAtStart ? upper : source.lineRange(last).upper
    let after = ByteRange(upper, max(upper, end))
    old = (first...max(first, last)).map { source.text(source.lineRange($0)) }
    let text = source.text(before) + edit.replacement + source.text(after)
    new = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if endsAtStart || edit.replacement.hasSuffix("\n"), new.last == "" { new.removeLast() }
    var start = first
    while let line = old.first, let now = new.first, line == now {
      old.removeFirst()
      new.removeFirst()
      start += 1
    }
    while let line = old.last, let now = new.last, line == now {
      old.removeLast()
      new.removeLast()
    }
    path = source.path
    line = start
    while new.first == "" { new.removeFirst() }
  }
}
