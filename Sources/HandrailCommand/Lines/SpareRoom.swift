import Synchronization

/// Arrays whose bytes are no longer wanted: their room is used again, for finding new room for
/// every part of a long run costs the system a tenth of it.
final class SpareRoom: Sendable {
  private static let most = 16
  private let arrays = Mutex<[[UInt8]]>([])

  /// Room, with bytes that mean nothing.
  func take() -> [UInt8] { arrays.withLock { $0.popLast() ?? [] } }

  /// Gives back what nobody looks at any more.
  func give(_ array: consuming [UInt8]) {
    let array = array
    arrays.withLock { if $0.count < SpareRoom.most { $0.append(array) } }
  }
}
