import Foundation

/// The bytes of zone files, read once by the caller.
package struct ZoneFiles: Sendable {
  package var bytes: [String: [UInt8]]

  package init(bytes: [String: [UInt8]]) { self.bytes = bytes }

  /// The zones that generated policies name, from this machine's zone database.
  package static func installed() -> ZoneFiles {
    var bytes: [String: [UInt8]] = [:]
    for name in PolicyWriter.zones {
      if let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name) {
        bytes[name] = Array(data)
      }
    }
    return ZoneFiles(bytes: bytes)
  }
}
