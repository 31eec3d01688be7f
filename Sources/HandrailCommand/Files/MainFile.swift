import Glibc
import Handrail

/// A policy file named on the command line, with the folder beneath which it may use others.
struct MainFile {
  let file: PolicyFile
  let root: BeneathRoot

  /// Reads a file, or standard input for `-`.
  ///
  /// Without a root of its own, a policy may use what stands beneath its own folder.
  init(_ path: String, root: String?) throws(CommandError) {
    do throws(FileRefusal) {
      guard path != "-" else {
        self.root = BeneathRoot(root: root ?? "")
        file = PolicyFile(
          path: self.root.display(["standard input"]),
          bytes: try readToEnd(
            of: STDIN_FILENO, expecting: 0, limit: BeneathRoot.sizeLimit))
        return
      }
      let opened = try OpenFile(path: path, kind: .plain)
      let bytes = try opened.readAll(limit: BeneathRoot.sizeLimit)
      let parts = path.split(separator: "/", omittingEmptySubsequences: true)
      let name = parts.last.map(String.init) ?? path
      let folder = String(path.dropLast(name.count))
      let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      self.root = BeneathRoot(root: root ?? trimmed)
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
