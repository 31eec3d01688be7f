import Foundation
import FoundationXML
import Testing

/// Policies as pictures: `handrail graph --format svg` and `html`.
struct PictureTests {
  static let policies: [String] = {
    let files = FileManager.default.enumerator(
      atPath: Program.root.appending(path: "policies").path())
    return (files?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".policy") && !$0.contains("/shared/") }
      .map { "policies/" + $0 }.sorted()
  }()

  @Test("a policy's picture is well-formed, in both forms", arguments: policies)
  func wellFormed(policy: String) throws {
    let svg = try Program.run(["graph", "--format", "svg", "--whole", policy])
    #expect(svg.status == 0, "\(svg.errors)")
    let read = try #require(Document(svg.output))
    #expect(read.count(of: "svg") == 1)
    #expect(read.count(of: "title") > 1)
    #expect(read.count(of: "desc") == 1)
    let html = try Program.run(["graph", "--format", "html", "--whole", policy])
    #expect(html.status == 0, "\(html.errors)")
    let page = try #require(Document(html.output))
    #expect(page.count(of: "svg") == 3)
    for text in [svg.output, html.output] {
      #expect(!text.contains("<script"))
      // Nothing is fetched: the only address is the name of the format.
      let rest = text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!rest.contains("://"))
      #expect(!rest.contains("@import"))
      #expect(!rest.contains("href=\"//"))
    }
  }

  @Test("a sample's decision is lit, with its sentence on top", arguments: SampleTests.samples)
  func lit(sample: SampleTests.Sample) throws {
    let policy = "policies/\(sample.folder)/\(sample.policy).policy"
    let question = "policies/\(sample.folder)/sessions/\(sample.name).yaml"
    let run = try Program.run(
      ["graph", "--format", "svg", "--whole", "--question", question, policy])
    #expect(run.status == 0, "\(run.errors)")
    let read = try #require(Document(run.output))
    #expect(read.classes.contains { $0.hasSuffix(" dim") })
    #expect(read.classes.contains { $0.hasSuffix(" lit") || $0.hasSuffix(" unsure") })
    let why = try Program.run(["why", policy, question]).output
    let sentence = String(why.prefix { $0 != "\n" }.prefix(30))
    #expect(read.text.contains(sentence), "\(sentence)")
  }

  @Test("texts that look like markup stay texts")
  func hostileTexts() throws {
    let desk = try TemporaryFolder()
    let hostile = #"</text></svg><script>alert(1)</script>&amp;<!-- ]]> '\" "#
    _ = try desk.file(
      "hostile.policy",
      """
      policy hostile version 1
        language 1
        start with ai
        owner "x"

      tasks t\(String(repeating: "_long", count: 60))

      rule r\(String(repeating: "x", count: 5_000))
        nobody may t\(String(repeating: "_long", count: 60))
        say "\(hostile)\(String(repeating: "界", count: 3_000))"
        because "\(hostile)"

      """)
    for format in ["svg", "html"] {
      let run = try Program.run(
        ["graph", "--format", format, "--whole", "hostile.policy"], in: desk.location)
      #expect(run.status == 0, "\(run.errors)")
      #expect(Document(run.output) != nil)
      #expect(!run.output.contains("<script"))
      #expect(run.output.contains("&lt;script&gt;"))
    }
  }

  @Test("2,000 rules stay bounded: the rest is counted, and too large a graph is refused")
  func many() throws {
    let desk = try TemporaryFolder()
    let rules = (0..<2_000).map { rule in
      "rule rule_\(rule)\n  when f is yes\n  ai may t_\(rule % 500)\n  because \"Number \(rule)\"\n"
    }
    let tasks = (0..<500).map { "t_\($0)" }.joined(separator: ",\n  ")
    let head = "policy many version 1\n  language 1\n  start with ai\n  owner \"x\"\n\n"
    let facts = "facts\n  f is yes or no\n\ntasks \(tasks)\n\n"
    _ = try desk.file("many.policy", head + facts + rules.joined(separator: "\n"))
    let run = try Program.run(["graph", "--format", "svg", "many.policy"], in: desk.location)
    #expect(run.status == 0, "\(run.errors)")
    #expect(Document(run.output) != nil)
    #expect(run.output.contains("800 more are not drawn"))
    #expect(run.output.contains("100 more tasks"))
    #expect(run.output.utf8.count < 2_000_000)
    // Tests that say the same are one box: other limits make many.
    let differing = (0..<2_000).map { rule in
      "rule rule_\(rule)\n  when n above \(rule)\n  ai may t_0\n"
    }
    let numbers = "facts\n  n is number 0 to 3000\n\ntasks t_0\n\n"
    _ = try desk.file("large.policy", head + numbers + differing.joined(separator: "\n"))
    let whole = try Program.run(
      ["graph", "--format", "html", "--whole", "large.policy"], in: desk.location)
    #expect(whole.status == 2)
    #expect(whole.errors.contains("boxes"))
    #expect(whole.output.isEmpty)
  }

  /// What a reader of XML finds in a text.
  private struct Document {
    private let read: XMLDocument

    /// `nil` for what is not well-formed.
    init?(_ markup: String) {
      guard let read = try? XMLDocument(data: Data(markup.utf8)) else { return nil }
      self.read = read
    }

    var text: String { read.rootElement()?.stringValue ?? "" }

    func count(of element: String) -> Int { nodes("//*[local-name()='\(element)']").count }

    var classes: [String] { nodes("//@class").compactMap(\.stringValue) }

    private func nodes(_ path: String) -> [XMLNode] { (try? read.nodes(forXPath: path)) ?? [] }
  }
}
