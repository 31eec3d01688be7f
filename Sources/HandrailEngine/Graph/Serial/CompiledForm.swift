/// The compiled form of a policy: a head, and every field of its graph.
///
/// | bytes | what |
/// |---|---|
/// | 8 | the mark `89 H R L 0D 0A 1A 0A`, which no text is and no mailing leaves whole |
/// | 4 | the form's number, lowest byte first |
/// | 8 | how many bytes the body has, lowest byte first |
/// | 32 | SHA-256 of the canonical graph: the policy's digest |
/// | 8 | CRC-64 of all that stands before, and of the body, lowest byte first |
/// | … | the body, as `GraphArchive` writes it |
package enum CompiledForm {
  /// Another one for every change of the body, and of the canonical form, by which digests go.
  package static let version: UInt32 = 1
  /// More than the largest policy comes to; nothing larger is looked at.
  package static let mostBytes = 128 << 20
  static let mark: InlineArray<8, UInt8> = [0x89, 0x48, 0x52, 0x4C, 0x0D, 0x0A, 0x1A, 0x0A]
  static let checkedHead = 52
  /// Bytes before the body.
  package static let head = 60

  /// True for bytes that begin as a compiled policy does.
  package static func isBegun(by bytes: [UInt8]) -> Bool {
    bytes.count >= 8 && mark.indices.allSatisfy { mark[$0] == bytes[$0] }
  }

  /// True for bytes whose beginning was that of a compiled policy, and was changed or cut since.
  package static func isBegunBadly(by bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, !isBegun(by: bytes) else { return false }
    let letters = (1...3).count { bytes[$0] == mark[$0] }
    let isText = (0x20..<0x80).contains(bytes[0])
    return bytes[0] == mark[0] ? letters >= 2 : letters == 3 && !isText
  }
}

/// The compiled form of a graph.
package func compiledBytes(of graph: DecisionGraph) throws(CompiledRefusal) -> [UInt8] {
  sealed(body: try compiledBody(of: graph), digest: graphDigest(graph))
}

/// Every field of a graph, without a head.
package func compiledBody(of graph: DecisionGraph) throws(CompiledRefusal) -> [UInt8] {
  var archive = GraphArchive()
  var graph = graph
  try graph.pass(&archive)
  return archive.bytes
}

/// A body with its head before it.
package func sealed(body: [UInt8], digest: String) -> [UInt8] {
  var bytes = CompiledForm.mark.indices.map { CompiledForm.mark[$0] }
  bytes += littleEndian(UInt64(CompiledForm.version)).prefix(4)
  bytes += littleEndian(UInt64(body.count))
  bytes += bytesOf(hexadecimal: digest)
  return bytes + littleEndian(checksum(ofHead: bytes.span, body: body.span)) + body
}

/// The graph that a compiled form holds: whole, unchanged, and sound in every part.
///
/// Its digest is the one that the form says; `graphDigest` works it out anew.
package func readCompiledGraph(_ bytes: [UInt8]) throws(CompiledRefusal) -> DecisionGraph {
  let start = try readHead(bytes)
  var graph = try readGraph(body: bytes, from: start)
  graph.policy.digest = hexadecimal(Array(bytes[20..<CompiledForm.checkedHead]))
  return graph
}

/// Where the body starts, once head and checksum are as they must be.
private func readHead(_ bytes: [UInt8]) throws(CompiledRefusal) -> Int {
  guard CompiledForm.isBegun(by: bytes) else { throw .notCompiled }
  guard bytes.count <= CompiledForm.mostBytes else { throw .tooLarge }
  guard bytes.count >= CompiledForm.head else { throw .cutShort }
  let form = UInt32(truncatingIfNeeded: littleEndian(bytes[8..<12]))
  guard form == CompiledForm.version else { throw .otherForm(form) }
  let length = littleEndian(bytes[12..<20])
  let room = UInt64(bytes.count - CompiledForm.head)
  guard length <= room else { throw .cutShort }
  guard length == room else { throw .tooLong }
  let span = bytes.span
  let found = checksum(
    ofHead: span.extracting(0..<CompiledForm.checkedHead),
    body: span.extracting(CompiledForm.head..<span.count))
  guard found == littleEndian(bytes[CompiledForm.checkedHead..<CompiledForm.head]) else {
    throw .changed
  }
  return CompiledForm.head
}

/// A body's graph, sound in every part; whose it is nobody has looked at yet.
package func readGraph(body bytes: [UInt8], from start: Int) throws(CompiledRefusal)
  -> DecisionGraph
{
  var archive = GraphArchive(reading: bytes, from: start)
  var graph = DecisionGraph.blank
  try graph.pass(&archive)
  guard archive.isAtEnd else { throw .unsound("its parts end before it does") }
  try graph.settleVerified()
  return graph
}

private func checksum(ofHead head: Span<UInt8>, body: Span<UInt8>) -> UInt64 {
  var checksum = CRC64()
  checksum.update(head)
  checksum.update(body)
  return checksum.value
}

private func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
  bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
}

private func littleEndian(_ value: UInt64) -> [UInt8] {
  stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: value >> $0) }
}

private func bytesOf(hexadecimal text: String) -> [UInt8] {
  let digits = text.utf8.map { $0 < 0x3A ? $0 &- 0x30 : $0 &- 0x57 }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}
