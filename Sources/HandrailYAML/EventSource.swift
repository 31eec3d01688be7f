import CYAML

/// Where libyaml stands: number of the scalar in the file, line and column, all from 0.
struct EventMark {
  let scalar: Int
  let line: Int
  let column: Int

  fileprivate init(_ mark: yaml_mark_t) {
    scalar = Int(clamping: mark.index)
    line = Int(clamping: mark.line)
    column = Int(clamping: mark.column)
  }
}

/// One step of a YAML file.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentEnd, alias, sequenceEnd, mappingEnd
    case documentStart(hasDirective: Bool)
    case scalar(Style)
    case sequenceStart(isFlow: Bool)
    case mappingStart(isFlow: Bool)
  }

  enum Style { case plain, quoted, block }

  let kind: Kind
  let start: EventMark
  let end: EventMark
  let hasAnchor: Bool
  let hasTag: Bool
  /// A scalar's decoded text.
  let text: [UInt8]
}

/// What libyaml says when it cannot go on.
struct EventFailure: Error {
  /// libyaml's own words; `EventProblem` has ours.
  let problem: String
  let context: String
  let place: EventMark
  let contextPlace: EventMark
  let isOutOfMemory: Bool
}

/// The steps of a YAML file, one by one, from libyaml; the only file here that touches memory.
///
/// Invariant: owns the parser and the copy of the bytes that it reads from, and frees both.
@safe struct EventSource: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Nothing if there is no memory for a parser.
  init?(_ bytes: [UInt8]) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe input = .allocate(capacity: max(bytes.count, 1))
    _ = unsafe input.initialize(from: bytes)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      unsafe input.deallocate()
      return nil
    }
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next step; not to be called after the end of the stream or a failure.
  mutating func next() throws(EventFailure) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe EventSource.copy(event)
  }

  private func failure() -> EventFailure {
    let state = unsafe parser.pointee
    return unsafe EventFailure(
      problem: state.problem.map { unsafe String(cString: $0) } ?? "",
      context: state.context.map { unsafe String(cString: $0) } ?? "",
      place: EventMark(state.problem_mark), contextPlace: EventMark(state.context_mark),
      isOutOfMemory: state.error == YAML_MEMORY_ERROR)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    var hasAnchor = false
    var hasTag = false
    var text: [UInt8] = []
    let kind: YAMLEvent.Kind
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT:
      let document = unsafe event.data.document_start
      let tags = unsafe document.tag_directives
      kind = unsafe .documentStart(
        hasDirective: document.version_directive != nil || tags.start != tags.end)
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      kind = unsafe .scalar(style(scalar.style))
      hasAnchor = unsafe scalar.anchor != nil
      hasTag = unsafe scalar.tag != nil
      text = unsafe Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.data.sequence_start
      kind = unsafe .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
      hasAnchor = unsafe sequence.anchor != nil
      hasTag = unsafe sequence.tag != nil
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.data.mapping_start
      kind = unsafe .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
      hasAnchor = unsafe mapping.anchor != nil
      hasTag = unsafe mapping.tag != nil
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    // libyaml answers so once the stream has ended.
    case _: kind = .streamEnd
    }
    return unsafe YAMLEvent(
      kind: kind, start: EventMark(event.start_mark), end: EventMark(event.end_mark),
      hasAnchor: hasAnchor, hasTag: hasTag, text: text)
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLEvent.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    case _: .plain
    }
  }
}
