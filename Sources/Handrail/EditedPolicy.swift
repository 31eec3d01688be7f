internal import HandrailModel
package import HandrailSource
internal import HandrailSyntax

/// A policy in an editor's hands: takes edits of its text, and says after each what there is to
/// say, word for word what compiling the text from nothing would say.
///
/// What an edit cannot have changed is not checked again, so that the answer to one edited line is
/// there before the next key. Used files are asked for at each edit; those that are what they were
/// are not read again.
public struct EditedPolicy: Sendable {
  /// Why an edit was not made.
  public enum EditRefusal: Error, Sendable, Equatable {
    /// The range reaches beyond the text.
    case outsideText
  }

  /// What there is to say of the text as it is, in order of file and place.
  public private(set) var messages: [PolicyMessage] = []
  /// The same, with their fixes; places are positions in `sources`.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The files read, the main one first.
  package private(set) var sources: [SourceText] = []
  /// Rules and tables that the last edit did not make necessary to check again.
  package private(set) var spared = 0
  private let surroundings: PolicySurroundings
  private var reading: Outcome<SyntaxTree>
  private var memory = CheckMemory()

  /// Reads and checks a policy and everything that it uses.
  public init(_ main: PolicyFile, in surroundings: PolicySurroundings) {
    self.surroundings = surroundings
    reading = parse(SourceText(path: main.path, bytes: main.bytes))
    check(after: TextChange(lower: 0, oldUpper: 0, newUpper: main.bytes.count))
  }

  /// The policy's own file as it is.
  public var file: PolicyFile {
    PolicyFile(path: reading.value.source.path, bytes: reading.value.source.bytes)
  }

  /// Replaces some bytes of the policy's own file, and checks it again.
  ///
  /// An empty range inserts, no bytes take out. Where the edit is refused nothing changes.
  public mutating func replace(
    _ range: Range<Int>, with bytes: [UInt8]
  ) throws(EditRefusal) {
    let tree = reading.value
    guard range.lowerBound >= 0, range.upperBound <= tree.source.bytes.count else {
      throw .outsideText
    }
    let edited = tree.source.replacing(range, with: bytes)
    if reading.diagnostics.isEmpty, let joined = reread(tree, replacing: range, by: edited) {
      reading = Outcome(joined)
    } else {
      reading = parse(edited)
    }
    check(
      after: TextChange(
        lower: range.lowerBound, oldUpper: range.upperBound,
        newUpper: range.lowerBound + bytes.count))
  }

  private mutating func check(after change: TextChange) {
    let checked = recheck(
      reading, after: change, in: surroundings.forChecking, with: &memory)
    spared = checked.spared
    let review = Review(checked) ?? Handrail.review(file, in: surroundings)
    messages = review.messages
    diagnostics = review.diagnostics
    sources = review.sources
  }
}

extension Review {
  /// `nil` where the search has to settle a table, which takes the whole policy.
  fileprivate init?(_ checked: Recheck) {
    let isStopped = checked.diagnostics.contains { $0.severity == .stop }
    guard isStopped || !checked.hasOpenTables else { return nil }
    sources = checked.files
    diagnostics =
      checked.hasHeader
      ? checked.diagnostics : checked.diagnostics.filter { $0.place.file.offset == 0 }
    runnableModel = nil
  }
}
