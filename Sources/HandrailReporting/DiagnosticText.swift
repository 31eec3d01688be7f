package import HandrailSource

/// Messages as a person reads them: `language.md` 6.2.
///
/// A message has at most eight lines that hold words. What the author wrote is shown without
/// control characters, so a file cannot steer the terminal.
package struct DiagnosticText {
  /// How many messages are shown before the rest is only counted; the gravest are chosen first.
  package static let most = 50

  private let sources: [SourceText]

  /// The files by their `FileID`.
  package init(_ sources: [SourceText]) { self.sources = sources }

  /// All messages, in the order of files and lines, each once.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    let (chosen, left) = Self.chosen(of: diagnostics)
    let text = chosen.map { message($0) }.joined(separator: "\n")
    return left.isEmpty ? text : text + "\n" + left
  }

  /// One line a message: place, severity, code and headline.
  package func brief(_ diagnostics: [Diagnostic]) -> String {
    let (chosen, left) = Self.chosen(of: diagnostics)
    var text = ""
    for diagnostic in chosen {
      text +=
        "\(place(of: diagnostic.place))  \(diagnostic.code)  \(diagnostic.severity)  "
        + "\(shown(diagnostic.headline))\n"
    }
    return text + left
  }

  /// Those that are shown, in their order, and a line about the others: where there are too many,
  /// what stops or holds a policy goes before what is only noted.
  private static func chosen(of diagnostics: [Diagnostic]) -> (shown: [Diagnostic], left: String) {
    let sorted = Self.sorted(diagnostics)
    guard sorted.count > most else { return (sorted, "") }
    let gravest = sorted.indices.sorted { left, right in
      let (ours, theirs) = (sorted[left].severity, sorted[right].severity)
      return ours == theirs ? left < right : ours > theirs
    }
    let shown = gravest.prefix(most).sorted().map { sorted[$0] }
    let grave = gravest.dropFirst(most).count { sorted[$0].severity > .note }
    let tail = grave > 0 ? ", \(grave) of them to be mended before publishing" : ""
    return (shown, "and \(sorted.count - most) more\(tail)\n")
  }

  /// Sorted by file, place and code, without repetitions.
  package static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
      let ours = left.element
      let theirs = right.element
      if ours.place.file != theirs.place.file { return ours.place.file < theirs.place.file }
      if ours.place.range.lower != theirs.place.range.lower {
        return ours.place.range.lower < theirs.place.range.lower
      }
      if ours.code != theirs.code { return ours.code < theirs.code }
      return left.offset < right.offset
    }.map(\.element)
  }

  private func source(_ file: FileID) -> SourceText? {
    file.offset < sources.count ? sources[file.offset] : nil
  }

  /// `FILE, line N`.
  private func place(of place: SourcePlace) -> String {
    guard let source = source(place.file) else { return "line ?" }
    return "\(shown(source.path)), line \(source.line(at: place.range.lower))"
  }

  private func message(_ diagnostic: Diagnostic) -> String {
    let level = "\(diagnostic.code)  \(diagnostic.severity)"
    let place = place(of: diagnostic.place)
    let gap = String(repeating: " ", count: max(2, 74 - place.count))
    var lines = [place + gap + level, ""]
    var budget = 6
    let excerpt = excerpt(of: diagnostic)
    lines += excerpt
    budget -= excerpt.count
    if !excerpt.isEmpty { lines.append("") }
    lines.append("  " + shown(diagnostic.headline))
    if !diagnostic.story.isEmpty {
      lines += [""] + diagnostic.story.map { "     " + shown($0) } + [""]
    }
    if !diagnostic.reason.isEmpty {
      lines.append("  " + shown(diagnostic.reason))
      budget -= 1
    }
    let related = relatedLines(
      diagnostic, atMost: min(2, diagnostic.fixes.isEmpty ? budget : budget - 1))
    lines += related
    budget -= related.count
    let fixes = diagnostic.fixes.prefix(max(0, budget))
    if !fixes.isEmpty { lines.append("") }
    for (number, fix) in fixes.enumerated() {
      lines.append("  \(number + 1)  " + shown(fix.title))
      // A message that tells a story is as long as it has to be.
      if !diagnostic.story.isEmpty { lines += edits(of: fix) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a fix makes of the lines, before and after.
  private func edits(of fix: Fix) -> [String] {
    ChangedLines.all(of: fix, in: sources).flatMap { change in
      ["       \(shown(change.path)), line \(change.line)"]
        + change.old.map { "       - " + shown($0) } + change.new.map { "       + " + shown($0) }
    }
  }

  private func relatedLines(_ diagnostic: Diagnostic, atMost count: Int) -> [String] {
    diagnostic.related.prefix(max(0, count)).map { related in
      "  \(place(of: related.place)): \(shown(related.note))"
    }
  }

  /// The heading's line where it is another one, the author's line, and the marks under the words.
  private func excerpt(of diagnostic: Diagnostic) -> [String] {
    guard let source = source(diagnostic.place.file), !source.bytes.isEmpty else { return [] }
    let number = source.line(at: diagnostic.place.range.lower)
    var lines: [String] = []
    if let heading = headingLine(above: number, in: source) {
      lines.append(numbered(heading) + ExcerptLine(source, heading, marking: nil).text)
    }
    let line = ExcerptLine(source, number, marking: diagnostic.place.range)
    lines.append(numbered(number) + line.text)
    lines.append(String(repeating: " ", count: 7) + line.marks)
    return lines.map { $0.trimmedAtEnd }
  }

  private func numbered(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 5 - digits.count)) + digits + "  "
  }

  /// The nearest line above that begins at the edge with a letter, within sight of the line.
  private func headingLine(above number: Int, in source: SourceText) -> Int? {
    func first(_ line: Int) -> UInt8? {
      let range = source.lineRange(line)
      return range.count > 0 ? source.bytes[Int(range.lower)] : nil
    }
    func opens(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
    if let byte = first(number), byte != 0x20 && byte != 0x09 { return nil }
    var line = number - 1
    while line > 0 && number - line <= 200 {
      if let byte = first(line), opens(byte) { return line }
      line -= 1
    }
    return nil
  }
}

extension String {
  /// Without spaces at its end.
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
