/// Writes the lanes as part of an SVG.
struct LaneDrawing {
  let picture: LanePicture
  let layout: LaneLayout
  /// Where there are more, only those of a decision are drawn from rules and gates: every card says
  /// its queue in words.
  private static let mostArrows = 120

  init(_ picture: LanePicture, top: Int) {
    self.picture = picture
    layout = LaneLayout(picture, top: top)
  }

  func draw(into markup: inout Markup, top: Int) {
    for heading in layout.headings { draw(heading, top, &markup) }
    for section in layout.sections where !section.text.isEmpty {
      markup.words(
        "text", section.text,
        [("class", "section"), ("x", "\(section.x)"), ("y", "\(section.y)")])
      markup.newLine()
    }
    drawArrows(&markup)
    for placed in layout.placed { draw(placed, &markup) }
  }

  private func draw(_ heading: LaneLayout.Heading, _ top: Int, _ markup: inout Markup) {
    markup.words(
      "text", heading.lane.title,
      [("class", "lane"), ("x", "\(heading.x)"), ("y", "\(top + 18)")])
    var words = heading.count == 0 ? "nothing in this policy" : heading.lane.explanation
    if let omitted = picture.omitted[heading.lane] { words += "; \(omitted) more are not drawn" }
    markup.words(
      "text", words, [("class", "quiet"), ("x", "\(heading.x)"), ("y", "\(top + 37)")])
    markup.newLine()
  }

  private func drawArrows(_ markup: inout Markup) {
    var places: [LaneCard.Target: LaneLayout.Placed] = [:]
    for placed in layout.placed {
      if let own = placed.card.own { places[own] = placed }
    }
    let isCrowded =
      layout.placed.reduce(0) { $0 + Set($1.card.links).count } > LaneDrawing.mostArrows
    for from in layout.placed {
      var seen: Set<LaneCard.Target> = []
      for link in from.card.links where seen.insert(link).inserted {
        guard let to = places[link] else { continue }
        let isShown = from.card.state.isLit && to.card.state.isLit
        if isCrowded, !isShown, from.card.lane != .queues { continue }
        drawArrow(from, to, &markup)
      }
    }
    markup.newLine()
  }

  private func drawArrow(
    _ from: LaneLayout.Placed, _ to: LaneLayout.Placed, _ markup: inout Markup
  ) {
    let isShown = from.card.state.isLit && to.card.state.isLit
    let style = from.card.state == .plain ? "arrow" : isShown ? "arrow lit" : "arrow dim"
    let start = (x: from.x + LaneLayout.cardWidth, y: from.y + 24)
    let end = (x: to.x - 6, y: to.y + 24)
    let bend = max(40, (end.x - start.x) / 2)
    markup.empty(
      "path",
      [
        ("class", style),
        (
          "d",
          "M\(start.x) \(start.y) C\(start.x + bend) \(start.y) \(end.x - bend) \(end.y) "
            + "\(end.x) \(end.y)"
        ),
        ("marker-end", isShown ? "url(#tip-lit)" : "url(#tip)"),
      ])
  }

  private func draw(_ placed: LaneLayout.Placed, _ markup: inout Markup) {
    let card = placed.card
    let style = "card \(card.tone.rawValue) \(card.state.styleName)"
    markup.element("g", [("class", style)]) { markup in
      markup.words("title", card.full)
      box(placed, &markup)
      let x = placed.x + 16
      var y = placed.y + 20
      markup.words(
        "text", cut(card.label, to: 18), [("class", "label"), ("x", "\(x)"), ("y", "\(y)")])
      let end = placed.x + LaneLayout.cardWidth - 10
      markup.words(
        "text", cut(shortPlace(card.place), to: 26),
        [("class", "place"), ("x", "\(end)"), ("y", "\(y)"), ("text-anchor", "end")])
      for row in placed.title {
        y += 18
        markup.words("text", row, [("class", "name"), ("x", "\(x)"), ("y", "\(y)")])
      }
      y += 4
      for row in placed.rows {
        y += LaneLayout.rowHeight
        markup.words("text", row, [("class", "line"), ("x", "\(x)"), ("y", "\(y)")])
      }
      if placed.hidden > 0 {
        y += LaneLayout.rowHeight
        markup.words(
          "text", "… \(counted(placed.hidden, "more line", "more lines"))",
          [("class", "quiet"), ("x", "\(x)"), ("y", "\(y)")])
      }
      guard !card.state.words.isEmpty else { return }
      y += 21
      markup.words(
        "text", cut(card.state.signed, to: 42),
        [("class", "state"), ("x", "\(x)"), ("y", "\(y)")])
    }
    markup.newLine()
  }

  private func box(_ placed: LaneLayout.Placed, _ markup: inout Markup) {
    let place = [("x", "\(placed.x)"), ("y", "\(placed.y)"), ("height", "\(placed.height)")]
    markup.empty(
      "rect", place + [("class", "box"), ("width", "\(LaneLayout.cardWidth)"), ("rx", "7")])
    markup.empty("rect", place + [("class", "edge"), ("width", "6"), ("rx", "3")])
  }
}

/// The file's own name and the line, without its folders; words stay as they are.
func shortPlace(_ place: String) -> String {
  guard !place.contains(" "), place.contains(":") else { return place }
  return place.split(separator: "/").last.map(String.init) ?? place
}
