import Handrail
package import HandrailReadBack

/// A read-back for machines: the same sentences, heading by heading.
package func readBackJSON(_ read: ReadBack) -> [UInt8] {
  var text = JSONText(indented: true)
  text.object { text in
    text.key("policy")
    text.object { text in
      text.key("name")
      text.value(read.policy)
      text.key("version")
      text.value(read.version)
      write(read.metadata, to: &text)
    }
    text.key("headings")
    text.list(ReadGroup.allCases.flatMap(read.headings(of:))) { heading, list in
      list.object { write(heading, to: &$0) }
    }
  }
  return text.bytes + [0x0A]
}

private func write(_ heading: ReadHeading, to text: inout JSONText) {
  text.key("kind")
  text.value(heading.kind.rawValue)
  text.key("name")
  text.value(heading.name)
  text.key("file")
  text.value(heading.file)
  text.key("line")
  text.value(heading.line)
  text.key("does")
  text.value(heading.summary)
  text.key("says")
  text.list(heading.passages) { passage, list in
    list.object { write(passage, to: &$0) }
  }
  write(heading.metadata, to: &text)
  text.key("customers")
  text.list(heading.customers) { customer, list in
    list.object { text in
      text.key("kind")
      text.value(customer.kind.rawValue)
      text.key("customer")
      text.value(customer.words)
      text.key("outcome")
      text.value(customer.outcome)
    }
  }
}

private func write(_ passage: Passage, to text: inout JSONText) {
  text.key("sentence")
  switch passage {
  case .sentence(let words): text.value(words)
  case .list(let words, let items):
    text.value(words)
    text.key("items")
    text.texts(items)
  case .rows(let words, let rows):
    text.value(words)
    text.key("rows")
    text.list(rows) { row, list in list.texts([row.left, row.right]) }
  }
}

private func write(_ metadata: ReadMetadata, to text: inout JSONText) {
  text.key("owner")
  text.optional(metadata.owner)
  text.key("source")
  text.optional(metadata.source)
  text.key("review_by")
  text.optional(metadata.reviewBy)
  text.key("because")
  text.optional(metadata.because)
}
