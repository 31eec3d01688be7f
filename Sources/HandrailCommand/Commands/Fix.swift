import ArgumentParser
import Glibc
import Handrail
import HandrailEngine
import HandrailReporting
import HandrailSource

/// `handrail fix`.
struct FixCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Apply the ready replacements that `check` offers.",
    discussion: """
      Without a code, every fix is applied that cannot change what the policy means. A code, such \
      as PL0110, or the name of a rule, such as own-missing, names the messages to mend; where \
      there is a choice, `--choose` makes it, or it is asked for on a terminal. Some fixes leave a \
      blank: they are applied where their code is named, and the places to fill in are printed. \
      Ends with 1 where something of what was named, or anything above a note, is left.
      """)

  @Option(
    help: ArgumentHelp(
      "Which of the replacements, as `check` numbers them; for one code.", valueName: "n"))
  var choose: Int?

  @Flag(help: "Change nothing; print what would change as a unified diff.")
  var dryRun = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var team: TeamOptions

  @Argument(
    help: ArgumentHelp(
      "Policy files or folders, this folder if none is named, and codes of messages.",
      valueName: "path or code"))
  var named: [String] = []

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    let wishes = try FixWishes(named, choose: choose)
    var status = ExitStatus.fine
    let mains = try mainFiles(wishes.paths, root: reading.root, &status, in: &console)
    guard !mains.isEmpty else { return status }
    var teamFiles = try TeamFiles(team, root: reading.root, named: wishes.paths)
    var run = FixRun(wishes)
    let asks = console.output.isTerminal && isatty(STDIN_FILENO) == 1
    for main in mains {
      let job = FixRun.Job(
        main: main, settings: try teamFiles.team(of: main).settings, today: teamFiles.today)
      run.applySafe(to: job)
      try choices(for: job, in: &run, asks: asks && main.named != "-", &console)
      run.close(job)
    }
    let report = FixReport(run, wishes)
    if dryRun {
      try writeDiff(run, in: &console)
      console.say(printable(report.words))
    } else {
      try save(run, report, &status, in: &console)
    }
    return status == .fine && run.isSomethingLeft ? .findings : status
  }

  /// Makes the choices of the command line, and asks for the others where somebody is there.
  private func choices(
    for job: FixRun.Job, in run: inout FixRun, asks: Bool, _ console: inout Console
  ) throws(CommandError) {
    let open = run.open(in: job)
    var picked: [Int: Int] = [:]
    for (position, diagnostic) in open.diagnostics.enumerated() {
      if let number = run.wishes.choice(for: diagnostic) {
        picked[position] = number
      } else if asks, diagnostic.fixes.contains(where: { $0.level == .ask }) {
        picked[position] = try ask(diagnostic, open.sources, &console)
      }
    }
    if let choose, !open.diagnostics.isEmpty, picked.isEmpty {
      let most = open.diagnostics.map(\.fixes.count).max() ?? 0
      throw .badCommand(
        "there is no choice \(choose) for \(run.wishes.codes.sorted().joined())",
        fix: "choices go from 1 to \(most), as `handrail check` prints them")
    }
    run.apply(picked, of: open, to: job)
  }

  private func ask(
    _ diagnostic: Diagnostic, _ sources: [SourceText], _ console: inout Console
  ) throws(CommandError) -> Int? {
    try console.output.write(DiagnosticText(sources).render([diagnostic]))
    let last = diagnostic.fixes.count
    try console.output.write("\nWhich one, 1 to \(last)? Enter leaves it as it is: ")
    try console.output.flush()
    guard let answer = readLine(), let number = Int(answer), (1...last).contains(number) else {
      return nil
    }
    return number
  }

  private func writeDiff(_ run: FixRun, in console: inout Console) throws(CommandError) {
    for change in run.changes {
      let diff = unifiedDiff(printable(change.path), from: change.old, to: change.new)
      if console.output.isTerminal {
        try console.output.write(printable(String(decoding: diff, as: UTF8.self)))
      } else {
        try console.output.write(diff)
      }
    }
  }

  /// Replaces the files one by one, each in one step; what came from standard input goes out.
  private func save(
    _ run: FixRun, _ report: FixReport, _ status: inout ExitStatus, in console: inout Console
  ) throws(CommandError) {
    var isPiped = false
    for change in run.changes {
      switch change.door {
      case .input: isPiped = true
      case .named(let path):
        save(change, at: path, &status, in: &console)
      case .used: save(change, at: change.path, &status, in: &console)
      }
    }
    if let input = run.input {
      try console.output.write(input)
      isPiped = true
    }
    if isPiped {
      console.say(printable(report.words))
    } else {
      try console.output.write(printable(report.words))
    }
  }

  private func save(
    _ change: FixRun.Change, at path: String, _ status: inout ExitStatus,
    in console: inout Console
  ) {
    do throws(FileRefusal) {
      guard try change.bytesOnDisk() == change.old else { throw .changed }
      try replaceFile(at: path, with: change.new)
    } catch {
      console.complain(.cannotReplace(path, error))
      status = .cannotRead
    }
  }
}

extension FixRun.Change {
  /// What the file holds now.
  fileprivate func bytesOnDisk() throws(FileRefusal) -> [UInt8] {
    switch door {
    case .input: old
    case .named(let path):
      try OpenFile(path: path, kind: .plain).readAll(limit: BeneathRoot.sizeLimit)
    case .used(let root): try root.read(shown: path)
    }
  }
}
