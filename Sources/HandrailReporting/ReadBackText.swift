internal import Handrail
package import HandrailReadBack

/// A read-back for a terminal: each heading with what it does, in sentences.
///
/// With more than one group, the groups have titles.
package func readBackText(_ read: ReadBack) -> String {
  var blocks: [[String]] = []
  let groups = ReadGroup.allCases.filter { !read.headings(of: $0).isEmpty }
  for group in groups {
    if groups.count > 1 { blocks.append([group.title.uppercased()]) }
    blocks += read.headings(of: group).map(lines)
  }
  return joined(blocks)
}

private let width = 100

private func lines(of heading: ReadHeading) -> [String] {
  let name = heading.name
  let gap = width - columns(of: name) - columns(of: heading.summary)
  var lines =
    gap >= 3
    ? [
      name + String(repeating: " ", count: min(gap, max(3, 54 - columns(of: name))))
        + heading.summary
    ]
    : [name, "  " + heading.summary]
  for passage in heading.passages {
    switch passage {
    case .sentence(let words): lines += paragraph(words, indent: 2)
    case .list(let words, let items):
      lines += paragraph(words, indent: 2)
      lines += items.flatMap { hung("- " + $0, indent: 5) }
    case .rows(let words, let rows):
      lines += paragraph(words, indent: 2)
      lines += dotted(rows, indent: 5)
    }
  }
  if let because = heading.metadata.because { lines += paragraph("Why: \(because)", indent: 2) }
  if heading.metadata.hasOwnSource, let source = heading.metadata.source {
    lines += paragraph("Source: \(source)", indent: 2)
  }
  guard !heading.customers.isEmpty else { return lines }
  let rows = heading.customers.map { Passage.Row($0.words, $0.outcome) }
  let title = heading.customers.count == 1 ? "A customer" : "\(counted(rows.count)) customers"
  return lines + ["", "  " + title] + shown(rows)
}

/// Customers with dots where all fit on a line each, else with the outcome underneath.
private func shown(_ rows: [Passage.Row]) -> [String] {
  let left = rows.map { columns(of: $0.left) }.max() ?? 0
  let right = rows.map { columns(of: $0.right) }.max() ?? 0
  if left <= 59, max(left + 5, 40) + 6 + right <= width { return dotted(rows, indent: 5) }
  return rows.flatMap { row in
    wrapped(row.left, indent: 5, hanging: 2, width: width)
      + wrapped("-> \(row.right)", indent: 8, hanging: 3, width: width)
  }
}

private func counted(_ count: Int) -> String { count == 2 ? "Two" : "Three" }

private func paragraph(_ words: String, indent: Int) -> [String] {
  wrapped(words, indent: indent, hanging: 0, width: width)
}

private func hung(_ words: String, indent: Int) -> [String] {
  wrapped(words, indent: indent, hanging: 2, width: width)
}

/// Two parts with dots between them; a long left part goes on in lines of its own.
private func dotted(_ rows: [Passage.Row], indent: Int) -> [String] {
  let longest = rows.map { columns(of: $0.left) }.max() ?? 0
  let column = min(max(longest + 5, 40), 64)
  return rows.flatMap { row -> [String] in
    let left = filled(
      row.left.split(separator: " ").map(String.init), between: " ", width: column - 5)
    let right = filled(
      row.right.split(separator: " ").map(String.init), between: " ",
      width: width - indent - column - 1)
    let margin = String(repeating: " ", count: indent)
    var lines = left.dropLast().map { margin + $0 }
    let last = left.last ?? ""
    let dots = String(repeating: ".", count: max(3, column - columns(of: last) - 1))
    lines.append("\(margin)\(last) \(dots) \(right.first ?? "")")
    let under = String(repeating: " ", count: indent + column + 1)
    return lines + right.dropFirst().map { under + $0 }
  }
}
