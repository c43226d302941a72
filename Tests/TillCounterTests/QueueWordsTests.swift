import Testing
import TillCore

@testable import TillCounter

@Suite struct QueueWordsTests {
  private static let sentences: [@Sendable (Wording) -> String] = [
    { $0.queueState("idle") }, { $0.queueState("processing") }, { $0.queueState("stopped") },
    { $0.queueSince("idle", "2026-11-22 09:12") }, { $0.queueRefuses("receipt") },
    { $0.queueWaits(cups: 0, outbox: 0) }, { $0.queueWaits(cups: 0, outbox: 1) },
    { $0.queueWaits(cups: 2, outbox: 1) }, { $0.queuePrints([]) },
    { $0.queuePrints(["receipt", "slip/finance"]) }, { $0.queueConfirms(true) },
    { $0.queueConfirms(false) }, { $0.queueMissing }, { $0.queueMissingTodo("make") },
  ]

  @Test("in English")
  func english() {
    #expect(
      Self.sentences.map { $0(Wording(.english)) } == [
        "ready", "printing", "stopped", "ready since 2026-11-22 09:12",
        "it takes no new jobs — cupsaccept receipt", "nothing waits", "1 waits (CUPS 0, till 1)",
        "3 wait (CUPS 2, till 1)", "printers.yaml sends it nothing",
        "prints receipt, slip/finance", "confirms what it printed",
        "tells only what was sent, not what was printed", "not in CUPS",
        "make it: make; or write in printers.yaml the name that lpstat -e lists",
      ])
  }

  @Test("in Chinese")
  func chinese() {
    #expect(
      Self.sentences.map { $0(Wording(.simplifiedChinese)) } == [
        "就绪", "正在打印", "已停止", "就绪（自 2026-11-22 09:12 起）",
        "不接收新任务 — cupsaccept receipt", "没有等待的任务", "1 份等待（CUPS 0，收银台 1）",
        "3 份等待（CUPS 2，收银台 1）", "printers.yaml 没有指定它打什么",
        "打印 receipt, slip/finance", "打印后有确认", "只知已发送，不知是否打出", "CUPS 里没有",
        "建立队列：make；或在 printers.yaml 里写 lpstat -e 列出的名字",
      ])
  }
}
