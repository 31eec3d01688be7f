package import HandrailSource

/// Reads a file into its tree; what could not be read is said in messages that bear the file's id.
///
/// Never fails.
package func parse(
  _ source: SourceText, as file: FileID = FileID(rawValue: 0)
) -> Outcome<SyntaxTree> {
  let lexed = lex(source)
  var parser = Parser(source: source, tokens: lexed.tokens)
  parser.reserve()
  parser.file()
  var tree = SyntaxTree(source: source)
  tree.tokens = Table(lexed.tokens)
  tree.nodes = Table(parser.nodes)
  tree.childIDs = parser.childIDs
  guard !lexed.flaws.isEmpty || !parser.failures.isEmpty else { return Outcome(tree) }
  var messages = ReadingMessages(source, file, lexed, parser.failures.all)
  messages.make()
  return Outcome(tree, messages.found)
}
