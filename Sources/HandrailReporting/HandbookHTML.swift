internal import Handrail
package import HandrailReadBack

/// A policy as a handbook: one page, without script and without anything from a network.
package func handbookHTML(_ read: ReadBack) -> String {
  var page = Markup()
  page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
  page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
  page.words("title", "\(read.policy), version \(read.version)")
  page.raw("\n<style>\n\(HandbookStyle.sheet)\n</style>\n</head>\n<body>\n")
  page.element("header") { page in
    page.words("h1", "\(read.policy), version \(read.version)")
    page.words("p", told(read.metadata).joined(separator: " · "), [("class", "about")])
  }
  page.newLine()
  let groups = ReadGroup.allCases.filter { !read.headings(of: $0).isEmpty }
  page.element("nav") { page in
    page.element("ul") { page in for group in groups { writeLink(to: group, on: &page) } }
  }
  page.newLine()
  for group in groups {
    page.element("section") { page in
      page.words("h2", group.title, [("id", anchor(group.title))])
      for heading in read.headings(of: group) { write(heading, to: &page) }
    }
    page.newLine()
  }
  page.raw("</body>\n</html>\n")
  return page.text
}

private func writeLink(to group: ReadGroup, on page: inout Markup) {
  page.element("li") { $0.words("a", group.title, [("href", "#" + anchor(group.title))]) }
}

private func write(_ heading: ReadHeading, to page: inout Markup) {
  page.newLine()
  page.element("article") { page in
    page.element("h3") { page in
      page.words("code", heading.name)
      page.words("span", heading.summary, [("class", "does")])
    }
    for passage in heading.passages { write(passage, to: &page) }
    if !heading.customers.isEmpty {
      page.words("p", "Example customers:")
      write(heading.customers.map { Passage.Row($0.words, $0.outcome) }, to: &page)
    }
    if let because = heading.metadata.because { page.words("p", "Why: \(because)") }
    page.words(
      "p", (told(heading.metadata) + [heading.place].compactMap { $0 }).joined(separator: " · "),
      [("class", "about")])
  }
}

private func write(_ passage: Passage, to page: inout Markup) {
  switch passage {
  case .sentence(let words): page.words("p", words)
  case .list(let words, let items):
    page.words("p", words)
    page.element("ul") { page in for item in items { page.words("li", item) } }
  case .rows(let words, let rows):
    page.words("p", words)
    write(rows, to: &page)
  }
}

private func write(_ rows: [Passage.Row], to page: inout Markup) {
  page.element("table") { page in
    for row in rows {
      page.element("tr") { page in
        page.words("td", row.left)
        page.words("td", row.right)
      }
    }
  }
}

/// Plain on a screen, darker where the reader's screen is dark, black on white on paper.
private enum HandbookStyle {
  static let sheet = """
    :root { color-scheme: light dark; }
    body { margin: 0 auto; padding: 1.5em; max-width: 54em; line-height: 1.45;
      background: #ffffff; color: #1f2328; font-family: \(PictureStyle.sans); }
    h1 { font-size: 1.7em; margin: 0; } h2 { margin: 1.6em 0 0.4em; }
    h3 { margin: 0; font-size: 1.05em; }
    code { font-family: \(PictureStyle.mono); }
    .does { margin-left: 1em; font-weight: 400; color: #57606a; }
    .about { font-size: 0.85em; color: #57606a; }
    article { border-top: 1px solid #d0d7de; padding: 0.8em 0; }
    p, ul, table { margin: 0.35em 0; }
    table { border-collapse: collapse; }
    td { padding: 0.15em 1.2em 0.15em 0; vertical-align: top; border-bottom: 1px dotted #d0d7de; }
    @media (prefers-color-scheme: dark) {
    body { background: #0d1117; color: #e6edf3; }
    .does, .about { color: #9da7b1; }
    article { border-color: #3d444d; } td { border-color: #3d444d; }
    a { color: #79b8ff; }
    }
    @media print {
    body { background: #ffffff; color: #000000; max-width: none; padding: 0; }
    .does, .about, a { color: #000000; }
    nav { display: none; }
    article { break-inside: avoid; } h2, h3 { break-after: avoid; }
    }
    """
}
