import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A file that is not in the one style.
  static let styleFormat = LintRule("style-format", .core, .hold) { policy in
    policy.trees.indices.compactMap { index in
      let tree = policy.trees[index]
      let wanted = format(tree)
      guard let change = change(of: tree.source.bytes, to: wanted) else { return nil }
      let file = FileID(index)
      let first = tree.source.line(at: UInt32(change.range.lowerBound))
      return LintFinding(
        "This line isn't in the one style, as `handrail fmt` writes it.",
        at: policy.place(ofLine: first, in: file)
          ?? SourcePlace(file: file, range: ByteRange(change.range)),
        because: "In one style, a comparison of two versions shows nothing but what was meant.",
        fixes: [
          Fix(
            .apply, "write the file in the one style",
            [
              Edit(
                SourcePlace(file: file, range: ByteRange(change.range)),
                String(decoding: change.replacement, as: UTF8.self))
            ])
        ])
    }
  }
}

/// The lines between the first and the last that differ; `nil` where none does.
private func change(
  of old: [UInt8], to new: [UInt8]
) -> (range: Range<Int>, replacement: ArraySlice<UInt8>)? {
  guard old != new else { return nil }
  var start = 0
  var lineStart = 0
  while start < old.count, start < new.count, old[start] == new[start] {
    start += 1
    if old[start - 1] == 0x0A { lineStart = start }
  }
  var oldEnd = old.count
  var newEnd = new.count
  var wholeLines = (old: oldEnd, new: newEnd)
  while oldEnd > lineStart, newEnd > lineStart, old[oldEnd - 1] == new[newEnd - 1] {
    oldEnd -= 1
    newEnd -= 1
    let isLineStart = oldEnd == lineStart || old[oldEnd - 1] == 0x0A
    let isNewLineStart = newEnd == lineStart || new[newEnd - 1] == 0x0A
    if isLineStart && isNewLineStart { wholeLines = (oldEnd, newEnd) }
  }
  return (lineStart..<wholeLines.old, new[lineStart..<wholeLines.new])
}
