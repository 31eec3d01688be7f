import HandrailSource
import HandrailSyntax

/// The main file and all that it uses, each read once: the loader's path says which file it is.
struct LoadedFiles {
  private(set) var files: [ParsedFile] = []
  private(set) var messages = Messages()
  /// The files as they were read, with what reading had to say.
  private(set) var readings: [Outcome<SyntaxTree>] = []
  /// The used files that are, byte for byte, what the memory has.
  private(set) var isKnown: [Bool] = []
  private let memory: CheckMemory
  /// After many files that are not there, the rest is not looked for.
  private var lostCount = 0

  /// Reads the files one after another, not one inside another: a long chain is no deep stack.
  init(
    main: Outcome<SyntaxTree>, surroundings: CheckSurroundings,
    memory: CheckMemory = CheckMemory()
  ) {
    self.memory = memory
    var paths: Set<String> = [main.value.source.path]
    add(main)
    var next = 0
    while next < files.count {
      let user = files[next]
      next += 1
      for use in uses(of: user) { load(use, for: user, surroundings, &paths) }
    }
  }

  private mutating func load(
    _ use: Reading, for user: ParsedFile, _ surroundings: CheckSurroundings,
    _ paths: inout Set<String>
  ) {
    guard let path = use.word(1), lostCount < 100 else { return }
    switch surroundings.load(path.unquoted, user.tree.source) {
    case .success(let source):
      guard paths.insert(source.path).inserted else { return }
      let known = memory.reading(of: source)
      add(known ?? parse(source), isKnown: known != nil)
    case .failure(let refusal):
      messages.lacksFile()
      lostCount += 1
      let fault = NameFault.noFile(path: path.unquoted, reason: refusal.reason)
      messages.add(Diagnostic(fault, at: path.place), at: path.place, in: files)
    }
  }

  private func uses(of file: ParsedFile) -> [Reading] {
    Reading(file: file, node: file.tree.root).children(.use)
  }

  private mutating func add(_ parsed: Outcome<SyntaxTree>, isKnown: Bool = false) {
    let file = ParsedFile(id: FileID(files.count), tree: parsed.value)
    files.append(file)
    readings.append(parsed)
    self.isKnown.append(isKnown)
    messages.adopt(file, parsed.diagnostics)
  }
}
