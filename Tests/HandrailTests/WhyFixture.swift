import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import Testing

/// A policy compiled for a test, and questions put to it in the policy's own words.
struct WhyFixture {
  let graph: DecisionGraph

  /// A policy whose header is written already.
  init(_ body: String) throws {
    let head = """
      policy sample version 1
        language 1
        time zone Europe/London
        start with ai
        owner "Tests"
        review by 2030-01-01

      """
    try self.init(PolicyFile(path: "sample.policy", bytes: Array((head + "\n" + body).utf8)))
  }

  init(_ main: PolicyFile) throws {
    let compilation = compile(main, in: Self.surroundings)
    let said = compilation.messages.filter { $0.level == .stop }.map(\.headline)
    try #require(said.isEmpty, "\(said)")
    graph = try #require(compilation.policy).graph
  }

  /// Files beneath the checkout, zones of the machine.
  static var surroundings: PolicySurroundings {
    var surroundings = PolicySurroundings()
    surroundings.load = { path, user in
      let folder = URL(filePath: user, relativeTo: packageFolder).deletingLastPathComponent()
      guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
        return .failure(.init(reason: "it is not there"))
      }
      return .success(PolicyFile(path: path, bytes: Array(data)))
    }
    surroundings.zoneFile = { name in
      (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))).map { Array($0) }
    }
    surroundings.zoneDataVersion = "test"
    return surroundings
  }

  static var packageFolder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// A new session on 2 March 2026, 10:15 in London; facts that are not given are absent.
  func question(
    _ task: String?, _ facts: [String: String] = [:], turns: [[String: String]] = []
  ) throws -> Question {
    let asked = task.flatMap { graph.tasks.firstIndex(of: $0) }
    try #require((asked != nil) == (task != nil), "the policy has no task \(task ?? "")")
    var frame = Frame(
      session: [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.session),
      queues: graph.routing.queues.map { _ in
        let unknown = Cell(unknown: .absent)
        return QueueState(open: unknown, free: unknown, wait: unknown)
      })
    for (position, fact) in graph.facts.enumerated() {
      guard case .session(let slot) = fact.supply else { continue }
      frame.session[slot] = try cell(position, facts[fact.name], &frame.texts)
    }
    for (position, values) in turns.enumerated() {
      frame.turns.append(try turn(position + 1, values, &frame.texts))
    }
    let at = Moment(microseconds: 1_772_446_500_000_000)
    var question = Question(
      at: at, ask: asked.map { .task($0) } ?? .none, frame: frame, memory: .new)
    question.session = "s-1"
    return question
  }

  private func turn(
    _ number: Int, _ values: [String: String], _ texts: inout [String]
  ) throws -> Turn {
    var cells = [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.turn)
    for (position, fact) in graph.facts.enumerated() {
      guard case .turn(let slot) = fact.supply else { continue }
      cells[slot] = try cell(position, values[fact.name], &texts)
    }
    return Turn(number: number, at: nil, cells: cells)
  }

  private func cell(_ position: Int, _ words: String?, _ texts: inout [String]) throws -> Cell {
    let fact = graph.facts[position]
    guard let words else { return Cell(unknown: fact.mayBeUnknown ? .absent : .missing) }
    let domain = fact.domain
    switch domain.kind {
    case .yesNo: return Cell(words == "yes" ? 1 : 0)
    case .oneOf, .level: return Cell(Int64(try #require(domain.position(of: words))))
    case .setOf:
      let bits = try words.split(separator: ",").map {
        UInt64(1)
          << UInt64(try #require(domain.position(of: $0.trimmingCharacters(in: .whitespaces))))
      }
      return Cell(Int64(bitPattern: bits.reduce(0, |)))
    case .number, .score, .money, .duration:
      let number = try #require(words.split(separator: " ").last)
      let exact = HandrailEngine.Decimal(Array(number.utf8))
      return Cell(try #require(exact?.scaled(to: domain.decimals)))
    case .moment: return Cell(try #require(Moment(Array(words.utf8))).microseconds)
    case .reference, .text:
      texts.append(words)
      return Cell(Int64(texts.count - 1))
    }
  }

  /// The explanation in words.
  func why(_ question: Question) -> String {
    whyText(explain(question, by: graph), of: graph)
  }

  func decided(_ question: Question) -> Decided {
    let (decision, trace) = decideTracing(question, by: graph)
    return Decided(question: question, decision: decision, trace: trace)
  }

  func heading(_ name: String) throws -> Int {
    try #require(graph.headings.firstIndex { $0.name == name })
  }
}

extension WhyFixture {
  /// A question as a host sends it.
  func read(_ bytes: [UInt8]) throws -> Question {
    switch QuestionReader(graph).read(bytes) {
    case .question(let question, _): return question
    case .refused(let refusal): throw refusal
    }
  }
}
