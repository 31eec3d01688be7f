import HandrailSource
import HandrailSyntax

/// Edits of whole lines and lists: what fixes are made of.
extension Written {
  /// The whole line or lines of the node with their line end, for an edit that removes them.
  var wholeLines: SourcePlace {
    let source = tree.source
    let range = place.range
    let first = source.line(at: range.lower)
    let last = source.line(at: range.upper > range.lower ? range.upper - 1 : range.upper)
    return SourcePlace(
      file: file, range: ByteRange(source.lineStarts[first - 1], source.start(ofLine: last + 1)))
  }

  /// The whole lines, the comments that belong to them and, for a heading, one blank line beside.
  ///
  /// A comment belongs to what stands below it without a blank line between.
  var wholeLinesAndComments: SourcePlace {
    let source = tree.source
    var place = wholeLines
    var first = source.line(at: place.range.lower)
    while first > 1, source.line(first - 1, startsWith: UInt8(ascii: "#")) { first -= 1 }
    place.range.lower = source.lineStarts[first - 1]
    let next = source.line(at: place.range.upper)
    let isAtEnd = place.range.upper == UInt32(source.bytes.count)
    if !isAtEnd, first == 1 || source.isBlank(line: first - 1), source.isBlank(line: next) {
      place.range.upper = source.start(ofLine: next + 1)
    } else if isAtEnd, first > 1, source.isBlank(line: first - 1) {
      place.range.lower = source.lineStarts[first - 2]
    }
    return place
  }

  /// An edit that takes the node's lines away, with their comments.
  var removal: Edit { Edit(wholeLinesAndComments, "") }

  /// An edit that writes a line of its own after the node's first line.
  func insertion(afterHead text: String) -> Edit { insertion(text, at: headPlace.range.upper) }

  /// An edit that writes a line of its own after the node's last line.
  func insertion(afterLast text: String) -> Edit { insertion(text, at: place.range.upper) }

  /// An edit that writes a heading of its own after the node's last line.
  func newHeading(_ text: String) -> Edit { insertion("\n" + text, at: place.range.upper) }

  /// Beyond a comment that trails the line.
  private func insertion(_ text: String, at offset: UInt32) -> Edit {
    let source = tree.source
    let end = source.lineRange(source.line(at: offset)).upper
    return Edit(SourcePlace(file: file, range: ByteRange(end, end)), "\n" + text)
  }
}

extension SourceText {
  /// Where a 1-based line starts, or the end of the file.
  func start(ofLine line: Int) -> UInt32 {
    line <= lineStarts.count ? lineStarts[line - 1] : UInt32(bytes.count)
  }

  /// True where nothing but spaces stands on a line of the file.
  func isBlank(line: Int) -> Bool {
    guard line >= 1, line <= lineStarts.count else { return false }
    return bytes[lineRange(line).offsets].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// True where the first sign of a line that shows is that one.
  func line(_ line: Int, startsWith sign: UInt8) -> Bool {
    bytes[lineRange(line).offsets].first { $0 != 0x20 && $0 != 0x09 } == sign
  }
}
