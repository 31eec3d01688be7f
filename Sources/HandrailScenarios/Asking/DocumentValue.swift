import HandrailEngine

/// A value of a question that a scenario sends: what a host would have written.
indirect enum DocumentValue {
  case text(String)
  /// Digits as they are written.
  case number(String)
  case yesOrNo(Bool)
  case list([DocumentValue])
  case object([(key: String, value: DocumentValue)])

  /// The document that the question reader takes; it goes the way of every host's question.
  var document: HostDocument {
    var document = HostDocument(bytes: [])
    // The next step last; nothing here calls itself.
    var pending: [Step] = [.enter(self)]
    while let step = pending.popLast() {
      switch step {
      case .leave(let position):
        document.values[position].after = UInt32(truncatingIfNeeded: document.values.count)
      case .enter(let value): value.enter(&document, &pending)
      }
    }
    return document
  }

  private enum Step {
    case enter(DocumentValue)
    case leave(Int)
  }

  private func enter(_ document: inout HostDocument, _ pending: inout [Step]) {
    let position = document.values.count
    switch self {
    case .text(let text): document.append(.text, text)
    case .number(let digits): document.append(.number, digits)
    case .yesOrNo(let isYes): document.append(isYes ? .yes : .no, "")
    case .list(let elements):
      document.append(.list, "")
      pending.append(.leave(position))
      for element in elements.reversed() { pending.append(.enter(element)) }
    case .object(let members):
      document.append(.object, "")
      pending.append(.leave(position))
      for member in members.reversed() {
        pending.append(.enter(member.value))
        pending.append(.enter(.text(member.key)))
      }
    }
  }
}

extension HostDocument {
  fileprivate mutating func append(_ shape: Shape, _ text: String) {
    let start = unescaped.count
    unescaped.append(contentsOf: text.utf8)
    values.append(
      Value(
        shape: shape, text: start..<unescaped.count, isUnescaped: true, after: values.count + 1,
        place: 0))
  }
}
