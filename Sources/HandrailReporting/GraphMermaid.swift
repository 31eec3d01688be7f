internal import Handrail

/// The picture as a Mermaid flow chart.
package func mermaid(_ picture: GraphPicture) -> String {
  var lines = ["---", "title: \(quoted(picture.title))", "---", "flowchart LR"]
  for box in picture.boxes {
    let (opening, closing) = box.layer.brackets
    let label = box.label.map(escaped).joined(separator: "<br/>")
    lines.append("  \(box.id)\(opening)\"\(label)\"\(closing)")
  }
  for arrow in picture.arrows {
    let label = arrow.label.isEmpty ? "" : "|\"\(escaped(arrow.label))\"|"
    lines.append("  \(arrow.from) -->\(label) \(arrow.to)")
  }
  return lines.joined(separator: "\n") + "\n"
}

private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

/// Mermaid reads entities of HTML without the ampersand, written `#quot;`.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "#quot;"
    case "#": result += "#35;"
    case "<": result += "#lt;"
    case ">": result += "#gt;"
    case "&": result += "#amp;"
    case "\n": result += " "
    case _: result.unicodeScalars.append(printable(scalar))
    }
  }
  return result
}

extension GraphPicture.Layer {
  fileprivate var brackets: (String, String) {
    switch self {
    case .fact: ("([", "])")
    case .test: ("[", "]")
    case .logic: ("{{", "}}")
    case .table: ("[[", "]]")
    case .effect: ("(", ")")
    case .field: ("[/", "/]")
    }
  }
}
