/// A text as it may go to a terminal.
///
/// Whatever could move the cursor, change colours or turn the direction of reading becomes U+FFFD;
/// line feeds and tabs stay.
package func printable(_ text: String) -> String {
  guard !text.unicodeScalars.allSatisfy({ printable($0) == $0 }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(printable(scalar)) }
  return String(result)
}

/// The scalar, or U+FFFD where it is a control.
package func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x09, 0x0A: scalar
  case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069,
    0x061C:
    "\u{FFFD}"
  case _: scalar
  }
}
