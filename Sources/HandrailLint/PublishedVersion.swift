/// What was published last of a policy.
package struct PublishedVersion: Sendable, Equatable {
  /// The policy's name; `nil`: it is known to be about the policy at hand.
  package var name: String?
  package var version: Int64
  /// SHA-256 of its decision graph, in lower-case hexadecimal.
  package var digest: String
  /// Where the published policy is kept, as written; `nil`: nobody said.
  package var file: String?
  /// The digest of the meaning that the owner approved since; `nil`: none.
  package var approved: String?

  package init(name: String? = nil, version: Int64, digest: String) {
    self.name = name
    self.version = version
    self.digest = digest
  }
}
