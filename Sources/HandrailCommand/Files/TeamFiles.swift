import Glibc
import Handrail
import HandrailEngine

/// The `handrail.yaml` of each policy, with the files that it names, each read once.
struct TeamFiles {
  /// A team's settings, and the folder that their paths start from.
  struct Team {
    var settings = TeamSettings()
    /// `nil` where there is no `handrail.yaml`.
    var folder: String?
    var path: String?
  }

  static let name = "handrail.yaml"
  private static let sizeLimit = 1_048_576
  let today: CalendarDate
  private let options: TeamOptions
  private let root: String?
  /// Folders named on the command line: a policy in one may have its settings there.
  private let named: [String]
  private var known: [String: Team] = [:]

  init(
    _ options: TeamOptions, root: String?, named: [String]
  ) throws(CommandError) {
    self.options = options
    self.root = root
    self.named = named
    today = try HandrailCommand.today(options.today)
    if let set = options.set, !TeamSettings.setNames.contains(set) {
      throw .badCommand(
        "there is no set of rules called `\(set)`",
        fix: "it may be \(TeamSettings.setNames.joined(separator: ", "))")
    }
  }

  /// What a policy is checked by.
  mutating func team(of main: MainFile) throws(CommandError) -> Team {
    let path = options.config ?? path(for: main)
    let key = path ?? ""
    if let team = known[key] { return team }
    var team = Team()
    if let path { team = try Self.read(path) }
    if let set = options.set { _ = team.settings.pick(set: set) }
    known[key] = team
    return team
  }

  /// Everything that there is to say of a policy.
  mutating func review(_ main: MainFile) throws(CommandError) -> Review {
    let team = try team(of: main)
    return Handrail.review(
      main.file, in: main.surroundings,
      for: TeamView(team.settings, today: today, withSuites: main.withSuites))
  }

  // MARK: - Looking for it

  /// The nearest one, from the policy's folder up to the root.
  private func path(for main: MainFile) -> String? {
    let folder =
      main.named == "-"
      ? ""
      : main.named.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast().joined(separator: "/")
    for folder in folders(from: folder, isAbsolute: main.named.hasPrefix("/")) {
      let path =
        folder.isEmpty || folder.hasSuffix("/") ? folder + Self.name : folder + "/" + Self.name
      var status = stat()
      if unsafe stat(path, &status) == 0 { return path }
    }
    return nil
  }

  /// The folder and those above it, up to the root, a folder that was named, or the current one.
  private func folders(from folder: String, isAbsolute: Bool) -> [String] {
    var parts = components(folder)
    // Above the current folder only what was named is looked at.
    let climbs = parts.prefix { $0 == ".." }.count
    guard !parts.dropFirst(climbs).contains("..") else { return [folder] }
    let tops = (root.map { [$0] } ?? named + [isAbsolute ? currentFolder() : ""])
      .filter { $0.hasPrefix("/") == isAbsolute }.map(components)
      .filter { $0.count >= climbs && parts.starts(with: $0) }
    let fewest = tops.map(\.count).min() ?? parts.count
    var folders: [String] = []
    while true {
      folders.append((isAbsolute ? "/" : "") + parts.joined(separator: "/"))
      guard parts.count > fewest else { return folders }
      parts.removeLast()
    }
  }

  private func components(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init).filter { $0 != "." }
  }

  private func currentFolder() -> String {
    guard let path = unsafe getcwd(nil, 0) else { return "" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  // MARK: - Reading it

  private static func read(_ path: String) throws(CommandError) -> Team {
    let bytes = try content(of: path)
    let folder = String(path.dropLast(path.split(separator: "/").last?.count ?? 0))
    var team = Team(folder: folder, path: path)
    do throws(DocumentFault) {
      team.settings = try TeamSettings(yaml: bytes)
    } catch {
      throw .badDocument(path, error)
    }
    for file in TeamSettings.OutsideFile.allCases {
      guard let named = team.settings.files[file] else { continue }
      let outside = try beneath(folder, named)
      let bytes = try content(of: outside)
      do throws(DocumentFault) {
        try team.settings.add(file, yaml: bytes)
      } catch {
        throw .badDocument(outside, error)
      }
    }
    for path in team.settings.publishedPaths {
      let file = try beneath(folder, path)
      team.settings.add(published: PolicyFile(path: file, bytes: try content(of: file)), path: path)
    }
    return team
  }

  /// A path from `handrail.yaml`: it leads beneath that file's folder, and nowhere else.
  static func beneath(_ folder: String, _ path: String) throws(CommandError) -> String {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw .cannotRead(path, path.hasPrefix("/") ? .absolute : .outside)
    }
    return folder + path
  }

  /// The content of a small file.
  static func content(of path: String) throws(CommandError) -> [UInt8] {
    do throws(FileRefusal) {
      return try OpenFile(path: path, kind: .plain).readAll(limit: sizeLimit)
    } catch {
      throw .cannotRead(path, error)
    }
  }
}
