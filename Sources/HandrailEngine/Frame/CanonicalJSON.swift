extension HostDocument {
  /// A value in one form only: keys in order of their bytes, numbers in lowest terms, no space.
  ///
  /// What RFC 8785 wants, but for numbers, which keep all their digits.
  package func canonical(_ value: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    // What is still to be written, the next one last; nothing here calls itself.
    var pending: [CanonicalStep] = [.value(value)]
    while let step = pending.popLast() {
      switch step {
      case .bytes(let literal): bytes.append(contentsOf: literal)
      case .value(let value): append(value, to: &bytes, &pending)
      }
    }
    return bytes
  }

  private enum CanonicalStep {
    case value(Int)
    case bytes([UInt8])
  }

  private func append(
    _ value: Int, to bytes: inout [UInt8], _ pending: inout [CanonicalStep]
  ) {
    switch shape(of: value) {
    case .yes: bytes.append(contentsOf: "true".utf8)
    case .no: bytes.append(contentsOf: "false".utf8)
    case .nothing: bytes.append(contentsOf: "null".utf8)
    case .number: appendCanonicalNumber(text(of: value), to: &bytes)
    case .text, .plain: appendQuoted(text(of: value), to: &bytes)
    case .list:
      bytes.append(UInt8(ascii: "["))
      var steps: [CanonicalStep] = []
      for element in elements(of: value) {
        if !steps.isEmpty { steps.append(.bytes([UInt8(ascii: ",")])) }
        steps.append(.value(element))
      }
      pending.append(.bytes([UInt8(ascii: "]")]))
      pending.append(contentsOf: steps.reversed())
    case .object:
      bytes.append(UInt8(ascii: "{"))
      var members: [(key: Int, value: Int)] = []
      for member in self.members(of: value) { members.append(member) }
      members.sort { text(of: $0.key).lexicographicallyPrecedes(text(of: $1.key)) }
      pending.append(.bytes([UInt8(ascii: "}")]))
      for (position, member) in members.enumerated().reversed() {
        pending.append(.value(member.value))
        var key: [UInt8] = position == 0 ? [] : [UInt8(ascii: ",")]
        appendQuoted(text(of: member.key), to: &key)
        key.append(UInt8(ascii: ":"))
        pending.append(.bytes(key))
      }
    }
  }
}

/// Writes a number as digits without zeros at their ends, and a power of ten where there is one.
private func appendCanonicalNumber(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
  guard let number = NumberText(text) else { return }
  if number.isNegative { bytes.append(UInt8(ascii: "-")) }
  if number.digits.isEmpty { bytes.append(UInt8(ascii: "0")) }
  bytes.append(contentsOf: number.digits)
  guard number.exponent != 0 else { return }
  bytes.append(UInt8(ascii: "e"))
  bytes.append(contentsOf: String(number.exponent).utf8)
}

/// Writes a text in quotes, escaping only what must be.
func appendQuoted(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  for byte in text {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    } else if byte < 0x20 {
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(contentsOf: hexadecimal([byte]).utf8)
    } else {
      bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
}
