import Glibc

/// Why a file was not read or written, in words that never show what is in it.
enum FileRefusal: Error, Equatable {
  case missing
  case forbidden
  case link
  case folder
  case notPlain
  case tooLarge(limit: Int)
  case nameTooLong
  case caseTwin(String)
  case emptyName
  case webAddress
  case absolute
  case outside
  case outsideRoot
  case notPolicy
  /// A compiled policy where text is needed.
  case compiled
  case exists
  /// What is there already is no compiled policy, so none takes its place.
  case notCompiled
  case changed
  case failed(Int32)

  /// The refusal for an error number of the system.
  init(errorNumber: Int32) {
    switch errorNumber {
    case ENOENT: self = .missing
    case EACCES, EPERM: self = .forbidden
    case ELOOP: self = .link
    case ENOTDIR: self = .missing
    case EISDIR: self = .folder
    case ENXIO, ENODEV: self = .notPlain
    case ENAMETOOLONG: self = .nameTooLong
    case _: self = .failed(errorNumber)
    }
  }

  /// One clause, without the file's name.
  var words: String {
    switch self {
    case .missing: "there is no such file"
    case .forbidden: "you may not open it"
    case .link: "it is reached through a link, and links are not followed"
    case .folder: "it is a folder"
    case .notPlain: "it is not a plain file"
    case .tooLarge(let limit): "it is larger than \(limit / 1_048_576) MiB"
    case .nameTooLong: "its name is too long"
    case .caseTwin(let other): "`\(other)` beside it differs only in capitals"
    case .emptyName: "the name is empty"
    case .webAddress: "only files can be used, not web addresses"
    case .absolute: "the path must start from the policy's own folder, not from `/`"
    case .outside: "the path leads out of the policy's folder"
    case .outsideRoot: "it is not beneath the folder that `--root` names"
    case .notPolicy: "only files that end in `.policy` can be used"
    case .compiled: "it is a compiled policy, and only a policy's text can be used"
    case .notCompiled: "what is there is no compiled policy, and is not replaced"
    case .exists: "there is something of that name already"
    case .changed: "it has changed since it was read"
    case .failed(let number): systemWords(number)
    }
  }
}

/// What the system says of an error number.
private func systemWords(_ number: Int32) -> String {
  guard let words = unsafe strerror(number) else { return "the system refused (\(number))" }
  return unsafe String(cString: words).lowercased()
}
