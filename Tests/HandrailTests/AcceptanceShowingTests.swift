import Foundation
import Handrail
import HandrailConversation
import HandrailEngine
import HandrailExplanation
import HandrailModel
import HandrailReporting
import HandrailScenarios
import HandrailSource
import HandrailTestSupport
import Testing

/// Plays what shows the rows of the acceptance table, and looks for the tagged lines in what the
/// program then says: the decision, or its explanation.
@Suite("The acceptance table")
struct AcceptanceShowingTests {
  private typealias Place = AcceptanceTable.Place

  static let folders: [String] = {
    let table = try? AcceptanceTable()
    return Set((table?.rows ?? []).flatMap { table?.folders(of: $0.id) ?? [] }).sorted()
  }()

  static let sessions: [String] = {
    let table = try? AcceptanceTable()
    let places = (table?.shows.values.flatMap { $0 } ?? []).filter(\.isSession)
    return Set(places.map(\.path)).sorted()
  }()

  @Test("is shown line by line", arguments: folders)
  func shown(folder: String) throws {
    let table = try AcceptanceTable()
    let said = try documents(of: folder, table)
    for row in table.rows where table.folders(of: row.id).contains(folder) {
      let places = (table.says[row.id] ?? []).filter { $0.folder == folder }
      let showings = (table.shows[row.id] ?? []).filter { $0.folder == folder }
      let namings = try places.map { AcceptanceNaming($0, in: try lines($0.path)) }
      let isNamed = showings.contains { showing in
        (said[showing.path + ":\(showing.line)"] ?? []).contains { document in
          namings.contains { $0.isNamed(in: document) }
        }
      }
      #expect(
        isNamed,
        "\(row.id): none of \(showings.map(\.text)) names \(places.map { "\($0.path):\($0.line)" })"
      )
    }
  }

  @Test("has sessions that decide as they did when somebody read it", arguments: sessions)
  func session(path: String) throws {
    let shown = try answers(path).map { answer in
      Self.reduced(try JSONSerialization.jsonObject(with: Data(answer.json())))
    }
    let data = try JSONSerialization.data(
      withJSONObject: shown, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    let golden = Golden("acceptance", Self.caseName(path))
    try FileManager.default.createDirectory(
      at: golden.directory, withIntermediateDirectories: true)
    let text = String(decoding: data, as: UTF8.self) + "\n"
    #expect(try golden.compare(text, with: "shown.json") == .same, "\(path)")
  }

  @Test("has a golden case for each of its sessions, and no other")
  func cases() {
    #expect(Golden.cases("acceptance") == Self.sessions.map(Self.caseName).sorted())
  }

  private static func caseName(_ path: String) -> String {
    path.replacing("policies/", with: "").replacing("/sessions/", with: "-")
      .replacing(".run.yaml", with: "").replacing(".yaml", with: "")
  }

  /// The fields that show something, without what changes with every line of the policy.
  private static func reduced(_ decision: Any) -> [String: Any] {
    let kept: Set<String> = [
      "next", "ruling", "handler", "gates", "queue", "say", "obligations", "packet", "assist",
      "assist_muted", "conduct", "oversight", "afterwards", "reasons",
    ]
    return (decision as? [String: Any] ?? [:]).filter { kept.contains($0.key) }
      .mapValues(withoutPlaces)
  }

  private static func withoutPlaces(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.map(withoutPlaces) }
    guard let object = value as? [String: Any] else { return value }
    return object.filter { !["file", "line", "instance"].contains($0.key) }
      .mapValues(withoutPlaces)
  }
}

extension AcceptanceShowingTests {
  /// What the program says of each tagged scenario and session of a folder, by its place.
  private func documents(of folder: String, _ table: AcceptanceTable) throws -> [String: [Any]] {
    let tagged = Set(table.shows.values.flatMap { $0 }.filter { $0.folder == folder })
    var said: [String: [Any]] = [:]
    for place in tagged where place.isSession {
      said[place.path + ":1"] = try self.said(in: place.path)
    }
    for path in Set(tagged.filter { !$0.isSession }.map(\.path)) {
      let compilation = try compiled(path)
      let runner = try #require(compilation.scenarioRunner, "\(path) cannot run")
      for scenario in runner.scenarios(named: nil) {
        let file = runner.model.files[scenario.origin.place.file.offset].path
        let key = "\(file):\(scenario.origin.line)"
        guard tagged.contains(where: { $0.path + ":\($0.line)" == key }) else { continue }
        said[key] = try play(scenario.name, of: runner, at: key)
      }
    }
    return said
  }

  /// Decisions and explanations that the expectations of a scenario speak of.
  private func play(_ name: String, of runner: ScenarioRunner, at key: String) throws -> [Any] {
    let scenario = try #require(runner.scenarios(named: nil).first { $0.name == name })
    let writer = DecisionWriter(runner.graph)
    var said: [Data] = []
    let result = runner.run(scenario) { decided in
      said.append(Data(writer.json(decided.decision, on: decided.question, DecisionLabel())))
      said.append(explanation(of: decided, by: runner.graph))
    }
    #expect(result.isFine, "\(key): \(result.failures.map(\.diagnostic.headline))")
    return try said.map { try JSONSerialization.jsonObject(with: $0) }
  }

  private func explanation(of decided: Decided, by graph: DecisionGraph) -> Data {
    Data(whyJSON(explain(decided, by: graph) { _ in decided.decision }, of: graph))
  }

  /// Decisions and explanations of a recorded session, in order.
  private func said(in session: String) throws -> [Any] {
    let graph = try #require(try compiled(try policy(of: session)).policy).graph
    return try answers(session).flatMap { answer -> [Any] in
      var said = [Data(answer.json())]
      if case .decided(let question, _) = answer.outcome {
        let (decision, trace) = decideTracing(question, by: graph)
        said.append(
          explanation(
            of: Decided(question: question, decision: decision, trace: trace), by: graph))
      }
      return try said.map { try JSONSerialization.jsonObject(with: $0) }
    }
  }

  /// What a recorded conversation is answered at each of its entries; a single question, once.
  private func answers(_ session: String) throws -> [Answer] {
    let policy = try #require(try compiled(try policy(of: session)).policy)
    let bytes = Array(try Data(contentsOf: packageFolder.appending(path: session)))
    guard try lines(session).contains("entries:") else { return [policy.decide(yaml: bytes)] }
    var conversation = Conversation(try SessionScript.read(yaml: bytes, for: policy), by: policy)
    var answers: [Answer] = []
    while let step = try conversation.next() { answers.append(step.answer) }
    return answers
  }

  /// The policy whose name begins the session's.
  private func policy(of session: String) throws -> String {
    let parts = session.split(separator: "/").map(String.init)
    let folder = parts.dropLast(2).joined(separator: "/")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: packageFolder.appending(path: folder).path())
    let stems = names.filter { $0.hasSuffix(".policy") }.map { $0.dropLast(".policy".count) }
    let name = stems.filter { (parts.last ?? "").hasPrefix($0) }.max { $0.count < $1.count }
    return folder + "/" + (try #require(name, "\(session) has no policy")) + ".policy"
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOf: packageFolder.appending(path: path), encoding: .utf8)
      .components(separatedBy: "\n")
  }
}
