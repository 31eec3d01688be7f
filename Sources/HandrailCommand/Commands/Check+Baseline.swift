import Handrail
import HandrailEngine
import HandrailReporting
import HandrailSource

extension Check {
  /// The findings that count, and how many are known from the baseline.
  func counted(
    _ messages: MessageList, _ baseline: String?, in console: inout Console
  ) throws(CommandError) -> (findings: [Diagnostic], known: Int) {
    let findings = messages.diagnostics
    guard let baseline else {
      guard !writeBaseline else {
        throw .badCommand("`--write-baseline` needs a file", fix: "name it with `--baseline`")
      }
      return (findings, 0)
    }
    if writeBaseline {
      try write(Baseline(of: findings, in: messages.files), to: baseline, &console)
    }
    let bytes = try TeamFiles.content(of: baseline)
    do throws(DocumentFault) {
      return try Baseline(yaml: bytes).new(among: findings, in: messages.files)
    } catch {
      throw .badDocument(baseline, error)
    }
  }

  /// The file that was named, else the one of the only team.
  func baselinePath(_ teams: [TeamFiles.Team]) throws(CommandError) -> String? {
    if let baseline { return baseline }
    var paths: [String] = []
    for team in teams {
      guard let path = team.settings.baseline, let folder = team.folder else { continue }
      let full = try TeamFiles.beneath(folder, path)
      if !paths.contains(full) { paths.append(full) }
    }
    guard paths.count < 2 else {
      throw .badCommand(
        "these policies have several baselines: \(paths.joined(separator: ", "))",
        fix: "check them one after the other, or name one with `--baseline`")
    }
    return paths.first
  }

  private func write(
    _ baseline: Baseline, to path: String, _ console: inout Console
  ) throws(CommandError) {
    let bytes = Array(baseline.yaml.utf8)
    var replaces = false
    do throws(FileRefusal) {
      do throws(FileRefusal) {
        try createFile(at: path, with: bytes)
      } catch {
        guard error == .exists else { throw error }
        replaces = true
      }
    } catch {
      throw .cannotReplace(path, error)
    }
    if replaces { try replace(path, by: bytes) }
    let findings = HandrailCommand.counted(baseline.count, "finding", "findings")
    console.say(printable("\(path): \(findings) written; they are not counted from now on\n"))
  }

  /// Puts a baseline in the place of another one, and of nothing else.
  private func replace(_ path: String, by bytes: [UInt8]) throws(CommandError) {
    let there = try TeamFiles.content(of: path)
    guard (try? Baseline(yaml: there)) != nil else {
      throw .badCommand(
        "`\(path)` is there already, and is no baseline",
        fix: "name a file of its own with `--baseline`")
    }
    do throws(FileRefusal) {
      try replaceFile(at: path, with: bytes)
    } catch {
      throw .cannotReplace(path, error)
    }
  }
}
