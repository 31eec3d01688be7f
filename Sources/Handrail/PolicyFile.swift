/// One file of a policy: its bytes, and the path it goes by in messages.
public struct PolicyFile: Sendable, Equatable {
  /// The path as people know it; two uses of one path are one file.
  public var path: String
  /// UTF-8 text, as it was read; damaged bytes are reported, not refused here.
  public var bytes: [UInt8]

  /// Makes a file from what was read.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
