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
    text.member("code", diagnostic.code)
    text.member("level", diagnostic.severity.name)
    write(diagnostic.place, in: files, to: &text)
    text.member("headline", diagnostic.headline)
    text.member("why", diagnostic.reason)
    text.list("fixes", diagnostic.fixes) { fix, text in write(fix, in: files, to: &text) }
    text.list("related", diagnostic.related) { related, text in write(related, in: files, to: &text)
    }
    if !diagnostic.story.isEmpty {
      text.list("story", diagnostic.story) { line, text in text.value(line) }
    }
  }
}

private func write(_ fix: Fix, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    text.member("title", fix.title)
    text.member("level", fix.level.rawValue)
    text.list("edits", fix.edits) { edit, text in write(edit, in: files, to: &text) }
  }
}

private func write(_ edit: Edit, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    write(edit.place, in: files, to: &text)
    text.member("replacement", edit.replacement)
  }
}

private func write(_ related: RelatedPlace, in files: [SourceText], to text: inout JSONText) {
  text.object { text in
    write(related.place, in: files, to: &text)
    text.member("note", related.note)
  }
}

private func write(_ place: SourcePlace, in files: [SourceText], to text: inout JSONText) {
  let file = files[place.file.offset]
  text.member("file", file.path)
  for (name, offset) in [("start", place.range.lower), ("end", place.range.upper)] {
    let position = file.position(at: offset)
    text.key(name)
    text.object { text in
      text.member("line", position.line)
      text.member("column", position.column)
      text.member("byte", offset)
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
