import HandrailEngine
import HandrailModel

/// A policy read back in plain words, heading by heading.
///
/// Made from the checked model alone: no word of it is kept anywhere, so it cannot disagree with
/// what the policy does. Deliberately absent: layout, and the program that prints it.
package struct ReadBack: Sendable, Equatable {
  package var policy: String
  package var version: Int64
  package var metadata: ReadMetadata
  /// In the order of groups, then of file and line.
  package var headings: [ReadHeading] = []

  /// The name of a heading that is closest to what somebody typed; `nil` where none is close.
  package func nearest(to name: String) -> String? {
    let wanted = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for heading in headings {
      let distance = editDistance(wanted, Array(heading.name.utf8))
      if distance < best?.distance ?? (wanted.count / 3 + 1) { best = (heading.name, distance) }
    }
    return best?.name
  }

  /// The headings of a group, in order.
  package func headings(of group: ReadGroup) -> [ReadHeading] {
    headings.filter { $0.kind.group == group }
  }
}

/// What the headings of a handbook's chapter have in common.
package enum ReadGroup: Sendable, CaseIterable {
  case who, first, back, duties, people, workedOut, vocabulary, checks

  /// The chapter's title.
  package var title: String {
    switch self {
    case .who: "Who does what"
    case .first: "What must happen first"
    case .back: "The way back to the AI"
    case .duties: "What is said, passed on, suggested and watched"
    case .people: "Teams and hours"
    case .workedOut: "What is worked out"
    case .vocabulary: "Facts, tasks and roles"
    case .checks: "What is promised and measured"
    }
  }
}

/// One heading in plain words.
package struct ReadHeading: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case rule
    case approval, offer, first
    case returnToAI = "return"
    case disclosure, conduct, handoff, assist, oversight, afterwards
    case queue, prefer, calendar
    case define, table, choose
    case facts, tasks, roles
    case promise, target

    package var group: ReadGroup {
      switch self {
      case .rule: .who
      case .approval, .offer, .first: .first
      case .returnToAI: .back
      case .disclosure, .conduct, .handoff, .assist, .oversight, .afterwards: .duties
      case .queue, .prefer, .calendar: .people
      case .define, .table, .choose: .workedOut
      case .facts, .tasks, .roles: .vocabulary
      case .promise, .target: .checks
      }
    }
  }

  package var kind: Kind
  /// Its name; for headings without one, the words that open it: `return to ai`.
  package var name: String
  /// What it does, in a few words: `restricts: hands the conversation to a person`.
  package var summary: String
  package var passages: [Passage]
  package var metadata: ReadMetadata
  /// Path of its file.
  package var file: String
  package var line: Int
  /// Customers that show it, each decided by the policy itself.
  package var customers: [ReadCustomer] = []
}

extension ReadHeading {
  /// True for its name, and for the word that opens it where it has none.
  package func goes(by name: String) -> Bool { self.name == name || kind.rawValue == name }
}

/// How many letters have to be changed, put in or left out, within short names.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  guard left.count <= 64, right.count <= 64 else { return .max }
  var row = Array(0...right.count)
  for (place, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = place + 1
    for (position, other) in right.enumerated() {
      let cost = min(row[position] + 1, row[position + 1] + 1, diagonal + (letter == other ? 0 : 1))
      diagonal = row[position + 1]
      row[position + 1] = cost
    }
  }
  return row[right.count]
}

/// A piece of what is read.
package enum Passage: Sendable, Equatable {
  case sentence(String)
  /// A sentence that ends in a colon, and what belongs under it.
  case list(String, [String])
  /// A sentence, and rows of two parts.
  case rows(String, [Row])

  package struct Row: Sendable, Equatable {
    package var left: String
    package var right: String

    package init(_ left: String, _ right: String) {
      self.left = left
      self.right = right
    }
  }

  /// Every word of it, on one line.
  package var words: String {
    switch self {
    case .sentence(let words): words
    case .list(let words, let items): ([words] + items).joined(separator: " ")
    case .rows(let words, let rows):
      ([words] + rows.map { "\($0.left) \($0.right)" }).joined(separator: " ")
    }
  }
}

/// Owner, source, review date and reason: the heading's own, else the file's.
package struct ReadMetadata: Sendable, Equatable {
  package var owner: String?
  package var source: String?
  /// `2026-09-30`.
  package var reviewBy: String?
  package var because: String?
  /// The heading says its source itself.
  package var hasOwnSource = false

  init(_ own: Metadata, file: Metadata?) {
    owner = own.owner ?? file?.owner
    source = own.source ?? file?.source
    reviewBy = (own.reviewBy ?? file?.reviewBy)?.text
    because = own.because
    hasOwnSource = own.source != nil
  }
}

/// A customer, and what the policy decides.
package struct ReadCustomer: Sendable, Equatable {
  /// What the customer is to show.
  package enum Kind: String, Sendable, CaseIterable {
    /// The heading applies.
    case typical
    /// A test stands exactly on its limit, or one past it.
    case onLimit = "on_limit"
    /// The heading would apply, but for its exception.
    case onException = "on_exception"
  }

  package var kind: Kind
  /// `0.8, 0.3, 0.9 asking for issue_refund`.
  package var words: String
  /// `a person takes over in general_care`.
  package var outcome: String

  package init(kind: Kind, words: String, outcome: String) {
    self.kind = kind
    self.words = words
    self.outcome = outcome
  }
}
