import Glibc
import HandrailEngine
import Synchronization

/// Reads used files beneath one folder, and never anything outside it.
///
/// A path is walked component by component from the root's own descriptor, and no link is ever
/// followed: so nothing that is renamed or linked meanwhile can lead out. Only plain files are
/// read, opened without waiting, so that a pipe or a device is refused at once.
struct BeneathRoot: Sendable {
  /// The root as the user wrote it; empty for the current folder.
  let root: String
  private let known = KnownNames()
  /// Bytes that a file may have at most.
  static let sizeLimit = 16 * 1_048_576

  /// The content of a file and the path it goes by in messages.
  func read(
    _ path: String, from userPath: String
  ) throws(FileRefusal) -> (path: String, bytes: [UInt8]) {
    let components = try components(of: path, from: userPath)
    guard let name = components.last else { throw .folder }
    guard name.hasSuffix(".policy") else { throw .notPolicy }
    let bytes = try open(components).readAll(limit: Self.sizeLimit)
    guard !CompiledForm.isBegun(by: bytes) else { throw .compiled }
    return (display(components), bytes)
  }

  /// The content of a file by the path that messages show, read as `use` reads it.
  func read(shown path: String) throws(FileRefusal) -> [UInt8] {
    let components = inner(path).split(separator: "/").map(String.init)
    guard components.allSatisfy({ $0 != "." && $0 != ".." }) else { throw .outside }
    return try open(components).readAll(limit: Self.sizeLimit)
  }

  /// The path that a used file would go by; `nil` where it may not be used.
  func path(of path: String, from userPath: String) -> String? {
    (try? components(of: path, from: userPath)).map(display)
  }

  /// A path beneath the root, as messages show it.
  func display(_ components: [String]) -> String {
    let inner = components.joined(separator: "/")
    guard !root.isEmpty else { return inner }
    return root.hasSuffix("/") ? root + inner : root + "/" + inner
  }

  /// The components from the root, with `.` and `..` worked out; safe, for links are refused.
  private func components(of path: String, from userPath: String) throws(FileRefusal) -> [String] {
    guard !path.isEmpty else { throw .emptyName }
    guard !path.utf8.contains(0) else { throw .missing }
    guard path.utf8.count <= 4_096 else { throw .nameTooLong }
    guard !path.contains("://"), !path.hasPrefix("file:") else { throw .webAddress }
    guard !path.hasPrefix("/") else { throw .absolute }
    var components = inner(userPath).split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      if part == "." { continue }
      if part == ".." {
        guard components.popLast() != nil else { throw .outside }
      } else {
        components.append(String(part))
      }
    }
    return components
  }

  /// The part of a shown path that lies beneath the root.
  private func inner(_ shown: String) -> Substring {
    let prefix = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
    return shown.hasPrefix(prefix) ? shown.dropFirst(prefix.count) : Substring(shown)
  }

  init(root: String) { self.root = root }

  private func open(_ components: [String]) throws(FileRefusal) -> OpenFile {
    var folder = try OpenFile(folder: root)
    for (position, name) in components.enumerated() {
      let isLast = position == components.count - 1
      let path = components[..<position].joined(separator: "/")
      if let twin = try known.twin(of: name, in: folder, at: path) { throw .caseTwin(twin) }
      let next = try OpenFile(name: name, in: folder, isFolder: !isLast)
      folder = next
    }
    return folder
  }
}

/// The names of folders by their small letters, each folder listed once.
private final class KnownNames: Sendable {
  private let folders = Mutex<[String: [String: [String]]]>([:])

  /// A name in a folder that another system would take for this one.
  func twin(
    of name: String, in folder: borrowing OpenFile, at path: String
  ) throws(FileRefusal) -> String? {
    let known: [String: [String]]
    if let listed = folders.withLock({ $0[path] }) {
      known = listed
    } else {
      var listed: [String: [String]] = [:]
      for name in try names(in: folder) { listed[name.lowercased(), default: []].append(name) }
      folders.withLock { $0[path] = listed }
      known = listed
    }
    return known[name.lowercased()]?.first { !sameBytes($0, name) }
  }
}

/// Swift's `==` takes differently composed letters for equal; file names do not.
private func sameBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}

/// The names in an open folder, unsorted, without `.` and `..`.
func names(in folder: borrowing OpenFile) throws(FileRefusal) -> [String] {
  let own = unsafe openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard own >= 0 else { throw FileRefusal(errorNumber: errno) }
  guard let stream = unsafe fdopendir(own) else {
    let refusal = FileRefusal(errorNumber: errno)
    _ = close(own)
    throw refusal
  }
  defer { _ = unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { letters in
        unsafe String(cString: letters)
      }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}
