/// A place in a document by RFC 6901: `/state/items/0`; the empty text is the whole.
package struct JSONPointer: Sendable, Equatable {
  private let steps: [[UInt8]]

  /// `nil` where the text is no pointer.
  package init?(_ text: String) {
    var steps: [[UInt8]] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      guard rest.removeFirst() == UInt8(ascii: "/") else { return nil }
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      guard let step = JSONPointer.unescaped(rest[..<end]) else { return nil }
      steps.append(step)
      rest = rest[end...]
    }
    self.steps = steps
  }

  /// The value that stands there; `nil` where there is none.
  package func value(in document: HostDocument) -> Int? {
    var value = 0
    for step in steps {
      switch document.shape(of: value) {
      case .object:
        guard
          let member = document.members(of: value).first(where: { member in
            document.text(of: member.key).elementsEqual(step)
          })
        else { return nil }
        value = member.value
      case .list:
        guard let position = JSONPointer.position(step),
          let element = document.elements(of: value).dropFirst(position).first(where: { _ in true })
        else { return nil }
        value = element
      case .text, .number, .yes, .no, .nothing, .plain: return nil
      }
    }
    return value
  }

  /// `~1` is a slash and `~0` a tilde.
  private static func unescaped(_ step: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in step {
      if isEscaped {
        guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
        bytes.append(byte == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        isEscaped = false
      } else if byte == UInt8(ascii: "~") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return isEscaped ? nil : bytes
  }

  private static func position(_ step: [UInt8]) -> Int? {
    guard step.count == 1 || step.first != UInt8(ascii: "0"),
      case .exact(let position) = scaledNumber(step, decimals: 0), position >= 0,
      step.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Int(exactly: position)
  }
}

/// Where the parts of a question stand in a document of another shape.
///
/// Each such question begins a session of its own: there are no turns and no memory in it.
package struct QuestionPointers: Sendable {
  package var facts: JSONPointer
  package var task: JSONPointer?
  package var tasks: JSONPointer?
  package var id: JSONPointer?
  package var at: JSONPointer?
  package var session: JSONPointer?
  /// Asks about every task, where a document names none.
  package var asksAllTasks = false
  /// The moment of documents that have none.
  package var moment: Moment?

  package init(facts: JSONPointer) { self.facts = facts }
}
