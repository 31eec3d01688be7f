import ArgumentParser

/// What every command that reads policies takes.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder beneath which `use` may read; otherwise the policy's own folder.",
      valueName: "folder"))
  var root: String?
}
