/// Puts libyaml's complaints into our words and at the place where they help most.
struct EventProblem {
  let failure: EventFailure
  let text: CheckedText

  var error: YAMLError {
    let fault = fault
    // Where it opened says more than where the file ended.
    let saysOpening = fault == .unclosedQuote || fault == .missingColon
    let place = saysOpening ? failure.contextPlace : failure.place
    return text.error(fault, at: text.offset(ofScalar: place.scalar))
  }

  private var fault: YAMLFault {
    if failure.isOutOfMemory { return .outOfMemory }
    return byContext ?? byProblem ?? .malformed
  }

  private var byContext: YAMLFault? {
    switch failure.context {
    case "while scanning a directive", "while scanning a %YAML directive",
      "while scanning a %TAG directive", "while scanning a tag directive":
      .directive
    case "while parsing a tag", "while scanning a tag": .tag
    case "while scanning an anchor": .anchor
    case "while scanning an alias": .alias
    case _: nil
    }
  }

  private var byProblem: YAMLFault? {
    switch failure.problem {
    case "found character that cannot start any token": strangeStart
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      .tab
    case "mapping values are not allowed in this context", "found unexpected ':'": .misplacedColon
    case "could not find expected ':'": .missingColon
    case "block sequence entries are not allowed in this context": .misplacedDash
    case "did not find expected key": byteAtProblem == 0x3A ? .emptyKey : .badIndent
    case "did not find expected '-' indicator": .badIndent
    case "did not find expected ',' or ']'": .unclosedList(openedOn: failure.contextPlace.line + 1)
    case "did not find expected ',' or '}'":
      .unclosedMapping(openedOn: failure.contextPlace.line + 1)
    case "found unexpected end of stream", "found unexpected document indicator": .unclosedQuote
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      .badEscape
    case "did not find expected comment or line break",
      "found an indentation indicator equal to 0":
      .badBlockHeader
    case "found incompatible YAML document", "found duplicate %YAML directive",
      "found duplicate %TAG directive":
      .directive
    case "found undefined tag handle": .tag
    case "did not find expected <document start>": .trailing
    case "did not find expected node content": .missingValue
    case _: nil
    }
  }

  private var strangeStart: YAMLFault? {
    switch byteAtProblem {
    case 0x09: .tab
    case .some(let byte) where byte < 0x80: .reservedMark(String(Unicode.Scalar(byte)))
    case _: nil
    }
  }

  private var byteAtProblem: UInt8? {
    let offset = text.offset(ofScalar: failure.place.scalar)
    return offset < text.content.count ? text.content[offset] : nil
  }
}
