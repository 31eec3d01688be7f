import HandrailSource

/// The messages of one file, one for each line that cannot stand as it is.
struct ReadingMessages {
  /// So many lines are explained in full; what follows is said in fewer words.
  private static let mostExplained = 300

  let source: SourceText
  let file: FileID
  let tokens: [Token]
  let flaws: [Flaw]
  let failures: [Failure]
  private(set) var found: [Diagnostic] = []
  private var explained = 0
  /// Every run that was meant as a name, by its text: a mended name is mended everywhere.
  private let badNames: [String: [ByteRange]]
  private let currencies: Set<String>

  init(_ source: SourceText, _ file: FileID, _ lexed: Lexed, _ failures: [Failure]) {
    self.source = source
    self.file = file
    self.failures = failures.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    tokens = lexed.tokens
    flaws = lexed.flaws.sorted { $0.range.lower < $1.range.lower }
    var names: [String: [ByteRange]] = [:]
    for flaw in flaws.prefix(1000) where flaw.kind == .badName {
      names[source.text(flaw.range), default: []].append(flaw.range)
    }
    badNames = names
    currencies =
      flaws.contains { $0.kind == .currencySign }
      ? Set(tokens.filter { $0.kind == .currency }.map { source.text($0.range) }) : []
  }

  /// Makes all messages: a line with a flaw is said to have that flaw, and nothing more.
  mutating func make() {
    if let flaw = flaws.last(where: { $0.kind == .tooLarge }) {
      let place = SourcePlace(file: file, range: flaw.range)
      return found = [LineFinding(.tooLarge, at: place).diagnostic]
    }
    var nextFlaw = 0
    for failure in failures {
      let start = tokens[failure.tokens.lowerBound].range.lower
      let last = max(failure.tokens.lowerBound, failure.tokens.upperBound - 1)
      let end = tokens[min(last, tokens.count - 1)].range.upper
      let first = nextFlaw
      while nextFlaw < flaws.count && flaws[nextFlaw].range.lower < start { nextFlaw += 1 }
      loose(flaws[first..<nextFlaw])
      let firstOwn = nextFlaw
      while nextFlaw < flaws.count && flaws[nextFlaw].range.lower < end { nextFlaw += 1 }
      say(failure, flaws[firstOwn..<nextFlaw])
    }
    loose(flaws[nextFlaw...])
  }

  /// Flaws on lines that could be read: one message a line.
  private mutating func loose(_ flaws: ArraySlice<Flaw>) {
    var line = -1
    var rest = flaws
    while let flaw = rest.first, found.count < Failures.most {
      let own = source.line(at: flaw.range.lower)
      let same = rest.prefix { source.line(at: $0.range.lower) == own }
      if own != line && flaw.kind != .manyDashes {
        found.append(FlawMender(source: source, file: file, flaws: Array(same)).loose().diagnostic)
      }
      line = own
      rest = rest.dropFirst(same.count)
    }
  }

  private mutating func say(_ failure: Failure, _ flaws: ArraySlice<Flaw>) {
    guard found.count < Failures.most else { return }
    explained += 1
    let line = Array(tokens[failure.tokens])
    guard let last = line.last else {
      let end = ByteRange(source.bytes.count..<source.bytes.count)
      let place = SourcePlace(file: file, range: end)
      return found.append(LineFinding(.noHeader, at: place, headerFix(before: 0)).diagnostic)
    }
    let closed = last.kind == .newline ? line : line + [Token(kind: .newline, range: last.range)]
    let stop = min(max(0, failure.stop - failure.tokens.lowerBound), closed.count - 1)
    let trial = LineTrial(
      source: source, file: file, line: closed, stop: stop, context: failure.context,
      block: failure.block)
    let isGuess = LineFindings.isAboutHeading(failure.finding)
    let isBrief = explained > Self.mostExplained
    if !flaws.isEmpty && !isGuess {
      let mender = FlawMender(
        source: source, file: file, flaws: Array(flaws.prefix(64)), currencies: currencies,
        badNames: badNames)
      found.append(mender.finding(in: trial).diagnostic)
    } else if isBrief {
      found.append(trial.notUnderstood().diagnostic)
    } else {
      found.append(LineFindings(trial, failure, tokens).finding().diagnostic)
    }
  }

  private func headerFix(before offset: UInt32) -> [Fix] {
    let place = SourcePlace(file: file, range: ByteRange(offset, offset))
    return [Fix(.fill, "policy my_policy version 1", [Edit(place, "policy my_policy version 1\n")])]
  }
}
