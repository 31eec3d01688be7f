/// The offsets of one time zone, compiled in so that evaluation needs no zone files.
package struct ZoneRules: Sendable, Equatable {
  /// From this instant on, clocks are `offset` seconds ahead of UTC.
  package struct Transition: Sendable, Equatable, BitwiseCopyable {
    package var at: Int64
    package var offset: Int32

    package init(at: Int64, offset: Int32) {
      self.at = at
      self.offset = offset
    }
  }

  /// The name in the zone database: `Europe/London`.
  package var name: String
  /// The offset before the first transition.
  package var firstOffset: Int32
  /// Ascending; rules without end are written out through the year 2199.
  package var transitions: [Transition]

  package init(name: String, firstOffset: Int32, transitions: [Transition]) {
    self.name = name
    self.firstOffset = firstOffset
    self.transitions = transitions
  }
}
