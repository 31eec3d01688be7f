import ArgumentParser
import Handrail
import HandrailAnalysis
import HandrailExplanation
import HandrailReporting

/// `handrail diff`.
struct DiffCommand: Verb {
  enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
    case json, markdown, text
  }

  enum Forbidden: String, ExpressibleByArgument, CaseIterable {
    case looser, stricter, team

    var kind: ChangeKind {
      switch self {
      case .looser: .looser
      case .stricter: .stricter
      case .team: .team
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say how two versions of a policy decide differently.",
    discussion: """
      Each version is a file, a folder of policies, which are matched by name, or git:REV:PATH. \
      Every difference comes with a customer whom both versions decide. Ends with 1 where there is \
      a change that `--forbid` names, or where one could not be ruled out.
      """)

  @Option(help: "json, markdown (for a pull request) or text.")
  var format = DiffFormat.text

  @Option(help: "looser, stricter or team: end with 1 for such a change; may be repeated.")
  var forbid: [Forbidden] = []

  @Option(
    help: ArgumentHelp(
      "Recorded questions, one a line, decided by both versions and counted.", valueName: "file"))
  var replay: String?

  @OptionGroup var reading: ReadingOptions

  @Argument(help: ArgumentHelp("The version before.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The version after.", valueName: "new"))
  var new: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard old != "-" || new != "-" else {
      throw .badCommand(
        "standard input is named more than once", fix: "name a file for one of them")
    }
    var status = ExitStatus.fine
    let before = try policies(old, &status, in: &console)
    let after = try policies(new, &status, in: &console)
    guard status == .fine else { return status }
    if replay != nil && (before.count != 1 || after.count != 1) {
      throw .badCommand(
        "`--replay` is for one policy, and more were named", fix: "name one file of each version")
    }
    var report = DiffReport()
    let isOnePair = before.count == 1 && after.count == 1
    for policy in before {
      guard let other = isOnePair ? after.first : after.first(where: { $0.name == policy.name })
      else {
        report.removed.append(policy.name)
        continue
      }
      var compared = ComparedPolicy(
        old: policy.graph, new: other.graph,
        diff: compareVersions(policy.graph, other.graph))
      if let replay { compared.replay = try replayed(replay, policy, other) }
      report.policies.append(compared)
    }
    let names = Set(before.map(\.name))
    report.added = isOnePair ? [] : after.map(\.name).filter { !names.contains($0) }
    try write(report, in: &console)
    return forbid.contains { report.has($0.kind) } ? .findings : .fine
  }

  private func write(
    _ report: DiffReport, in console: inout Console
  ) throws(CommandError) {
    switch format {
    case .json: try console.output.write(diffJSON(report))
    case .markdown: try console.output.write(printable(diffMarkdown(report)))
    case .text: try console.output.write(printable(DiffText(report).text))
    }
  }

  private func policies(
    _ named: String, _ status: inout ExitStatus, in console: inout Console
  ) throws(CommandError) -> [Policy] {
    var compilations: [(path: String, compilation: Compilation)] = []
    if let git = try GitFiles(named) {
      for policy in try git.policies() {
        compilations.append((policy.file.path, compile(policy.file, in: policy.surroundings)))
      }
    } else {
      for main in try mainFiles([named], root: reading.root, &status, in: &console) {
        compilations.append((main.named, main.compiled()))
      }
    }
    var policies: [Policy] = []
    var paths: [String: String] = [:]
    for (path, compilation) in compilations {
      if let policy = compilation.policy {
        if let other = paths.updateValue(path, forKey: policy.name) {
          throw .badCommand(
            "`\(other)` and `\(path)` are both called `\(policy.name)`",
            fix: "versions are paired by name: give one another name, or compare file with file")
        }
        policies.append(policy)
      } else {
        _ = runnable(compilation, from: path, in: &console)
        status = .findings
      }
    }
    return policies
  }

  /// Decides every line of a file by both versions.
  private func replayed(
    _ path: String, _ old: Policy, _ new: Policy
  ) throws(CommandError) -> ReplayCount {
    do throws(FileRefusal) {
      let file = try OpenFile(path: path, kind: .plainOrPipe)
      var lines = LineReader(descriptor: file.descriptor, lengthLimit: 16 * 1_048_576)
      var count = ReplayCount()
      while try count.addNext(of: &lines, old, new) {}
      return count
    } catch {
      throw .cannotRead(path, error)
    }
  }
}

extension ReplayCount {
  /// Counts the next line; false at the end.
  fileprivate mutating func addNext(
    of lines: inout LineReader, _ old: Policy, _ new: Policy
  ) throws(FileRefusal) -> Bool {
    switch try lines.next() {
    case .end: return false
    case .tooLong: unreadable += 1
    case .line: if !lines.line.isEmpty { add(lines.line, lines.number, old, new) }
    }
    return true
  }

  /// Decides one document by both versions.
  fileprivate mutating func add(_ document: [UInt8], _ line: Int, _ old: Policy, _ new: Policy) {
    guard let before = old.decide(json: document).decided,
      let after = new.decide(json: document).decided
    else {
      unreadable += 1
      return
    }
    let outcome = VersionOutcome(before.decision, by: old.graph)
    count(outcome.changes(to: VersionOutcome(after.decision, by: new.graph)), line: line)
  }
}
