import HandrailSource
import HandrailSyntax

/// Edits that take something out of the author's text.
extension Reading {
  /// The node with the space before it.
  var removal: Edit {
    var range = place.range
    let bytes = file.tree.source.bytes
    while range.lower > 0, bytes[Int(range.lower) - 1] == 0x20 { range.lower -= 1 }
    return Edit(SourcePlace(file: file.id, range: range), "")
  }

  /// The whole lines with the blank ones below them.
  var headingRemoval: Edit {
    let source = file.tree.source
    var place = wholeLines
    while Int(place.range.upper) < source.bytes.count,
      source.bytes[Int(place.range.upper)] == 0x0A
    {
      place.range.upper += 1
    }
    return Edit(place, "")
  }

  /// One name out of a list on this line; the only name takes its line with it.
  func removal(ofName index: Int, from words: [Word]) -> Edit {
    guard words.count > 1 else { return Edit(wholeLines, "") }
    let lower = index == 0 ? words[0].place.range.lower : words[index - 1].place.range.upper
    let upper = index == 0 ? words[1].place.range.lower : words[index].place.range.upper
    return Edit(SourcePlace(file: file.id, range: ByteRange(lower, upper)), "")
  }
}
