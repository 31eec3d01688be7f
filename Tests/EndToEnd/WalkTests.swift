import Foundation
import Testing

/// The walks of the README and the pages: what they say was typed is typed again, and must print
/// what they say.
///
/// `UPDATE_GOLDEN=1` writes what came out into the page, and fails that run.
@Suite(.serialized)
struct WalkTests {
  /// The README, and every page of `docs` that shows a terminal.
  private static func pages() throws -> [String] {
    let docs = try FileManager.default.contentsOfDirectory(
      atPath: Program.root.appending(path: "docs").path())
    return try ["README.md"]
      + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }.filter { page in
        let text = try String(contentsOf: Program.root.appending(path: page), encoding: .utf8)
        return text.contains("\n```console\n")
      }
  }

  @Test("every heading around the conversation has a page with an example")
  func headingPages() throws {
    let headings = [
      "rules", "tables", "queues", "calendars", "disclosure", "conduct", "handoff", "return",
      "assist", "oversight", "afterwards", "target", "approvals",
    ]
    let pages = try Self.pages()
    for heading in headings { #expect(pages.contains("docs/\(heading).md")) }
  }

  @Test(
    "a page's walk prints what it says",
    arguments: try pages())
  func walk(page: String) throws {
    let location = Program.root.appending(path: page)
    let walk = Walk(of: try String(contentsOf: location, encoding: .utf8))
    #expect(walk.commandCount > 0)
    let desk = try Desk()
    let seen = try walk.lines.map { (line: Walk.Line) throws -> Walk.Line in
      switch line {
      case .other: line
      case .command(let text, output: _): .command(text, output: try desk.type(text))
      }
    }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil, seen != walk.lines {
      try Data(Walk(lines: seen).text.utf8).write(to: location)
      Issue.record("\(page) was rewritten: read the difference")
    }
    for (expected, found) in zip(walk.lines, seen) { #expect(expected == found) }
  }

  /// A newcomer's folder, with the program on the path and the example policies at hand.
  private struct Desk {
    private let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      let programs = folder.location.appending(path: ".programs")
      try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: programs.appending(path: "handrail"), withDestinationURL: Program.location)
      try FileManager.default.createSymbolicLink(
        at: folder.location.appending(path: "policies"),
        withDestinationURL: Program.root.appending(path: "policies"))
    }

    /// What a terminal shows after the command: both streams, without colour.
    func type(_ command: String) throws -> [String] {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let programs = folder.location.appending(path: ".programs").path()
      let run = try Program.run(
        .init(
          executable: URL(filePath: "/bin/bash"), arguments: ["-c", "exec 2>&1\n" + command],
          folder: folder.location,
          environment: ["PATH": "\(programs):\(path)", "TZDIR": Program.zones.path()]))
      var lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        .map { line in String(line.replacing(#/\s+$/#, with: "")) }
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines
    }
  }
}

/// A page as text lines and as commands with their output.
private struct Walk {
  enum Line: Equatable {
    case other(String)
    /// What stands after `$ `, with the lines of its here-document.
    case command(String, output: [String])
  }

  var lines: [Line]

  init(lines: [Line]) { self.lines = lines }

  /// Commands stand in blocks fenced as `console`, after `$ `; a here-document ends with `END`.
  init(of page: String) {
    lines = []
    var isConsole = false
    var isDocument = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if isDocument {
        extendCommand(with: line)
        isDocument = line != "END"
      } else if isConsole, line.hasPrefix("$ ") {
        lines.append(.command(String(line.dropFirst(2)), output: []))
        isDocument = line.hasSuffix("<<'END'")
      } else if line.hasPrefix("```") {
        isConsole = line == "```console"
        lines.append(.other(line))
      } else if isConsole {
        extendOutput(with: line)
      } else {
        lines.append(.other(line))
      }
    }
  }

  var commandCount: Int {
    lines.count { line in
      switch line {
      case .command: true
      case .other: false
      }
    }
  }

  var text: String {
    lines.map { line in
      switch line {
      case .other(let text): text
      case .command(let text, let output): (["$ " + text] + output).joined(separator: "\n")
      }
    }.joined(separator: "\n")
  }

  private mutating func extendCommand(with line: String) {
    guard case .command(let text, let output)? = lines.popLast() else { return }
    lines.append(.command(text + "\n" + line, output: output))
  }

  /// Blank lines at the end of an output do not count; inside it they do.
  private mutating func extendOutput(with line: String) {
    guard case .command(let text, let output)? = lines.last else {
      lines.append(.other(line))
      return
    }
    lines[lines.count - 1] = .command(text, output: output + [line])
  }
}
