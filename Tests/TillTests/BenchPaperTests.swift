import Foundation
import TestSupport
import Testing

@testable import till

/// `till bench paper` against a real cupsd: that it measures, never what.
@Suite("till bench paper", .serialized)
struct BenchPaperTests {
  private func bench(_ address: String?, sales: Int = 4) throws -> TillProgram.Outcome {
    try TillProgram.run(
      ["bench", "paper", "--sales", "\(sales)"],
      environment: address.map { ["CUPS_SERVER": $0] } ?? [:])
  }

  @Test("every figure comes with its ratio, and the queue is gone afterwards")
  func figures() throws {
    let server = try CupsServer.start(withA4: false)
    // As a bench that was killed leaves it.
    try server.addReceiptQueue(named: "till-bench", uri: "escpos://127.0.0.1:9/")
    let outcome = try bench(server.address)
    #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.text)")
    let times = #": median \d+ µs, 99th percentile \d+ µs, n = "#
    let ofLimit = #"  of the limit, 50 ms: median \d+\.\d\d, 99th percentile \d+\.\d\d"#
    let shape = [
      #"receipt \(card\), paid to its first byte at the printer"# + times + "2", ofLimit,
      #"drawer \(cash\), paid to its pulse at the printer"# + times + "2", ofLimit,
      #"receipt \(cash, behind the pulse\), paid to its first byte"# + times + "2", ofLimit,
      "peer: the same receipts to CUPS in one step, to their first byte" + times + "4",
      #"ratio of medians \d+\.\d\d, of 99th percentiles \d+\.\d\d"#,
    ]
    try #require(outcome.lines.count == shape.count, "\(outcome.text)")
    for (line, shape) in zip(outcome.lines, shape) {
      #expect(try line.wholeMatch(of: Regex(shape)) != nil, "\(line)")
    }
    #expect(try server.run("lpstat", "-e") == "receipt\n")
  }

  @Test("where something is missing it says what, and ends with 2")
  func missing() throws {
    let server = try CupsServer.start(withA4: false)
    try FileManager.default.removeItem(atPath: server.folder + "/bin/backend/escpos")
    #expect(
      try bench(server.address).text
        == "exit 2\nCUPS has no backend escpos (Bad device-uri scheme \"escpos\".). "
        + "Install it: sudo ./till printers install\n")
    #expect(
      try bench(nil).text
        == "exit 2\nThe print server 127.0.0.1:1 does not answer (Host is down). Start it: "
        + "systemctl start cups — or have one to try: scripts/print_lab.sh start DIR\n")
    try demandAdministrators(of: server)
    #expect(
      try bench(server.address).text
        == "exit 2\nCUPS lets only its administrators add a queue: sudo, or group lpadmin.\n")
  }

  private func demandAdministrators(of server: CupsServer) throws {
    let path = server.folder + "/etc/cupsd.conf"
    let limit = """
        <Limit CUPS-Add-Modify-Printer>
          AuthType Basic
          Require user @SYSTEM
          Order deny,allow
        </Limit>

      """
    let settings = try String(contentsOfFile: path, encoding: .utf8)
      .replacingOccurrences(of: "  <Limit All>", with: limit + "  <Limit All>")
    server.killServer()
    try settings.write(toFile: path, atomically: false, encoding: .utf8)
    try server.restartServer()
  }
}
