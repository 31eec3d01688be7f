/// How many bytes the character at an offset takes; `nil` where they are no UTF-8.
///
/// Overlong forms, surrogates and what is beyond U+10FFFF are no UTF-8 (Unicode, table 3-7).
func lengthOfUTF8(_ bytes: Span<UInt8>, at offset: Int) -> Int? {
  func isNext(_ distance: Int, _ range: ClosedRange<UInt8>) -> Bool {
    offset + distance < bytes.count && range.contains(bytes[offset + distance])
  }
  let follows: ClosedRange<UInt8> = 0x80...0xBF
  switch bytes[offset] {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: return isNext(1, follows) ? 2 : nil
  case 0xE0: return isNext(1, 0xA0...0xBF) && isNext(2, follows) ? 3 : nil
  case 0xED: return isNext(1, 0x80...0x9F) && isNext(2, follows) ? 3 : nil
  case 0xE1...0xEF: return isNext(1, follows) && isNext(2, follows) ? 3 : nil
  case 0xF0:
    return isNext(1, 0x90...0xBF) && isNext(2, follows) && isNext(3, follows) ? 4 : nil
  case 0xF1...0xF3:
    return isNext(1, follows) && isNext(2, follows) && isNext(3, follows) ? 4 : nil
  case 0xF4:
    return isNext(1, 0x80...0x8F) && isNext(2, follows) && isNext(3, follows) ? 4 : nil
  default: return nil
  }
}

/// The byte that a backslash and a letter stand for.
func unescapedByte(_ letter: UInt8) -> UInt8? {
  switch letter {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
  case UInt8(ascii: "b"): 0x08
  case UInt8(ascii: "f"): 0x0C
  case UInt8(ascii: "n"): 0x0A
  case UInt8(ascii: "r"): 0x0D
  case UInt8(ascii: "t"): 0x09
  default: nil
  }
}

/// The number of an escape, `\u` and four hexadecimal digits, at an offset.
func hexadecimalEscape(_ bytes: Span<UInt8>, at offset: Int) -> UInt32? {
  guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"),
    bytes[offset + 1] == UInt8(ascii: "u")
  else { return nil }
  var value: UInt32 = 0
  for position in offset + 2..<offset + 6 {
    let digit: UInt8
    switch bytes[position] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[position] - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[position] - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[position] - UInt8(ascii: "A") + 10
    default: return nil
    }
    value = value << 4 | UInt32(digit)
  }
  return value
}

extension HostDocument {
  mutating func appendUnescaped(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      unescaped.append(byte)
    }
  }

  /// The second of two equal keys of an object, the first such in the document.
  func repeatedKey(of object: Int) -> Int? {
    var keys: [Int] = []
    for member in members(of: object) { keys.append(member.key) }
    if keys.count <= 12 { return repeatedKeyOfFew(keys) }
    let (isSettled, repeated) = repeatedKeyByPlace(keys)
    if isSettled { return repeated }
    keys.sort { left, right in
      let first = text(of: left)
      let second = text(of: right)
      return first.elementsEqual(second)
        ? left < right : first.lexicographicallyPrecedes(second)
    }
    var found: Int?
    for (left, right) in zip(keys, keys.dropFirst())
    where text(of: left).elementsEqual(text(of: right)) {
      found = min(found ?? right, right)
    }
    return found
  }

  /// The same by a table of places; not settled where too many keys want the same place.
  private func repeatedKeyByPlace(_ keys: [Int]) -> (isSettled: Bool, key: Int?) {
    var count = 32
    while count < keys.count * 2 { count *= 2 }
    var places = [Int32](repeating: -1, count: count)
    let all = bytes.span
    for key in keys {
      let name = values[key]
      if name.isUnescaped { return (false, nil) }
      var place =
        Int(truncatingIfNeeded: hash(all.extracting(Int(name.start)..<Int(name.end)))) & (count - 1)
      var steps = 0
      while places[place] >= 0 {
        if isSame(values[Int(places[place])], name) { return (true, key) }
        place = (place + 1) & (count - 1)
        steps += 1
        if steps > 32 { return (false, nil) }
      }
      places[place] = Int32(truncatingIfNeeded: key)
    }
    return (true, nil)
  }

  private func isSame(_ left: Value, _ right: Value) -> Bool {
    guard left.end - left.start == right.end - right.start else { return false }
    for offset in 0..<Int(left.end - left.start)
    where bytes[Int(left.start) + offset] != bytes[Int(right.start) + offset] {
      return false
    }
    return true
  }

  private func repeatedKeyOfFew(_ keys: [Int]) -> Int? {
    for (position, key) in keys.enumerated() {
      let name = text(of: key)
      for earlier in keys[..<position] where text(of: earlier).elementsEqual(name) { return key }
    }
    return nil
  }
}

/// FNV-1a.
private func hash(_ name: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for offset in name.indices { hash = (hash ^ UInt64(name[offset])) &* 0x100_0000_01B3 }
  // The low bits choose the place: mix the high ones in.
  return hash ^ (hash >> 32)
}
