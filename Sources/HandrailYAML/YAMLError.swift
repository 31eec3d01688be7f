/// Why bytes are not YAML that we read, with the place and a way out.
package struct YAMLError: Error, Hashable, Sendable {
  package let fault: YAMLFault
  /// Offset of the byte that the fault is about.
  package let offset: UInt32
  /// The 1-based line.
  package let line: Int
  /// The 1-based column, counted in Unicode scalars.
  package let column: Int

  /// What is wrong, in plain words.
  package var cause: String { fault.cause }
  /// What to do about it, in plain words.
  package var fix: String { fault.fix }
}

/// A way in which bytes fail to be YAML that we read.
package enum YAMLFault: Hashable, Sendable {
  // The bytes.
  case tooLarge, notUTF8, utf16, byteOrderMark, outOfMemory
  case control(UInt8)
  case oddLineEnd(UInt16)

  // What YAML has and we refuse.
  case alias, anchor, tag, directive, mergeKey
  case complexKey, emptyKey
  case duplicateKey(String, firstLine: Int)
  case empty, severalDocuments, tooDeep, tooManyNodes

  // The layout.
  case tab, badIndent, underIndented, longBlankLine, commentWithoutSpace, trailing
  case misplacedColon, missingColon, misplacedDash, missingValue
  case unclosedQuote, badEscape, badBlockHeader
  case unclosedList(openedOn: Int)
  case unclosedMapping(openedOn: Int)
  case loneMark(String)
  case reservedMark(String)
  case malformed
}

/// Bounds on what is read, so that no file can cost more than its size.
package enum YAMLLimits {
  /// Bytes of a file.
  package static let size = 16 << 20
  /// Collections within collections.
  package static let depth = 64
  /// Scalars and collections together.
  package static let nodes = 1_000_000
}

extension YAMLFault {
  /// What is wrong: lower case, one line, no stop.
  package var cause: String {
    switch self {
    case .tooLarge: "the file has more than 16 MiB"
    case .notUTF8: "these bytes are not UTF-8 text"
    case .utf16: "the file is in UTF-16 or UTF-32"
    case .byteOrderMark: "a byte order mark (U+FEFF) stands inside the file"
    case .outOfMemory: "there is not enough memory to read the file"
    case .control(let byte): "a control character (\(codePoint(UInt16(byte)))) stands in the file"
    case .oddLineEnd(let unit):
      "\(codePoint(unit)) stands in the file; some programs end a line there and some do not"
    case .alias: "`*` repeats another part of the file (an alias)"
    case .anchor: "`&` names a part of the file for repeating (an anchor)"
    case .tag: "`!` gives a value a kind of its own (a tag)"
    case .directive: "a line that starts with `%` gives instructions to the reader"
    case .mergeKey: "`<<` copies the keys of another part of the file"
    case .complexKey: "a list or a group of keys stands where a key should"
    case .emptyKey: "a key has no name"
    case .duplicateKey(let key, let line):
      "the key `\(key)` stands here again, first on line \(line)"
    case .empty: "there is nothing in the file"
    case .severalDocuments: "a second document starts here, but a file holds one"
    case .tooDeep: "more than 64 lists and groups of keys stand within each other"
    case .tooManyNodes: "the file has more than 1,000,000 values"
    case .tab: "a tab stands where only spaces may"
    case .badIndent: "this line fits none of the groups of lines above it"
    case .underIndented: "this line goes on with the value above it, but stands too far left"
    case .longBlankLine: "an empty line above has more spaces than this first line of the text"
    case .commentWithoutSpace: "`#` starts a comment only after a space"
    case .trailing: "there is more text after the end of the document"
    case .misplacedColon: "`:` may not stand here"
    case .missingColon: "a key should be followed by `:` and a space on the same line"
    case .misplacedDash: "`-` may not start a list item here"
    case .missingValue: "a value should stand here"
    case .unclosedQuote: "the quote that opens here is never closed"
    case .badEscape: "`\\` starts no character that we know"
    case .badBlockHeader: "only a digit from 1 to 9 and one of `+` and `-` may follow `|` or `>`"
    case .unclosedList(let line): "expected `,` or `]` for the list that opens on line \(line)"
    case .unclosedMapping(let line): "expected `,` or `}` for the `{` that opens on line \(line)"
    case .loneMark(let mark): "`\(mark)` alone is no value"
    case .reservedMark(let mark): "no value may start with `\(mark)`"
    case .malformed: "this does not read as YAML"
    }
  }

  /// What to do: lower case, one line, no stop.
  package var fix: String {
    switch self {
    case .tooLarge, .tooManyNodes: "split the file"
    case .notUTF8, .utf16: "save the file as UTF-8"
    case .byteOrderMark: "take it out, or write it as `\\uFEFF` in double quotes"
    case .outOfMemory: "give the program more memory, or split the file"
    case .control: "take it out, or write it as `\\x..` in double quotes"
    case .oddLineEnd: "use a plain line end, or write it as `\\u....` in double quotes"
    case .alias, .anchor, .mergeKey:
      "write the value out in each place; quote a text that starts so"
    case .tag: "take it out; the fact says what kind its value has; quote a text that starts so"
    case .directive: "take the line out"
    case .complexKey: "write the key as one word or a text in quotes"
    case .emptyKey: "write the key before the `:`, or quote it"
    case .duplicateKey: "keep one of the two"
    case .empty: "write at least one key and its value"
    case .severalDocuments: "keep one document a file, and take out the line `---`"
    case .tooDeep: "write it flatter"
    case .tab: "use spaces"
    case .badIndent: "start it in the same column as the lines that it belongs with"
    case .underIndented: "indent it further than the key or dash that its value belongs to"
    case .longBlankLine: "take the spaces out of the empty line"
    case .commentWithoutSpace: "put a space before it, or quote the text that holds it"
    case .trailing: "take it out, or indent it as part of what stands above"
    case .misplacedColon: "put a text that holds `: ` in quotes, or start a new line for the key"
    case .missingColon: "write `key: value`, or put a text of several lines in quotes"
    case .misplacedDash: "put the list on lines of its own below the key"
    case .missingValue: "write the value, or take out the mark before it"
    case .unclosedQuote: "close it with the same quote"
    case .badEscape: "write `\\\\` for `\\` itself, or use single quotes"
    case .badBlockHeader: "put the text on the next line"
    case .unclosedList: "close the list with `]`, and put a text that holds a mark in quotes"
    case .unclosedMapping: "close it with `}`, and put a text that holds a mark in quotes"
    case .loneMark, .reservedMark: "put the text in quotes"
    case .malformed: "put texts that hold marks in quotes"
    }
  }

  private func codePoint(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
