/// What a run over many small policies came to.
package struct OracleCounts: Sendable {
  package var policies = 0
  /// Texts that did not pass the checks before one did.
  package var refused = 0
  package var tooLarge = 0
  package var notEncoded = 0
  package var queries = 0
  package var compared = 0
  package var differences: [String] = []
  /// By sort of query: how often no and yes.
  package var answers: [String: [Int]] = [:]
  /// Why policies were not encoded for the solver.
  package var notEncodedSorts: [String] = []
  package var walked = 0
  /// Questions of the reference evaluator that brute force was held against.
  package var sampled = 0

  package init() {}

  package mutating func add(_ other: OracleCounts) {
    policies += other.policies
    refused += other.refused
    tooLarge += other.tooLarge
    notEncoded += other.notEncoded
    queries += other.queries
    compared += other.compared
    differences += other.differences
    walked += other.walked
    notEncodedSorts += other.notEncodedSorts
    sampled += other.sampled
    answers.merge(other.answers) { left, right in [left[0] + right[0], left[1] + right[1]] }
  }

  /// By sort: how many were asked, and the share of yes.
  package var shares: [String] {
    answers.keys.sorted().map { sort in
      let counts = answers[sort] ?? [0, 0]
      let percent = counts[1] * 100 / max(1, counts[0] + counts[1])
      return "\(sort): \(counts[0] + counts[1]) asked, \(percent) % yes"
    }
  }
}

/// Asks both oracles everything of many small policies, in order of their seeds.
package struct OracleRun: Sendable {
  package var firstSeed: UInt64
  package var stride: UInt64
  package var policies: Int
  package var zone: [UInt8]

  package init(firstSeed: UInt64, stride: UInt64 = 1, policies: Int, zone: [UInt8]) {
    self.firstSeed = firstSeed
    self.stride = stride
    self.policies = policies
    self.zone = zone
  }

  /// `samples`: questions a policy that the reference evaluator decides too; `solves`: asks Z3.
  package func run(samples: Int, solves: Bool) -> OracleCounts {
    var counts = OracleCounts()
    for number in 0..<policies {
      let small = SmallPolicy(seed: firstSeed &+ UInt64(number) &* stride, zone: zone)
      counts.policies += 1
      counts.refused += small.refused
      var sample = ReferenceSample(small, seed: small.seed)
      if samples > 0 {
        counts.sampled += samples
        if let words = sample.difference(questions: samples) {
          counts.differences.append("seed \(small.seed): \(words)")
        }
      }
      ask(small, solves: solves, &counts)
    }
    return counts
  }

  private func ask(_ small: SmallPolicy, solves: Bool, _ counts: inout OracleCounts) {
    let brute = BruteForce(small)
    let solver = solves ? Z3Oracle(small) : nil
    var isTooLarge = false
    var isUnsettled = false
    for query in small.queries {
      counts.queries += 1
      guard let answer = brute.answer(query) else {
        isTooLarge = true
        continue
      }
      counts.answers[query.sort, default: [0, 0]][answer ? 1 : 0] += 1
      guard let solver else { continue }
      guard let solved = solver.answer(query) else {
        isUnsettled = true
        counts.notEncodedSorts.append(query.sort)
        continue
      }
      counts.compared += 1
      if solved != answer {
        counts.differences.append(
          "seed \(small.seed): \(query): brute force says \(answer), Z3 \(solved)\n"
            + "\(small.text)\n--- next ---\n\(small.next.text)")
      }
    }
    if isUnsettled { counts.notEncoded += 1 }
    if isTooLarge { counts.tooLarge += 1 }
    counts.walked += brute.walked
  }
}
