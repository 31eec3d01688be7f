import Handrail

/// A piece of a JSON Schema as a value, so that a schema reads in its own shape.
indirect enum SchemaValue {
  case text(String)
  case digits(String)
  case flag(Bool)
  case nothing
  case list([SchemaValue])
  case object([(key: String, value: SchemaValue)])

  static func texts(_ texts: [String]) -> SchemaValue { .list(texts.map { .text($0) }) }

  static func number(_ number: Int) -> SchemaValue { .digits(String(number)) }

  static func type(_ names: String...) -> (key: String, value: SchemaValue) {
    ("type", names.count == 1 ? .text(names[0]) : .texts(names))
  }

  static func described(_ words: String) -> (key: String, value: SchemaValue) {
    ("description", .text(words))
  }

  static func choice(_ choices: [SchemaValue]) -> (key: String, value: SchemaValue) {
    ("anyOf", .list(choices))
  }

  /// An object of these keys; `required` ones must stand, others may stand besides unless closed.
  static func keys(
    _ keys: [(key: String, value: SchemaValue)], required: [String] = [], isClosed: Bool = false
  ) -> SchemaValue {
    var pairs = [type("object")]
    if !required.isEmpty { pairs.append(("required", .texts(required))) }
    if isClosed { pairs.append(("additionalProperties", .flag(false))) }
    pairs.append(("properties", .object(keys)))
    return .object(pairs)
  }

  static func array(
    of items: SchemaValue, _ words: String, most: Int? = nil
  ) -> SchemaValue {
    var pairs = [described(words), type("array")]
    if let most { pairs.append(("maxItems", .number(most))) }
    pairs.append(("items", items))
    return .object(pairs)
  }

  static func moment(_ words: String) -> SchemaValue {
    .object([type("string"), ("format", .text("date-time")), described(words)])
  }

  static func string(_ words: String) -> SchemaValue {
    .object([type("string", "null"), described(words)])
  }

  func write(to text: inout JSONText) {
    switch self {
    case .text(let words): text.value(words)
    case .digits(let digits): text.number(digits)
    case .flag(let isTrue): text.value(isTrue)
    case .nothing: text.nothing()
    case .list(let values): text.list(values) { value, list in value.write(to: &list) }
    case .object(let pairs):
      text.object { text in
        for pair in pairs {
          text.key(pair.key)
          pair.value.write(to: &text)
        }
      }
    }
  }
}
