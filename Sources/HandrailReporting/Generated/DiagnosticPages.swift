// swift-format-ignore-file
// Made by docs/generate_pages.py from docs/diagnostics; change the pages there.

/// The codes that have a page, sorted.
package let diagnosticPageCodes: [String] = [
]

/// The page of a message as Markdown; `nil` where the code has none.
package func diagnosticPage(_ code: String) -> String? {
  switch code {
  case _: nil
  }
}
