/// An id by which people are told apart: case and the way that accents are coded do not count.
package struct PersonKey: Sendable, Hashable {
  /// Equality of texts is canonical equivalence, which is what NFC stands for.
  private let folded: String
  /// Tells nearly all people apart at once: comparing texts letter by letter is dear.
  private let mark: Int

  package static func == (left: PersonKey, right: PersonKey) -> Bool {
    left.mark == right.mark && left.folded == right.folded
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(mark) }

  package init(_ id: String) {
    // Nearly every id is plain letters: those need no tables.
    if id.utf8.allSatisfy({ $0 < 0x80 }) {
      let letters = id.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      folded = String(decoding: letters, as: UTF8.self)
    } else {
      folded = PersonKey.folded(id)
    }
    mark = folded.hashValue
  }

  /// Nobody of this name is a person.
  package static var ai: PersonKey { PersonKey("ai") }

  /// Upper case and back brings together what only case keeps apart: `ß` and `SS`, both sigmas.
  ///
  /// The dotless i is a letter of its own, and stays.
  private static func folded(_ id: String) -> String {
    var text = ""
    for scalar in id.unicodeScalars {
      let letter = String(scalar)
      text += scalar == "\u{131}" ? letter : letter.uppercased().lowercased()
    }
    return text
  }
}
