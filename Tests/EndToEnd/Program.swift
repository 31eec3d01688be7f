import Foundation
import Testing

/// The built program, run as a user runs it.
enum Program {
  /// What a run left behind.
  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder of `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A few zones of one version, so that no expectation hangs on the machine's.
  static let zones = root.appending(path: "Tests/Fixtures/zoneinfo")

  /// The program beside the test bundle, or the one that `HANDRAIL_PROGRAM` names.
  static let location: URL = {
    if let named = ProcessInfo.processInfo.environment["HANDRAIL_PROGRAM"] {
      return URL(filePath: named)
    }
    return URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "handrail")
  }()

  /// Runs the program with the package's folder as its own, and waits for its end.
  static func run(_ arguments: [String], input: String = "", in folder: URL = root) throws -> Run {
    try run(Call(executable: location, arguments: arguments, folder: folder, input: input))
  }

  /// What is run, where, and on what.
  struct Call {
    var executable: URL
    var arguments: [String]
    var folder: URL
    var input = ""
    var environment: [String: String] = [:]
  }

  /// Input and output go through files, so that no length of either can block.
  static func run(_ call: Call) throws -> Run {
    let desk = try TemporaryFolder()
    let output = try desk.file("output")
    let errors = try desk.file("errors")
    let process = Process()
    process.executableURL = call.executable
    process.arguments = call.arguments
    process.currentDirectoryURL = call.folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["NO_COLOR": "1", "HANDRAIL_TODAY": "2026-03-02"]) { $1 }
      .merging(call.environment) { $1 }
    process.standardInput = try FileHandle(
      forReadingFrom: try desk.file("input", call.input))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder of its own for a test, gone with it.
final class TemporaryFolder {
  let location: URL

  init() throws {
    location = FileManager.default.temporaryDirectory
      .appending(path: "handrail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: location, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: location) }

  /// Makes a file with this text.
  func file(_ name: String, _ text: String = "") throws -> URL {
    let file = location.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }
}
