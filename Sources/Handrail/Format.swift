internal import HandrailSource
internal import HandrailSyntax

/// The file's bytes in the one style of the language.
///
/// Lines that make no sense keep their words; formatting twice changes nothing more.
public func formatted(_ file: PolicyFile) -> [UInt8] {
  HandrailSyntax.format(parse(SourceText(path: file.path, bytes: file.bytes)).value)
}
