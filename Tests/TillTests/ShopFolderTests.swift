import Foundation
import Glibc
import Testing

@testable import till

@Suite("which shop is meant")
struct ShopFolderTests {
  static func find(
    _ option: String? = nil, _ environment: [String: String] = [:], in directory: String
  ) throws -> String {
    try ShopFolder.find(
      option: option, environment: environment, currentDirectory: directory
    ).path
  }

  @Test("--shop before TILL_SHOP before the current folder before the home folder")
  func order() throws {
    let folder = try TestFolder()
    let set = ["TILL_SHOP": "/srv/shop/", "HOME": "/home/li"]
    #expect(try Self.find("/srv/other", set, in: folder.path) == "/srv/other")
    #expect(try Self.find(nil, set, in: folder.path) == "/srv/shop")
    let home = ["TILL_SHOP": "", "HOME": "/home/li"]
    #expect(try Self.find(nil, home, in: folder.path) == "/home/li/.local/share/till")
    try folder.writeShop()
    #expect(try Self.find(nil, home, in: folder.path) == folder.path)
  }

  @Test("a path is read from the current folder")
  func relative() throws {
    #expect(try Self.find("shops/one", in: "/srv") == "/srv/shops/one")
    #expect(try Self.find("../two", in: "/srv/shops") == "/srv/two")
    #expect(try Self.find(".", in: "/srv") == "/srv")
  }

  @Test("an empty --shop is refused, for another shop's books would be sold in")
  func emptyOption() {
    let fault = #expect(throws: SettingsFault.self) { try Self.find("", in: "/srv") }
    #expect(fault?.description == "--shop: names no folder — write --shop DIR, or leave it out")
  }

  @Test("data is made on first use, for its owner only")
  func data() throws {
    let folder = try TestFolder()
    #expect(try folder.shop.makeData() == folder.path + "/data")
    #expect(try folder.shop.makeData() == folder.path + "/data")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/data")
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("a folder that can't be written to is one clear line")
  func unwritable() throws {
    let folder = try TestFolder()
    try folder.write("x", to: "file")
    let below = ShopFolder(path: folder.path + "/file")
    let fault = #expect(throws: SettingsFault.self) { try below.makeData() }
    #expect(
      fault?.description
        == "\(folder.path)/file/data: can't be made (Not a directory) — let the user of till "
        + "write in \(folder.path)/file, or name another shop: --shop DIR")
    try folder.write("x", to: "data")
    let taken = #expect(throws: SettingsFault.self) { try folder.shop.makeData() }
    #expect(
      taken?.description
        == "\(folder.path)/data: is no folder — move it away; till makes the folder itself")
  }

  /// The superuser may write everywhere, so there is nothing to see as root.
  @Test("a folder of someone else's, by name and reason", .enabled(if: geteuid() != 0))
  func othersFolder() throws {
    let folder = try TestFolder()
    try folder.writeShop()
    let modes = FileManager.default
    try modes.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    defer { try? modes.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    let fault = #expect(throws: SettingsFault.self) { try folder.shop.makeData() }
    #expect(fault?.problem == "can't be made (Permission denied)")
    let place = folder.path + "/new"
    let refusal = #expect(throws: SettingsFault.self) {
      try ShopInit.create(at: place, share: TestFolder.share)
    }
    #expect(
      refusal?.description
        == "\(place): no shop can be made here (Permission denied) — name a folder this user can "
        + "write in")
    let file = folder.path + "/config/shop.yaml"
    try modes.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    #expect(
      folder.faults() == [
        "config/shop.yaml: can't be read (Permission denied) — let the user of till read it"
      ])
  }
}
