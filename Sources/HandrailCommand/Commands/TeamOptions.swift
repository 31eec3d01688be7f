import ArgumentParser
import Handrail

/// Which rules of the lint look at policies; `docs/lint.md`.
struct TeamOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rules that look: core, standard, regulated or none; overrides `handrail.yaml`.",
      valueName: "set"))
  var set: String?

  @Option(
    help: ArgumentHelp(
      "The team's `handrail.yaml`; otherwise it is looked for beside the policy and above.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The day of the check, such as 2026-03-02; otherwise the clock's.", valueName: "date"))
  var today: String?
}
