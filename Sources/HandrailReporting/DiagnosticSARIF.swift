internal import Handrail
package import HandrailSource

/// Messages as a SARIF 2.1.0 log, which code hosts and review tools read.
///
/// Columns count Unicode scalars; a fix that leaves a blank is no fix that a tool may apply.
package func diagnosticsSARIF(_ diagnostics: [Diagnostic], in files: [SourceText]) -> [UInt8] {
  let codes = Set(diagnostics.map(\.code)).sorted()
  let log = SARIFLog(files: files, codes: codes)
  let address =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let driver: SchemaValue = .object([
    ("name", .text("handrail")), ("rules", .list(codes.map { log.rule($0) })),
  ])
  let run: SchemaValue = .object([
    ("tool", .object([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")),
    ("results", .list(diagnostics.map { log.result($0) })),
  ])
  var text = JSONText(indented: true)
  SchemaValue.object([
    ("$schema", .text(address)), ("version", .text("2.1.0")), ("runs", .list([run])),
  ]).write(to: &text)
  return text.bytes
}

/// The parts of a log.
private struct SARIFLog {
  let files: [SourceText]
  let codes: [String]

  /// A code or rule with its page.
  func rule(_ code: String) -> SchemaValue {
    guard let page = diagnosticPage(code) ?? lintPage(code) else {
      return .object([("id", .text(code))])
    }
    return .object([
      ("id", .text(code)), ("help", .object([("text", .text(page)), ("markdown", .text(page))])),
    ])
  }

  func result(_ diagnostic: Diagnostic) -> SchemaValue {
    let words = [diagnostic.headline, diagnostic.reason].filter { !$0.isEmpty }
    var pairs: [(key: String, value: SchemaValue)] = [
      ("ruleId", .text(diagnostic.code)),
      ("ruleIndex", .number(codes.firstIndex(of: diagnostic.code) ?? 0)),
      ("level", .text(diagnostic.severity.sarifLevel)),
      ("message", message(words.joined(separator: " "))),
      ("locations", .list([.object([location(diagnostic.place)])])),
    ]
    let related = diagnostic.related.map { related -> SchemaValue in
      .object([location(related.place), ("message", message(related.note))])
    }
    if !related.isEmpty { pairs.append(("relatedLocations", .list(related))) }
    let fixes = diagnostic.fixes.filter { $0.level != .fill && !$0.edits.isEmpty }
    if !fixes.isEmpty { pairs.append(("fixes", .list(fixes.map { fix($0) }))) }
    return .object(pairs)
  }

  private func message(_ words: String) -> SchemaValue { .object([("text", .text(words))]) }

  private func location(_ place: SourcePlace) -> (key: String, value: SchemaValue) {
    let file = files[place.file.offset]
    return (
      "physicalLocation",
      .object([("artifactLocation", artifact(file)), ("region", region(place))])
    )
  }

  private func artifact(_ file: SourceText) -> SchemaValue {
    .object([("uri", .text(webAddress(ofPath: file.path)))])
  }

  private func region(_ place: SourcePlace) -> SchemaValue {
    let file = files[place.file.offset]
    let start = file.position(at: place.range.lower)
    let end = file.position(at: place.range.upper)
    return .object([
      ("startLine", .number(start.line)), ("startColumn", .number(start.column)),
      ("endLine", .number(end.line)), ("endColumn", .number(end.column)),
    ])
  }

  /// One change for each file that the fix edits, in order of file.
  private func fix(_ fix: Fix) -> SchemaValue {
    let changes = Set(fix.edits.map(\.place.file)).sorted().map { file -> SchemaValue in
      let edits = fix.edits.filter { $0.place.file == file }
      return .object([
        ("artifactLocation", artifact(files[file.offset])),
        ("replacements", .list(edits.map { replacement($0) })),
      ])
    }
    return .object([("description", message(fix.title)), ("artifactChanges", .list(changes))])
  }

  private func replacement(_ edit: Edit) -> SchemaValue {
    var pairs: [(key: String, value: SchemaValue)] = [("deletedRegion", region(edit.place))]
    if !edit.replacement.isEmpty { pairs.append(("insertedContent", message(edit.replacement))) }
    return .object(pairs)
  }
}

/// A path as a relative address, or a `file` address where it starts at the top.
private func webAddress(ofPath path: String) -> String {
  var result = path.hasPrefix("/") ? "file://" : ""
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    case _:
      let digits = String(byte, radix: 16, uppercase: true)
      result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
  }
  return result
}

extension Severity {
  /// What the format calls it.
  fileprivate var sarifLevel: String {
    switch self {
    case .note: "note"
    case .hold: "warning"
    case .stop: "error"
    }
  }
}
