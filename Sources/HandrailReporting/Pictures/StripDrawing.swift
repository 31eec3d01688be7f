/// Writes the strictness strip as part of an SVG.
struct StripDrawing {
  let strip: Strip
  private static let nameWidth = 236
  private static let stopWidth = 184
  private static let left = 24
  private static let mostChips = 6

  static var width: Int { left * 2 + nameWidth + stopWidth * Strip.Stop.allCases.count }

  /// The height of the whole strip with its head.
  var height: Int { strip.rows.reduce(64) { $0 + height(of: $1) } + 24 }

  func draw(into markup: inout Markup, top: Int) {
    markup.words(
      "text", "How strict each task is",
      [("class", "lane"), ("x", "\(StripDrawing.left)"), ("y", "\(top + 18)")])
    for stop in Strip.Stop.allCases {
      markup.words(
        "text", stop.title,
        [("class", "stop \(stop.tone.rawValue)"), ("x", "\(x(of: stop))"), ("y", "\(top + 46)")])
    }
    markup.newLine()
    var y = top + 64
    for row in strip.rows {
      draw(row, y, &markup)
      y += height(of: row)
    }
    guard strip.omitted > 0 else { return }
    markup.words(
      "text", "\(counted(strip.omitted, "more task", "more tasks")) not drawn",
      [("class", "quiet"), ("x", "\(StripDrawing.left)"), ("y", "\(y + 12)")])
  }

  private func height(of row: Strip.Row) -> Int {
    let most = row.chips.map { min($0.count, StripDrawing.mostChips + 1) }.max() ?? 0
    return 38 + most * 17
  }

  private func x(of stop: Strip.Stop) -> Int {
    StripDrawing.left + StripDrawing.nameWidth + stop.rawValue * StripDrawing.stopWidth
  }

  private func draw(_ row: Strip.Row, _ y: Int, _ markup: inout Markup) {
    markup.element("g", [("class", row.isDim ? "task dim" : "task")]) { markup in
      markup.words("title", description(of: row))
      markup.empty(
        "path",
        [
          ("class", "rule"),
          ("d", "M\(StripDrawing.left) \(y) H\(StripDrawing.width - StripDrawing.left)"),
        ])
      markup.words(
        "text", cut(row.name, to: 30),
        [("class", "name"), ("x", "\(StripDrawing.left)"), ("y", "\(y + 22)")])
      drawBar(row, y + 17, &markup)
      for stop in Strip.Stop.allCases { drawChips(row.chips[stop.rawValue], stop, y, &markup) }
      if let mark = row.mark { draw(mark, y, &markup) }
    }
    markup.newLine()
  }

  /// From the loosest stop that some line brings the task to, to the strictest.
  private func drawBar(_ row: Strip.Row, _ y: Int, _ markup: inout Markup) {
    let reached = Strip.Stop.allCases.filter { !row.chips[$0.rawValue].isEmpty }
    guard let first = reached.first, let last = reached.last else { return }
    markup.empty(
      "path", [("class", "bar"), ("d", "M\(x(of: first) + 5) \(y) H\(x(of: last) + 5)")])
    for stop in reached {
      markup.empty(
        "circle",
        [
          ("class", "dot \(stop.tone.rawValue)"), ("cx", "\(x(of: stop) + 5)"), ("cy", "\(y)"),
          ("r", "6"),
        ])
    }
  }

  private func drawChips(
    _ chips: [String], _ stop: Strip.Stop, _ y: Int, _ markup: inout Markup
  ) {
    var line = y + 42
    for chip in chips.prefix(StripDrawing.mostChips) {
      markup.words(
        "text", cut(chip, to: 26),
        [
          ("class", chip == Strip.unwritten ? "quiet" : "line"), ("x", "\(x(of: stop))"),
          ("y", "\(line)"),
        ])
      line += 17
    }
    let more = chips.count - StripDrawing.mostChips
    guard more > 0 else { return }
    markup.words(
      "text", "and \(more) more",
      [("class", "quiet"), ("x", "\(x(of: stop))"), ("y", "\(line)")])
  }

  private func draw(_ mark: Strip.Mark, _ y: Int, _ markup: inout Markup) {
    let x = x(of: mark.stop) + 5 + (mark.isNotYet ? StripDrawing.stopWidth / 2 : 0)
    markup.empty(
      "circle", [("class", "mark"), ("cx", "\(x)"), ("cy", "\(y + 17)"), ("r", "10")])
    markup.words(
      "text", "◀ \(mark.words)",
      [("class", "state"), ("x", "\(x + 16)"), ("y", "\(y + 22)")])
  }

  /// The same in words.
  private func description(of row: Strip.Row) -> String {
    let stops = Strip.Stop.allCases.compactMap { stop -> String? in
      let chips = row.chips[stop.rawValue]
      guard !chips.isEmpty else { return nil }
      let more = chips.count > 40 ? " and \(chips.count - 40) more" : ""
      return "\(stop.title): \(chips.prefix(40).joined(separator: ", "))\(more)"
    }
    let mark = row.mark.map { ["now: \($0.words)"] } ?? []
    return ([row.name] + stops + mark).joined(separator: "\n")
  }
}
