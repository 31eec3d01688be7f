internal import HandrailSource
internal import HandrailSyntax

/// The paths that a file names with `use`, as it writes them; other files are not looked at.
package func usedPaths(of file: PolicyFile) -> [String] {
  let tree = parse(SourceText(path: file.path, bytes: file.bytes)).value
  return tree.children(tree.root).filter { tree.kind($0) == .use }.compactMap { use in
    guard let path = tree.token(use, at: 1), path.kind == .string else { return nil }
    return String(tree.text(path).dropFirst().dropLast())
  }
}
