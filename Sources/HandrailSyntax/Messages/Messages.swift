import HandrailSource

/// The messages of one file, in the order of the text.
func messages(for failures: [Failure], _ lexed: Lexed, in source: SourceText) -> [Diagnostic] {
  var found: [Diagnostic] = []
  for failure in failures {
    let stop = lexed.tokens[failure.stop].range
    found.append(
      Diagnostic(
        ReadingFault.notUnderstood(word: source.text(stop)),
        at: SourcePlace(file: FileID(rawValue: 0), range: stop)))
  }
  for flaw in lexed.flaws {
    found.append(
      Diagnostic(
        ReadingFault.notUnderstood(word: source.text(flaw.range)),
        at: SourcePlace(file: FileID(rawValue: 0), range: flaw.range)))
  }
  return found
}
