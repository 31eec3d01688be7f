import Glibc
import HandrailEngine

/// An open file; it closes itself when it goes.
struct OpenFile: ~Copyable {
  let descriptor: Int32

  /// What may be opened.
  enum Kind {
    /// A plain file only.
    case plain
    /// A plain file, or a pipe that someone hands over, such as `<(…)` of a shell.
    case plainOrPipe
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  /// Opens a file that the user named: links are followed, for the user is trusted.
  init(path: String, kind: Kind) throws(FileRefusal) {
    guard !path.utf8.contains(0) else { throw .missing }
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let opened = unsafe open(path, flags)
    guard opened >= 0 else { throw FileRefusal(errorNumber: errno) }
    try refuse(opened, unless: kind)
    self.init(owning: opened)
  }

  /// Opens a folder or a plain file in an open folder; never through a link, and never waiting.
  init(name: String, in folder: borrowing OpenFile, isFolder: Bool) throws(FileRefusal) {
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let opened = unsafe openat(folder.descriptor, name, isFolder ? flags | O_DIRECTORY : flags)
    guard opened >= 0 else { throw FileRefusal(errorNumber: errno) }
    if !isFolder { try refuse(opened, unless: .plain) }
    self.init(owning: opened)
  }

  /// Opens a folder that the user named.
  init(folder path: String) throws(FileRefusal) {
    let opened = unsafe open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw FileRefusal(errorNumber: errno) }
    self.init(owning: opened)
  }

  deinit { _ = close(descriptor) }

  /// The whole content, of at most so many bytes.
  func readAll(limit: Int) throws(FileRefusal) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileRefusal(errorNumber: errno) }
    guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
    return try readToEnd(of: descriptor, expecting: Int(status.st_size), limit: limit)
  }

  /// The whole content of what may be a compiled policy; of text, at most as much as any has.
  func readPolicy() throws(FileRefusal) -> [UInt8] {
    let bytes = try readAll(limit: CompiledForm.mostBytes)
    try refuseLongText(bytes)
    return bytes
  }
}

/// A compiled policy may be larger than the text that it was made from.
func refuseLongText(_ bytes: [UInt8]) throws(FileRefusal) {
  guard bytes.count <= BeneathRoot.sizeLimit || CompiledForm.isBegun(by: bytes) else {
    throw .tooLarge(limit: BeneathRoot.sizeLimit)
  }
}

/// Closes and refuses whatever could block, never end, or act when read.
private func refuse(
  _ descriptor: Int32, unless kind: OpenFile.Kind
) throws(FileRefusal) {
  do throws(FileRefusal) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileRefusal(errorNumber: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .folder
    case S_IFIFO where kind == .plainOrPipe:
      // Whoever feeds the pipe may be slower than we are: wait for it.
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    case _: throw .notPlain
    }
  } catch {
    _ = close(descriptor)
    throw error
  }
}

/// Reads a descriptor to its end; more than `limit` bytes are refused.
func readToEnd(of descriptor: Int32, expecting: Int, limit: Int) throws(FileRefusal) -> [UInt8] {
  var content: [UInt8] = []
  content.reserveCapacity(expecting + 1)
  var block = [UInt8](repeating: 0, count: max(4_096, min(expecting + 1, 1_048_576)))
  while true {
    let count = try readSome(of: descriptor, into: &block)
    guard count > 0 else { return content }
    guard content.count + count <= limit else { throw .tooLarge(limit: limit) }
    content.append(contentsOf: block[..<count])
  }
}

/// Reads what is there into a block, waiting for the first byte; 0 at the end.
func readSome(of descriptor: Int32, into block: inout [UInt8]) throws(FileRefusal) -> Int {
  while true {
    let count = unsafe block.withUnsafeMutableBytes { buffer in
      unsafe read(descriptor, buffer.baseAddress, buffer.count)
    }
    if count >= 0 { return count }
    guard errno == EINTR else { throw FileRefusal(errorNumber: errno) }
  }
}
