import HandrailEngine
import HandrailExplanation

/// Writes the decision graph itself as part of an SVG.
struct WholeDrawing {
  /// More boxes than this are no picture.
  static let mostBoxes = 2_500

  let layout: WholeLayout
  /// By position of the layout: its style, and what it came to.
  private var styles: [String]
  private var truths: [String]
  private let isLit: Bool

  init(_ picture: GraphPicture, of graph: DecisionGraph, _ decided: Decided?, top: Int) {
    layout = WholeLayout(picture, top: top + 40)
    isLit = decided != nil
    styles = layout.placed.map { _ in decided == nil ? "plain" : "dim" }
    truths = layout.placed.map { _ in "" }
    guard let decided else { return }
    for (position, placed) in layout.placed.enumerated() {
      truths[position] = WholeDrawing.truth(of: placed.box.id, in: decided.trace)?.words ?? ""
    }
    light(
      from: WholeDrawing.deciding(in: decided)
        .union(WholeDrawing.duties(of: decided.decision, in: graph)))
  }

  /// The boxes of the duties that apply.
  private static func duties(of decision: Decision, in graph: DecisionGraph) -> Set<String> {
    let applying = decision.duties
    let lines = Set(
      applying.conduct.map { $0.origin } + applying.assist.map { $0.origin }
        + applying.oversight.map { $0.origin } + applying.afterwards.map { $0.origin })
    let said = Set(decision.say.messages.map { $0.heading })
    var ids: Set<String> = []
    for (position, duty) in graph.duties.disclosure.enumerated()
    where said.contains(duty.origin.heading) {
      ids.insert("disclosure_\(position)")
    }
    for (position, duty) in graph.duties.conduct.enumerated() where lines.contains(duty.origin) {
      ids.insert("conduct_\(position)")
    }
    for (position, duty) in graph.duties.oversight.enumerated() where lines.contains(duty.origin) {
      ids.insert("oversight_\(position)")
    }
    for (position, duty) in graph.duties.afterwards.enumerated()
    where lines.contains(duty.origin) {
      ids.insert("afterwards_\(position)")
    }
    for (position, handoff) in graph.duties.handoffs.enumerated()
    where applying.packet?.headings.contains(handoff.heading) ?? false {
      ids.insert("handoff_\(position)")
    }
    if applying.assist.contains(where: { !$0.isRequired }) { ids.insert("suggest") }
    if applying.assist.contains(where: { $0.isRequired }) { ids.insert("require") }
    return ids
  }

  /// The boxes of the lines that decided.
  private static func deciding(in decided: Decided) -> Set<String> {
    let decision = decided.decision
    let tasks = decision.task.map { [$0] } ?? decision.survey
    var ids: Set<String> = []
    for reason in decision.handlerReasons + tasks.flatMap({ $0.reasons }) {
      switch reason.cause {
      case .effect(let position): ids.insert("effect_\(position)")
      case .first(let position): ids.insert("first_\(position)")
      case .comesBack(let position): ids.insert("return_\(position)")
      case .approval(let position): ids.insert("approval_\(position)")
      case .offer(let position): ids.insert("offer_\(position)")
      case .builtIn: continue
      }
    }
    for gate in tasks.flatMap({ $0.gates }) { ids.insert("first_\(gate.first)") }
    return ids
  }

  private static func truth(of id: String, in trace: Trace) -> Truth? {
    guard id.hasPrefix("node_"), let node = Int(id.dropFirst(5)),
      trace.truths.indices.contains(node)
    else { return nil }
    return trace.truths[node]
  }

  /// Lights the lines that decided, all that they rest on, and the fields that they decide.
  private mutating func light(from ids: Set<String>) {
    var before = [[Int]](repeating: [], count: layout.placed.count)
    for arrow in layout.arrows { before[arrow.to].append(arrow.from) }
    let lines = layout.placed.indices.filter { ids.contains(layout.placed[$0].box.id) }
    for arrow in layout.arrows where layout.placed[arrow.to].box.layer == .field {
      if ids.contains(layout.placed[arrow.from].box.id) { styles[arrow.to] = "lit" }
    }
    var waiting = lines
    while let position = waiting.popLast() {
      guard styles[position] != "lit" else { continue }
      styles[position] = "lit"
      waiting += before[position]
    }
  }

  func draw(into markup: inout Markup, top: Int) {
    markup.words(
      "text", "The decision graph", [("class", "lane"), ("x", "24"), ("y", "\(top + 18)")])
    for arrow in layout.arrows { draw(arrow, &markup) }
    markup.newLine()
    for (position, placed) in layout.placed.enumerated() { draw(placed, position, &markup) }
  }

  private func draw(
    _ arrow: (from: Int, to: Int, label: String), _ markup: inout Markup
  ) {
    let from = layout.placed[arrow.from]
    let to = layout.placed[arrow.to]
    let isShown = styles[arrow.from] == "lit" && styles[arrow.to] == "lit"
    let start = (x: from.x + WholeLayout.boxWidth, y: from.y + from.height / 2)
    let end = (x: to.x - 6, y: to.y + to.height / 2)
    let bend = max(40, (end.x - start.x) / 2)
    markup.element(
      "path",
      [
        ("class", isLit ? (isShown ? "arrow lit" : "arrow dim") : "arrow"),
        (
          "d",
          "M\(start.x) \(start.y) C\(start.x + bend) \(start.y) \(end.x - bend) \(end.y) "
            + "\(end.x) \(end.y)"
        ),
        ("marker-end", isShown ? "url(#tip-lit)" : "url(#tip)"),
      ]
    ) { markup in
      if !arrow.label.isEmpty { markup.words("title", arrow.label) }
    }
  }

  private func draw(_ placed: WholeLayout.Placed, _ position: Int, _ markup: inout Markup) {
    let truth = truths[position]
    let style = "card \(placed.box.layer.tone.rawValue) \(styles[position])"
    markup.element("g", [("class", style)]) { markup in
      let words = [placed.box.layer.word] + placed.box.label + (truth.isEmpty ? [] : [truth])
      markup.words("title", words.joined(separator: "\n"))
      let place = [("x", "\(placed.x)"), ("y", "\(placed.y)"), ("height", "\(placed.height)")]
      markup.empty(
        "rect",
        place + [
          ("class", "box"), ("width", "\(WholeLayout.boxWidth)"),
          ("rx", "\(placed.box.layer.roundness)"),
        ])
      markup.empty("rect", place + [("class", "edge"), ("width", "6"), ("rx", "3")])
      var y = placed.y + 5
      for (row, words) in placed.rows.enumerated() {
        y += WholeLayout.rowHeight
        markup.words(
          "text", words,
          [
            ("class", row == 0 ? "line first" : "line"), ("x", "\(placed.x + 14)"),
            ("y", "\(y)"),
          ])
      }
      guard !truth.isEmpty else { return }
      markup.words(
        "text", truth,
        [
          ("class", "truth"), ("x", "\(placed.x + WholeLayout.boxWidth - 8)"),
          ("y", "\(placed.y - 3)"), ("text-anchor", "end"),
        ])
    }
    markup.newLine()
  }
}

extension GraphPicture.Layer {
  fileprivate var tone: LaneCard.Tone {
    switch self {
    case .fact: .queue
    case .test: .other
    case .logic: .suggest
    case .table: .duty
    case .effect: .person
    case .field: .ai
    }
  }

  fileprivate var roundness: Int {
    switch self {
    case .test, .table, .field: 2
    case .fact, .logic, .effect: 7
    }
  }

  fileprivate var word: String {
    switch self {
    case .fact: "fact"
    case .test: "test"
    case .logic: "joins"
    case .table: "table"
    case .effect: "line"
    case .field: "field of the decision"
    }
  }
}
