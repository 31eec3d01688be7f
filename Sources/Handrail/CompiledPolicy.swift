internal import HandrailEngine

/// Why a compiled policy is not used.
public struct CompiledPolicyRefusal: Error, Sendable, Equatable {
  /// One clause in plain words, without the file's name.
  public var reason: String

  /// Makes a refusal from its words.
  public init(reason: String) { self.reason = reason }
}

extension Policy {
  /// Loads a policy that `compiledForm` wrote, without its text and without reading anything else.
  ///
  /// Trusts no byte: what is damaged, cut short, of another form or not sound is refused. It says
  /// nothing of who wrote it: keep compiled policies where only you can write.
  public init(compiled bytes: [UInt8]) throws(CompiledPolicyRefusal) {
    do throws(CompiledRefusal) {
      self.init(graph: try readCompiledGraph(bytes))
    } catch {
      throw CompiledPolicyRefusal(reason: error.words)
    }
  }

  /// The policy in the form that `init(compiled:)` loads; equal policies have equal bytes.
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
