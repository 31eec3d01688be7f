/// Where everything of the lanes stands.
struct LaneLayout {
  struct Placed {
    var card: LaneCard
    var title: [String]
    var rows: [String]
    var x: Int
    var y: Int
    var height: Int
    /// Body lines that are not shown.
    var hidden = 0
  }

  struct Heading {
    var lane: LaneCard.Lane
    var x: Int
    var count: Int
  }

  struct Section {
    var text: String
    var x: Int
    var y: Int
  }

  static let cardWidth = 316
  static let columnGap = 24
  static let laneGap = 96
  static let cardGap = 14
  static let rowHeight = 16
  static let textColumns = 41
  private static let mostRows = 16
  private static let tallest = 2_600

  private(set) var placed: [Placed] = []
  private(set) var headings: [Heading] = []
  private(set) var sections: [Section] = []
  private(set) var width = 0
  private(set) var height = 0
  private let top: Int

  init(_ picture: LanePicture, top: Int) {
    self.top = top + 56
    height = self.top
    var x = 24
    for lane in LaneCard.Lane.allCases {
      let cards = picture.cards.filter { $0.lane == lane }.map(LaneLayout.sized)
      headings.append(
        Heading(lane: lane, x: x, count: cards.count + (picture.omitted[lane] ?? 0)))
      switch lane {
      case .duties: x = place(cards, at: x, mostColumns: 2)
      case .gates: x = place(cards, at: x, mostColumns: 2)
      case .who: x = place(cards, at: x, mostColumns: 8)
      case .queues:
        let tables = cards.filter { $0.card.section == "Which queue" }
        if !tables.isEmpty {
          x = place(tables, at: x, mostColumns: 1) - LaneLayout.laneGap + LaneLayout.columnGap
        }
        x = place(cards.filter { $0.card.section != "Which queue" }, at: x, mostColumns: 1)
      case .fallback: x = placeLadders(cards, at: x)
      }
    }
    width = x - LaneLayout.laneGap + 24
    height += 24
  }

  private static func sized(_ card: LaneCard) -> Placed {
    let title = Array(rows(of: card.title, width: 36).prefix(2))
    var body = card.body.flatMap { rows(of: $0, width: textColumns) }
    let hidden = max(0, body.count - mostRows)
    if hidden > 0 { body = Array(body.prefix(mostRows)) }
    var height = 32 + title.count * 18 + (body.count + (hidden > 0 ? 1 : 0)) * rowHeight + 10
    if !card.state.words.isEmpty { height += 22 }
    return Placed(card: card, title: title, rows: body, x: 0, y: 0, height: height, hidden: hidden)
  }

  /// Fills columns from the left; says where the next lane begins.
  private mutating func place(_ cards: [Placed], at x: Int, mostColumns: Int) -> Int {
    let total = cards.reduce(0) { $0 + $1.height + LaneLayout.cardGap }
    let columns = min(mostColumns, max(1, (total + LaneLayout.tallest - 1) / LaneLayout.tallest))
    let share = total / columns
    var column = 0
    var y = top
    var section = ""
    for card in cards {
      // A heading of a section never stands alone at the foot of a column.
      if column + 1 < columns, y - top >= share {
        column += 1
        y = top
        section = ""
      }
      let left = x + column * (LaneLayout.cardWidth + LaneLayout.columnGap)
      if card.card.section != section {
        section = card.card.section
        sections.append(Section(text: section, x: left, y: y + 16))
        y += 26
      }
      y = put(card, left, y)
    }
    return x + columns * LaneLayout.cardWidth + (columns - 1) * LaneLayout.columnGap
      + LaneLayout.laneGap
  }

  /// Each ladder beside its queue, or below the one before it.
  private mutating func placeLadders(_ cards: [Placed], at x: Int) -> Int {
    var y = top
    for card in cards.sorted(by: { queueY($0) < queueY($1) }) {
      let beside = queueY(card)
      y = put(card, x, beside == .max ? y : max(y, beside))
    }
    return x + LaneLayout.cardWidth + LaneLayout.laneGap
  }

  private func queueY(_ ladder: Placed) -> Int {
    guard case .fallback(let queue) = ladder.card.own else { return .max }
    return placed.first { $0.card.own == .queue(queue) }?.y ?? .max
  }

  private mutating func put(_ card: Placed, _ x: Int, _ y: Int) -> Int {
    var card = card
    card.x = x
    card.y = y
    placed.append(card)
    let next = y + card.height + LaneLayout.cardGap
    height = max(height, next)
    return next
  }
}
