/// SHA-256 in lower-case hexadecimal over parts, each told apart from the next by its length.
func fingerprint(of parts: [String]) -> String {
  var bytes: [UInt8] = []
  for part in parts {
    bytes += Array("\(part.utf8.count):".utf8)
    bytes += Array(part.utf8)
  }
  return hexadecimal(sha256(bytes))
}

extension Machine {
  /// A known value as fingerprints bind it.
  func fingerprinted(_ cell: Cell, of fact: Int) -> String {
    switch graph.facts[fact].domain.kind {
    case .reference, .text: question.frame.texts[Int(cell.value)]
    case .yesNo, .oneOf, .setOf, .level, .number, .score, .money, .duration, .moment:
      "\(cell.value)"
    }
  }

  /// Names and values of facts, each `unknown` where it is.
  func fingerprinted(_ facts: [Int]) -> [String] {
    facts.flatMap { fact in
      let cell = cell(fact)
      return [graph.facts[fact].name, cell.isKnown ? fingerprinted(cell, of: fact) : "unknown"]
    }
  }
}
