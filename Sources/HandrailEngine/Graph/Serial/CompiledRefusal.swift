/// Why a compiled policy is not used.
package enum CompiledRefusal: Error, Sendable, Equatable {
  /// It does not begin as one does.
  case notCompiled
  /// Written in a form that this version does not read.
  case otherForm(UInt32)
  case cutShort
  /// Bytes that belong to nothing follow.
  case tooLong
  case tooLarge
  /// Its checksum says that it was changed since it was written.
  case changed
  /// It is sound, and not the policy that was asked for.
  case otherDigest
  /// Its checksum is right, and what it holds is not a policy all the same.
  case unsound(String)

  /// One clause in plain words, without the file's name.
  package var words: String {
    switch self {
    case .notCompiled: "it is no compiled policy"
    case .otherForm(let form):
      "it is written in form \(form), and this version reads form \(CompiledForm.version)"
    case .cutShort: "it is cut short"
    case .tooLong: "something follows its end"
    case .tooLarge: "it is larger than \(CompiledForm.mostBytes >> 20) MiB"
    case .changed: "it was changed since it was written"
    case .otherDigest: "it is not the policy of that digest"
    case .unsound(let flaw): "it does not hold together: \(flaw)"
    }
  }
}
