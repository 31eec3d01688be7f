/// SHA-256 (FIPS 180-4), for trials: first eight bytes, big-endian.
enum Hashing {
  /// The bucket of a trial: 0 to 9,999.
  static func bucket(policy: String, rule: String, session: String) -> Int {
    let message = Array(policy.utf8) + [0] + Array(rule.utf8) + [0] + Array(session.utf8)
    let state = digest(message)
    let high = UInt64(state[0]) << 32 | UInt64(state[1])
    return Int(high % 10_000)
  }

  /// The eight words of the digest.
  static func digest(_ message: [UInt8]) -> [UInt32] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    var state = rootsOfPrimes(count: 8, power: 2)
    let constants = rootsOfPrimes(count: 64, power: 3)
    for start in stride(from: 0, to: padded.count, by: 64) {
      compress(Array(padded[start..<start + 64]), into: &state, constants)
    }
    return state
  }

  private static func compress(
    _ block: [UInt8], into state: inout [UInt32], _ constants: [UInt32]
  ) {
    var schedule = (0..<16).map { word in
      block[word * 4..<word * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for t in 16..<64 {
      let low = turn(schedule[t - 15], 7) ^ turn(schedule[t - 15], 18) ^ schedule[t - 15] >> 3
      let high = turn(schedule[t - 2], 17) ^ turn(schedule[t - 2], 19) ^ schedule[t - 2] >> 10
      schedule.append(schedule[t - 16] &+ low &+ schedule[t - 7] &+ high)
    }
    var v = state
    for t in 0..<64 {
      let sum = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ sum &+ choice &+ constants[t] &+ schedule[t]
      let other = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      v = [first &+ other &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for word in state.indices { state[word] = state[word] &+ v[word] }
  }

  private static func turn(_ word: UInt32, _ by: UInt32) -> UInt32 {
    word >> by | word << (32 - by)
  }

  /// The first 32 bits of the fractional part of the square or cube roots of the first primes:
  /// the standard's constants, worked out from its definition.
  private static func rootsOfPrimes(count: Int, power: Int) -> [UInt32] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The whole root of prime · 2^(32·power), by bisection: its low 32 bits.
      var low: UInt64 = 0
      var high: UInt64 = 1 << 37
      while high - low > 1 {
        let middle = (low + high) / 2
        let raised = (0..<power).reduce(UInt128(1)) { product, _ in product * UInt128(middle) }
        if raised <= UInt128(prime) << UInt128(32 * power) { low = middle } else { high = middle }
      }
      return UInt32(truncatingIfNeeded: low)
    }
  }
}
