import Handrail
import HandrailComparison
import HandrailEngine
import Testing

@Suite("Questions written as hosts send them")
struct QuestionJSONTests {
  private static let zones = ZoneFiles.installed()

  private func trial(_ seed: UInt64) -> ReadBackTrial {
    PropertyTrial(seed: seed, zones: QuestionJSONTests.zones).questionsComeBack { question, graph in
      QuestionWriter(graph).json(question)
    }
  }

  @Test("a question that was written is decided as it was", arguments: UInt64(46_000)..<46_060)
  func comesBack(seed: UInt64) {
    #expect(trial(seed).broken == nil)
  }

  @Test("among them are kept memories, events and faults")
  func breadth() {
    let tried = (UInt64(46_000)..<46_020).map(trial)
    let questions = tried.map(\.questions).reduce(0, +)
    #expect(questions >= 300)
    #expect(tried.map(\.withKeptMemory).reduce(0, +) * 3 >= questions)
    #expect(tried.map(\.withEvents).reduce(0, +) * 10 >= questions)
    #expect(tried.map(\.withFault).reduce(0, +) * 20 >= questions)
  }
}
