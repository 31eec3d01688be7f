import HandrailEngine

/// What lines come to together: a mark each.
struct LineMarks: OptionSet, Hashable {
  let rawValue: UInt16

  static let nobody = LineMarks(rawValue: 1)
  static let people = LineMarks(rawValue: 1 << 1)
  static let holds = LineMarks(rawValue: 1 << 2)
  static let permits = LineMarks(rawValue: 1 << 3)
  static let mayPermit = LineMarks(rawValue: 1 << 4)
  static let caps = LineMarks(rawValue: 1 << 5)
  static let onlyMay = LineMarks(rawValue: 1 << 6)
  static let forPerson = LineMarks(rawValue: 1 << 7)
  // Of shared things alone.
  static let permitted = LineMarks(rawValue: 1 << 8)
  static let otherPerson = LineMarks(rawValue: 1 << 9)
  static let approvalFails = LineMarks(rawValue: 1 << 10)
  static let offerFails = LineMarks(rawValue: 1 << 11)
  static let firstFails = LineMarks(rawValue: 1 << 12)
  // Of ways back: the one that is taken does not leave the task to the AI.
  static let leftOut = LineMarks(rawValue: 1 << 13)

  /// What a line of some sort that comes to a truth marks; its cap apart.
  static func of(_ sort: LineSort, _ truth: Truth) -> LineMarks {
    switch (sort, truth) {
    case (_, .no), (.other, _): []
    case (.nobody, .yes): .nobody
    case (.nobody, .fault): .people
    case (.onlyHuman, .yes), (.onlyHuman, .fault): [.people, .onlyMay]
    case (.stopAI, _): [.people, .forPerson]
    case (.permit, .yes), (.suggest, .yes): .permits
    case (.permit, .open), (.suggest, .open): .mayPermit
    case (.permit, .fault), (.suggest, .fault): []
    case (.handOver, .yes), (.handOver, .fault), (.start, .yes), (.start, .fault): .forPerson
    case (.nobody, .open), (.onlyHuman, .open), (.handOver, .open), (.start, .open): .holds
    }
  }
}

/// What two versions mark by lines that they do not share, in one way in which these may come out.
struct OwnMarks: Hashable {
  var old: LineMarks = []
  var new: LineMarks = []

  func union(_ other: OwnMarks) -> OwnMarks {
    OwnMarks(old: old.union(other.old), new: new.union(other.new))
  }
}

/// Whether lines that only one version has can bring a change of a kind, over a box.
///
/// What both versions share comes to the same in both, though it may not be settled what: the two
/// decisions are worked out side by side over every way in which it may come out. So a change that
/// cannot be is seen before all that has no bearing on it is settled.
struct PairCheck {
  /// By version, for one may not have the task.
  private let tasks: [Int]
  private let taskCount: Int
  private var may: LineMarks = []
  private var must: LineMarks = []
  private var ways: Set<OwnMarks> = [OwnMarks()]
  /// So many ways that they are not gone through.
  private(set) var isTooWide = false

  private static var mostWays: Int { 256 }

  init(_ tasks: [Int], _ taskCount: Int) {
    self.tasks = tasks
    self.taskCount = taskCount
  }

  /// Takes in what both versions share.
  mutating func share(_ marks: LineMarks, _ chance: Chance) {
    if chance.may { may.formUnion(marks) }
    if chance.must { must.formUnion(marks) }
  }

  /// Takes in a line that both versions share, by what it may come to.
  mutating func share(_ sort: LineSort, _ set: TruthSet, cap: TruthSet) {
    if set != .no {
      var always: LineMarks? = nil
      for truth in [Truth.no, .yes, .open, .fault] where set.contains(truth) {
        let marks = LineMarks.of(sort, truth)
        may.formUnion(marks)
        always = always?.intersection(marks) ?? marks
      }
      // Whether a start still counts is not looked at here.
      if sort != .start { must.formUnion(always ?? []) }
    }
    if sort == .suggest {
      share(.caps, Chance(may: cap.meets(.notNo), must: !cap.isEmpty && cap.isSubset(of: .notNo)))
    }
  }

  /// Takes in what two versions do not share: one of some ways.
  mutating func add(_ outcomes: Set<OwnMarks>) {
    guard !isTooWide, outcomes != [OwnMarks()] else { return }
    var next: Set<OwnMarks> = []
    for way in ways { for outcome in outcomes { next.insert(way.union(outcome)) } }
    ways = next
    isTooWide = next.count > PairCheck.mostWays
  }

  // MARK: Both decisions

  /// What a decision comes to, as far as lines decide it.
  struct Outcome {
    var ruling: Ruling?
    var isHuman = false

    /// The AI does it, gates apart.
    private var acts: Bool { !isHuman && (ruling ?? .ai) == .ai }

    /// The AI has more here than there.
    func isLooser(than other: Outcome, by aspect: DiffAspect) -> Bool {
      let isByRuling = (ruling?.rawValue ?? 0) < (other.ruling?.rawValue ?? 0)
      switch aspect {
      case .act: return acts && !other.acts
      case .ruling: return isByRuling
      case .all: return isByRuling || !isHuman && other.isHuman
      }
    }
  }

  /// Some way in which all that is not settled may come out shows what is wished for.
  func may(_ isWished: (Outcome, Outcome) -> Bool) -> Bool {
    isTooWide || ways.contains { may(isWished, $0) }
  }

  private func may(_ isWished: (Outcome, Outcome) -> Bool, _ own: OwnMarks) -> Bool {
    var pending = [Guess(known: must.union(LineMarks(rawValue: ~may.rawValue)), values: must)]
    while var guess = pending.popLast() {
      let old = outcome(0, own.old, &guess)
      let new = outcome(1, own.new, &guess)
      if let asked = guess.asked {
        for value in [false, true] { pending.append(guess.settled(asked, value)) }
      } else if isWished(old, new) {
        return true
      }
    }
    return false
  }

  /// Some of what is not settled, as it may come out.
  private struct Guess {
    var known: LineMarks
    var values: LineMarks
    /// What must be settled to go on.
    private(set) var asked: LineMarks?

    init(known: LineMarks, values: LineMarks) {
      self.known = known
      self.values = values
    }

    /// `false` as long as it is not settled, and then asked for.
    mutating func read(_ mark: LineMarks) -> Bool {
      if known.contains(mark) { return values.contains(mark) }
      if asked == nil { asked = mark }
      return false
    }

    func settled(_ mark: LineMarks, _ value: Bool) -> Guess {
      Guess(known: known.union(mark), values: value ? values.union(mark) : values)
    }
  }

  private func outcome(_ side: Int, _ own: LineMarks, _ guess: inout Guess) -> Outcome {
    func has(_ mark: LineMarks) -> Bool { own.contains(mark) || guess.read(mark) }
    var outcome = Outcome()
    if tasks[side] < taskCount {
      outcome.ruling = ruling(has)
    } else if tasks[side] > taskCount {
      outcome.ruling = .human
    }
    outcome.isHuman =
      outcome.ruling == .human || outcome.ruling == .suggest || has(.forPerson) || has(.onlyMay)
      || has(.otherPerson) || failsAtGate(outcome.ruling, has)
    return outcome
  }

  private func ruling(_ has: (LineMarks) -> Bool) -> Ruling {
    if has(.nobody) { return .nobody }
    if has(.people) { return .human }
    let isPermitted = has(.permitted) && !has(.leftOut)
    let permits = isPermitted && has(.permits)
    if !permits && !(isPermitted && has(.mayPermit)) { return .human }
    if !permits || has(.holds) { return .notYet }
    return has(.caps) ? .suggest : .ai
  }

  private func failsAtGate(_ ruling: Ruling?, _ has: (LineMarks) -> Bool) -> Bool {
    guard let ruling, ruling != .nobody else { return false }
    if has(.approvalFails) { return true }
    return ruling == .ai && has(.offerFails)
      || (ruling == .ai || ruling == .notYet) && has(.firstFails)
  }
}
