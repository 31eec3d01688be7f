package import HandrailEngine

/// A policy that compiled: it answers questions, and never changes.
public struct Policy: Sendable {
  /// Made ready to decide; it holds the graph, so that an answer counts one reference for both.
  package let program: Program
  package let reader: QuestionReader
  let writer: DecisionWriter

  init(graph: DecisionGraph) {
    program = Program(graph)
    reader = QuestionReader(graph)
    writer = DecisionWriter(graph, reader.memoryNames)
  }

  package var graph: DecisionGraph { program.graph }
  /// As the header gives it.
  public var name: String { graph.policy.name }
  /// As the header gives it.
  public var version: Int64 { graph.policy.version }
  /// SHA-256 of the decision graph in lower-case hexadecimal: layout and comments do not count.
  public var digest: String { graph.policy.digest }
  /// The names of the tasks, in the order of the policy.
  public var tasks: [String] { graph.tasks }

  /// Decides a question written as JSON, in the shape of `docs/question.md`.
  ///
  /// Always answers: what cannot be read is decided *human*, with the reason among its faults.
  public func decide(json: [UInt8]) -> Answer { Answer(reader.read(json), by: self) }

  /// Decides a question written as YAML.
  public func decide(yaml: [UInt8]) -> Answer { Answer(reader.readYAML(yaml), by: self) }

  /// Decides what was read, or refuses what could not be.
  package func decide(_ reading: QuestionReading) -> Answer { Answer(reading, by: self) }

  /// The same, with no more worked out than some fields need; only those may be written.
  package func decide(_ reading: QuestionReading, only fields: DecisionFields) -> Answer {
    if fields.areShort, case .question(let question, let id) = reading,
      let decision = decideShortly(question, by: program)
    {
      return Answer(.decided(question, decision), id: id, by: self)
    }
    return decide(reading)
  }
}
