import Foundation
import HandrailSource
import HandrailSyntax

/// `grammar/handrail.ebnf` as data: the very text that the documentation shows.
struct Grammar {
  indirect enum Term {
    case sequence([Term])
    case choice([Term])
    case optional(Term)
    case many(Term)
    case literal(String)
    case terminal(String)
    case rule(String)
  }

  struct Malformed: Error {
    var text: String
  }

  private(set) var rules: [String: Term] = [:]
  private(set) var order: [String] = []

  static func load() throws -> Grammar {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "grammar/handrail.ebnf")
    return try Grammar(String(decoding: Data(contentsOf: file), as: UTF8.self))
  }

  init(_ text: String) throws {
    var reader = Reader(words: Self.words(text)[...])
    while let name = reader.words.popFirst() {
      guard reader.words.popFirst() == "=" else { throw Malformed(text: name) }
      rules[name] = try reader.choice()
      order.append(name)
      guard reader.words.popFirst() == ";" else { throw Malformed(text: "after \(name)") }
    }
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if rest.hasPrefix("(*"), let end = rest.range(of: "*)") {
        rest = rest[end.upperBound...]
      } else if first == "\"" {
        let body = rest.dropFirst().prefix { $0 != "\"" }
        words.append("\"" + body)
        rest = rest.dropFirst(body.count + 2)
      } else if first.isLetter {
        let name = rest.prefix { $0.isLetter || $0 == "_" || $0 == "0" }
        words.append(String(name))
        rest = rest.dropFirst(name.count)
      } else {
        words.append(String(first))
        rest.removeFirst()
      }
    }
    return words
  }

  private struct Reader {
    var words: ArraySlice<String>

    mutating func choice() throws -> Term {
      var terms = [try sequence()]
      while words.first == "|" {
        words.removeFirst()
        terms.append(try sequence())
      }
      return terms.count == 1 ? terms[0] : .choice(terms)
    }

    mutating func sequence() throws -> Term {
      var terms = [try term()]
      while words.first == "," {
        words.removeFirst()
        terms.append(try term())
      }
      return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    mutating func term() throws -> Term {
      guard let word = words.popFirst() else { throw Malformed(text: "end") }
      switch word {
      case "(": return try closed(")") { $0 }
      case "[": return try closed("]") { .optional($0) }
      case "{": return try closed("}") { .many($0) }
      default: break
      }
      if word.hasPrefix("\"") { return .literal(String(word.dropFirst())) }
      guard word.first?.isLetter == true else { throw Malformed(text: word) }
      return word.first?.isUppercase == true ? .terminal(word) : .rule(word)
    }

    mutating func closed(_ mark: String, _ make: (Term) -> Term) throws -> Term {
      let inner = try choice()
      guard words.popFirst() == mark else { throw Malformed(text: "missing \(mark)") }
      return make(inner)
    }
  }

  /// All literals of the text, marks included.
  var literals: Set<String> {
    var found: Set<String> = []
    for term in rules.values {
      Self.collect(term) { if case .literal(let text) = $0 { found.insert(text) } }
    }
    return found
  }

  /// All rules that some rule names.
  var referenced: Set<String> {
    var found: Set<String> = []
    for term in rules.values {
      Self.collect(term) { if case .rule(let name) = $0 { found.insert(name) } }
    }
    return found
  }

  private static func collect(_ term: Term, _ visit: (Term) -> Void) {
    visit(term)
    switch term {
    case .sequence(let terms), .choice(let terms): for term in terms { collect(term, visit) }
    case .optional(let inner), .many(let inner): collect(inner, visit)
    case .literal, .terminal, .rule: break
    }
  }
}
