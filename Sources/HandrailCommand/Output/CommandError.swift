import HandrailEngine

/// What ends a command before its work is done, with its words and its exit code.
enum CommandError: Error {
  /// The command line asks for something that cannot be.
  case badCommand(String, fix: String)
  case cannotRead(String, FileRefusal)
  /// What git was asked for, and why it has none.
  case cannotAskGit(String, GitRefusal)
  case cannotWrite(FileRefusal)
  case cannotReplace(String, FileRefusal)
  case cannotCreate(String, FileRefusal)
  /// A policy that runs, and why its compiled form could not be made.
  case cannotCompile(String, String)
  /// A compiled policy, and why it is not used.
  case cannotLoad(String, String)
  /// A compiled policy where its text is needed, and the file that it was made from.
  case needsText(String, madeFrom: String?)
  case noPolicies(folder: String)
  /// A document that is neither JSON nor YAML that we read.
  case badDocument(String, DocumentFault)

  /// One line, and one more on what to do.
  var words: (headline: String, fix: String) {
    switch self {
    case .badCommand(let headline, let fix): (headline, fix)
    case .cannotRead(let path, let refusal):
      ("cannot read `\(path)`: \(refusal.words)", refusal.readingFix)
    case .cannotAskGit(let named, let refusal):
      ("cannot read `\(named)`: \(refusal.words)", refusal.fix)
    case .cannotWrite(let refusal):
      ("cannot write the output: \(refusal.words)", "see that the output is open and has room")
    case .cannotReplace(let path, let refusal):
      ("cannot write `\(path)`: \(refusal.words)", "the file is as it was")
    case .cannotCreate(let path, let refusal):
      ("cannot make `\(path)`: \(refusal.words)", refusal.creatingFix)
    case .cannotCompile(let path, let reason):
      ("cannot compile `\(path)`: \(reason)", "nothing was written; its text runs as it is")
    case .cannotLoad(let path, let reason):
      (
        "cannot load the compiled policy `\(path)`: \(reason)",
        "make it again from its text with `handrail compile`"
      )
    case .needsText(let path, let source):
      (
        "`\(path)` is a compiled policy, and this needs the policy's text",
        source.map { "name the file that it was made from: `\($0)`" }
          ?? "name the file that it was made from"
      )
    case .badDocument(let path, let fault):
      ("`\(path)`, line \(fault.line), column \(fault.column): \(fault.message)", fault.fix)
    case .noPolicies(let folder):
      ("there is no file that ends in `.policy` beneath `\(folder)`", "name a policy file instead")
    }
  }

  var exitCode: ExitStatus {
    switch self {
    case .badCommand: .badCommand
    case .cannotRead, .cannotAskGit, .cannotWrite, .cannotReplace, .cannotCreate, .cannotCompile,
      .cannotLoad, .needsText, .noPolicies, .badDocument:
      .cannotRead
    }
  }
}

extension FileRefusal {
  /// What to do where a new file was to be.
  fileprivate var creatingFix: String {
    switch self {
    case .exists, .notCompiled: "choose another name; nothing was changed"
    case .link, .notPlain, .folder: "name a plain file; nothing was changed"
    case .missing, .forbidden, .tooLarge, .nameTooLong, .caseTwin, .emptyName, .webAddress,
      .absolute, .outside, .outsideRoot, .notPolicy, .compiled, .changed, .failed:
      "see that the folder may be written to"
    }
  }

  /// What to do about a file named on the command line.
  fileprivate var readingFix: String {
    switch self {
    case .missing: "check the path; `-` reads standard input"
    case .folder: "name a file in it"
    case .notPlain: "name a plain file, or give `-` and send it to standard input"
    case .tooLarge: "split the file"
    case .forbidden: "ask for leave to read it"
    case .link, .nameTooLong, .caseTwin, .emptyName, .webAddress, .absolute, .outside, .outsideRoot,
      .notPolicy, .compiled, .exists, .notCompiled, .changed, .failed:
      "check the path"
    }
  }
}

/// How a command ends.
enum ExitStatus: Int32 {
  case fine = 0
  /// The policy has findings, a file differs, or a line of the input was faulty.
  case findings = 1
  case badCommand = 2
  case cannotRead = 3
  /// A scenario came out otherwise than it expects.
  case scenarioFailed = 4
  case promiseBroken = 5
  case promiseNotSettled = 6
}
