package import HandrailEngine
package import HandrailSource

/// What the checker asks of the world, given by the face: it reads no disk itself.
package struct CheckSurroundings: Sendable {
  /// Why a used file could not be had, in words for the author.
  package struct LoadRefusal: Error, Sendable, Equatable {
    package var reason: String

    package init(reason: String) { self.reason = reason }
  }

  /// Reads a used file, by its path as written and the file that uses it.
  ///
  /// The answer's `path` is what makes two uses the same file.
  package var load:
    @Sendable (_ path: String, _ user: SourceText) -> Result<SourceText, LoadRefusal>
  /// The bytes of a zone's file (RFC 8536), by name; `nil` where there is none.
  package var zoneFile: @Sendable (_ name: String) -> [UInt8]?
  /// The names of all zones, for suggestions.
  package var zoneNames: @Sendable () -> [String]
  /// The version of the zone database, such as `2025b`.
  package var zoneDataVersion: String
  /// The day of the check, for closing dates that have passed; `nil`: they are not spoken of.
  package var today: CalendarDate?

  package init(
    load: @escaping @Sendable (String, SourceText) -> Result<SourceText, LoadRefusal>,
    zoneFile: @escaping @Sendable (String) -> [UInt8]?,
    zoneNames: @escaping @Sendable () -> [String], zoneDataVersion: String
  ) {
    self.load = load
    self.zoneFile = zoneFile
    self.zoneNames = zoneNames
    self.zoneDataVersion = zoneDataVersion
  }
}
