package import HandrailEngine

/// Finds session ids that fall into some trials of a policy and not into others.
package struct TrialSessions: Sendable {
  /// A trial, and whether the session is to be in it.
  package struct Wish: Sendable, Equatable {
    package var trial: GraphTrial
    package var isIn: Bool

    package init(_ trial: GraphTrial, isIn: Bool) {
      self.trial = trial
      self.isIn = isIn
    }
  }

  /// How many ids are tried before it is given up.
  package static let mostTries = 200_000

  package let policy: String

  package init(policy: String) { self.policy = policy }

  /// The sample of conversations that `review P%` looks at, which is hashed like a trial.
  package static func oversight(hundredths: Int) -> GraphTrial {
    GraphTrial(name: "oversight", hundredths: hundredths)
  }

  /// The first of `s1`, `s2`, … that all wishes hold for; `nil` where none can or none was found.
  package func session(
    for wishes: [Wish], tries: Int = TrialSessions.mostTries
  ) -> String? {
    guard let buckets = TrialSessions.buckets(wishes) else { return nil }
    guard tries > 0 else { return nil }
    for number in 1...tries {
      let session = "s\(number)"
      let isWanted = buckets.allSatisfy {
        $0.wanted.contains(trialBucket(policy: policy, trial: $0.name, session: session))
      }
      if isWanted { return session }
    }
    return nil
  }

  /// The buckets that each name may fall into, rarest first; `nil` where one has none.
  private static func buckets(_ wishes: [Wish]) -> [(name: String, wanted: Range<Int>)]? {
    var places: [String: Int] = [:]
    var buckets: [(name: String, wanted: Range<Int>)] = []
    for wish in wishes {
      let limit = min(max(wish.trial.hundredths, 0), 10_000)
      let wanted = wish.isIn ? 0..<limit : limit..<10_000
      if let place = places[wish.trial.name] {
        buckets[place].wanted = buckets[place].wanted.clamped(to: wanted)
      } else {
        places[wish.trial.name] = buckets.count
        buckets.append((wish.trial.name, wanted))
      }
    }
    guard buckets.allSatisfy({ !$0.wanted.isEmpty }) else { return nil }
    // What is sure needs no hashing; the rarest first refuses soonest.
    return buckets.filter { $0.wanted != 0..<10_000 }
      .sorted { ($0.wanted.count, $0.name) < ($1.wanted.count, $1.name) }
  }
}
