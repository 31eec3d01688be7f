import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// The header of each file, in the order of the files.
  var headers: [Written] { headings(.header) }
}

extension Written {
  /// An edit that writes a line into a header, where the one style has it.
  func insertion(ofHeaderLine text: String, as kind: NodeKind) -> Edit {
    let order: [NodeKind] = [
      .languageLine, .timeZoneLine, .startWithLine, .becauseLine, .ownerLine, .sourceLine,
      .reviewByLine,
    ]
    let rank = order.firstIndex(of: kind) ?? order.count
    let before = children.last { line in
      order.firstIndex(of: line.kind).map { $0 <= rank } ?? false
    }
    return before?.insertion(afterLast: "  " + text) ?? insertion(afterHead: "  " + text)
  }
}
