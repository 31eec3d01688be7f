package import HandrailEngine
import HandrailSource
internal import HandrailYAML

/// Reads YAML into the same flat document that JSON comes to; scalars without quotes stay plain.
package func readYAMLDocument(_ bytes: [UInt8]) throws(DocumentFault) -> HostDocument {
  let yaml: YAMLDocument
  do {
    yaml = try readYAML(bytes)
  } catch {
    throw DocumentFault(
      .said(error.cause, fix: error.fix), offset: Int(error.offset), line: error.line,
      column: error.column)
  }
  return HostDocument(yaml, bytes: bytes)
}

extension QuestionReader {
  /// Reads a question of our own shape from YAML.
  package func readYAML(_ bytes: [UInt8]) -> QuestionReading {
    do {
      return read(try readYAMLDocument(bytes))
    } catch { return .refused(QuestionRefusal(error)) }
  }

  /// Reads a question out of YAML of another shape.
  package func readYAML(_ bytes: [UInt8], at pointers: QuestionPointers) -> QuestionReading {
    do {
      return read(try readYAMLDocument(bytes), at: pointers)
    } catch { return .refused(QuestionRefusal(error)) }
  }
}

extension HostDocument {
  /// The same values in document order, containers first.
  fileprivate init(_ yaml: YAMLDocument, bytes: [UInt8]) {
    self.init(bytes: bytes)
    // The next step last; nothing here calls itself.
    var pending: [YAMLStep] = [.enter(yaml.root)]
    while let step = pending.popLast() {
      switch step {
      case .leave(let position):
        values[position].after = UInt32(truncatingIfNeeded: values.count)
      case .enter(let node):
        enter(node, of: yaml, &pending)
      }
    }
  }

  private enum YAMLStep {
    case enter(YAMLNodeID)
    case leave(Int)
  }

  private mutating func enter(
    _ node: YAMLNodeID, of yaml: YAMLDocument, _ pending: inout [YAMLStep]
  ) {
    let position = values.count
    switch yaml[node].kind {
    case .scalar(_, let isPlain):
      append(isPlain ? .plain : .text, yaml.textBytes(of: node) ?? [], yaml[node])
    case .sequence:
      append(.list, [], yaml[node])
      pending.append(.leave(position))
      for item in (yaml.items(of: node) ?? []).reversed() { pending.append(.enter(item)) }
    case .mapping:
      append(.object, [], yaml[node])
      pending.append(.leave(position))
      for entry in (yaml.entries(of: node) ?? []).reversed() {
        pending.append(.enter(entry.value))
        pending.append(.enter(entry.key))
      }
    }
  }

  private mutating func append(_ shape: Shape, _ text: ArraySlice<UInt8>, _ node: YAMLNode) {
    let start = unescaped.count
    unescaped.append(contentsOf: text)
    values.append(
      Value(
        shape: shape, text: start..<unescaped.count, isUnescaped: true, after: values.count + 1,
        place: Int(node.range.lower)))
  }
}
