import Handrail
import HandrailEngine
import HandrailSource

/// Fixes applied one after the other, on the files as they stand in memory.
struct FixRun {
  /// How a file is written.
  enum Door {
    case input
    /// Named on the command line.
    case named(String)
    /// Reached by `use`, beneath a root.
    case used(BeneathRoot)
  }

  /// A file that the fixes change.
  struct Change {
    var path: String
    var old: [UInt8]
    var new: [UInt8]
    var door: Door
  }

  /// A fix that was applied.
  struct Done {
    var path: String
    var line: Int
    var code: String
    var title: String
  }

  /// Words that the author is to fill in.
  struct Blank {
    var path: String
    var offset: UInt32
    var code: String
  }

  /// A main file, and what it is checked by.
  struct Job {
    var main: MainFile
    var settings: TeamSettings
    var today: CalendarDate
  }

  /// Messages about one main file, with the files that they speak of.
  struct Messages {
    var diagnostics: [Diagnostic]
    var sources: [SourceText]
  }

  /// Rounds that one file gets at most.
  private static let mostRounds = 10

  let wishes: FixWishes
  private(set) var done: [Done] = []
  private(set) var blanks: [Blank] = []
  /// Messages that are left and have a fix, and all that are left of what was asked for.
  private(set) var left: [Messages] = []
  private(set) var isSomethingLeft = false
  /// What came in on standard input, as it is now.
  private(set) var input: [UInt8]?
  private var files: [String: Change] = [:]
  private var order: [String] = []
  /// What was said of a main file last, until a file changes.
  private var latest: (path: String, messages: Messages)?

  init(_ wishes: FixWishes) { self.wishes = wishes }

  /// The files that changed, in the order in which they were first read.
  var changes: [Change] { order.compactMap { files[$0] }.filter { $0.old != $0.new } }

  /// The content of a file as it is now.
  func bytes(_ path: String) -> [UInt8] { files[path]?.new ?? [] }

  // MARK: - Looking

  /// What there is to say of a main file and all that it uses, as they are now.
  private mutating func messages(about job: Job) -> Messages {
    let main = job.main
    if let latest, latest.path == main.file.path { return latest.messages }
    var file = main.file
    if let known = files[file.path] { file.bytes = known.new }
    let current = files.mapValues(\.new)
    var surroundings = main.surroundings
    let load = surroundings.load
    surroundings.load = { path, user in
      load(path, user).map { file in
        PolicyFile(path: file.path, bytes: current[file.path] ?? file.bytes)
      }
    }
    var whole = main
    whole.file = file
    let view = TeamView(job.settings, today: job.today, withSuites: whole.withSuites)
    let review = Handrail.review(file, in: surroundings, for: view)
    for (position, source) in review.sources.enumerated() where files[source.path] == nil {
      let door: Door =
        position > 0 ? .used(main.root) : main.named == "-" ? .input : .named(main.named)
      files[source.path] = Change(
        path: source.path, old: source.bytes, new: source.bytes, door: door)
      order.append(source.path)
    }
    let messages = Messages(
      diagnostics: review.diagnostics.filter { $0.place.file.offset < review.sources.count },
      sources: review.sources)
    latest = (main.file.path, messages)
    return messages
  }

  // MARK: - Changing

  /// Applies what cannot change the meaning, until nothing of it is left.
  mutating func applySafe(to job: Job) {
    for _ in 0..<Self.mostRounds {
      let messages = messages(about: job)
      var pass = FixPass(messages.sources)
      for diagnostic in messages.diagnostics
      where wishes.areAbout(diagnostic, in: messages.sources) {
        guard wishes.choose == nil,
          let fix = diagnostic.fixes.first(where: { $0.level == .apply })
        else { continue }
        pass.take(fix, of: diagnostic)
      }
      guard !pass.changed.isEmpty else { return }
      finish(pass, messages.sources)
    }
  }

  /// The messages that ask for a choice or for words.
  mutating func open(in job: Job) -> Messages {
    let messages = messages(about: job)
    return Messages(
      diagnostics: messages.diagnostics.filter {
        wishes.areAbout($0, in: messages.sources) && !$0.fixes.isEmpty
          && (wishes.choose != nil || !$0.fixes.contains { $0.level == .apply })
      }, sources: messages.sources)
  }

  /// Applies the fixes that were picked, by position of the message; both count on `open`.
  mutating func apply(_ picked: [Int: Int], of open: Messages, to job: Job) {
    var wanted: [Key: Int] = [:]
    for (position, number) in picked {
      wanted[Key(open.diagnostics[position], number, open.sources), default: 0] += 1
    }
    // Fixes that touch each other wait for the next round, where their message stands elsewhere.
    for _ in 0..<Self.mostRounds {
      let messages = self.open(in: job)
      var pass = FixPass(messages.sources)
      for diagnostic in messages.diagnostics {
        let keys = diagnostic.fixes.indices.map { Key(diagnostic, $0 + 1, messages.sources) }
        guard let index = keys.firstIndex(where: { wanted[$0] ?? 0 > 0 }),
          pass.take(diagnostic.fixes[index], of: diagnostic)
        else { continue }
        wanted[keys[index], default: 0] -= 1
      }
      guard !pass.taken.isEmpty else { return }
      finish(pass, messages.sources)
    }
  }

  /// A message and the number of a fix, wherever the message stands by now.
  private struct Key: Hashable {
    var path: String
    var code: String
    var headline: String
    var number: Int

    init(_ diagnostic: Diagnostic, _ number: Int, _ sources: [SourceText]) {
      path = sources[diagnostic.place.file.offset].path
      code = diagnostic.code
      headline = diagnostic.headline
      self.number = number
    }
  }

  private mutating func finish(_ pass: FixPass, _ sources: [SourceText]) {
    latest = nil
    for position in blanks.indices {
      if let file = sources.firstIndex(where: { $0.path == blanks[position].path }) {
        blanks[position].offset = pass.moved(blanks[position].offset, in: FileID(file))
      }
    }
    for taken in pass.taken {
      let source = sources[taken.diagnostic.place.file.offset]
      done.append(
        Done(
          path: source.path, line: source.line(at: taken.diagnostic.place.range.lower),
          code: taken.diagnostic.code, title: taken.fix.title))
      guard taken.fix.level == .fill, let edit = taken.fix.edits.first else { continue }
      blanks.append(
        Blank(
          path: sources[edit.place.file.offset].path, offset: pass.start(of: edit),
          code: taken.diagnostic.code))
    }
    for file in pass.changed { files[sources[file.offset].path]?.new = pass.bytes(of: file) }
  }

  /// Takes down what is left of a main file.
  mutating func close(_ job: Job) {
    let messages = messages(about: job)
    if job.main.named == "-" { input = bytes(job.main.file.path) }
    let wanted = messages.diagnostics.filter { wishes.areAbout($0, in: messages.sources) }
    if wanted.contains(where: { !wishes.codes.isEmpty || $0.severity != .note }) {
      isSomethingLeft = true
    }
    left.append(
      Messages(diagnostics: wanted.filter { !$0.fixes.isEmpty }, sources: messages.sources))
  }
}
