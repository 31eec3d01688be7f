package import HandrailSource

/// Messages of one or several policies, each said once, in order of file, place and code.
package struct MessageList: Sendable {
  /// Every file that a message may speak of.
  package private(set) var files: [SourceText] = []
  private var positions: [String: FileID] = [:]
  private var found: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []

  package init() {}

  /// Adds what one compilation said; its places are positions in `sources`.
  package mutating func add(_ diagnostics: [Diagnostic], about sources: [SourceText]) {
    var places: [FileID] = []
    for source in sources { places.append(position(of: source)) }
    for diagnostic in diagnostics where diagnostic.place.file.offset < places.count {
      let moved = diagnostic.moved { places[$0.offset] }
      if seen.insert(moved).inserted { found.append(moved) }
    }
  }

  /// The messages, sorted.
  package var diagnostics: [Diagnostic] { DiagnosticText.sorted(found) }

  private mutating func position(of source: SourceText) -> FileID {
    if let known = positions[source.path] { return known }
    let new = FileID(files.count)
    files.append(source)
    positions[source.path] = new
    return new
  }
}

extension Diagnostic {
  /// The same message with every place in another list of files.
  fileprivate func moved(_ file: (FileID) -> FileID) -> Diagnostic {
    var moved = self
    moved.place.file = file(place.file)
    for fix in moved.fixes.indices {
      for edit in moved.fixes[fix].edits.indices {
        moved.fixes[fix].edits[edit].place.file = file(fixes[fix].edits[edit].place.file)
      }
    }
    for related in moved.related.indices {
      moved.related[related].place.file = file(self.related[related].place.file)
    }
    return moved
  }
}
