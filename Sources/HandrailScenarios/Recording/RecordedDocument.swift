package import HandrailEngine

/// A document that holds a question, or a question with the decision that was made on it.
package struct RecordedDocument: Sendable {
  /// The question as a document of its own.
  package let question: HostDocument
  /// What the recorded decision says under `ruling`, `handler` and `next`; empty without one.
  package let said: [(field: String, value: String)]

  package init(_ document: HostDocument) {
    guard !document.values.isEmpty, document.shape(of: 0) == .object,
      let question = document.member("question", of: 0)
    else {
      self.question = document
      said = []
      return
    }
    self.question = document.part(question)
    guard let decision = document.member("decision", of: 0),
      document.shape(of: decision) == .object
    else {
      said = []
      return
    }
    said = ["ruling", "handler", "next"].compactMap { field in
      guard let value = document.member(field, of: decision) else { return nil }
      switch document.shape(of: value) {
      case .text, .plain: return (field, document.string(of: value))
      case .object, .list, .number, .yes, .no, .nothing: return nil
      }
    }
  }
}

extension HostDocument {
  /// A value with all that it holds, as a document of its own; places stay those of this one.
  fileprivate func part(_ value: Int) -> HostDocument {
    var part = HostDocument(bytes: bytes)
    part.unescaped = unescaped
    part.values = values[value..<after(value)].map { found in
      var moved = found
      moved.after -= UInt32(truncatingIfNeeded: value)
      return moved
    }
    return part
  }
}
