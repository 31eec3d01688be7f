import HandrailSource
import HandrailYAML
import Testing

@Suite("a YAML document")
struct YAMLDocumentTests {
  private let session = """
    # a call
    task: refund
    facts:
      anger: 0.80
      "order total": GBP 40.00
      reply: |
        Näher kommen
        wir nicht
    turns:
    - {n: 1, worried: yes}
    - n: 2
      worried:

    """

  @Test("keeps every value as text")
  func values() throws {
    let document = try readYAML(Array(session.utf8))
    #expect(
      document.events == """
        +MAP
        =VAL :task
        =VAL :refund
        =VAL :facts
        +MAP
        =VAL :anger
        =VAL :0.80
        =VAL "order total
        =VAL :GBP 40.00
        =VAL :reply
        =VAL "Näher kommen\\nwir nicht\\n
        -MAP
        =VAL :turns
        +SEQ
        +MAP
        =VAL :n
        =VAL :1
        =VAL :worried
        =VAL :yes
        -MAP
        +MAP
        =VAL :n
        =VAL :2
        =VAL :worried
        =VAL :
        -MAP
        -SEQ
        -MAP
        """)
  }

  @Test("says where each node stands")
  func places() throws {
    let bytes = Array(session.utf8)
    let document = try readYAML(bytes)
    let facts = try #require(document.value(under: "facts", of: document.root))
    let anger = try #require(document.value(under: "anger", of: facts))
    #expect(document[anger].line == 4)
    #expect(document[anger].column == 10)
    #expect(bytes[document[anger].range.offsets].elementsEqual("0.80".utf8))
    let turns = try #require(document.value(under: "turns", of: document.root))
    let first = try #require(document.items(of: turns)?.first)
    #expect(document[first].line == 10)
    #expect(document[first].column == 3)
    #expect(bytes[document[first].range.offsets].elementsEqual("{n: 1, worried: yes}".utf8))
  }

  @Test("counts columns in characters and ranges in bytes")
  func unicode() throws {
    let text = "clé: [\"é😁\", x]\r\nα: β\r\n"
    for mark in ["", "\u{FEFF}"] {
      let bytes = Array((mark + text).utf8)
      let document = try readYAML(bytes)
      let list = try #require(document.value(under: "clé", of: document.root))
      let last = try #require(document.items(of: list)?.last)
      #expect(document[last].column == 13)
      #expect(bytes[document[last].range.offsets].elementsEqual("x".utf8))
      let greek = try #require(document.value(under: "α", of: document.root))
      #expect(document[greek].line == 2)
      #expect(document[greek].column == 4)
      #expect(bytes[document[greek].range.offsets].elementsEqual("β".utf8))
    }
  }

  @Test("takes keys that look alike for two, as their bytes differ")
  func lookalikes() throws {
    let document = try readYAML(Array("\u{E9}: 1\ne\u{301}: 2\n".utf8))
    let one = try #require(document.value(under: "\u{E9}", of: document.root))
    let two = try #require(document.value(under: "e\u{301}", of: document.root))
    #expect(document.text(of: one) == "1")
    #expect(document.text(of: two) == "2")
  }

  @Test("gives nothing for a node of another kind")
  func otherKinds() throws {
    let document = try readYAML(Array("a: [b]\n".utf8))
    let list = try #require(document.value(under: "a", of: document.root))
    let item = try #require(document.items(of: list)?.first)
    #expect(document.text(of: list) == nil)
    #expect(document.entries(of: list) == nil)
    #expect(document.items(of: document.root) == nil)
    #expect(document.items(of: item) == nil)
    #expect(document.value(under: "b", of: document.root) == nil)
    #expect(document.value(under: "a", of: item) == nil)
  }

  @Test(
    "reads the line ends, blank last lines and closing brackets of the field",
    arguments: [
      ("a: [\n  b\n]\n", "+MAP\n=VAL :a\n+SEQ\n=VAL :b\n-SEQ\n-MAP"),
      ("a: {\r\n  b: c,\r\n}", "+MAP\n=VAL :a\n+MAP\n=VAL :b\n=VAL :c\n-MAP\n-MAP"),
      ("a: |\n  b\n  ", "+MAP\n=VAL :a\n=VAL \"b\\n\n-MAP"),
      ("a: b\r c", "+MAP\n=VAL :a\n=VAL :b c\n-MAP"),
      ("'<<': '*a'\n", "+MAP\n=VAL \"<<\n=VAL \"*a\n-MAP"),
      ("a: <<\n", "+MAP\n=VAL :a\n=VAL :<<\n-MAP"),
      ("? a\n: b\n", "+MAP\n=VAL :a\n=VAL :b\n-MAP"),
    ])
  func forms(text: String, events: String) throws {
    #expect(try readYAML(Array(text.utf8)).events == events)
  }
}
