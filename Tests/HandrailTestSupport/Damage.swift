extension Seeded {
  /// Other bytes in a few places, or a stretch lost, doubled or overwritten.
  package mutating func damaged(_ whole: [UInt8]) -> [UInt8] {
    var bytes = whole
    let place = below(bytes.count)
    let end = min(bytes.count, place + 1 + below(12))
    switch below(8) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 2:
      for place in place..<end { bytes[place] = UInt8(truncatingIfNeeded: next()) }
    case 3: bytes[place] = [0x00, 0x7F, 0xFF, 0x80][below(4)]
    case _: bytes[place] = bytes[place] &+ (chance(50) ? 2 : .max - 1)
    }
    return bytes
  }
}
