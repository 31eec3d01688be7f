package import HandrailSource

/// Reads a file into its tree; what could not be read is said in messages.
///
/// Never fails.
package func parse(_ source: SourceText) -> Outcome<SyntaxTree> {
  let lexed = lex(source)
  var parser = Parser(source: source, tokens: lexed.tokens)
  parser.reserve()
  parser.file()
  var tree = SyntaxTree(source: source)
  tree.tokens = Table(lexed.tokens)
  tree.nodes = Table(parser.nodes)
  tree.childIDs = parser.childIDs
  guard !lexed.flaws.isEmpty || !parser.failures.isEmpty else { return Outcome(tree) }
  return Outcome(tree, messages(for: parser.failures.all, lexed, in: source))
}
