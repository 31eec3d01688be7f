import ArgumentParser
import Handrail
import HandrailReporting
import HandrailSource

/// `handrail new`.
struct New: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Write a small policy to start from.",
    discussion: """
      Writes NAME.policy into this folder: commented, in order, with scenarios that hold. A file \
      that is there already is never touched. Prints the path.
      """)

  @Option(
    name: .customLong("from"),
    help: "ai-only, people-only or both: who serves your customers today.")
  var starter = StarterPolicy.both

  @Argument(help: "The policy's name, such as front_desk.")
  var name: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    let text = starter.text.replacing(starter.name, with: name)
    let path = name + ".policy"
    guard isName, isReadable(text, path) else {
      throw .badCommand(
        "`\(name)` cannot be a policy's name",
        fix: "use small letters, digits and underscores, such as `front_desk`; "
          + "the language's own words are taken")
    }
    do throws(FileRefusal) {
      try createFile(at: path, with: Array(text.utf8))
    } catch {
      throw .cannotCreate(path, error)
    }
    try console.output.write(path + "\n")
    return .fine
  }

  /// Nothing but a name: what stands in it goes into the policy and into a path.
  private var isName: Bool {
    let bytes = name.utf8
    let isPlain = bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
    return isPlain && bytes.first.map { (0x61...0x7A).contains($0) } == true
  }

  /// The language has words of its own, which only reading finds.
  private func isReadable(_ text: String, _ path: String) -> Bool {
    let file = PolicyFile(path: path, bytes: Array(text.utf8))
    return !review(file, in: PolicySurroundings()).diagnostics.contains { diagnostic in
      diagnostic.code.hasPrefix("PL01")
    }
  }
}

extension StarterPolicy: ExpressibleByArgument {}
