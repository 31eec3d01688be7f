import ArgumentParser
import Glibc
import Handrail

/// The program `handrail`: the only part that reads disk, environment and clock.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handrail",
    abstract: "Rules for who does what in a contact centre: the AI or a person.",
    discussion: """
      A policy is a plain text file that ends in `.policy`. A policy, several, or a folder of them \
      may be named; `-` is standard input.

      Exit codes: 0 fine, 1 findings, 2 a bad command, 3 a file could not be read or written, \
      4 a scenario failed, 5 a promise is broken, 6 a promise could not be settled.
      """,
    version: "handrail 0.1.0",
    subcommands: [
      Check.self, Prove.self, DiffCommand.self, FixCommand.self, Format.self, Test.self,
      Evaluate.self, Next.self, Why.self, Run.self, Schema.self, Compile.self, Draw.self,
      Read.self, Explain.self, New.self,
    ])

  static func main() async {
    // Whoever stops reading us ends us quietly, also where our parent ignored that signal.
    _ = signal(SIGPIPE, SIG_DFL)
    var console = Console()
    var status = await run(in: &console)
    if case .failure(let error) = console.finish(), status != .badCommand {
      console.complain(error)
      status = error.exitCode
    }
    Glibc.exit(status.rawValue)
  }

  private static func run(in console: inout Console) async -> ExitStatus {
    do {
      var command = try parseAsRoot()
      if var verb = command as? any Verb { return try await verb.carryOut(in: &console) }
      if command is Program {
        console.say(helpMessage(columns: console.width) + "\n")
        return .badCommand
      }
      // What is left are the commands of the command line itself: help and completion.
      try command.run()
      return .fine
    } catch let error as CommandError {
      console.complain(error)
      return error.exitCode
    } catch {
      return answer(error, in: &console)
    }
  }

  /// Help and versions come as errors too: they are what was asked for, and go to standard output.
  private static func answer(_ error: any Error, in console: inout Console) -> ExitStatus {
    let words = fullMessage(for: error, columns: console.width)
    guard exitCode(for: error) == .success else {
      console.say(printable(words) + "\n")
      return .badCommand
    }
    do throws(CommandError) {
      try console.output.write(words + "\n")
      return .fine
    } catch {
      console.complain(error)
      return error.exitCode
    }
  }
}

/// A command of the program.
protocol Verb: ParsableCommand {
  /// Does the work; what it finds is data on standard output, what it says besides goes to
  /// standard error.
  mutating func carryOut(in console: inout Console) async throws(CommandError) -> ExitStatus
}
