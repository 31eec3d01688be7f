@main
struct Verifier {
  static func main() {}
}
