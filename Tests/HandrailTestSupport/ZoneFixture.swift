import Foundation

/// The zone files that the tests check policies with, so that no machine's own data matters.
package enum ZoneFixture {
  private static let files: [String: [UInt8]] = read()

  /// The names in `Tests/Fixtures/zones.txt`, sorted.
  package static var names: [String] { files.keys.sorted() }

  /// The bytes of a zone's file.
  package static func bytes(_ name: String) -> [UInt8]? { files[name] }

  private static func read() -> [String: [UInt8]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/zones.txt")
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [:] }
    var files: [String: [UInt8]] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count >= 2, let data = Data(base64Encoded: String(parts[1])) else { continue }
      files[String(parts[0])] = Array(data)
    }
    return files
  }
}
