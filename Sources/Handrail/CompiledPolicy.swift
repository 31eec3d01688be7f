internal import HandrailEngine

/// Why a compiled policy is not used.
public struct CompiledPolicyRefusal: Error, Sendable, Equatable {
  /// One clause in plain words, without the file's name.
  public var reason: String

  /// Makes a refusal from its words.
  public init(reason: String) { self.reason = reason }
}

extension Policy {
  /// Loads what `compiledForm` or `handrail compile` wrote, without its text and without reading
  /// anything else.
  ///
  /// Trusts no byte, and throws where it was cut short or changed, is of another form, or does not
  /// hold together though its checksum is right. What is loaded decides every question as the text
  /// does. It says nothing of who wrote it, and `digest` is what the file says: keep compiled
  /// policies where only you can write, or load them by `init(compiled:digest:)`.
  ///
  /// It costs some 4 ms of one core for 1,000 rules, and grows with the file.
  public init(compiled bytes: [UInt8]) throws(CompiledPolicyRefusal) {
    do throws(CompiledRefusal) {
      self.init(graph: try readCompiledGraph(bytes))
    } catch {
      throw CompiledPolicyRefusal(reason: error.words)
    }
  }

  /// The same, and throws unless it is the policy of this digest: whoever wrote the file, it
  /// decides as the policy that was approved by it.
  ///
  /// The digest is worked out anew, which costs somewhat more than loading does.
  public init(
    compiled bytes: [UInt8], digest: String
  ) throws(CompiledPolicyRefusal) {
    try self.init(compiled: bytes)
    guard self.digest == digest, graphDigest(graph) == digest else {
      throw CompiledPolicyRefusal(reason: CompiledRefusal.otherDigest.words)
    }
  }

  /// The policy in the form that `init(compiled:)` loads; the same text gives the same bytes.
  ///
  /// Holds names, lines and the words of tests, so that reasons stay what they are, but neither
  /// comments, scenarios nor promises. Throws where the policy is too large to be loaded again.
  public func compiledForm() throws(CompiledPolicyRefusal) -> [UInt8] {
    do throws(CompiledRefusal) {
      let bytes = try compiledBytes(of: graph)
      // What nobody could load is not written.
      _ = try readCompiledGraph(bytes)
      return bytes
    } catch {
      throw CompiledPolicyRefusal(reason: error.words)
    }
  }
}
