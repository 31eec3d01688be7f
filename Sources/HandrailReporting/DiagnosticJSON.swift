internal import Handrail
package import HandrailSource

/// Messages as a JSON list, in the shape of `language.md` 6.1; lines and columns count from 1.
package func diagnosticsJSON(
  _ diagnostics: [Diagnostic], in files: [SourceText], indented: Bool
) -> [UInt8] {
  var text = JSONText(indented: indented)
  text.list(diagnostics) { diagnostic, text in write(diagnostic, in: files, to: &text) }
  return text.bytes
}

/// One message, as an object.
func write(_ diagnostic: Diagnostic, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    text.key("code")
    text.value(diagnostic.code)
    text.key("level")
    text.value(diagnostic.severity.name)
    write(diagnostic.place, in: files, to: &text)
    text.key("headline")
    text.value(diagnostic.headline)
    text.key("why")
    text.value(diagnostic.reason)
    text.key("fixes")
    text.list(diagnostic.fixes) { fix, text in write(fix, in: files, to: &text) }
    text.key("related")
    text.list(diagnostic.related) { related, text in write(related, in: files, to: &text) }
    if !diagnostic.story.isEmpty {
      text.key("story")
      text.list(diagnostic.story) { line, text in text.value(line) }
    }
  }
}

private func write(_ fix: Fix, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    text.key("title")
    text.value(fix.title)
    text.key("level")
    text.value(fix.level.rawValue)
    text.key("edits")
    text.list(fix.edits) { edit, text in write(edit, in: files, to: &text) }
  }
}

private func write(_ edit: Edit, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    write(edit.place, in: files, to: &text)
    text.key("replacement")
    text.value(edit.replacement)
  }
}

private func write(_ related: RelatedPlace, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    write(related.place, in: files, to: &text)
    text.key("note")
    text.value(related.note)
  }
}

private func write(_ place: SourcePlace, in files: [SourceText], to text: inout JSONText) {
  let file = files[place.file.offset]
  text.key("file")
  text.value(file.path)
  for (name, offset) in [("start", place.range.lower), ("end", place.range.upper)] {
    let position = file.position(at: offset)
    text.key(name)
    text.object { text in
      text.key("line")
      text.value(position.line)
      text.key("column")
      text.value(position.column)
      text.key("byte")
      text.value(offset)
    }
  }
}

extension Severity {
  /// The name in messages.
  package var name: String {
    switch self {
    case .note: "note"
    case .hold: "hold"
    case .stop: "stop"
    }
  }
}
