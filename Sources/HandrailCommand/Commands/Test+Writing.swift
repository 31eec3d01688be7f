import Handrail
import HandrailReporting
import HandrailScenarios
import HandrailSource

extension Test {
  /// Writes scenarios for what none decides yet, into each policy or its suite.
  func writeMissing(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard filter == nil, !coverage, !mutate, atLeast == nil, from == nil, format == .text else {
      throw .badCommand(
        "`--write-missing` looks at all scenarios", fix: "leave the other options out")
    }
    guard !policies.contains("-") else {
      throw .badCommand("`--write-missing` writes to files", fix: "name the policy's file")
    }
    var status = ExitStatus.fine
    for job in try TestJobs(policies, root: reading.root, &status, in: &console).jobs {
      let outcome = try writeMissing(for: job, in: &console)
      let order: [ExitStatus] = [.cannotRead, .findings, .scenarioFailed]
      status = order.first { $0 == status || $0 == outcome } ?? .fine
    }
    return status
  }

  private func writeMissing(
    for job: TestJob, in console: inout Console
  ) throws(CommandError) -> ExitStatus {
    guard var tested = Test.played(job, filter: nil, coverage: true)?.file else {
      complain(about: job, in: &console)
      return .findings
    }
    guard tested.failed.isEmpty, let seen = tested.coverage else {
      tested.coverage = nil
      try console.output.write(testText(tested) + "\n")
      console.say(
        printable("handrail: `\(tested.path)` has scenarios that fail, so none was written\n"))
      return .scenarioFailed
    }
    let joined = job.joined
    let main = job.main(with: joined)
    let missing = MissingScenarios(main.compiled(), beyond: seen) { texts in
      Test.play(texts, addedTo: main)
    }
    guard let missing else { return .findings }
    let door = WritingDoor(job, toSuite: suite)
    if !missing.written.isEmpty { try write(missing.written, through: door) }
    try console.output.write(
      missingScenariosText(missing, about: tested, writtenTo: printable(door.path)))
    return missing.left.isEmpty ? .fine : .findings
  }

  private func write(
    _ drafts: [DraftedScenario], through door: WritingDoor
  ) throws(CommandError) {
    let isWritten: Bool
    do throws(FileRefusal) {
      isWritten = try door.write(drafts)
    } catch {
      throw .cannotReplace(door.path, error)
    }
    guard isWritten else {
      throw .badCommand(
        "`\(door.path)` does not end with its list of scenarios",
        fix: "put `scenarios` last in it, one a dash")
    }
  }

  /// The policy with scenarios at its end, and what comes of each.
  private static func play(
    _ texts: [String], addedTo main: MainFile
  ) -> [MissingScenarios.Played]? {
    var whole = main
    if whole.file.bytes.last != 0x0A { whole.file.bytes.append(0x0A) }
    let start = whole.file.bytes.count
    whole.file.bytes += Array(texts.joined().utf8)
    guard let runner = whole.compiled().scenarioRunner else { return nil }
    let added = runner.scenarios(named: nil).filter {
      $0.place.file.offset == 0 && Int($0.place.range.lower) >= start
    }
    guard added.count == texts.count else { return nil }
    return added.map { scenario in
      var played = MissingScenarios.Played(isFine: true, decided: [])
      let result = runner.run(scenario) { played.decided.append($0) }
      played.isFine = result.isFine
      return played
    }
  }
}

/// Where new scenarios of a policy are written.
private struct WritingDoor {
  private let job: TestJob
  private let suite: ScenarioSuite?
  private let toSuite: Bool
  /// The path as it was named, or the suite's.
  let path: String

  /// A suite that was named alone, or asked for, is written to; else the policy.
  init(_ job: TestJob, toSuite: Bool) {
    self.job = job
    self.toSuite = toSuite || !job.playsPolicy
    let named = job.main.named
    let stem = named.hasSuffix(".policy") ? String(named.dropLast(7)) : named
    let beside = stem + TestJob.ending
    suite = job.suites.first { $0.source.path == beside } ?? job.suites.first
    path = self.toSuite ? suite?.source.path ?? beside : named
  }

  /// False where the suite can't be added to.
  func write(_ drafts: [DraftedScenario]) throws(FileRefusal) -> Bool {
    guard toSuite else {
      try replace(job.main.file.bytes, by: withScenarios(drafts))
      return true
    }
    guard let suite else {
      try createFile(at: path, with: ScenarioSuite.text(drafts))
      return true
    }
    guard let bytes = suite.adding(drafts) else { return false }
    try replace(suite.source.bytes, by: bytes)
    return true
  }

  private func replace(_ old: [UInt8], by new: [UInt8]) throws(FileRefusal) {
    guard try OpenFile(path: path, kind: .plain).readAll(limit: BeneathRoot.sizeLimit) == old
    else { throw .changed }
    try replaceFile(at: path, with: new)
  }

  /// The policy with the scenarios at its end; what is in the one style stays in it.
  private func withScenarios(_ drafts: [DraftedScenario]) -> [UInt8] {
    var file = job.main.file
    let isFormatted = formatted(file) == file.bytes
    if file.bytes.last != 0x0A { file.bytes.append(0x0A) }
    for draft in drafts { file.bytes += Array(("\n" + draft.policyText).utf8) }
    return isFormatted ? formatted(file) : file.bytes
  }
}
