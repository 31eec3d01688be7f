import Foundation
import HandrailTestSupport
import Testing

/// Every message and every rule has a page that `explain` prints, and a case that shows it.
struct ExplainTests {
  private static let docs = Program.root.appending(path: "docs")

  /// Codes and rules by the folder of their pages.
  private static func pages(_ folder: String) -> [String] {
    Golden.names(in: docs.appending(path: folder)).filter { $0.hasSuffix(".md") }
      .map { String($0.dropLast(3)) }
  }

  @Test("prints the page of each", arguments: ["diagnostics", "lint"])
  func explain(folder: String) throws {
    let names = Self.pages(folder)
    #expect(names.count >= (folder == "lint" ? 75 : 126))
    for name in names {
      let file = Self.docs.appending(path: "\(folder)/\(name).md")
      let run = try Program.run(["explain", name])
      #expect(run.status == 0, "\(name)")
      #expect(run.output == (try String(contentsOf: file, encoding: .utf8)), "\(name)")
    }
  }

  @Test("each is shown by what some golden case expects")
  func shown() throws {
    var texts: [String] = []
    for feature in Golden.features.keys.sorted() {
      for name in Golden.cases(feature) {
        let golden = Golden(feature, name)
        for file in ["expected.txt", "bad.txt", "stdout", "stderr"]
        where golden.files.contains(file) {
          texts.append(String(decoding: try golden.bytes(file), as: UTF8.self))
        }
      }
    }
    let words = Set(
      texts.joined(separator: "\n").split { !($0.isLetter || $0.isNumber || $0 == "-") })
    #expect(words.count > 1_000)
    for name in Self.pages("diagnostics") + Self.pages("lint") {
      #expect(words.contains(Substring(name)), "no golden case shows \(name)")
    }
  }
}
