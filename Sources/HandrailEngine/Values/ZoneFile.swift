/// Reads a zone file (RFC 8536, versions 1 and up); `nil` where the bytes are no sound one.
///
/// What the file says by rule, after its last written transition, is written out through 2199.
package func zoneRules(name: String, fileBytes: [UInt8]) -> ZoneRules? {
  var file = ZoneFile(fileBytes)
  guard let first = file.header() else { return nil }
  guard first.version >= 2 else {
    return file.block(first, timeSize: 4).map { rules(name: name, $0, footer: nil) }
  }
  guard file.skip(first, timeSize: 4), let second = file.header(), second.version >= 2,
    let block = file.block(second, timeSize: 8), let footer = file.footer()
  else { return nil }
  if footer.isEmpty { return rules(name: name, block, footer: nil) }
  guard let rule = ZoneFooter(footer) else { return nil }
  return rules(name: name, block, footer: rule)
}

private func rules(name: String, _ block: ZoneFile.Block, footer: ZoneFooter?) -> ZoneRules {
  var transitions: [ZoneRules.Transition] = []
  var offset = block.firstOffset
  func add(_ next: ZoneRules.Transition) {
    guard next.offset != offset else { return }
    if transitions.last?.at == next.at { transitions.removeLast() }
    transitions.append(next)
    offset = next.offset
  }
  for transition in block.transitions { add(transition) }
  if let footer {
    for transition in footer.transitions(after: block.transitions.last?.at) { add(transition) }
  }
  return ZoneRules(name: name, firstOffset: block.firstOffset, transitions: transitions)
}

/// The bytes of a zone file, read front to back; nothing is reached outside them.
private struct ZoneFile {
  struct Header {
    /// 1 for the first form, else 2 and up.
    var version: Int
    var standardCount: Int
    var utcCount: Int
    var leapCount: Int
    var transitionCount: Int
    var typeCount: Int
    var letterCount: Int
  }

  struct Block {
    var firstOffset: Int32
    var transitions: [ZoneRules.Transition]
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() -> Header? {
    guard let magic = take(4), bytes[magic].elementsEqual("TZif".utf8), let versions = take(16)
    else { return nil }
    let version = bytes[versions.lowerBound]
    guard version == 0 || (version >= UInt8(ascii: "2") && version <= UInt8(ascii: "9")),
      let utcCount = count(), let standardCount = count(), let leapCount = count(),
      let transitionCount = count(), let typeCount = count(), let letterCount = count(),
      typeCount >= 1, typeCount <= 256
    else { return nil }
    return Header(
      version: version == 0 ? 1 : Int(version - UInt8(ascii: "0")), standardCount: standardCount,
      utcCount: utcCount, leapCount: leapCount, transitionCount: transitionCount,
      typeCount: typeCount, letterCount: letterCount)
  }

  mutating func skip(_ header: Header, timeSize: Int) -> Bool {
    let size =
      header.transitionCount * (timeSize + 1) + header.typeCount * 6 + header.letterCount
      + header.leapCount * (timeSize + 4) + header.standardCount + header.utcCount
    return take(size) != nil
  }

  /// Refuses files that count leap seconds: their instants are not ours.
  mutating func block(_ header: Header, timeSize: Int) -> Block? {
    guard header.leapCount == 0, let times = take(header.transitionCount * timeSize),
      let indices = take(header.transitionCount), let types = take(header.typeCount * 6),
      take(header.letterCount + header.standardCount + header.utcCount) != nil
    else { return nil }
    var offsets: [Int32] = []
    for position in 0..<header.typeCount {
      let value = integer(at: types.lowerBound + position * 6, size: 4)
      guard abs(value) < ZoneRules.furthest else { return nil }
      offsets.append(Int32(value))
    }
    var transitions: [ZoneRules.Transition] = []
    transitions.reserveCapacity(header.transitionCount)
    for position in 0..<header.transitionCount {
      let at = integer(at: times.lowerBound + position * timeSize, size: timeSize)
      let type = Int(bytes[indices.lowerBound + position])
      guard type < offsets.count else { return nil }
      if let last = transitions.last, at <= last.at { return nil }
      transitions.append(ZoneRules.Transition(at: at, offset: offsets[type]))
    }
    return Block(firstOffset: offsets[0], transitions: transitions)
  }

  /// The rule between two line ends that closes the file.
  mutating func footer() -> ArraySlice<UInt8>? {
    guard let opening = take(1), bytes[opening.lowerBound] == 0x0A else { return nil }
    guard let end = bytes[offset...].firstIndex(of: 0x0A) else { return nil }
    return bytes[offset..<end]
  }

  /// The next bytes, where there are so many.
  private mutating func take(_ size: Int) -> Range<Int>? {
    guard size <= bytes.count - offset else { return nil }
    offset += size
    return offset - size..<offset
  }

  /// A count, which can never pass the size of the file.
  private mutating func count() -> Int? {
    guard let place = take(4) else { return nil }
    let value = integer(at: place.lowerBound, size: 4)
    return value >= 0 && value <= bytes.count ? Int(value) : nil
  }

  /// A signed number, most significant byte first.
  private func integer(at start: Int, size: Int) -> Int64 {
    var value: Int64 = bytes[start] & 0x80 == 0 ? 0 : -1
    for byte in bytes[start..<start + size] { value = value << 8 | Int64(byte) }
    return value
  }
}
