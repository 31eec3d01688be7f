@main
struct HandrailCommand {
  static func main() {}
}
