import Glibc

/// The machine's time zone files: `$TZDIR`, else the usual place.
struct ZoneFolder: Sendable {
  let path: String
  private static let sizeLimit = 1_048_576

  init() {
    if let given = unsafe getenv("TZDIR") {
      path = unsafe String(cString: given)
    } else {
      path = "/usr/share/zoneinfo"
    }
  }

  /// The bytes of a zone's file; `nil` where the name is no zone's.
  func file(_ name: String) -> [UInt8]? {
    guard isPlain(name) else { return nil }
    return content(of: name)
  }

  /// A zone's name has parts of letters, digits, `_`, `-` and `+`: nothing that leads elsewhere.
  private func isPlain(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count <= 4 && name.utf8.count <= 64
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isZoneLetter) }
  }

  /// The version of the zone database, or `unknown`.
  ///
  /// Read from the first line of `tzdata.zi` (`# version 2025b`), else from the file `+VERSION`.
  func version() -> String {
    if let words = firstLine(of: "tzdata.zi")?.split(separator: " "), words.count == 3,
      words[1] == "version"
    {
      return String(words[2])
    }
    if let line = firstLine(of: "+VERSION"), !line.isEmpty, line.utf8.count <= 16 { return line }
    return "unknown"
  }

  /// The names of all zones, sorted, from `tzdata.zi` or the table of zones.
  func names() -> [String] {
    let table = content(of: "tzdata.zi") ?? []
    var names: [String] = []
    for line in table.split(separator: 0x0A) {
      let words = line.split(separator: 0x20)
      // `Z Europe/London …` is a zone, `L Europe/London GB` a second name for one.
      if words.count > 1, words[0].elementsEqual("Z".utf8) {
        names.append(String(decoding: words[1], as: UTF8.self))
      } else if words.count > 2, words[0].elementsEqual("L".utf8) {
        names.append(String(decoding: words[2], as: UTF8.self))
      }
    }
    return names.sorted()
  }

  private func content(of name: String) -> [UInt8]? {
    guard let file = try? OpenFile(path: path + "/" + name, kind: .plain) else { return nil }
    return try? file.readAll(limit: Self.sizeLimit)
  }

  /// The first line, of which at most 256 bytes are read.
  private func firstLine(of name: String) -> String? {
    guard let file = try? OpenFile(path: path + "/" + name, kind: .plain) else { return nil }
    var block = [UInt8](repeating: 0, count: 256)
    guard let count = try? readSome(of: file.descriptor, into: &block) else { return nil }
    let line = block[..<count].prefix { $0 != 0x0A && $0 >= 0x20 && $0 < 0x7F }
    return String(decoding: line, as: UTF8.self)
  }
}

private func isZoneLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
    UInt8(ascii: "+"):
    true
  case _: false
  }
}
