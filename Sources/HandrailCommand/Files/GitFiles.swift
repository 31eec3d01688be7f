import Glibc
import Handrail

/// Why nothing was read from a revision.
enum GitRefusal: Error, Equatable {
  case noProgram
  case noRepository
  case noRevision(String)
  case noPath

  /// One clause.
  var words: String {
    switch self {
    case .noProgram: "the program `git` is not to be found"
    case .noRepository: "this folder is in no git repository"
    case .noRevision(let revision): "git knows no revision `\(revision)`"
    case .noPath: "the revision has no such file or folder"
    }
  }

  var fix: String {
    switch self {
    case .noProgram: "install git, or name a file"
    case .noRepository: "run it inside the repository"
    case .noRevision: "name a branch, a tag or a commit that was fetched, such as `origin/main`"
    case .noPath: "write the path from the top of the repository, without `./`"
    }
  }
}

/// Policies of a revision, read by the program `git` without a shell.
struct GitFiles {
  let revision: String
  let path: String

  /// `nil` where the words do not begin with `git:`.
  init?(_ named: String) throws(CommandError) {
    guard named.hasPrefix("git:") else { return nil }
    let parts = named.dropFirst(4).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[0].hasPrefix("-"),
      !parts[1].hasPrefix("-"), !named.utf8.contains(0)
    else {
      throw .badCommand(
        "`\(named)` names no revision and path",
        fix: "write git:REVISION:PATH, as in git:main:policies/chat.policy; neither begins with -")
    }
    revision = String(parts[0])
    path = parts[1].hasSuffix("/") ? String(parts[1].dropLast()) : String(parts[1])
  }

  /// Each policy with what it may use: files of the same revision, beneath its own folder.
  func policies() throws(CommandError) -> [(file: PolicyFile, surroundings: PolicySurroundings)] {
    let sort = try output(["cat-file", "-t", object(path)])
    if String(decoding: sort, as: UTF8.self) == "blob\n" { return [try policy(path)] }
    let listed = try output(["ls-tree", "-r", "-z", "--name-only", object(path)])
    let names = listed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.hasSuffix(".policy") }.sorted()
    guard !names.isEmpty else { throw .noPolicies(folder: path) }
    var policies: [(file: PolicyFile, surroundings: PolicySurroundings)] = []
    for name in names { policies.append(try policy(path + "/" + name)) }
    let used = Set(
      policies.flatMap { policy in
        let root = BeneathRoot(root: Self.folder(of: policy.file.path))
        return usedPaths(of: policy.file).compactMap { root.path(of: $0, from: policy.file.path) }
      })
    return policies.filter { !used.contains($0.file.path) }
  }

  private func object(_ path: String) -> String { revision + ":" + path }

  private static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  private func policy(
    _ path: String
  ) throws(CommandError) -> (file: PolicyFile, surroundings: PolicySurroundings) {
    let file = PolicyFile(path: path, bytes: try output(["cat-file", "blob", object(path)]))
    let root = BeneathRoot(root: Self.folder(of: path))
    let zones = ZoneFolder()
    var surroundings = PolicySurroundings()
    surroundings.load = { used, user in
      guard let found = root.path(of: used, from: user), found.hasSuffix(".policy") else {
        return .failure(.init(reason: "it is not beneath the policy's own folder"))
      }
      do throws(CommandError) {
        return .success(
          PolicyFile(path: found, bytes: try output(["cat-file", "blob", object(found)])))
      } catch {
        return .failure(.init(reason: "the revision has no such file"))
      }
    }
    surroundings.zoneFile = { name in zones.file(name) }
    surroundings.zoneNames = { zones.names() }
    surroundings.zoneDataVersion = zones.version()
    return (file, surroundings)
  }

  /// What git prints.
  private func output(_ arguments: [String]) throws(CommandError) -> [UInt8] {
    guard let bytes = try asked(arguments) else {
      throw .cannotAskGit(named, try refusal())
    }
    return bytes
  }

  private var named: String { "git:\(revision):\(path)" }

  /// `nil` where git says no.
  private func asked(_ arguments: [String]) throws(CommandError) -> [UInt8]? {
    do throws(FileRefusal) {
      return try runGit(["git", "--no-pager"] + arguments)
    } catch {
      if error == .missing { throw .cannotAskGit(named, .noProgram) }
      throw .cannotRead(named, error)
    }
  }

  /// Why git said no.
  private func refusal() throws(CommandError) -> GitRefusal {
    if try asked(["rev-parse", "--git-dir"]) == nil { return .noRepository }
    let revision = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"]
    return try asked(revision) == nil ? .noRevision(self.revision) : .noPath
  }
}

/// Runs git as a child with these arguments, and reads what it prints; `nil` where it fails.
private func runGit(_ arguments: [String]) throws(FileRefusal) -> [UInt8]? {
  var ends: [Int32] = [0, 0]
  guard unsafe pipe(&ends) == 0 else { throw FileRefusal(errorNumber: errno) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  defer { _ = close(ends[0]) }
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
  unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  var words = unsafe arguments.map { unsafe strdup($0) }
  unsafe words.append(nil)
  defer { for place in unsafe words.indices { unsafe free(words[place]) } }
  var child = pid_t()
  let started = unsafe posix_spawnp(&child, "git", &actions, nil, words, environ)
  _ = close(ends[1])
  guard started == 0 else { throw FileRefusal(errorNumber: started) }
  var bytes: [UInt8] = []
  var refusal: FileRefusal?
  do throws(FileRefusal) {
    bytes = try readToEnd(of: ends[0], expecting: 0, limit: BeneathRoot.sizeLimit)
  } catch {
    refusal = error
    _ = kill(child, SIGKILL)
  }
  var status: Int32 = 0
  while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
  if let refusal { throw refusal }
  return status == 0 ? bytes : nil
}
