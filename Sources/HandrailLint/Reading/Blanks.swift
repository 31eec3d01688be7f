/// What a fix leaves for the author to fill in: one way for every rule, so that it can be found.
enum Blank {
  /// A text to be written.
  static let text = "…"
  /// A name to be chosen.
  static let name = "fill_in"
}

extension String {
  /// Nothing that could be read: empty, only signs, or the blank that a fix left.
  var saysNothing: Bool { !unicodeScalars.contains { $0.properties.isAlphabetic } }
}
