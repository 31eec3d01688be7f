import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// The words of a 1-based line of a file; `nil` where there is no such line.
  func place(ofLine line: Int, in file: FileID) -> SourcePlace? {
    guard trees.indices.contains(file.offset) else { return nil }
    let source = trees[file.offset].source
    guard line >= 1, line <= source.lineStarts.count else { return nil }
    var range = source.lineRange(line)
    while range.lower < range.upper, source.bytes[Int(range.lower)] == 0x20 { range.lower += 1 }
    return SourcePlace(file: file, range: range)
  }
}
