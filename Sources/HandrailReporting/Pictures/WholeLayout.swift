/// A layered layout of the decision graph: what is read stands left of what reads it.
///
/// Ranks are longest ways from what rests on nothing; within a rank, boxes stand near what they are
/// joined to. Takes time in boxes and arrows only.
struct WholeLayout {
  struct Placed {
    var box: GraphPicture.Box
    var rows: [String]
    var x: Int
    var y: Int
    var height: Int
  }

  static let boxWidth = 232
  static let rowHeight = 15
  private static let columnGap = 110
  private static let boxGap = 14
  private static let sweeps = 6

  private(set) var placed: [Placed]
  private(set) var width = 0
  private(set) var height = 0
  /// By position in `placed`.
  private(set) var arrows: [(from: Int, to: Int, label: String)] = []

  init(_ picture: GraphPicture, top: Int) {
    placed = picture.boxes.map { box in
      let rows = Array(
        box.label.flatMap { HandrailReporting.rows(of: shortPlace($0), width: 30) }.prefix(8))
      return Placed(
        box: box, rows: rows, x: 0, y: 0, height: 14 + rows.count * WholeLayout.rowHeight)
    }
    var positions: [String: Int] = [:]
    for (position, box) in picture.boxes.enumerated() { positions[box.id] = position }
    for arrow in picture.arrows {
      guard let from = positions[arrow.from], let to = positions[arrow.to] else { continue }
      arrows.append((from, to, arrow.label))
    }
    place(ranks(), top)
  }

  /// The rank of each box; a circle, were there one, keeps the rank reached so far.
  private func ranks() -> [Int] {
    var ranks = [Int](repeating: 0, count: placed.count)
    var waiting = [Int](repeating: 0, count: placed.count)
    var readers = [[Int]](repeating: [], count: placed.count)
    for arrow in arrows {
      waiting[arrow.to] += 1
      readers[arrow.from].append(arrow.to)
    }
    var ready = placed.indices.filter { waiting[$0] == 0 }
    while let position = ready.popLast() {
      for reader in readers[position] {
        ranks[reader] = max(ranks[reader], ranks[position] + 1)
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.append(reader) }
      }
    }
    // Lines stand together, and the fields of the decision behind them.
    let last = ranks.max() ?? 0
    for position in placed.indices {
      switch placed[position].box.layer {
      case .effect: ranks[position] = max(1, last - 1)
      case .field: ranks[position] = max(2, last)
      case .fact, .test, .logic, .table: break
      }
    }
    return ranks
  }

  private mutating func place(_ ranks: [Int], _ top: Int) {
    var columns = [[Int]](repeating: [], count: (ranks.max() ?? 0) + 1)
    for position in placed.indices { columns[ranks[position]].append(position) }
    var order = [Double](repeating: 0, count: placed.count)
    for column in columns { number(column, in: &order) }
    var before = [[Int]](repeating: [], count: placed.count)
    var after = before
    for arrow in arrows {
      before[arrow.to].append(arrow.from)
      after[arrow.from].append(arrow.to)
    }
    for sweep in 0..<WholeLayout.sweeps {
      let isForward = sweep.isMultiple(of: 2)
      let neighbours = isForward ? before : after
      for column in isForward ? Array(columns.indices) : columns.indices.reversed() {
        columns[column] = sorted(columns[column], by: neighbours, order)
        number(columns[column], in: &order)
      }
    }
    put(columns, top)
  }

  /// Where in its column each box stands, from 0 to 1.
  private func number(_ column: [Int], in order: inout [Double]) {
    for (place, position) in column.enumerated() {
      order[position] = Double(place) / Double(max(column.count, 1))
    }
  }

  /// A column by the middles of what its boxes are joined to.
  private func sorted(_ column: [Int], by neighbours: [[Int]], _ order: [Double]) -> [Int] {
    let middles = column.map { position in
      let near = neighbours[position]
      guard !near.isEmpty else { return order[position] }
      return near.reduce(0.0) { $0 + order[$1] } / Double(near.count)
    }
    return column.indices.sorted { (middles[$0], $0) < (middles[$1], $1) }.map { column[$0] }
  }

  private mutating func put(_ columns: [[Int]], _ top: Int) {
    let heights = columns.map { column in
      column.reduce(0) { $0 + placed[$1].height + WholeLayout.boxGap }
    }
    let tallest = heights.max() ?? 0
    var x = 24
    for (column, positions) in columns.enumerated() where !positions.isEmpty {
      // A short column is spread over the height, so that arrows stay short.
      let spare = (tallest - heights[column]) / (positions.count + 1)
      var y = top + spare
      for position in positions {
        placed[position].x = x
        placed[position].y = y
        y += placed[position].height + WholeLayout.boxGap + spare
      }
      x += WholeLayout.boxWidth + WholeLayout.columnGap
    }
    width = x - WholeLayout.columnGap + 24
    height = top + tallest + 24
  }
}
