import Glibc

/// Puts new content in a file's place in one step: a reader sees the old or the new, never half.
///
/// The mode stays. A path that is a link is refused: the link would be replaced, not its file.
func replaceFile(at path: String, with bytes: [UInt8]) throws(FileRefusal) {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { throw FileRefusal(errorNumber: errno) }
  guard status.st_mode & S_IFMT != S_IFLNK else { throw .link }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .notPlain }
  // Renaming needs no leave to write the file itself; whoever took that leave away meant it.
  guard unsafe access(path, W_OK) == 0 else { throw .forbidden }
  try putInPlace(of: path, bytes, mode: status.st_mode & 0o7777)
}

/// Makes a file, or takes the place of one that may go: in one step either way.
///
/// `mayGo` is asked with the first bytes of what is there.
func putFile(
  at path: String, with bytes: [UInt8], replacing mayGo: ([UInt8]) -> Bool
) throws(FileRefusal) {
  var status = stat()
  if unsafe lstat(path, &status) == 0 {
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .folder }
    guard status.st_mode & S_IFMT != S_IFLNK else { throw .link }
    let file = try OpenFile(path: path, kind: .plain)
    var start = [UInt8](repeating: 0, count: 64)
    let count = try readSome(of: file.descriptor, into: &start)
    guard mayGo(Array(start[..<count])) else { throw .notCompiled }
    try replaceFile(at: path, with: bytes)
  } else {
    guard errno == ENOENT else { throw FileRefusal(errorNumber: errno) }
    let mask = umask(0)
    _ = umask(mask)
    try putInPlace(of: path, bytes, mode: 0o666 & ~mask)
  }
}

/// Writes beside a path, and renames: a reader sees the old or the new, never half.
private func putInPlace(of path: String, _ bytes: [UInt8], mode: mode_t) throws(FileRefusal) {
  let temporary = "\(path).\(getpid()).new"
  let opened = unsafe open(
    temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
  guard opened >= 0 else { throw FileRefusal(errorNumber: errno) }
  do throws(FileRefusal) {
    defer { _ = close(opened) }
    try writeAll(bytes, to: opened)
    guard fchmod(opened, mode) == 0, fsync(opened) == 0 else {
      throw FileRefusal(errorNumber: errno)
    }
  } catch {
    _ = unsafe unlink(temporary)
    throw error
  }
  guard unsafe rename(temporary, path) == 0 else {
    let refusal = FileRefusal(errorNumber: errno)
    _ = unsafe unlink(temporary)
    throw refusal
  }
}

/// Makes a file that was not there; what is there already, a link too, is never touched.
func createFile(at path: String, with bytes: [UInt8]) throws(FileRefusal) {
  let opened = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
  guard opened >= 0 else {
    throw errno == EEXIST ? .exists : FileRefusal(errorNumber: errno)
  }
  do throws(FileRefusal) {
    defer { _ = close(opened) }
    try writeAll(bytes, to: opened)
    guard fsync(opened) == 0 else { throw FileRefusal(errorNumber: errno) }
  } catch {
    // Half a policy is worse than none.
    _ = unsafe unlink(path)
    throw error
  }
}

/// Writes every byte, however small the bites that the system takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(FileRefusal) {
  var written = 0
  while written < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
    }
    if count >= 0 {
      written += count
    } else if errno != EINTR {
      throw FileRefusal(errorNumber: errno)
    }
  }
}
