import HandrailModel
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("Files that use each other")
struct MergingTests {
  private func policy(_ name: String, _ body: String) -> String {
    "policy \(name) version 1\n  language 1\n\(body)"
  }

  @Test("a chain of 10,000 files is read to its end")
  func chain() throws {
    var files: [String: String] = [:]
    for index in 0..<10_000 {
      files["f\(index).policy"] = policy(
        "f\(index)", "\nuse \"f\(index + 1).policy\"\n\ntasks task_\(index)\n")
    }
    files["f10000.policy"] = policy("last", "\ntasks task_10000\n")
    let main = SourceText(path: "main", text: policy("main", "\nuse \"f0.policy\"\n"))
    let outcome = check(main, in: memorySurroundings(files))
    #expect(outcome.diagnostics == [])
    #expect(outcome.value?.vocabulary.tasks.count == 10_001)
  }

  @Test("a circle and a diamond are read once each")
  func circle() throws {
    let files = [
      "a": policy("a", "\nuse \"b\"\nuse \"c\"\n\ntasks first_one\n"),
      "b": policy("b", "\nuse \"c\"\nuse \"a\"\n\ntasks two\n"),
      "c": policy("c", "\nuse \"main\"\n\ntasks three\n"),
    ]
    let main = SourceText(path: "main", text: policy("main", "\nuse \"a\"\n\ntasks zero\n"))
    var surroundings = memorySurroundings(files)
    let load = surroundings.load
    surroundings.load = { path, user in path == "main" ? .success(main) : load(path, user) }
    let outcome = check(main, in: surroundings)
    #expect(outcome.diagnostics == [])
    #expect(outcome.value?.files.map(\.path) == ["main", "a", "b", "c"])
    #expect(
      outcome.value?.vocabulary.tasks.elements.map(\.name) == ["zero", "first_one", "two", "three"])
  }

  @Test("only the main file's header counts, but for metadata")
  func headers() throws {
    let shared = policy("shared", "  start with human\n  owner \"Data\"\n")
    let main = SourceText(
      path: "main", text: policy("main", "  start with ai\n  owner \"Care\"\n\nuse \"s\"\n"))
    let outcome = check(main, in: memorySurroundings(["s": shared]))
    let model = try #require(outcome.value)
    #expect(outcome.diagnostics == [])
    #expect(model.header.startWith == .ai)
    #expect(model.fileMetadata.map(\.owner) == ["Care", "Data"])
  }

  @Test("the same words for a fact in two files are one fact")
  func sameFact() throws {
    let fact = "\nfacts\n  verified is yes or no from \"id.ok\"\n"
    let main = SourceText(path: "main", text: policy("main", "\nuse \"s\"\n" + fact))
    let outcome = check(main, in: memorySurroundings(["s": policy("s", fact)]))
    #expect(outcome.diagnostics == [])
    let declared = outcome.value?.vocabulary.facts.elements.filter { $0.supply == .session }
    #expect(declared?.map(\.path) == [["id", "ok"]])
  }

  @Test("a message about a used file stands in that file")
  func places() throws {
    let shared = policy("s", "\nrule sample\n  ai may nothing_listed\n  ai can nothing\n")
    let main = SourceText(
      path: "main", text: policy("main", "  start with ai\n\nuse \"s\"\n"))
    let outcome = check(main, in: memorySurroundings(["s": shared]))
    #expect(outcome.diagnostics.map(\.place.file.rawValue) == [1, 1])
    #expect(Set(outcome.diagnostics.map(\.code)) == ["PL0124", "PL0202"])
  }
}
