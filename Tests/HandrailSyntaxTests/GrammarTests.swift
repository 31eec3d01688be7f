import HandrailSource
import HandrailSyntax
import HandrailTestSupport
import Testing

/// The examples of the language's own page, and what they leave out.
let exampleNames = ["northgate_chat", "bank_session", "torture", "telco_care", "the_rest"]

/// Whether the parser has nothing to say that the grammar would say too.
///
/// Two `when`s, a row's columns, a later language and hidden characters are beyond the grammar.
func isGrammatical(_ outcome: Outcome<SyntaxTree>) -> Bool {
  let beyond: Set<String> = ["PL0111", "PL0116", "PL0120", "PL0121", "PL0125"]
  return outcome.diagnostics.allSatisfy { beyond.contains($0.code) }
    && !outcome.value.nodes.elements.contains { $0.kind == .unexpected }
}

@Suite("The grammar's text and the parser")
struct GrammarTests {
  @Test("the text is whole: every rule is defined and used, one token decides every choice")
  func whole() throws {
    let grammar = try Grammar.load()
    #expect(grammar.order.count >= 98)
    #expect(Set(grammar.order).count == grammar.order.count)
    #expect(grammar.referenced.subtracting(grammar.order) == [])
    #expect(Set(grammar.order).subtracting(grammar.referenced) == ["file"])
    #expect(GrammarAcceptor(grammar).ambiguities() == [])
  }

  @Test("the words of the text are the keywords")
  func words() throws {
    let words = try Grammar.load().literals.filter { $0.first?.isLetter == true }
    let keywords = Keyword.allCases.filter { $0 != .none }.map(\.spelling)
    #expect(words == Set(keywords))
    #expect(keywords.count == Set(keywords).count)
  }

  @Test("agree on every example", arguments: exampleNames)
  func examples(name: String) throws {
    let acceptor = GrammarAcceptor(try Grammar.load())
    let source = SourceText(path: name, bytes: try golden("syntax/\(name)/input.policy"))
    #expect(acceptor.accepts(parse(source).value))
  }

  @Test("agree on 6,000 generated files and as many damaged ones", arguments: UInt64(0)..<12)
  func generated(seed: UInt64) throws {
    let grammar = try Grammar.load()
    let acceptor = GrammarAcceptor(grammar)
    var generator = GrammarGenerator(grammar, seed: seed)
    var accepted = 0
    for _ in 0..<500 {
      let words = generator.file()
      accepted += agree(acceptor, generator.text(words)) ? 1 : 0
      _ = agree(acceptor, generator.text(generator.damaged(words)))
    }
    #expect(accepted >= 400, "only \(accepted) of 500 generated files were files")
  }

  /// Says whether both accept; differing is an issue.
  private func agree(_ acceptor: GrammarAcceptor, _ text: String) -> Bool {
    let outcome = parse(SourceText(path: "generated", text: text))
    let isAccepted = acceptor.accepts(outcome.value)
    let isRead = isGrammatical(outcome)
    let said = outcome.diagnostics.map(\.headline)
    #expect(isAccepted == isRead, "grammar \(isAccepted), parser \(isRead) \(said):\n\(text)")
    return isAccepted
  }
}
