import HandrailReporting
import HandrailSource

/// What `fix` says when it is done.
struct FixReport {
  /// So many choices are spelt out.
  private static let mostChoices = 20

  private let run: FixRun
  private let wishes: FixWishes

  init(_ run: FixRun, _ wishes: FixWishes) {
    self.run = run
    self.wishes = wishes
  }

  /// Line by line what was done, what is to be filled in, and what is left to choose.
  var words: String {
    var text = ""
    for done in run.done {
      text += "\(done.path), line \(done.line): \(done.code): \(done.title)\n"
    }
    for blank in run.blanks {
      let source = SourceText(path: blank.path, bytes: run.bytes(blank.path))
      let line = source.line(at: min(blank.offset, UInt32(source.bytes.count)))
      let written = source.text(source.lineRange(line))
      text += "\(blank.path), line \(line): fill in: \(written.drop { $0 == " " })\n"
    }
    let choices = choices
    text += choices.prefix(Self.mostChoices).joined()
    if choices.count > Self.mostChoices {
      text += "and \(choices.count - Self.mostChoices) more; name a code to see its own\n"
    }
    return text + summary(leftOver: choices.count) + "\n"
  }

  /// Each message that is left, with its replacements and how one is applied.
  private var choices: [String] {
    var list = MessageList()
    for messages in run.left { list.add(messages.diagnostics, about: messages.sources) }
    let named = Dictionary(grouping: list.diagnostics) { [$0.place.file.offset: $0.code] }
    return list.diagnostics.map { diagnostic in
      let source = list.files[diagnostic.place.file.offset]
      let line = source.line(at: diagnostic.place.range.lower)
      var text = "\(source.path), line \(line): \(diagnostic.code): \(diagnostic.headline)\n"
      for (index, fix) in diagnostic.fixes.enumerated() {
        text += "  \(index + 1)  \(fix.title)\n"
      }
      let isBlank = diagnostic.fixes.count == 1 && diagnostic.fixes[0].level == .fill
      let isOne = named[[diagnostic.place.file.offset: diagnostic.code]]?.count ?? 1 < 2
      let command =
        "  handrail fix \(source.path) \(diagnostic.code)" + (isOne ? "" : ":\(line)")
      return text + (isBlank ? "\(command)\n" : "\(command) --choose 1\n")
    }
  }

  private func summary(leftOver: Int) -> String {
    let files = run.changes.count
    var parts = [
      run.done.isEmpty
        ? "nothing changed"
        : "\(counted(run.done.count, "fix", "fixes")) in \(counted(files, "file", "files"))"
    ]
    if !run.blanks.isEmpty {
      parts.append("\(counted(run.blanks.count, "blank", "blanks")) to fill in")
    }
    if leftOver > 0 { parts.append("\(leftOver) left to choose") }
    return parts.joined(separator: ", ")
  }
}
