import Foundation
import Testing

/// What people type and what comes out: one folder a case under `Tests/Golden/command`.
///
/// `args` holds one argument a line; `stdin`, `stdout`, `stderr` and `status` say for themselves,
/// and may be missing where empty or 0. `copy` names files of the package to run beside. `after/`
/// holds files as they must be afterwards. Each case runs in a folder of its own with a copy of its
/// files. `UPDATE_GOLDEN=1` rewrites what was expected, and fails that run.
struct TranscriptTests {
  private static let folder = Program.root.appending(path: "Tests/Golden/command")

  static let cases: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    return (names ?? []).sorted()
  }()

  @Test("there are cases")
  func thereAreCases() { #expect(!Self.cases.isEmpty) }

  @Test("says and writes what is expected", arguments: cases)
  func transcript(name: String) throws {
    let source = Self.folder.appending(path: name)
    let desk = try TemporaryFolder()
    try copyFiles(of: source, to: desk.location)
    let arguments = lines(try text(source, "args") ?? "")
    let run = try Program.run(
      Program.Call(
        executable: Program.location, arguments: arguments, folder: desk.location,
        input: try text(source, "stdin") ?? "", environment: ["TZDIR": Program.zones.path()]))
    try expect(run.output, in: "stdout", of: source)
    try expect(run.errors, in: "stderr", of: source)
    try expect(run.status == 0 ? "" : "\(run.status)\n", in: "status", of: source)
    let after = source.appending(path: "after")
    for file in (try? FileManager.default.contentsOfDirectory(atPath: after.path())) ?? [] {
      try expect(try text(desk.location, file) ?? "", in: file, of: after)
    }
  }

  private func expect(_ found: String, in name: String, of folder: URL) throws {
    let expected = try text(folder, name) ?? ""
    guard ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil else {
      let file = folder.appending(path: name)
      if found.isEmpty {
        try? FileManager.default.removeItem(at: file)
      } else {
        try Data(found.utf8).write(to: file)
      }
      Issue.record("UPDATE_GOLDEN rewrote \(name)")
      return
    }
    #expect(found == expected, "\(name)")
  }

  private func copyFiles(of source: URL, to desk: URL) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path())
    where !["args", "stdin", "stdout", "stderr", "status", "copy", "after"].contains(name) {
      try FileManager.default.copyItem(
        at: source.appending(path: name), to: desk.appending(path: name))
    }
    for path in lines(try text(source, "copy") ?? "") {
      let target = desk.appending(path: path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: Program.root.appending(path: path), to: target)
    }
  }

  private func text(_ folder: URL, _ name: String) throws -> String? {
    let file = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path()) else { return nil }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
