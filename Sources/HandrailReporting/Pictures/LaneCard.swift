import HandrailEngine

/// One heading as it is drawn, with the author's own words.
struct LaneCard {
  enum Lane: Int, CaseIterable {
    case duties, gates, who, queues, fallback

    var title: String {
      switch self {
      case .duties: "Duties"
      case .gates: "Before a task"
      case .who: "Who"
      case .queues: "Queue"
      case .fallback: "If nobody is free"
      }
    }

    var explanation: String {
      switch self {
      case .duties: "said, passed on, watched, done afterwards"
      case .gates: "what must happen first"
      case .who: "strictest first: the strictest line wins"
      case .queues: "where a person is found"
      case .fallback: "step by step while the customer waits"
      }
    }
  }

  /// How strict it is, or what sort it is: told by colour, and by words.
  enum Tone: String {
    case nobody, person, suggest, ai, gate, duty, queue, fallback, other
  }

  /// What a decision made of it.
  enum State: Equatable {
    /// No decision is shown.
    case plain
    /// It counted.
    case lit(String)
    /// It counted because it could not be told.
    case unsure(String)
    /// It holds, and lost.
    case beaten(String)
    case dim(String)

    var words: String {
      switch self {
      case .plain: ""
      case .lit(let words), .unsure(let words), .beaten(let words), .dim(let words): words
      }
    }

    var styleName: String {
      switch self {
      case .plain: "plain"
      case .lit: "lit"
      case .unsure: "unsure"
      case .beaten: "beaten"
      case .dim: "dim"
      }
    }

    /// Shapes say what colours say: a full and an open dot, a struck one, none.
    var sign: String {
      switch self {
      case .lit: "●"
      case .unsure: "◌"
      case .beaten: "⊘"
      case .plain, .dim: ""
      }
    }

    /// The words with the sign before them.
    var signed: String { sign.isEmpty ? words : "\(sign) \(words)" }

    var isLit: Bool {
      switch self {
      case .lit, .unsure: true
      case .plain, .beaten, .dim: false
      }
    }
  }

  /// Where an arrow leads.
  enum Target: Hashable {
    /// Positions in the graph's queues and tables.
    case queue(Int)
    case table(Int)
    case fallback(Int)
  }

  var lane: Lane
  var tone: Tone
  /// The small word above the title: `approval`, `nobody may`.
  var label: String
  var title: String
  var body: [String]
  /// `bank.policy:60`.
  var place: String
  /// The name of its part of the lane; parts stand in order.
  var section = ""
  var order = 0
  var state = State.plain
  /// What arrows to it name.
  var own: Target?
  var links: [Target] = []

  /// Everything that it says, for those who point at it or hear it read.
  var full: String {
    let said = ([title] + body + [place]).joined(separator: "\n")
    let words = state.words.isEmpty ? said : said + "\n(\(state.words))"
    return words.count > 2_000 ? words.prefix(2_000) + "…" : words
  }
}

/// What the lanes are drawn from.
struct LanePicture {
  var title: String
  /// The sentence of the decision; empty where none is shown.
  var sentence: String
  var cards: [LaneCard]
  /// By lane: cards that are not drawn.
  var omitted: [LaneCard.Lane: Int] = [:]

  /// So many cards are drawn; the rest is counted.
  static let mostCards = 1_200
}
