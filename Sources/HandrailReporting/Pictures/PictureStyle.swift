/// The style of pictures: plain colours for any viewer, and darker ones where the reader's screen
/// is dark.
///
/// Nothing is told by colour alone: labels, dots and borders say the same.
enum PictureStyle {
  static let sans = "system-ui, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif"
  static let mono = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"

  /// Style sheet of an SVG.
  static var sheet: String {
    """
    text { fill: #1f2328; font-family: \(sans); font-size: 13px; white-space: pre; }
    .ground { fill: #f6f8fa; }
    .headline { font-size: 22px; font-weight: 700; }
    .sentence { font-size: 17px; }
    .lane { font-size: 18px; font-weight: 700; }
    .section { font-size: 13px; font-weight: 700; fill: #57606a; }
    .quiet, .place { fill: #57606a; font-size: 12px; }
    .label { font-size: 11px; font-weight: 700; letter-spacing: 0.4px; }
    .name { font-size: 14px; font-weight: 700; font-family: \(mono); }
    .line { font-size: 11.5px; font-family: \(mono); }
    .state { font-size: 12.5px; font-weight: 700; }
    .truth { font-size: 12.5px; font-weight: 700; stroke: #f6f8fa; stroke-width: 3;
      paint-order: stroke; }
    .stop { font-size: 13px; font-weight: 700; }
    .box { fill: #ffffff; stroke: #d0d7de; stroke-width: 1; }
    .lit .box { stroke: #1f2328; stroke-width: 3; }
    .unsure .box { stroke: #1f2328; stroke-width: 2; stroke-dasharray: 7 4; }
    .beaten .box { stroke: #57606a; stroke-width: 1.5; stroke-dasharray: 2 3; }
    .dim { opacity: 0.45; }
    .arrow { fill: none; stroke: #8c959f; stroke-width: 1.2; opacity: 0.6; }
    .arrow.lit { stroke: #1f2328; stroke-width: 3; opacity: 1; }
    .arrow.dim { opacity: 0.35; }
    .tip { fill: #8c959f; } .tip.lit { fill: #1f2328; }
    .rule { stroke: #d0d7de; stroke-width: 1; }
    .bar { stroke: #8c959f; stroke-width: 4; fill: none; }
    .mark { fill: none; stroke: #1f2328; stroke-width: 3; }
    \(tones(light: true))
    @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ground { fill: #0d1117; }
    .section, .quiet, .place { fill: #9da7b1; }
    .box { fill: #161b22; stroke: #3d444d; }
    .lit .box, .unsure .box { stroke: #f0f6fc; }
    .beaten .box { stroke: #9da7b1; }
    .truth { stroke: #0d1117; }
    .arrow.lit, .mark { stroke: #f0f6fc; }
    .tip.lit { fill: #f0f6fc; }
    .rule { stroke: #3d444d; }
    \(tones(light: false))
    }
    """
  }

  private static func tones(light: Bool) -> String {
    let tones: [(LaneCard.Tone, String, String)] = [
      (.nobody, "#b42318", "#ff8379"), (.person, "#8a5a00", "#f0b429"),
      (.suggest, "#0b6e8f", "#56c2e6"), (.ai, "#1a7f37", "#4ac26b"),
      (.gate, "#5b3fb5", "#b89cff"), (.duty, "#99286e", "#f08cc8"),
      (.queue, "#0550ae", "#79b8ff"), (.fallback, "#57606a", "#9da7b1"),
      (.other, "#57606a", "#9da7b1"),
    ]
    return tones.map { tone, dark, bright in
      let name = tone.rawValue
      let colour = light ? dark : bright
      return ".\(name) .edge, .dot.\(name) { fill: \(colour); } "
        + ".\(name) .label, .stop.\(name) { fill: \(colour); }"
    }.joined(separator: "\n")
  }

  /// Style sheet of a page.
  static var page: String {
    """
    :root { color-scheme: light dark; }
    body { margin: 0; background: #f6f8fa; color: #1f2328; font-family: \(sans); }
    header { padding: 20px 24px 4px; max-width: 70em; }
    h1 { font-size: 1.5em; margin: 0 0 0.3em; }
    p { margin: 0.3em 0; line-height: 1.45; }
    .told { font-size: 1.2em; }
    .keys span { display: inline-block; margin-right: 1.4em; }
    nav, label { font-size: 0.95em; }
    a { color: inherit; }
    figure { margin: 0; overflow-x: auto; }
    svg { display: block; max-width: none; }
    body:has(#hide:checked) .dim { display: none; }
    @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf3; } }
    """
  }
}
