import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// Session ids that fall where they are wanted.
@Suite struct TrialSessionTests {
  private let sessions = TrialSessions(policy: "home_cover")

  @Test("every way that three trials can fall has a session")
  func everyWay() throws {
    let trials = [
      GraphTrial(name: "faster", hundredths: 2_500), GraphTrial(name: "softer", hundredths: 100),
      TrialSessions.oversight(hundredths: 500),
    ]
    for ways in 0..<8 {
      let wishes = trials.enumerated().map { TrialSessions.Wish($1, isIn: ways >> $0 & 1 == 1) }
      let session = try #require(sessions.session(for: wishes))
      for wish in wishes {
        let bucket = trialBucket(
          policy: "home_cover", trial: wish.trial.name, session: session)
        #expect((bucket < wish.trial.hundredths) == wish.isIn)
      }
    }
  }

  @Test("nobody and everybody are known without a try")
  func sureOnes() {
    let none = GraphTrial(name: "none", hundredths: 0)
    let all = GraphTrial(name: "all", hundredths: 10_000)
    #expect(sessions.session(for: [.init(none, isIn: true)], tries: .max) == nil)
    #expect(sessions.session(for: [.init(all, isIn: false)], tries: .max) == nil)
    #expect(sessions.session(for: [.init(all, isIn: true), .init(none, isIn: false)]) == "s1")
    #expect(sessions.session(for: []) == "s1")
    // One name has one bucket: it cannot be below one tenth and above a half.
    let small = GraphTrial(name: "one", hundredths: 1_000)
    let large = GraphTrial(name: "one", hundredths: 5_000)
    let wishes: [TrialSessions.Wish] = [.init(small, isIn: true), .init(large, isIn: false)]
    #expect(sessions.session(for: wishes, tries: .max) == nil)
    let between: [TrialSessions.Wish] = [.init(small, isIn: false), .init(large, isIn: true)]
    #expect(sessions.session(for: between) != nil)
  }

  @Test("the tries are bounded")
  func bounded() {
    let rare = (0..<6).map {
      TrialSessions.Wish(GraphTrial(name: "t\($0)", hundredths: 1), isIn: true)
    }
    #expect(sessions.session(for: rare, tries: 50) == nil)
    #expect(
      sessions.session(for: [.init(GraphTrial(name: "t", hundredths: 5_000), isIn: true)], tries: 0)
        == nil)
  }
}
