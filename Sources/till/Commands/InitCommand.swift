import ArgumentParser
import Foundation

/// `till init DIR`: a new shop's folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new shop from the sample.")

  @Argument(help: "The folder to make; it must not hold a shop yet.")
  var directory: String
  @Option(help: "en or zh-Hans.") var language = "en"
  @Option(help: "ISO 4217 code.") var currency = "CNY"
  @Option(help: "Tax bands with their rates in per cent, such as A=13,B=9,N=0.") var tax: String?
  @Flag(help: "The same shop without articles.") var empty = false

  func run() throws {
    let folder = try ShopInit.create(
      at: directory, language: language, currency: currency, tax: tax, empty: empty,
      share: OpenShop.share)
    Console.say("Made \(folder.path). Edit config/shop.yaml (name, address, stamp), then:")
    Console.say("  ./till check --shop \(directory)")
    Console.say("  ./till counter --shop \(directory)")
  }
}
