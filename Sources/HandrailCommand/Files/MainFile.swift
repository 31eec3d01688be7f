import Glibc
import Handrail
import HandrailEngine

/// A policy file named on the command line, with the folder beneath which it may use others.
struct MainFile {
  var file: PolicyFile
  let root: BeneathRoot
  /// The path as it was named on the command line.
  let named: String

  /// Reads a policy's text, or standard input for `-`; a compiled policy is refused.
  ///
  /// Without a root of its own, a policy may use what stands beneath its own folder.
  init(_ path: String, root: String?) throws(CommandError) {
    try self.init(path, root: root, bytes: try policyBytes(path))
  }

  /// The same of what was read already.
  init(_ path: String, root: String?, bytes: [UInt8]) throws(CommandError) {
    guard !CompiledForm.isBegun(by: bytes) else {
      let graph = try? readCompiledGraph(bytes)
      throw .needsText(path, madeFrom: graph?.policy.files.first)
    }
    named = path
    guard path != "-" else {
      self.root = BeneathRoot(root: root ?? "")
      file = PolicyFile(path: self.root.display(["standard input"]), bytes: bytes)
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    let name = parts.last.map(String.init) ?? path
    let folder = String(path.dropLast(name.count))
    let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.root = BeneathRoot(root: root ?? trimmed)
    do throws(FileRefusal) {
      let between = try root.map { root throws(FileRefusal) in
        try components(from: root, to: trimmed)
      }
      file = PolicyFile(path: self.root.display((between ?? []) + [name]), bytes: bytes)
    } catch {
      throw .cannotRead(path, error)
    }
  }

  /// What compiling this file asks of the world.
  var surroundings: PolicySurroundings {
    let root = root
    let zones = ZoneFolder()
    var surroundings = PolicySurroundings()
    surroundings.load = { path, user in
      do throws(FileRefusal) {
        let read = try root.read(path, from: user)
        return .success(PolicyFile(path: read.path, bytes: read.bytes))
      } catch {
        return .failure(.init(reason: error.words))
      }
    }
    surroundings.zoneFile = { name in zones.file(name) }
    surroundings.zoneNames = { zones.names() }
    surroundings.zoneDataVersion = zones.version()
    return surroundings
  }

  func compiled() -> Compilation { compile(file, in: surroundings) }

  func reviewed() -> Review { review(file, in: surroundings) }

  /// The files that stand for themselves: not those of a folder that another one uses.
  static func mains(of files: [MainFile], fromFolders: Set<String>) -> [MainFile] {
    var uses: [String: [String]] = [:]
    for main in files {
      uses[main.file.path] = usedPaths(of: main.file).compactMap {
        main.root.path(of: $0, from: main.file.path)
      }
    }
    let used = Set(uses.flatMap { user, paths in paths.filter { $0 != user } })
    var mains = files.filter { !fromFolders.contains($0.file.path) || !used.contains($0.file.path) }
    var reached: Set<String> = []
    var waiting = mains.map(\.file.path)
    func reach() {
      while let path = waiting.popLast() {
        if reached.insert(path).inserted { waiting += uses[path] ?? [] }
      }
    }
    reach()
    // Files that only use each other have no main one among them: the first by name is made one.
    for main in files where !reached.contains(main.file.path) {
      mains.append(main)
      waiting = [main.file.path]
      reach()
    }
    return mains
  }
}

/// A policy as somebody named it, text or compiled; standard input for `-`.
func policyBytes(_ path: String) throws(CommandError) -> [UInt8] {
  let bytes = try allBytes(path)
  guard !CompiledForm.isBegunBadly(by: bytes) else {
    throw .cannotLoad(path, "its first bytes were changed since it was written")
  }
  return bytes
}

private func allBytes(_ path: String) throws(CommandError) -> [UInt8] {
  do throws(FileRefusal) {
    guard path == "-" else { return try OpenFile(path: path, kind: .plain).readPolicy() }
    let bytes = try readToEnd(of: STDIN_FILENO, expecting: 0, limit: CompiledForm.mostBytes)
    try refuseLongText(bytes)
    return bytes
  } catch {
    throw .cannotRead(path, error)
  }
}

/// Reads the policies that were named; a folder's files that others use are read through those.
func mainFiles(
  _ named: [String], root: String?, _ status: inout ExitStatus, in console: inout Console
) throws(CommandError) -> [MainFile] {
  let paths = try PolicyPaths(named)
  var files: [MainFile] = []
  for path in paths.files {
    do throws(CommandError) {
      files.append(try MainFile(path, root: root))
    } catch {
      console.complain(error)
      status = .cannotRead
    }
  }
  guard !paths.fromFolders.isEmpty else { return files }
  return MainFile.mains(of: files, fromFolders: paths.fromFolders)
}

/// The folders between a root and a folder beneath it, with every link worked out.
private func components(from root: String, to folder: String) throws(FileRefusal) -> [String] {
  let top = try resolved(root).split(separator: "/")
  let bottom = try resolved(folder).split(separator: "/")
  guard bottom.starts(with: top) else { throw .outsideRoot }
  return bottom.dropFirst(top.count).map(String.init)
}

private func resolved(_ path: String) throws(FileRefusal) -> String {
  guard let real = unsafe realpath(path.isEmpty ? "." : path, nil) else {
    throw FileRefusal(errorNumber: errno)
  }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}
