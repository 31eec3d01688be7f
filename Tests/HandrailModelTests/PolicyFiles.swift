import Foundation
import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailTestSupport

/// The checkout's own folder.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Surroundings that read used files beside the user's.
func diskSurroundings(root: URL) -> CheckSurroundings {
  CheckSurroundings(
    load: { path, user in
      let beside = (user.path as NSString).deletingLastPathComponent
      let relative = ((beside as NSString).appendingPathComponent(path) as NSString)
        .standardizingPath
      guard let data = FileManager.default.contents(atPath: root.appending(path: relative).path())
      else { return .failure(.init(reason: "beside the file that uses it")) }
      return .success(SourceText(path: relative, bytes: Array(data)))
    },
    zoneFile: { ZoneFixture.bytes($0) }, zoneNames: { ZoneFixture.names },
    zoneDataVersion: "test")
}

/// Surroundings with files in memory.
func memorySurroundings(_ files: [String: String] = [:]) -> CheckSurroundings {
  CheckSurroundings(
    load: { path, _ in
      guard let text = files[path] else {
        return .failure(.init(reason: "among the files of this test"))
      }
      return .success(SourceText(path: path, text: text))
    },
    zoneFile: { ZoneFixture.bytes($0) }, zoneNames: { ZoneFixture.names },
    zoneDataVersion: "test")
}

/// Each message as `CODE line: headline`, in order of file and place.
func lines(_ outcome: Outcome<PolicyModel?>, _ files: [SourceText]) -> [String] {
  outcome.diagnostics.sorted {
    ($0.place.file.rawValue, $0.place.range.lower, $0.code)
      < ($1.place.file.rawValue, $1.place.range.lower, $1.code)
  }.map { message in
    let file = message.place.file.offset
    let line =
      files.indices.contains(file) ? files[file].line(at: message.place.range.lower) : 0
    return "\(message.code) \(file):\(line): \(message.headline)"
  }
}
