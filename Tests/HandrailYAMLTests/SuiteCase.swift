import Foundation
import HandrailYAML

/// One case of the YAML test suite.
struct SuiteCase: Sendable {
  /// File and number from 0, as in `JTV5/00` of the suite; just the file where it has one case.
  let name: String
  let title: String
  let mustFail: Bool
  let bytes: [UInt8]
  /// The events that the suite expects, one a line.
  let events: String

  /// Every case, in the order of files and cases; the suite's files are read by our own door.
  static func all() throws -> [SuiteCase] {
    let folder = try TestFiles.data("corpora/yaml/src")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    return try files.flatMap { file in
      let document = try readYAML(try TestFiles.bytes(folder.appending(path: file)))
      return try cases(of: document, file: String(file.dropLast(5)))
    }
  }

  private static func cases(of document: YAMLDocument, file: String) throws -> [SuiteCase] {
    let items = document.items(of: document.root) ?? []
    var title = ""
    var events = ""
    return try items.enumerated().map { number, item in
      func field(_ name: String) -> String? {
        document.value(under: name, of: item).flatMap { document.text(of: $0) }
      }
      guard let text = field("yaml") else { throw MissingFile(path: "yaml of \(file)") }
      // A case has what the case before it said, unless it says otherwise.
      title = field("name") ?? title
      events = field("tree") ?? events
      return SuiteCase(
        name: items.count == 1 ? file : "\(file)/\(number)", title: title,
        mustFail: field("fail") == "true", bytes: Array(plain(text).utf8), events: plain(events))
    }
  }

  /// The text behind the marks with which the suite shows what an eye cannot see.
  private static func plain(_ text: String) -> String {
    var result = ""
    var dashes = ""
    for character in text {
      if character == "—" {
        dashes.append(character)
        continue
      }
      if character != "»" { result += dashes }
      dashes = ""
      switch character {
      case "␣": result.append(" ")
      case "»": result.append("\t")
      case "⇔": result.append("\u{FEFF}")
      case "←": result.append("\r")
      case "↵": break
      default: result.append(character)
      }
    }
    return result.hasSuffix("∎\n") ? String(result.dropLast(2)) : result
  }
}
