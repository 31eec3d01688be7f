import HandrailYAML

extension YAMLDocument {
  /// The document as the suite writes events, with no more of style than plain or not.
  var events: String {
    var lines: [String] = []
    var left: [Step] = [.node(root)]
    while let step = left.popLast() {
      switch step {
      case .line(let line): lines.append(line)
      case .node(let id):
        lines.append(opening(of: id))
        if let items = items(of: id) {
          left.append(.line("-SEQ"))
          left += items.reversed().map { .node($0) }
        }
        if let entries = entries(of: id) {
          left.append(.line("-MAP"))
          left += entries.reversed().flatMap { [.node($0.value), .node($0.key)] }
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private enum Step {
    case node(YAMLNodeID)
    case line(String)
  }

  private func opening(of id: YAMLNodeID) -> String {
    switch self[id].kind {
    case .sequence: "+SEQ"
    case .mapping: "+MAP"
    case .scalar(_, let isPlain):
      "=VAL " + (isPlain ? ":" : "\"") + YAMLDocument.escaped(text(of: id) ?? "")
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\".unicodeScalars
      case "\n": result += "\\n".unicodeScalars
      case "\r": result += "\\r".unicodeScalars
      case "\t": result += "\\t".unicodeScalars
      case "\u{8}": result += "\\b".unicodeScalars
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension SuiteCase {
  /// The expected events without the stream, the documents and styles.
  var expectedEvents: String {
    events.split(separator: "\n").compactMap { line -> String? in
      let line = line.drop { $0 == " " }
      switch line.prefix(4) {
      case "+SEQ", "+MAP", "-SEQ", "-MAP": return String(line.prefix(4))
      case "=VAL":
        let style = line.dropFirst(5).first
        return "=VAL " + (style == ":" ? ":" : "\"") + line.dropFirst(6)
      default: return nil
      }
    }.joined(separator: "\n")
  }
}
