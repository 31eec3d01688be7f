import HandrailSource

/// The words that a run of bytes was probably meant as.
struct Replacement {
  let source: SourceText
  let written: String

  /// One of several choices, the likeliest first; `nil` where there is no such choice.
  func words(_ kind: FlawKind, _ choice: Int) -> [NewWord]? {
    switch kind {
    case .badName, .invisible: name(choice)
    case .comparisonSign: comparison(choice)
    case .thousandsComma: only(choice, [number(written.filter { $0 != "," })])
    case .currencySign: amount(choice)
    case .endlessText: only(choice, [.other(.string, written + "\"")])
    case .curlyQuotes: quoted(choice)
    case .clock: only(choice, clockTime(written).map { [.other(.time, $0)] })
    case .slashDate: date(choice)
    case .stop: only(choice, [])
    case .strange: strange(choice)
    case .manyDashes, .notUTF8, .tooLarge: nil
    }
  }

  private func only(_ choice: Int, _ words: [NewWord]?) -> [NewWord]? { choice == 0 ? words : nil }

  private func number(_ text: String) -> NewWord {
    .other(text.hasSuffix("%") ? .percent : .number, text)
  }

  private func name(_ choice: Int) -> [NewWord]? {
    let suggested = suggestedName(for: written)
    switch choice {
    case 0: return [.name(suggested)]
    case 1: return NewWord.name(suggested).keyword.isReserved ? [.name(suggested + "_value")] : nil
    default: return nil
    }
  }

  private func comparison(_ choice: Int) -> [NewWord]? {
    let words: [Keyword]? =
      switch written {
      case ">": [.above]
      case "<": [.below]
      case ">=", "=>", "≥": [.at, .least]
      case "<=", "=<", "≤": [.at, .most]
      case "=", "==", "===": [.isWord]
      case "!=", "<>", "≠", "!==": [.isWord, .not]
      default: nil
      }
    return only(choice, words?.map { .word($0) })
  }

  private func quoted(_ choice: Int) -> [NewWord]? {
    let marks: Set<Character> = ["“", "”", "„", "‟", "«", "»", "\"", "＂"]
    guard let first = written.first, marks.contains(first), choice == 0 else { return nil }
    let inner = written.filter { !marks.contains($0) }
    return [.other(.string, "\"\(inner)\"")]
  }

  private func date(_ choice: Int) -> [NewWord]? {
    let readings = dateReadings(written)
    return choice < readings.count ? [.other(.date, readings[choice])] : nil
  }

  private func amount(_ choice: Int) -> [NewWord]? {
    let digits = written.filter { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty else { return nil }
    let letters = String(written.filter { $0.isASCII && $0.isUppercase })
    let codes: [String]
    if letters.utf8.count == 3 {
      codes = [letters]
    } else if written.contains("£") {
      codes = ["GBP"]
    } else if written.contains("€") {
      codes = ["EUR"]
    } else if written.contains("¥") {
      codes = ["JPY", "CNY"]
    } else {
      codes = ["USD", "CAD", "AUD"]
    }
    guard choice < codes.count else { return nil }
    return [.other(.currency, codes[choice]), .other(.number, digits)]
  }

  private func strange(_ choice: Int) -> [NewWord]? {
    let words: [NewWord]
    switch written {
    case "–", "—", "−", "‐", "‑", "•", "·", "*":
      words = [.other(.dash, "-"), .other(.doubleDash, "--"), .word(.minus), .word(.times)]
    case "+": words = [.word(.plus)]
    case "&": words = [.word(.and)]
    default:
      return choice == 0 && written.count == 1 ? [] : nil
    }
    return choice < words.count ? [words[choice]] : nil
  }
}
