import HandrailSource

/// Reads one YAML document, strictly: what may be read in two ways is refused.
///
/// `docs/yaml.md` says what is read and what is refused. Takes time and memory in the number of
/// bytes only, whatever they are; uses no recursion.
package func readYAML(_ bytes: [UInt8]) throws(YAMLError) -> YAMLDocument {
  let text = try CheckedText(bytes)
  guard var source = EventSource(text.content) else { throw text.error(.outOfMemory, at: 0) }
  var layout = LayoutCheck(text)
  var tree = TreeBuilder(text)
  while true {
    let event: YAMLEvent
    do {
      event = try source.next()
    } catch {
      throw EventProblem(failure: error, text: text).error
    }
    let start = text.offset(ofScalar: event.start.scalar)
    let range = start..<max(start, text.offset(ofScalar: event.end.scalar))
    try layout.see(event, range)
    try tree.add(event, range)
    if case .streamEnd = event.kind { return try tree.document() }
  }
}
