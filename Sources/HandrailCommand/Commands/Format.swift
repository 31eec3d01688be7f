import ArgumentParser
import Glibc
import Handrail
import HandrailReporting

/// `handrail fmt`.
struct Format: Verb {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Rewrite policies in the one style.",
    discussion: """
      Prints the path of every file that changed. A file is replaced in one step, and keeps its \
      mode. With `-`, what comes in on standard input goes out formatted.
      """)

  @Flag(help: "Change nothing; print the files that are not in the one style, and end with 1.")
  var check = false

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    let paths = try PolicyPaths(policies)
    var status = ExitStatus.fine
    for path in paths.files {
      do throws(CommandError) {
        guard try formatFile(path, in: &console) else { continue }
        if check && status == .fine { status = .findings }
      } catch {
        // One file that cannot be read does not keep the others from being formatted.
        console.complain(error)
        status = .cannotRead
      }
    }
    return status
  }

  /// Formats one file; says whether it was in another style.
  private func formatFile(
    _ path: String, in console: inout Console
  ) throws(CommandError) -> Bool {
    let main = try MainFile(path, root: nil)
    let result = formatted(main.file)
    let differs = result != main.file.bytes
    if path == "-" && !check {
      try console.output.write(result)
    } else if differs {
      if !check {
        do throws(FileRefusal) {
          try replaceFile(at: path, with: result)
        } catch {
          throw .cannotReplace(path, error)
        }
      }
      try console.output.write(printable(main.file.path) + "\n")
    }
    return differs
  }
}
