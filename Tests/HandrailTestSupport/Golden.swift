package import Foundation

/// Files under `Tests/Golden`: what goes in beside what comes out, as a person reads it.
///
/// `UPDATE_GOLDEN=1` rewrites what comes out, and fails the run so that it is read before it lands.
package struct Golden: Sendable {
  /// What a comparison found.
  package enum Verdict: Equatable, Sendable {
    case same
    case missing
    case rewritten
    case differs(expected: String)
  }

  /// Every feature directory, by the tests that read it; one that is not listed is an error.
  package static let features: [String: String] = [
    "analysis": "HandrailLintTests/AnalysisGoldenTests",
    "checking": "HandrailTests/GoldenCheckingTests",
    "explaining": "HandrailTests/WhyGoldenTests",
    "command": "EndToEnd/TranscriptTests",
    "acceptance": "HandrailTests/AcceptanceShowingTests",
    "large": "HandrailTests/LargeGoldenTests",
    "lint": "HandrailLintTests/LintGoldenTests",
    "proving": "HandrailLintTests/MendingTests",
    "readback": "HandrailTests/ReadBackGoldenTests",
    "reading": "HandrailTests/GoldenReadingTests",
    "syntax": "HandrailSyntaxTests/FormatTests",
    "testing": "HandrailTests/ScenarioGoldenTests",
  ]

  package static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden")
  }

  package let directory: URL

  package init(_ feature: String, _ name: String) {
    directory = Self.root.appending(path: feature).appending(path: name)
  }

  /// The names of a feature's cases, sorted.
  package static func cases(_ feature: String) -> [String] {
    names(in: root.appending(path: feature))
  }

  package static func names(in directory: URL) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(atPath: directory.path())
    return (found ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The files of the case, sorted.
  package var files: [String] { Self.names(in: directory) }

  package func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: directory.appending(path: file)))
  }

  /// Holds a text against a file of the case.
  package func compare(_ text: String, with file: String) throws -> Verdict {
    let url = directory.appending(path: file)
    let expected = try? String(decoding: Data(contentsOf: url), as: UTF8.self)
    if expected == text { return .same }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: url)
      return .rewritten
    }
    return expected.map { .differs(expected: $0) } ?? .missing
  }
}
