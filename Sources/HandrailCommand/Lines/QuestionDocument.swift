import Glibc

/// One question as it was sent.
struct QuestionDocument {
  enum Form {
    case json, yaml
  }

  let bytes: [UInt8]
  let form: Form
  private static let sizeLimit = 16 * 1_048_576

  init(bytes: [UInt8], form: Form) {
    self.bytes = bytes
    self.form = form
  }

  /// Reads a file or, for `-`, standard input.
  init(_ path: String) throws(CommandError) {
    do throws(FileRefusal) {
      if path == "-" {
        bytes = try readToEnd(of: STDIN_FILENO, expecting: 0, limit: Self.sizeLimit)
      } else {
        bytes = try OpenFile(path: path, kind: .plainOrPipe).readAll(limit: Self.sizeLimit)
      }
    } catch {
      throw .cannotRead(path, error)
    }
    form = Self.form(of: path, bytes)
  }

  /// By the name's end; without one that says so, what starts with a brace is JSON.
  private static func form(of path: String, _ bytes: [UInt8]) -> Form {
    if path.hasSuffix(".json") { return .json }
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return .yaml }
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "{") || first == nil ? .json : .yaml
  }
}
