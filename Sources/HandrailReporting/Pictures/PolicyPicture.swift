package import Handrail
package import HandrailEngine
package import HandrailExplanation

/// A policy as a picture: its lanes, how strict each task is, and on request the decision graph.
///
/// With a decision, what decided is lit and what lost is dim. One self-contained text: no network,
/// no script, every text of the author's escaped.
package struct PolicyPicture {
  /// Why there is no such picture, in words.
  package struct Refusal: Error, Sendable {
    package var detail: String
    package var fix: String
  }

  private let lanes: LanePicture
  private let strip: Strip
  private let whole: GraphPicture?
  private let decided: Decided?
  private let graph: DecisionGraph

  /// What is to be drawn.
  package struct Subject {
    package var graph: DecisionGraph
    package var blocks: [PolicyBlock]
    package var decided: Decided?
    package var showsWhole: Bool

    package init(
      graph: DecisionGraph, blocks: [PolicyBlock], decided: Decided?, showsWhole: Bool
    ) {
      self.graph = graph
      self.blocks = blocks
      self.decided = decided
      self.showsWhole = showsWhole
    }
  }

  package init(of subject: Subject) throws(Refusal) {
    let graph = subject.graph
    decided = subject.decided
    self.graph = graph
    lanes = LaneCards(graph, decided).picture(of: subject.blocks)
    strip = Strip(of: graph, decided?.decision)
    guard subject.showsWhole else {
      whole = nil
      return
    }
    let picture = GraphPicture(of: graph)
    guard picture.boxes.count <= WholeDrawing.mostBoxes else {
      throw Refusal(
        detail: "the decision graph has \(picture.boxes.count) boxes, and a picture holds "
          + "\(WholeDrawing.mostBoxes)",
        fix: "leave out `--whole`, or take `--format dot` or `json`")
    }
    whole = picture
  }

  /// The whole picture as one SVG.
  package var svg: String {
    let sentence = rows(of: lanes.sentence, width: 120, hanging: 0).filter { !$0.isEmpty }
    let top = 62 + sentence.count * 24
    let drawing = LaneDrawing(lanes, top: top + 20)
    let stripTop = drawing.layout.height + 30
    let strip = StripDrawing(strip: strip)
    var height = stripTop + strip.height
    var width = max(drawing.layout.width, StripDrawing.width)
    let drawn = whole.map { WholeDrawing($0, of: graph, decided, top: height + 20) }
    if let drawn {
      width = max(width, drawn.layout.width)
      height = drawn.layout.height
    }
    var markup = Markup()
    svg(PictureSize(width: width, height: height), into: &markup) { markup in
      markup.words("text", lanes.title, [("class", "headline"), ("x", "24"), ("y", "40")])
      for (position, row) in sentence.enumerated() {
        markup.words(
          "text", row, [("class", "sentence"), ("x", "24"), ("y", "\(70 + position * 24)")])
      }
      markup.newLine()
      drawing.draw(into: &markup, top: top + 20)
      strip.draw(into: &markup, top: stripTop)
      drawn?.draw(into: &markup, top: stripTop + strip.height + 20)
    }
    return markup.text
  }

  /// The same as one page.
  package var html: String {
    var markup = Markup()
    markup.raw("<!DOCTYPE html>\n")
    markup.element("html", [("lang", "en")]) { markup in
      markup.element("head", [], writeHead)
      markup.newLine()
      markup.element("body", [], writeBody)
      markup.newLine()
    }
    markup.newLine()
    return markup.text
  }

  private func writeHead(_ markup: inout Markup) {
    markup.empty("meta", [("charset", "utf-8")])
    markup.empty(
      "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    markup.words("title", lanes.title)
    markup.element("style") { $0.raw(PictureStyle.page) }
  }

  private func writeBody(_ markup: inout Markup) {
    writeHeader(&markup)
    let lanes = LaneDrawing(lanes, top: 12)
    figure("lanes", lanes.layout.size, &markup) { lanes.draw(into: &$0, top: 12) }
    let strip = StripDrawing(strip: strip)
    let size = PictureSize(width: StripDrawing.width, height: strip.height + 12)
    figure("strictness", size, &markup) { strip.draw(into: &$0, top: 12) }
    guard let whole else { return }
    let drawn = WholeDrawing(whole, of: graph, decided, top: 12)
    figure("graph", drawn.layout.size, &markup) { drawn.draw(into: &$0, top: 12) }
  }

  private func figure(
    _ id: String, _ size: PictureSize, _ markup: inout Markup, _ fill: (inout Markup) -> Void
  ) {
    markup.element("figure", [("id", id)]) { svg(size, into: &$0, fill) }
    markup.newLine()
  }

  private func writeHeader(_ markup: inout Markup) {
    markup.element("header") { markup in
      markup.words("h1", lanes.title)
      if !lanes.sentence.isEmpty { writeKey(&markup) }
      markup.element("nav", [], writeContents)
      markup.words("p", "sha256 \(graph.policy.digest)", [("style", "font-size: 0.8em")])
    }
    markup.newLine()
  }

  private func writeKey(_ markup: inout Markup) {
    markup.words("p", lanes.sentence, [("class", "told")])
    markup.element("p", [("class", "keys")]) { markup in
      for key in [
        "● it decided", "◌ could not tell, so it counted", "⊘ holds, and lost",
        "pale: nothing to do with it",
      ] { markup.words("span", key) }
    }
    markup.element("label") { markup in
      markup.empty("input", [("type", "checkbox"), ("id", "hide")])
      markup.say(" hide what is pale")
    }
  }

  private func writeContents(_ markup: inout Markup) {
    var parts = [("lanes", "lanes"), ("strictness", "how strict each task is")]
    if whole != nil { parts.append(("graph", "the decision graph")) }
    for (position, part) in parts.enumerated() {
      markup.say(position == 0 ? "" : " · ")
      markup.words("a", part.1, [("href", "#\(part.0)")])
    }
  }

  private func svg(_ size: PictureSize, into markup: inout Markup, _ fill: (inout Markup) -> Void) {
    markup.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("width", "\(size.width)"),
        ("height", "\(size.height)"), ("viewBox", "0 0 \(size.width) \(size.height)"),
        ("role", "img"), ("xml:space", "preserve"),
      ]
    ) { markup in
      markup.newLine()
      markup.words("title", lanes.title)
      markup.words("desc", description)
      markup.newLine()
      markup.element("style") { $0.raw(PictureStyle.sheet) }
      markup.newLine()
      markup.element("defs") { markup in
        tip("tip", "tip", &markup)
        tip("tip-lit", "tip lit", &markup)
      }
      markup.empty("rect", [("class", "ground"), ("width", "100%"), ("height", "100%")])
      markup.newLine()
      fill(&markup)
    }
    markup.newLine()
  }

  /// The head of an arrow.
  private func tip(_ id: String, _ style: String, _ markup: inout Markup) {
    let attributes = [
      ("id", id), ("viewBox", "0 0 8 8"), ("refX", "4"), ("refY", "4"), ("markerWidth", "9"),
      ("markerHeight", "9"), ("markerUnits", "userSpaceOnUse"), ("orient", "auto"),
    ]
    markup.element("marker", attributes) { markup in
      markup.empty("path", [("class", style), ("d", "M0 0 L8 4 L0 8 Z")])
    }
  }

  private var description: String {
    let told = lanes.sentence.isEmpty ? "" : " Of one decision: \(lanes.sentence)"
    return "The lines of the policy in lanes, from duties over what must happen first and who does "
      + "it to queues and their ladders, and for each task how strict the policy is.\(told)"
  }
}

/// How large something drawn is.
struct PictureSize {
  var width: Int
  var height: Int
}

extension LaneLayout {
  var size: PictureSize { PictureSize(width: width, height: height) }
}

extension WholeLayout {
  var size: PictureSize { PictureSize(width: width, height: height) }
}
