import Glibc

/// Bytes on their way out, gathered into blocks.
///
/// Whoever holds it flushes it: at the end, and before waiting for more input.
struct ByteSink: ~Copyable {
  let descriptor: Int32
  let isTerminal: Bool
  private var pending: [UInt8] = []
  private static let blockSize = 65_536

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Adds bytes as they are.
  mutating func write(_ bytes: [UInt8]) throws(CommandError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.blockSize { try flush() }
  }

  mutating func write(_ text: String) throws(CommandError) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= Self.blockSize { try flush() }
  }

  /// Sends what is pending.
  mutating func flush() throws(CommandError) {
    guard !pending.isEmpty else { return }
    do throws(FileRefusal) {
      try writeAll(pending, to: descriptor)
    } catch {
      pending.removeAll()
      throw .cannotWrite(error)
    }
    pending.removeAll(keepingCapacity: true)
  }
}
