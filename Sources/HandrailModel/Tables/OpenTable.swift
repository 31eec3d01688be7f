package import HandrailSource

/// A table or `choose` that only a search over whole questions settles, and how it is mended.
package struct OpenTable: Sendable {
  /// One row, in the order of the text.
  package struct Row: Sendable {
    package let place: SourcePlace
    package let removal: Fix
  }

  package let name: String
  /// The heading's own line.
  package let place: SourcePlace
  package let rows: [Row]
  /// A last row for all other cases.
  package let addingOtherwise: [Fix]

  init(_ cases: TableCases) {
    name = cases.name
    place = cases.heading.headPlace
    rows = cases.rows.map { Row(place: $0.place, removal: $0.asRemovedRow) }
    addingOtherwise = cases.addingOtherwise
  }
}

extension Reading {
  /// The row taken out of its table.
  var asRemovedRow: Fix { Fix(.apply, "remove the row", [Edit(wholeLines, "")]) }
}
