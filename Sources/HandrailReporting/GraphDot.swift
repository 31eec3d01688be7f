internal import Handrail

/// The picture as a Graphviz document.
package func dot(_ picture: GraphPicture) -> String {
  var lines = [
    "digraph handrail {",
    "  rankdir=LR;",
    "  label=\(quoted(picture.title));",
    "  labelloc=t;",
    "  node [fontname=\"Helvetica\", fontsize=10];",
    "  edge [fontname=\"Helvetica\", fontsize=8];",
  ]
  for box in picture.boxes {
    let label = quoted(box.label.joined(separator: "\n"))
    lines.append("  \(box.id) [label=\(label), \(box.layer.dotStyle)];")
  }
  for arrow in picture.arrows {
    let label = arrow.label.isEmpty ? "" : " [label=\(quoted(arrow.label))]"
    lines.append("  \(arrow.from) -> \(arrow.to)\(label);")
  }
  lines.append("}")
  return lines.joined(separator: "\n") + "\n"
}

/// A quoted text of Graphviz: line feeds become its own line breaks.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case _: result.unicodeScalars.append(printable(scalar))
    }
  }
  return result + "\""
}

extension GraphPicture.Layer {
  fileprivate var dotStyle: String {
    switch self {
    case .fact: "shape=ellipse, style=filled, fillcolor=\"#eef4fb\""
    case .test: "shape=box, style=filled, fillcolor=\"#ffffff\""
    case .logic: "shape=diamond, style=filled, fillcolor=\"#f6f6f6\""
    case .table: "shape=folder, style=filled, fillcolor=\"#f4f0fa\""
    case .effect: "shape=box, style=\"filled,rounded\", fillcolor=\"#fff6e5\""
    case .field: "shape=box, style=\"filled,bold\", fillcolor=\"#e8f5ec\""
    }
  }
}
