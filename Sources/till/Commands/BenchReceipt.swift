import ArgumentParser
import Foundation
import TillCore
import TillReceipt

extension BenchCommand {
  /// A receipt's data to a printer's bytes, beside python-escpos; and an A4 slip to PDF.
  struct Receipt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A receipt, data to bytes, beside python-escpos; an A4 slip to PDF.")

    @Option(help: "Receipts a round.") var count = 2_000
    @Option(help: "Rounds; the median counts, a first one to warm up does not.") var rounds = 9

    func validate() throws {
      guard count > 0, rounds > 0 else { throw ValidationError("Both are more than 0.") }
    }

    func run() throws {
      for language in [ShopSettings.Language.english, .simplifiedChinese] {
        // As many articles as give 25 lines, and as many as the peers were measured with.
        for articles in [2, 8] { try measure(BenchPaper(language, articles: articles)) }
      }
      try measurePages(BenchPaper(.simplifiedChinese, articles: 30))
    }

    private func measure(_ paper: BenchPaper) throws {
      let isChinese = paper.language == .simplifiedChinese
      let profile = try ProfileFolder(shop: nil)
        .profile(named: isChinese ? "generic-zh-80" : "epson-tm-80")
      // The number is the code's text, so that there is an EAN-13 code on it.
      let template = try paper.template("receipt") {
        $0.replacingOccurrences(of: "option:code128,", with: "option:ean,")
      }
      var bytes = 0
      let ours = try Rate(rounds: rounds, count: count) {
        let layout = Layout(markup: try template.expand(paper.data), profile: profile)
        bytes = renderEscPos(layout).count
      }
      let text = renderText(Layout(markup: try template.expand(paper.data), profile: profile))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      Console.say(
        "receipt, \(paper.language.rawValue), \(lines.count) lines and EAN-13, data to \(bytes) "
          + "bytes: \(ours.told(rounds, count))")
      tellPeer(lines.map(String.init), paper, ours)
    }

    private func tellPeer(_ lines: [String], _ paper: BenchPaper, _ ours: Rate) {
      guard let peer = PythonPeer() else {
        Console.say("  python-escpos is not there to compare with; to get it: scripts/peers.sh")
        return
      }
      let count = max(count / 10, 1)
      let shown = lines.enumerated().map { index, line in
        let isLarge = index == 0 || line.filter { $0 != " " }.contains(BenchPaper.total)
        return isLarge ? "^" + line : line
      }
      let arguments = [BenchPaper.code, String(rounds), String(count)]
      guard let theirs = peer.rate(arguments, input: shown.joined(separator: "\n") + "\n") else {
        Console.say("  python-escpos failed: \(peer.script)")
        return
      }
      Console.say(
        "  its lines through python-escpos: \(theirs.told(rounds, count)); "
          + "ratio \(ours.ratio(to: theirs))")
    }

    private func measurePages(_ paper: BenchPaper) throws {
      let profile = try ProfileFolder(shop: nil).profile(named: "a4").drawn()
      let template = try paper.template("slip") { $0 }
      let count = max(count / 100, 1)
      var bytes = 0
      let ours = try Rate(rounds: rounds, count: count) {
        let layout = Layout(markup: try template.expand(paper.data), profile: profile)
        bytes = try renderPDF(layout, pageSize: .a4).count
      }
      Console.say(
        "sales slip of 30 articles on A4, \(paper.language.rawValue), data to \(bytes) bytes of "
          + "PDF: \(ours.told(rounds, count))")
    }
  }
}

/// How often something is done in a second of processor time, so that other programs on the
/// machine don't count: the median of rounds, after one that warms up.
private struct Rate {
  let perSecond: Double

  init(perSecond: Double) { self.perSecond = perSecond }

  init(rounds: Int, count: Int, _ work: () throws -> Void) throws {
    var rates: [Double] = []
    for _ in 0...rounds {
      let begin = ProcessorClock.now
      for _ in 0..<count { try work() }
      rates.append(Double(count) / max(Double(ProcessorClock.now - begin) / 1e9, 1e-9))
    }
    let sorted = rates.dropFirst().sorted()
    perSecond = sorted[sorted.count / 2]
  }

  func told(_ rounds: Int, _ count: Int) -> String {
    "\(Int(perSecond.rounded())) a second (median of \(rounds) rounds of \(count))"
  }

  func ratio(to other: Rate) -> String {
    FixedPoint.text(Int64((perSecond / max(other.perSecond, 1e-9) * 10).rounded()), digits: 1)
  }
}

/// Runs `scripts/bench_receipt.py` with the Python that has python-escpos.
private struct PythonPeer {
  let script = OpenShop.share + "/scripts/bench_receipt.py"
  private let python = OpenShop.share + "/.build/peers/bin/python3"

  init?() {
    guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
  }

  func rate(_ arguments: [String], input: String) -> Rate? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script] + arguments
    let (lines, answer) = (Pipe(), Pipe())
    process.standardInput = lines
    process.standardOutput = answer
    do {
      try process.run()
      try lines.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try lines.fileHandleForWriting.close()
    } catch {
      return nil
    }
    let text = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return Double(digits).map { Rate(perSecond: $0) }
  }
}
