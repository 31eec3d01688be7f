/// Why a document cannot be read, and where; the words stand beside the cases.
package struct DocumentFault: Error, Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case tooLong
    case tooManyValues
    case tooDeep
    case empty
    case endsEarly
    case byteOrderMark
    case notUTF8
    case unpairedSurrogate
    case rawControlCharacter
    case badEscape
    case badNumber
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOrEnd
    case trailingComma
    case moreAfterEnd
    case keyTwice(String)
    /// What another reader, such as YAML's, says of it, and what would mend it.
    case said(String, fix: String)
  }

  package var cause: Cause
  /// Byte offset.
  package var offset: Int
  /// 1-based.
  package var line: Int
  package var column: Int

  package init(_ cause: Cause, at offset: Int, in bytes: [UInt8]) {
    self.cause = cause
    self.offset = offset
    (line, column) = HostDocument.position(at: offset, in: bytes)
  }

  package init(_ cause: Cause, offset: Int, line: Int, column: Int) {
    self.cause = cause
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// What is wrong, in one sentence.
  package var message: String {
    switch cause {
    case .tooLong: "this is longer than 16 MiB"
    case .tooManyValues: "this holds more than 1,000,000 values"
    case .tooDeep: "lists and objects stand more than 128 deep here"
    case .empty: "there is nothing to read"
    case .endsEarly: "the text ends before it is complete"
    case .byteOrderMark: "the text starts with a byte order mark"
    case .notUTF8: "these bytes are not UTF-8"
    case .unpairedSurrogate: "this escape is half a character: its other half is missing"
    case .rawControlCharacter: "a control character stands in a text as it is"
    case .badEscape: "a backslash stands before something it cannot escape"
    case .badNumber: "this is not a number as JSON writes them"
    case .expectedValue: "a value is expected here"
    case .expectedKey: "a key in double quotes is expected here"
    case .expectedColon: "a colon is expected after the key"
    case .expectedCommaOrEnd: "a comma or the end of the list or object is expected here"
    case .trailingComma: "a comma stands before the end"
    case .moreAfterEnd: "something follows after the end"
    case .keyTwice(let key): "the key `\(key)` stands twice in one object"
    case .said(let words, _): words
    }
  }

  /// What would mend it, in one sentence.
  package var fix: String {
    switch cause {
    case .tooLong, .tooManyValues, .tooDeep: "send less in one question"
    case .empty: "send one JSON object"
    case .endsEarly: "send the whole text; it may have been cut"
    case .byteOrderMark: "leave out the first three bytes"
    case .notUTF8: "send UTF-8"
    case .unpairedSurrogate: "write both halves, or the character itself"
    case .rawControlCharacter: "escape it, such as \\n for a line end"
    case .badEscape:
      "escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
    case .badNumber: "write it such as 12, -0.5 or 1e3; no leading zeros, no plus sign"
    case .expectedValue, .expectedColon, .expectedCommaOrEnd: "check the text before this place"
    case .expectedKey: "write keys such as \"amount\""
    case .trailingComma: "remove the comma"
    case .moreAfterEnd: "send one object only"
    case .keyTwice: "send each key once, however it is escaped"
    case .said(_, let fix): fix
    }
  }
}
