package import Foundation
import HandrailEngine
import HandrailLowering
import HandrailModel
import HandrailReference
import HandrailSource

/// The policies that come with the package, as the comparison reads policies.
package struct ShippedPolicies {
  private let folder: URL

  /// `folder` is the package's.
  package init(folder: URL) { self.folder = folder }

  /// Paths of all that can be compiled alone, in order.
  package func paths() -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.appending(path: "policies").path())
    let names = (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".policy") }
    return names.filter { !$0.contains("shared/") }.sorted().map { "policies/\($0)" }
  }

  /// Checks and lowers one of them; `nil` where it does not compile.
  package func policy(_ path: String) -> ComparedPolicy? {
    let root = folder
    @Sendable func text(_ path: String) -> SourceText? {
      guard let data = FileManager.default.contents(atPath: root.appending(path: path).path())
      else { return nil }
      return SourceText(path: path, text: String(decoding: data, as: UTF8.self))
    }
    let surroundings = CheckSurroundings(
      load: { used, user in
        let beside = user.path.split(separator: "/").dropLast().joined(separator: "/")
        guard let found = text("\(beside)/\(used)") else {
          return .failure(.init(reason: "there is no such file"))
        }
        return .success(found)
      },
      zoneFile: { name in
        FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").map(Array.init)
      },
      zoneNames: { [] }, zoneDataVersion: "test")
    guard let source = text(path) else { return nil }
    let outcome = check(source, in: surroundings)
    guard !outcome.diagnostics.contains(where: { $0.severity == .stop }), let model = outcome.value
    else { return nil }
    let graph = lower(model, zoneDataVersion: "test")
    let empty = PolicyText(header: .init(path, []), headings: [], used: [:])
    return ComparedPolicy(
      text: empty, model: model, graph: graph, program: Program(graph),
      reference: ReferencePolicy(model: model, digest: graph.policy.digest))
  }
}
