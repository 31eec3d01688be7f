import Handrail
package import HandrailReadBack

/// A read-back for machines: the same sentences, heading by heading.
package func readBackJSON(_ read: ReadBack) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.object("policy") { text in
      text.member("name", read.policy)
      text.member("version", read.version)
      write(read.metadata, to: &text)
    }
    text.list("headings", ReadGroup.allCases.flatMap(read.headings(of:))) { heading, list in
      list.object { write(heading, to: &$0) }
    }
  }
  return text.bytes + [0x0A]
}

private func write(_ heading: ReadHeading, to text: inout JSONText) {
  text.member("kind", heading.kind.rawValue)
  text.member("name", heading.name)
  text.member("file", heading.file)
  text.member("line", heading.line)
  text.member("does", heading.summary)
  text.list("says", heading.passages) { passage, list in
    list.object { write(passage, to: &$0) }
  }
  write(heading.metadata, to: &text)
  text.list("customers", heading.customers) { customer, list in
    list.object { text in
      text.member("kind", customer.kind.rawValue)
      text.member("customer", customer.words)
      text.member("outcome", customer.outcome)
    }
  }
}

private func write(_ passage: Passage, to text: inout JSONText) {
  text.key("sentence")
  switch passage {
  case .sentence(let words): text.value(words)
  case .list(let words, let items):
    text.value(words)
    text.texts("items", items)
  case .rows(let words, let rows):
    text.value(words)
    text.list("rows", rows) { row, list in list.texts([row.left, row.right]) }
  }
}

private func write(_ metadata: ReadMetadata, to text: inout JSONText) {
  text.member("owner", metadata.owner)
  text.member("source", metadata.source)
  text.member("review_by", metadata.reviewBy)
  text.member("because", metadata.because)
}
