import Glibc

/// Cuts a stream into lines, reading in blocks, at bounded memory.
///
/// A line ends with a line feed, with or without a carriage return before it; the last may lack it.
/// The line handed out stands in a buffer that is used again for the next one.
struct LineReader: ~Copyable {
  /// What was read.
  enum Step {
    /// The next line stands in `line`.
    case line
    /// A line longer than the limit was passed over.
    case tooLong
    case end
  }

  /// Number of the line last read, from 1.
  private(set) var number = 0
  /// The line last read, without its end.
  private(set) var line: [UInt8] = []
  private let descriptor: Int32
  private let lengthLimit: Int
  private var block: [UInt8]
  private var position = 0
  private var end = 0

  init(descriptor: Int32, lengthLimit: Int) {
    self.descriptor = descriptor
    self.lengthLimit = lengthLimit
    block = [UInt8](repeating: 0, count: 262_144)
  }

  /// True where the next line may need bytes that have not arrived yet.
  var wouldWait: Bool {
    if lineEnd != nil { return false }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 0) == 0
  }

  /// Where the next line feed stands in the block; `nil` where it has not been read.
  private var lineEnd: Int? {
    unsafe block.withUnsafeBytes { bytes in
      guard position < end, let start = bytes.baseAddress,
        let found = unsafe memchr(start + position, 0x0A, end - position)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  /// Reads on to the end of the next line.
  mutating func next() throws(FileRefusal) -> Step {
    line.removeAll(keepingCapacity: line.capacity <= 1_048_576)
    var isTooLong = false
    while true {
      if position == end {
        end = try readSome(of: descriptor, into: &block)
        position = 0
        if end == 0 { return finish(isTooLong: isTooLong, atEnd: true) }
      }
      let lineEnd = self.lineEnd
      let part = block[position..<(lineEnd ?? end)]
      if line.count + part.count > lengthLimit {
        isTooLong = true
        line.removeAll()
      } else if !isTooLong {
        line.append(contentsOf: part)
      }
      position = lineEnd.map { $0 + 1 } ?? end
      if lineEnd != nil { return finish(isTooLong: isTooLong, atEnd: false) }
    }
  }

  private mutating func finish(isTooLong: Bool, atEnd: Bool) -> Step {
    if atEnd && line.isEmpty && !isTooLong { return .end }
    number += 1
    if line.last == 0x0D { line.removeLast() }
    return isTooLong ? .tooLong : .line
  }
}
