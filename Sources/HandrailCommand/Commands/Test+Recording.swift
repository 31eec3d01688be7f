import Handrail
import HandrailEngine
import HandrailReporting
import HandrailScenarios
import HandrailSource

extension Test {
  /// Prints a recorded question as a scenario of the one policy that is named.
  func record(_ path: String, in console: inout Console) throws(CommandError) -> ExitStatus {
    guard policies.count == 1, let named = policies.first, named != "-" else {
      throw .badCommand(
        "`--from` is about one policy", fix: "name the file of the policy that decided")
    }
    guard filter == nil, !coverage, !mutate, atLeast == nil else {
      throw .badCommand("`--from` only prints a scenario", fix: "leave the other options out")
    }
    let main = try MainFile(named, root: reading.root)
    guard let policy = try runnablePolicy(named, root: reading.root, in: &console),
      let runner = main.compiled().scenarioRunner
    else { return .findings }
    let document = RecordedDocument(try QuestionDocument(path).host(named: path))
    let reading = policy.reader.read(document.question)
    guard case .question(let question, _) = reading else {
      for fault in policy.decide(reading).inputFaults {
        console.say(printable("handrail: \(path): \(fault)\n"))
      }
      return .findings
    }
    sayDifferences(policy.decide(reading), from: document, in: &console)
    let scenario = runner.record(question) { text in
      Test.play(text, addedTo: main)
    }
    guard let scenario else {
      console.say("handrail: this question can't be written as a scenario of this policy\n")
      return .findings
    }
    if !scenario.isFaithful {
      console.say(
        "handrail: the decision rests on more than a scenario can hold, such as what was decided "
          + "before\n  the scenario below expects what it comes to by itself\n")
    }
    try console.output.write(scenario.text)
    return .fine
  }

  /// Says where the policy decides otherwise now than was recorded.
  private func sayDifferences(
    _ answer: Answer, from document: RecordedDocument, in console: inout Console
  ) {
    for (field, value) in document.said {
      let now: String?
      switch field {
      case "ruling": now = answer.ruling?.rawValue
      case "handler": now = answer.handler.rawValue
      case _: now = answer.next.rawValue
      }
      guard let now, now != value else { continue }
      console.say(
        printable("handrail: recorded was \(field) `\(value)`; this policy says `\(now)`\n"))
    }
  }

  /// The policy with a scenario at its end, and what comes of it.
  private static func play(_ text: String, addedTo main: MainFile) -> ScenarioResult? {
    var whole = main
    if whole.file.bytes.last != 0x0A { whole.file.bytes.append(0x0A) }
    let start = whole.file.bytes.count
    whole.file.bytes += Array(text.utf8)
    guard let runner = whole.compiled().scenarioRunner else { return nil }
    let added = runner.scenarios(named: nil).first {
      $0.place.file.offset == 0 && Int($0.place.range.lower) >= start
    }
    return added.map { runner.run($0) }
  }
}

extension QuestionDocument {
  /// What stands in it, without a look at what it means.
  func host(named path: String) throws(CommandError) -> HostDocument {
    do throws(DocumentFault) {
      switch form {
      case .json: return try readJSON(bytes)
      case .yaml: return try readYAMLDocument(bytes)
      }
    } catch {
      throw .badDocument(path, error)
    }
  }
}
