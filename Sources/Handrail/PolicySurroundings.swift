package import HandrailModel
internal import HandrailSource

/// What compiling asks of the world; the library itself reads no disk and no clock.
public struct PolicySurroundings: Sendable {
  /// Why a used file could not be had.
  public struct LoadRefusal: Error, Sendable, Equatable {
    /// One clause in plain words, without the file's name and never with its content.
    public var reason: String

    /// Makes a refusal from its words.
    public init(reason: String) { self.reason = reason }
  }

  /// Reads the file that `use "path"` names; `user` is the path of the file that uses it.
  ///
  /// Whoever gives this decides what may be read. The answer's path makes two uses the same file.
  public var load: @Sendable (_ path: String, _ user: String) -> Result<PolicyFile, LoadRefusal>
  /// The bytes of a time zone's file (RFC 8536), by name; `nil` where there is none.
  public var zoneFile: @Sendable (_ name: String) -> [UInt8]?
  /// The names of all time zones, for suggestions.
  public var zoneNames: @Sendable () -> [String]
  /// The version of the zone database, such as `2025b`; decisions carry it.
  public var zoneDataVersion: String
  /// Tables that checking leaves open are settled by the search; tests of the search do without.
  package var settlesTables = true

  /// Surroundings without files to use and without time zones.
  public init() {
    load = { _, _ in .failure(LoadRefusal(reason: "no other files can be used here")) }
    zoneFile = { _ in nil }
    zoneNames = { [] }
    zoneDataVersion = "none"
  }
}

extension PolicySurroundings {
  /// The same, as the checker asks for it.
  package var forChecking: CheckSurroundings {
    let load = load
    return CheckSurroundings(
      load: { path, user in
        switch load(path, user.path) {
        case .success(let file): .success(SourceText(path: file.path, bytes: file.bytes))
        case .failure(let refusal): .failure(.init(reason: refusal.reason))
        }
      }, zoneFile: zoneFile, zoneNames: zoneNames, zoneDataVersion: zoneDataVersion)
  }
}
