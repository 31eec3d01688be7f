package import HandrailSource

/// What can be wrong with a line before its names mean anything: PL01xx.
package enum ReadingFault: Fault {
  case notUnderstood(word: String)

  package var code: String { "PL0124" }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .notUnderstood(let word): "I stopped understanding this line at \"\(word)\"."
    }
  }

  package var reason: String { "" }
}
