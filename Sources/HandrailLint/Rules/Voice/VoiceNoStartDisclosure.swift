import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Who talks to the AI is told so at the start.
  static let voiceNoStartDisclosure = LintRule("voice-no-start-disclosure", .core, .hold) {
    policy in
    guard policy.aiMayTalk else { return [] }
    let spoken = policy.model.duties.disclosure?.lines ?? []
    let isTold = spoken.contains { line in
      switch line.when {
      case .atStart: true
      // Where a person always starts, the AI's first words are those of a change.
      case .atEveryChange: policy.model.header.startWith == .human
      case .when: false
      }
    }
    guard !isTold else { return [] }
    let heading = policy.headings(.disclosure).first
    return [
      LintFinding(
        "Nothing tells the customer at the start that a machine is speaking.",
        at: heading?.headPlace ?? policy.headerPlace,
        because: "People must know whom they talk to before they say anything.",
        fixes: [policy.startFix(under: heading)])
    ]
  }
}

extension LintedPolicy {
  fileprivate func startFix(under heading: Written?) -> Fix {
    let say = "  say \"Hello, I'm an automated assistant.\" at start"
    var additions = Additions(to: self)
    if let heading {
      additions.add(heading.insertion(afterHead: say))
    } else {
      additions.add("disclosure\n" + say, as: .disclosure)
    }
    return Fix(.fill, "say it at the start; put it in your words", additions.edits)
  }
}
