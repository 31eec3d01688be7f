import Glibc

/// What somebody named on the command line, with folders opened up.
struct PolicyPaths {
  /// Files in the order given; those of a folder sorted by name.
  private(set) var files: [String] = []
  /// Files that came out of a folder: some of them may only be used by others.
  private(set) var fromFolders: Set<String> = []
  private static let mostFiles = 100_000

  /// Opens up folders: every file beneath that ends in `.policy`; links are not followed.
  init(_ paths: [String]) throws(CommandError) {
    for path in paths {
      guard path != "-", isFolder(path) else {
        files.append(path)
        continue
      }
      let found = try Self.files(beneath: path, ending: ".policy")
      guard !found.isEmpty else { throw .noPolicies(folder: path) }
      files += found
      fromFolders.formUnion(found)
    }
    var seen: Set<String> = []
    files = files.filter { seen.insert($0).inserted }
  }

  /// The files of that ending beneath those of the paths that are folders.
  static func beneath(_ paths: [String], ending: String) throws(CommandError) -> [String] {
    var found: [String] = []
    for path in paths where path != "-" && isFolder(path) {
      found += try files(beneath: path, ending: ending)
    }
    return found
  }

  private static func files(
    beneath top: String, ending: String
  ) throws(CommandError) -> [String] {
    var found: [String] = []
    var folders = [top]
    while let folder = folders.popLast() {
      let names: [String]
      do throws(FileRefusal) {
        names = try HandrailCommand.names(in: try OpenFile(folder: folder))
      } catch {
        throw .cannotRead(folder, error)
      }
      for name in names where !name.hasPrefix(".") {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append(path)
        } else if status.st_mode & S_IFMT == S_IFREG, name.hasSuffix(ending) {
          found.append(path)
        }
      }
      guard found.count <= mostFiles else {
        throw .badCommand(
          "there are more than \(mostFiles) files beneath `\(top)`", fix: "name a smaller folder"
        )
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// True where a path leads to a folder, through links or not.
private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
