import Glibc
import Handrail
import HandrailReporting
import HandrailScenarios
import HandrailSource

/// A policy to be tested, with the suites that go with it.
struct TestJob: Sendable {
  var main: MainFile
  var suites: [ScenarioSuite] = []
  /// False where only a suite was named: the policy's own scenarios are left alone.
  var playsPolicy = true

  static let ending = ".scenarios.yaml"

  /// The policy with the suites behind it.
  var joined: PolicyWithSuites { PolicyWithSuites(main.file.bytes, suites) }

  /// The same as one file to compile.
  func main(with joined: PolicyWithSuites) -> MainFile {
    var whole = main
    whole.file.bytes = joined.bytes
    return whole
  }
}

/// What was named on the command line, as policies with their suites.
struct TestJobs {
  private(set) var jobs: [TestJob] = []
  private let root: String?

  /// Reads policies, the suites beside them and the suites that were named.
  init(
    _ named: [String], root: String?, _ status: inout ExitStatus, in console: inout Console
  ) throws(CommandError) {
    self.root = root
    let suites = named.filter { $0.hasSuffix(TestJob.ending) }
    let policies = named.filter { !$0.hasSuffix(TestJob.ending) }
    let files =
      policies.isEmpty ? [] : try mainFiles(policies, root: root, &status, in: &console)
    jobs = files.map { TestJob(main: $0) }
    var seen: Set<String> = []
    let beside = files.map(\.named).filter { $0.hasSuffix(".policy") }
      .map { String($0.dropLast(7)) + TestJob.ending }.filter(isPlainFile)
    let beneath = try PolicyPaths.beneath(policies, ending: TestJob.ending)
    for path in suites + beside + beneath where seen.insert(path).inserted {
      do throws(CommandError) {
        try add(path, &status, in: &console)
      } catch {
        console.complain(error)
        status = .cannotRead
      }
    }
  }

  private mutating func add(
    _ path: String, _ status: inout ExitStatus, in console: inout Console
  ) throws(CommandError) {
    let bytes: [UInt8]
    do throws(FileRefusal) {
      bytes = try OpenFile(path: path, kind: .plain).readAll(limit: BeneathRoot.sizeLimit)
    } catch {
      throw .cannotRead(path, error)
    }
    let suite = ScenarioSuite(SourceText(path: path, bytes: bytes))
    guard suite.problems.isEmpty else {
      console.say(DiagnosticText([suite.source]).render(suite.problems) + "\n")
      if status == .fine { status = .findings }
      return
    }
    let policy = Self.policy(of: suite, at: path)
    if let position = jobs.firstIndex(where: { $0.main.named == policy }) {
      jobs[position].suites.append(suite)
    } else {
      jobs.append(
        TestJob(main: try MainFile(policy, root: root), suites: [suite], playsPolicy: false))
    }
  }

  /// The policy that a suite names, from its own folder; else the one of its own name.
  private static func policy(of suite: ScenarioSuite, at path: String) -> String {
    guard let named = suite.policy else {
      return String(path.dropLast(TestJob.ending.count)) + ".policy"
    }
    guard !named.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return named }
    return path[...slash] + named
  }
}

extension MainFile {
  /// The policy with the scenarios of the suite beside it; `nil` where there is none to be read.
  var withSuites: PolicyFile? {
    guard named.hasSuffix(".policy") else { return nil }
    let path = String(named.dropLast(7)) + TestJob.ending
    guard isPlainFile(path),
      let bytes = try? OpenFile(path: path, kind: .plain).readAll(limit: BeneathRoot.sizeLimit)
    else { return nil }
    let suite = ScenarioSuite(SourceText(path: path, bytes: bytes))
    let name = named.split(separator: "/").last.map(String.init)
    guard suite.problems.isEmpty, suite.policy == nil || suite.policy == name else { return nil }
    return TestJob(main: self, suites: [suite]).main(with: PolicyWithSuites(file.bytes, [suite]))
      .file
  }
}

private func isPlainFile(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}
