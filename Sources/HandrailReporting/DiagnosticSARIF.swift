internal import Handrail
package import HandrailSource

/// Messages as a SARIF 2.1.0 log, which code hosts and review tools read.
///
/// Columns count Unicode scalars; a fix that leaves a blank is no fix that a tool may apply.
package func diagnosticsSARIF(_ diagnostics: [Diagnostic], in files: [SourceText]) -> [UInt8] {
  var text = JSONText(indented: true)
  let codes = Set(diagnostics.map(\.code)).sorted()
  text.object { text in
    text.key("$schema")
    text.value("https://json.schemastore.org/sarif-2.1.0.json")
    text.key("version")
    text.value("2.1.0")
    text.key("runs")
    text.list { text in
      text.object { text in
        writeTool(codes, to: &text)
        text.key("columnKind")
        text.value("unicodeCodePoints")
        text.key("results")
        text.list(diagnostics) { diagnostic, text in
          writeResult(diagnostic, codes.firstIndex(of: diagnostic.code) ?? 0, files, to: &text)
        }
      }
    }
  }
  return text.bytes
}

private func writeTool(_ codes: [String], to text: inout JSONText) {
  text.key("tool")
  text.object { text in
    text.key("driver")
    text.object { text in
      text.key("name")
      text.value("handrail")
      text.key("rules")
      text.list(codes) { code, text in
        text.object { text in
          text.key("id")
          text.value(code)
          guard let page = diagnosticPage(code) ?? lintPage(code) else { return }
          text.key("help")
          text.object { text in
            text.key("text")
            text.value(page)
            text.key("markdown")
            text.value(page)
          }
        }
      }
    }
  }
}

private func writeResult(
  _ diagnostic: Diagnostic, _ rule: Int, _ files: [SourceText], to text: inout JSONText
) {
  text.object { text in
    text.key("ruleId")
    text.value(diagnostic.code)
    text.key("ruleIndex")
    text.value(rule)
    text.key("level")
    text.value(diagnostic.severity.sarifLevel)
    writeMessage(
      [diagnostic.headline, diagnostic.reason].filter { !$0.isEmpty }.joined(separator: " "),
      to: &text)
    text.key("locations")
    text.list { text in
      text.object { text in writeLocation(diagnostic.place, files, to: &text) }
    }
    if !diagnostic.related.isEmpty {
      text.key("relatedLocations")
      text.list(diagnostic.related) { related, text in
        text.object { text in
          writeLocation(related.place, files, to: &text)
          writeMessage(related.note, to: &text)
        }
      }
    }
    let fixes = diagnostic.fixes.filter { $0.level != .fill && !$0.edits.isEmpty }
    guard !fixes.isEmpty else { return }
    text.key("fixes")
    text.list(fixes) { fix, text in writeFix(fix, files, to: &text) }
  }
}

private func writeMessage(_ words: String, key: String = "message", to text: inout JSONText) {
  text.key(key)
  text.object { text in
    text.key("text")
    text.value(words)
  }
}

private func writeLocation(_ place: SourcePlace, _ files: [SourceText], to text: inout JSONText) {
  text.key("physicalLocation")
  text.object { text in
    writeArtifact(files[place.file.offset], to: &text)
    text.key("region")
    writeRegion(place, files, to: &text)
  }
}

private func writeArtifact(_ file: SourceText, to text: inout JSONText) {
  text.key("artifactLocation")
  text.object { text in
    text.key("uri")
    text.value(webAddress(ofPath: file.path))
  }
}

private func writeRegion(_ place: SourcePlace, _ files: [SourceText], to text: inout JSONText) {
  let file = files[place.file.offset]
  let start = file.position(at: place.range.lower)
  let end = file.position(at: place.range.upper)
  text.object { text in
    for (key, number) in [
      ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line),
      ("endColumn", end.column),
    ] {
      text.key(key)
      text.value(number)
    }
  }
}

/// One artifact change for each file that the fix edits, in order of file.
private func writeFix(_ fix: Fix, _ files: [SourceText], to text: inout JSONText) {
  text.object { text in
    writeMessage(fix.title, key: "description", to: &text)
    text.key("artifactChanges")
    let changed = Set(fix.edits.map(\.place.file)).sorted()
    text.list(changed) { file, text in
      text.object { text in
        writeArtifact(files[file.offset], to: &text)
        text.key("replacements")
        text.list(fix.edits.filter { $0.place.file == file }) { edit, text in
          text.object { text in
            text.key("deletedRegion")
            writeRegion(edit.place, files, to: &text)
            guard !edit.replacement.isEmpty else { return }
            writeMessage(edit.replacement, key: "insertedContent", to: &text)
          }
        }
      }
    }
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
