import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Setting up, and what queues tell of themselves.
@Suite(.timeLimit(.minutes(10))) struct SetUpTests {
  @Test func `a raw queue is added, changed, stopped, made the default and removed`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    try spool.addRawQueue("bar", uri: "socket://127.0.0.1:9/", description: "吧台")
    let bar = try #require(try spool.queue(named: "bar"))
    #expect(bar.isRaw && bar.acceptsJobs && bar.state == .idle && !bar.isOurs && !bar.isDriverless)
    #expect(bar.scheme == "socket" && bar.waitingJobs == 0)
    #expect(try #require(bar.stateSince) > 1_600_000_000)
    let settings = try server.run("lpoptions", "-p", "bar")
    #expect(bar.errorPolicy == .retryCurrentJob)
    #expect(settings.contains("printer-info=吧台"))

    let twice = #expect(throws: SpoolError.self) {
      try spool.addRawQueue("bar", uri: "socket://127.0.0.1:9/")
    }
    #expect(twice?.code == .queueExists)
    try spool.changeQueue("bar", uri: "escpos://127.0.0.1:9100/?ack=none", policy: .stopPrinter)
    let changed = try #require(try spool.queue(named: "bar"))
    #expect(changed.isOurs && changed.isRaw && changed.acknowledgement == "none")
    #expect(changed.errorPolicy == .stopPrinter)

    try spool.disableQueue("bar", reason: "cleaning")
    let job = try spool.hold([1], order("till/R1-000050/a/1"), queue: "bar")
    try spool.release(job)
    let stopped = try #require(try spool.queue(named: "bar"))
    #expect(stopped.state == .stopped && stopped.message == "cleaning")
    #expect(stopped.presentReasons == ["paused"] && stopped.waitingJobs == 1)
    try spool.cancel(job)
    try spool.enableQueue("bar")
    #expect(try spool.queue(named: "bar")?.state == .idle)
    try spool.setAccepting(false, queue: "bar")
    #expect(try spool.queue(named: "bar")?.acceptsJobs == false)
    try spool.setAccepting(true, queue: "bar")
    #expect(try spool.queue(named: "bar")?.acceptsJobs == true)
    #expect(try spool.defaultQueue() == nil)
    try spool.setDefaultQueue("bar")
    #expect(try spool.defaultQueue() == "bar")
    try spool.removeQueue("bar")
    #expect(try spool.queue(named: "bar") == nil)
    #expect(try spool.standing(of: job) == .gone)
  }

  @Test func `what can't be set up is refused`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    for uri in ["", "nowhere", "escpos", "socket://a b/", "socket://a\n", "://x", "socket://收/"] {
      let error = #expect(throws: SpoolError.self) { try spool.addRawQueue("bar", uri: uri) }
      #expect(error?.code == .uriRefused, "\(uri)")
    }
    let acts: [() throws -> Void] = [
      { try spool.changeQueue("none", policy: .abortJob) }, { try spool.removeQueue("none") },
      { try spool.enableQueue("none") }, { try spool.disableQueue("none") },
      { try spool.setAccepting(true, queue: "none") }, { try spool.setDefaultQueue("none") },
      { try spool.addRawQueue("a/b", uri: "socket://127.0.0.1:9/") },
    ]
    for act in acts {
      let error = #expect(throws: SpoolError.self) { try act() }
      #expect(error?.code == .queueUnknown)
    }
    let scheme = #expect(throws: SpoolError.self) {
      try spool.addRawQueue("bar", uri: "nosuchbackend://127.0.0.1:9/")
    }
    #expect(scheme?.code == .notPossible, "\(scheme?.description ?? "no error")")
  }

  @Test func `the server's backends are asked what they find`() throws {
    let server = try CupsServer.start(withA4: false)
    // None of them finds a thing on this machine, and a bare scheme is no device.
    let devices = try Spool(server: server.address).devices(schemes: ["socket"], timeoutSeconds: 2)
    #expect(devices.allSatisfy { $0.uri.contains(":") })
  }

  @Test func `a queue says what paper it has, and other paper is refused`() throws {
    let server = try CupsServer.start()
    let spool = Spool(server: server.address)
    let office = try spool.capabilities(of: "a4")
    #expect(office.media.contains("iso_a4_210x297mm") && office.takes(media: "iso_a4_210x297mm"))
    #expect(office.formats.contains("application/pdf") && office.sides.contains("one-sided"))
    #expect(office.defaultMedia?.isEmpty == false && office.maximumCopies > 1)
    #expect(office.resolutions.allSatisfy { $0 >= 100 } && !office.resolutions.isEmpty)
    let raw = try spool.capabilities(of: "receipt")
    #expect(raw.media.isEmpty && raw.defaultMedia == nil)
    let pdf = onePagePDF(saying: "A0")
    let wide = JobOrder(name: "till/T1-1/a/1", format: .pdf, media: "iso_a0_841x1189mm")
    let error = #expect(throws: SpoolError.self) { try spool.hold(pdf, wide, queue: "a4") }
    #expect(error?.code == .mediaRefused && error?.reason == "iso_a0_841x1189mm")
    let bytes = #expect(throws: SpoolError.self) {
      try spool.hold([1], order("till/T1-1/a/2"), queue: "a4")
    }
    #expect(bytes?.code == .formatRefused)
    let duplex = #expect(throws: SpoolError.self) {
      let options = ["sides": "two-sided-long-edge"]
      let both = JobOrder(name: "till/T1-1/a/3", format: .pdf, options: options)
      _ = try spool.hold(pdf, both, queue: "a4")
    }
    #expect(duplex?.code == .optionRefused && duplex?.subject == "sides=two-sided-long-edge")
    let right = JobOrder(
      name: "till/T1-1/a/4", format: .pdf, media: "iso_a4_210x297mm",
      options: ["sides": "one-sided"])
    let job = try spool.hold(pdf, right, queue: "a4")
    try spool.release(job)
    let standing = try ending(of: job, on: spool, timeoutSeconds: 30)
    #expect(standing == .sent, "\(standing)")
    #expect(try spool.reasonsNow(of: #require(try spool.queue(named: "a4"))) == [])
    #expect(throws: SpoolError.self) { try spool.capabilities(of: "none") }
  }

  @Test func `an idle queue's old reasons are not told as the present`() throws {
    let server = try CupsServer.start(withA4: false)
    let spool = Spool(server: server.address)
    let queue = try #require(try spool.queue(named: "receipt"))
    let idle = copy(of: queue, state: 3, reasons: ["media-empty-error", "paused"])
    #expect(idle.reasons == ["media-empty-error", "paused"] && idle.presentReasons == ["paused"])
    let busy = copy(of: queue, state: 4, reasons: ["media-empty-error"])
    #expect(busy.presentReasons == ["media-empty-error"])
    #expect(spool.reasonsNow(of: busy) == ["media-empty-error"])
  }

  @Test func `sizes have names and names have sizes`() throws {
    #expect(Media(name: "iso_a4_210x297mm") == Media.a4)
    #expect(Media(width: 21_000, length: 29_700) == Media.a4)
    for form in Media.forms { #expect(Media(name: form.name) == form, "\(form)") }
    let roll = try #require(Media(width: 8_000, length: 20_000))
    #expect(Media(name: roll.name) == roll)
    for name in ["", "a4?", "custom_x", "iso_a4_-1x5mm"] { #expect(Media(name: name) == nil) }
    #expect(Media(width: 0, length: 5) == nil && Media(width: .max, length: 5) == nil)
    var attributes = Attributes()
    attributes.set(
      "media-supported", ["iso_a4_210x297mm", "custom_min_50x50mm", "custom_max_245x300mm"])
    let able = Capabilities(attributes)
    #expect(able.takes(media: "custom_mine_210x297mm") && able.takes(media: Media.form11.name))
    #expect(!able.takes(media: "iso_a3_297x420mm") && !able.takes(media: "nonsense"))
    attributes.set("media-supported", ["iso_a4_210x297mm"])
    #expect(!Capabilities(attributes).takes(media: Media.form11.name))
  }

  @Test func `receipt printers on the network are found and told from others`() throws {
    let printer = try SimulatedPrinter()
    let search = NetworkSearch(port: printer.port, milliseconds: 500)
    #expect(
      search.printers(among: ["127.0.0.1", "not an address"])
        == [FoundPrinter(host: "127.0.0.1", answersStatus: true)])
    // The port listens on 127.0.0.1 alone: of the whole range nobody else answers.
    let range = (1...254).map { "127.0.0.\($0)" }
    #expect(search.printers(among: range).map(\.host) == ["127.0.0.1"])
    let (silent, port) = try SocketPrinter.listen()
    defer { close(silent) }
    #expect(
      NetworkSearch(port: port, milliseconds: 200).printers(among: ["127.0.0.1"])
        == [FoundPrinter(host: "127.0.0.1", answersStatus: false)])
    // Something else that speaks first, as mail servers do.
    let (talker, talkerPort) = try SocketPrinter.listen()
    Thread.detachNewThread {
      let caller = accept(talker, nil, nil)
      _ = send(caller, "220", 3, Int32(MSG_NOSIGNAL))
      usleep(100_000)
      close(caller)
      close(talker)
    }
    #expect(
      NetworkSearch(port: talkerPort, milliseconds: 500).printers(among: ["127.0.0.1"])
        == [FoundPrinter(host: "127.0.0.1", answersStatus: false)])
    #expect(search.printers(among: []).isEmpty)
    let local = NetworkSearch.localAddresses()
    #expect(local.count % 254 == 0 && !local.contains { $0.hasPrefix("127.") })
  }

  private func copy(of queue: Queue, state: Int, reasons: [String]) -> Queue {
    var attributes = Attributes()
    attributes.set("printer-name", [queue.name])
    attributes.set("printer-state-reasons", reasons)
    attributes.set("printer-state", state)
    return Queue(attributes) ?? queue
  }
}
