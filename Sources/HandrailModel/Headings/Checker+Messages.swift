import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// The words of a `say` line, with every placeholder resolved.
  mutating func message(_ line: Reading?) -> Message? {
    guard let line, let texts = line.child(.texts) else { return nil }
    var wordings: [Message.Wording] = []
    var languages: Set<String> = []
    var language: Word?
    for token in texts.tokens {
      let word = Word(token, in: texts.file)
      if token.kind == .word { language = word }
      guard token.kind == .string else { continue }
      if let language, !languages.insert(language.text).inserted {
        say(
          NameFault.alreadyDefined(name: language.text, place: words(for: texts.place)),
          at: language.place)
      }
      wordings.append(
        Message.Wording(language: language?.text ?? "", pieces: pieces(of: word)))
    }
    return Message(wordings: wordings, origin: line.origin)
  }

  /// The text and the facts in braces; what names no fact stays text.
  private mutating func pieces(of string: Word) -> [Message.Piece] {
    var pieces: [Message.Piece] = []
    var accused: Set<String> = []
    for segment in segments(of: Array(string.text.utf8)) {
      switch segment {
      case .text(let text): pieces.append(.text(text))
      case .braces(let name, let range):
        let start = Int(string.place.range.lower)
        let place = SourcePlace(
          file: string.place.file,
          range: ByteRange(start + range.lowerBound..<start + range.upperBound))
        if !accused.contains(name), let fact = placeholder(name, at: place) {
          pieces.append(.fact(fact))
        } else {
          accused.insert(name)
          pieces.append(.text("{\(name)}"))
        }
      }
    }
    return pieces.isEmpty ? [.text("")] : pieces
  }

  private enum Segment {
    case text(String)
    case braces(name: String, range: Range<Int>)
  }

  /// A quoted text's parts; a brace that is never closed is text.
  private func segments(of bytes: [UInt8]) -> [Segment] {
    let end = bytes.count - 1
    let lastClose = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
    var segments: [Segment] = []
    var plain: [UInt8] = []
    var at = 1
    while at < end {
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < end, bytes[at + 1] == UInt8(ascii: "\"") {
        at += 1
      } else if bytes[at] == UInt8(ascii: "{"), at < lastClose {
        if !plain.isEmpty { segments.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
        let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) ?? lastClose
        let name = String(decoding: bytes[at + 1..<close], as: UTF8.self)
        segments.append(.braces(name: name, range: at..<close + 1))
        at = close + 1
        continue
      }
      plain.append(bytes[at])
      at += 1
    }
    if !plain.isEmpty { segments.append(.text(String(decoding: plain, as: UTF8.self))) }
    return segments
  }

  private mutating func placeholder(_ name: String, at place: SourcePlace) -> FactID? {
    guard let declared = names[.fact, name] else {
      messages.keepsQuiet()
      guard !messages.isMissingFile, !messages.isDamaged(name), !messages.isDamaged(.fact) else {
        return nil
      }
      var fixes: [Fix] = []
      if let closest = notes.suggestions.closest(to: name, among: names.all(.fact)) {
        fixes = [Fix(.ask, "write `{\(closest.name)}`", [Edit(place, "{\(closest.name)}")])]
      }
      say(NameFault.unknownPlaceholder(name: name), at: place, fixes: fixes)
      return nil
    }
    let id = FactID(declared.index)
    let fact = model.vocabulary.facts[id]
    guard fact.domain.kind != .text, !fact.marks.contains("secret") else {
      say(
        NameFault.mayNotBeSaid(fact: name), at: place,
        fixes: [Fix(.fill, "say something else there", [Edit(place, "…")])])
      return nil
    }
    return id
  }
}
