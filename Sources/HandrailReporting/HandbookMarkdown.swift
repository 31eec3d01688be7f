internal import Handrail
package import HandrailReadBack

/// A policy as a handbook in Markdown: every heading with its owner, source and review date.
package func handbookMarkdown(_ read: ReadBack) -> String {
  var lines = ["# \(marked(read.policy)), version \(read.version)", ""]
  lines += about(read.metadata)
  let groups = ReadGroup.allCases.filter { !read.headings(of: $0).isEmpty }
  lines += groups.map { "- [\($0.title)](#\(anchor($0.title)))" } + [""]
  for group in groups {
    lines += ["## \(group.title)", ""]
    for heading in read.headings(of: group) { lines += chapter(heading) }
  }
  while lines.last == "" { lines.removeLast() }
  return printable(lines.joined(separator: "\n") + "\n")
}

private func chapter(_ heading: ReadHeading) -> [String] {
  var lines = ["### \(marked(heading.name))", "", "*\(marked(heading.summary))*", ""]
  for passage in heading.passages {
    switch passage {
    case .sentence(let words): lines += [marked(words), ""]
    case .list(let words, let items):
      lines += [marked(words), ""] + items.map { "- \(marked($0))" } + [""]
    case .rows(let words, let rows): lines += [marked(words), ""] + table(rows) + [""]
    }
  }
  if !heading.customers.isEmpty {
    lines += ["Example customers:", ""]
    lines += table(heading.customers.map { Passage.Row($0.words, $0.outcome) }) + [""]
  }
  if let because = heading.metadata.because { lines += ["Why: \(marked(because))", ""] }
  return lines + about(heading.metadata, place: heading.place)
}

/// Owner, source, review date, and where it stands.
private func about(_ metadata: ReadMetadata, place: String? = nil) -> [String] {
  var parts = told(metadata)
  if let place { parts.append(place) }
  return parts.isEmpty ? [] : ["<small>\(parts.map(marked).joined(separator: " · "))</small>", ""]
}

extension ReadHeading {
  /// Where it stands; `nil` for what is gathered from several places.
  var place: String? { line > 0 ? "\(file), line \(line)" : nil }
}

/// `Owner: Operations`, as far as somebody wrote it.
func told(_ metadata: ReadMetadata) -> [String] {
  [
    metadata.owner.map { "Owner: \($0)" }, metadata.source.map { "Source: \($0)" },
    metadata.reviewBy.map { "Review by \($0)" },
  ].compactMap { $0 }
}

private func table(_ rows: [Passage.Row]) -> [String] {
  ["| | |", "|---|---|"] + rows.map { "| \(marked($0.left)) | \(marked($0.right)) |" }
}

/// Words as Markdown shows them, whatever marks they hold.
private func marked(_ words: String) -> String {
  var result = ""
  for scalar in words.unicodeScalars {
    switch scalar {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~":
      result += "\\"
      result.unicodeScalars.append(scalar)
    case "\n", "\r": result += " "
    case _: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// The anchor that a title gets on the usual sites.
func anchor(_ title: String) -> String {
  String(
    title.lowercased().compactMap { letter -> Character? in
      if letter == " " { return "-" }
      return letter.isLetter || letter.isNumber ? letter : nil
    })
}
