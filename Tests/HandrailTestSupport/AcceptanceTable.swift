import Foundation

/// The acceptance table, and what the tags in `policies/` say of each of its rows.
///
/// The page is written by `docs/generate_acceptance.py`; this reads the same files anew, so that a
/// wrong page is found without Python.
package struct AcceptanceTable: Sendable {
  /// A tagged line of a policy, a scenario or a session.
  package struct Place: Hashable, Sendable {
    package var path: String
    package var line: Int
    /// The last line that the tag speaks of: that of the heading's end where a heading is tagged.
    package var last: Int
    package var text: String

    /// The folder beneath `policies/`.
    package var folder: String { String(path.split(separator: "/")[1]) }
    package var isSession: Bool { path.hasSuffix(".yaml") }

    package var link: String {
      let name = path.split(separator: "/").dropFirst().joined(separator: "/")
      return "[\(name):\(line)](../\(path)#L\(line))"
    }
  }

  /// A row that no policy line carries.
  package struct Elsewhere: Sendable {
    package var state: String
    package var words: String
    package var path: String
  }

  package var rows: [(id: String, words: String)] = []
  package var says: [String: [Place]] = [:]
  package var shows: [String: [Place]] = [:]
  package var elsewhere: [String: Elsewhere] = [:]

  /// The folder of `Package.swift`.
  private static let root = Golden.root.deletingLastPathComponent().deletingLastPathComponent()

  package init() throws {
    for line in try Self.lines("docs/acceptance_rows.tsv") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t").map(String.init)
      if parts.count == 2 { rows.append((parts[0], parts[1])) }
    }
    for line in try Self.lines("docs/acceptance_elsewhere.tsv") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 4 {
        elsewhere[parts[0]] = Elsewhere(state: parts[1], words: parts[2], path: parts[3])
      }
    }
    let folder = Self.root.appending(path: "policies")
    let files =
      FileManager.default.enumerator(atPath: folder.path())?
      .compactMap { $0 as? String } ?? []
    for file in files.sorted() {
      if file.hasSuffix(".policy") { try read(policy: "policies/" + file) }
      if file.hasSuffix(".yaml"), file.contains("/sessions/") {
        try read(session: "policies/" + file)
      }
    }
  }

  /// The folders that both say a row and show it.
  package func folders(of row: String) -> Set<String> {
    Set((says[row] ?? []).map(\.folder)).intersection((shows[row] ?? []).map(\.folder))
  }

  package func state(of row: String) -> String {
    guard folders(of: row).isEmpty else { return "shown" }
    return elsewhere[row]?.state ?? "open"
  }

  /// The line of the page that stands for a row.
  package func pageLine(_ row: (id: String, words: String)) -> String {
    let both = folders(of: row.id)
    var cells = ["", ""]
    if both.isEmpty, let other = elsewhere[row.id] {
      let told = [other.words] + (says[row.id] ?? []).map(\.link)
      cells = [
        told.joined(separator: "<br>"),
        other.path.isEmpty ? "" : "[\(other.path)](../\(other.path))",
      ]
    } else {
      let left = (says[row.id] ?? []).filter { both.isEmpty || both.contains($0.folder) }
      let right = (shows[row.id] ?? []).filter { both.isEmpty || both.contains($0.folder) }
      cells = [
        left.map { "`\($0.text)` \($0.link)" }.joined(separator: "<br>")
          .replacingOccurrences(of: "|", with: "\\|"),
        right.map { "\($0.text) \($0.link)" }.joined(separator: "<br>"),
      ]
    }
    return "| \(row.id) | \(row.words) | \(state(of: row.id)) | \(cells[0]) | \(cells[1]) |"
  }

  private mutating func read(policy path: String) throws {
    let lines = try Self.lines(path)
    var waiting: [String] = []
    var scenario: Place?
    for (index, line) in lines.enumerated() {
      let bare = line.trimmingCharacters(in: .whitespaces)
      if let ids = Self.ids(bare) {
        waiting += ids
        continue
      }
      guard !bare.isEmpty, !bare.hasPrefix("#") else { continue }
      let isHeading = !line.hasPrefix(" ") && !line.hasPrefix("|")
      var last = index
      if isHeading { last = Self.end(of: index, in: lines) }
      let place = Place(path: path, line: index + 1, last: last + 1, text: bare)
      if isHeading { scenario = bare.hasPrefix("scenario ") ? Self.named(place) : nil }
      for row in waiting {
        if let scenario {
          Self.put(scenario, in: &shows, row)
        } else {
          Self.put(place, in: &says, row)
        }
      }
      waiting = []
    }
  }

  private mutating func read(session path: String) throws {
    let file = path.split(separator: "/").last ?? ""
    let name = String(file.replacing(".run.yaml", with: "").replacing(".yaml", with: ""))
    for line in try Self.lines(path) {
      for row in Self.ids(line.trimmingCharacters(in: .whitespaces)) ?? [] {
        Self.put(Place(path: path, line: 1, last: 1, text: name), in: &shows, row)
      }
    }
  }

  private static func ids(_ line: String) -> [String]? {
    let mark = "# acceptance: "
    guard line.hasPrefix(mark) else { return nil }
    return line.dropFirst(mark.count).components(separatedBy: ", ")
  }

  /// The last line of the heading at `index`: the one before the next heading.
  private static func end(of index: Int, in lines: [String]) -> Int {
    let next = lines[(index + 1)...].firstIndex { line in
      !line.isEmpty && !line.hasPrefix(" ") && !line.hasPrefix("|") && !line.hasPrefix("#")
    }
    return (next ?? lines.count) - 1
  }

  private static func named(_ place: Place) -> Place {
    var place = place
    place.text = String(place.text.split(separator: "\"").dropFirst().first ?? "")
    return place
  }

  private static func put(_ place: Place, in places: inout [String: [Place]], _ row: String) {
    if places[row]?.contains(place) != true { places[row, default: []].append(place) }
  }

  private static func lines(_ path: String) throws -> [String] {
    let file = Self.root.appending(path: path)
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
  }
}
