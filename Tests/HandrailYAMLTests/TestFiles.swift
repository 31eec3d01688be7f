import Foundation

/// Files that the tests read in place, found from this file's own place.
enum TestFiles {
  /// The project's root: the first folder above this file that holds the package.
  static var root: URL {
    get throws {
      var folder = URL(fileURLWithPath: #filePath)
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let manifest = folder.appending(path: "Package.swift").path
        if FileManager.default.fileExists(atPath: manifest) { return folder }
      }
      throw MissingFile(path: "Package.swift above \(#filePath)")
    }
  }

  /// The shared data beside the project; a test without it fails.
  static func data(_ path: String) throws -> URL {
    let file = try root.appending(path: "../shared/data").appending(path: path).standardizedFileURL
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw MissingFile(path: file.path)
    }
    return file
  }

  static func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }
}

struct MissingFile: Error {
  let path: String
}
