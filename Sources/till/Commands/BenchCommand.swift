import ArgumentParser

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bench")
}
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "demo")
}
