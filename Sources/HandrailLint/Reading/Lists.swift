import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension Written {
  /// An edit that takes a name from the line's list, or the whole line where it stands alone there.
  func removal(ofListed name: String) -> Edit? {
    let names = listedNames
    guard let index = names.firstIndex(where: { $0.text == name }) else { return nil }
    guard names.count > 1 else { return removal }
    let range =
      index == 0
      ? ByteRange(names[0].place.range.lower, names[1].place.range.lower)
      : ByteRange(names[index - 1].place.range.upper, names[index].place.range.upper)
    return Edit(SourcePlace(file: file, range: range), "")
  }
}
