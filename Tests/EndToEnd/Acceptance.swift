import Foundation

/// Data that the project did not write: read in place, beside the checkout.
enum Acceptance {
  static let folder = Program.root.appending(path: "../shared/data").standardizedFileURL

  /// True where the data are there, and where `HANDRAIL_DATA=required` says that they must be.
  static let isAsked =
    ProcessInfo.processInfo.environment["HANDRAIL_DATA"] == "required"
    || FileManager.default.fileExists(atPath: folder.path())

  /// One decoded value a line.
  static func lines<Line: Decodable>(of text: String, as line: Line.Type) throws -> [Line] {
    try text.split(separator: "\n").map {
      try JSONDecoder().decode(line, from: Data($0.utf8))
    }
  }

  static func lines<Line: Decodable>(at file: URL, as line: Line.Type) throws -> [Line] {
    try lines(of: try String(contentsOf: file, encoding: .utf8), as: line)
  }
}

/// As much of a decision as the tests read.
struct DecisionLine: Decodable {
  struct Reason: Decodable {
    var field: String
    var because: String?
  }

  struct Task: Decodable {
    var ruling: String
  }

  var id: String?
  var ruling: String?
  var handler: String
  var gates: [Gate]?
  var reasons: [Reason]
  var tasks: [String: Task]?

  struct Gate: Decodable {}

  /// The `because` texts of the lines that decided the ruling.
  var rulingTexts: Set<String> {
    Set(reasons.filter { $0.field == "ruling" }.compactMap(\.because))
  }
}
