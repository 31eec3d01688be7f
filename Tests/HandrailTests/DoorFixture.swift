import Foundation
import Handrail
import HandrailEngine

let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// The published policies, by path from the root of the package.
let publishedPolicies = [
  "policies/bank/northgate_chat.policy", "policies/retail/desk.policy",
  "policies/retail/gate.policy", "policies/telecom/support.policy",
]

/// Compiles a published policy with the files beside it and the zones of this machine.
func compiled(_ path: String) throws -> Compilation {
  @Sendable func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: packageFolder.appendingPathComponent(path)))
  }
  var surroundings = PolicySurroundings()
  surroundings.load = { used, user in
    let folder = user.split(separator: "/").dropLast().joined(separator: "/")
    let path = "\(folder)/\(used)"
    guard let bytes = try? read(path) else { return .failure(.init(reason: "not there")) }
    return .success(PolicyFile(path: path, bytes: bytes))
  }
  surroundings.zoneFile = { name in
    (try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))).map(Array.init)
  }
  surroundings.zoneDataVersion = "test"
  return compile(PolicyFile(path: path, bytes: try read(path)), in: surroundings)
}

/// The sessions that lie beside a policy, without their endings.
func sessions(of policy: String) throws -> [String] {
  let folder = policy.split(separator: "/").dropLast().joined(separator: "/") + "/sessions"
  let name = String((policy.split(separator: "/").last ?? "").dropLast(".policy".count))
  return try FileManager.default.contentsOfDirectory(
    atPath: packageFolder.appendingPathComponent(folder).path
  ).filter { $0.hasPrefix("\(name)_") && $0.hasSuffix(".json") }.sorted()
    .map { "\(folder)/\($0.dropLast(".json".count))" }
}
