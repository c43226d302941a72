import Foundation
import TestSupport
import Testing

@testable import TillSpool

/// Holding and releasing over a line that breaks: each test breaks a server, or its line.
@Suite(.timeLimit(.minutes(10))) struct HoldFaultTests {
  /// A hold makes four requests: what queue is it, the job, its document, its uuid.
  @Test(arguments: [LossyLine.Fault.requestLost, .answerLost, .lineCut], 1...4)
  func `whatever breaks in a hold, nothing is printed nor left held`(
    fault: LossyLine.Fault, request: Int
  ) throws {
    let server = try CupsServer.start(withA4: false)
    let line = try LossyLine(to: server, losing: fault, ofRequest: request)
    defer { line.stop() }
    let name = "till/R1-000030/a/1"
    let direct = Spool(server: server.address)
    let error = #expect(throws: SpoolError.self) {
      try lossy(line).hold([7, 7, 7], order(name), queue: "receipt")
    }
    #expect(error?.code == .serverUnreachable)
    #expect(error?.fate == .notPrinted)
    if let left = try direct.find(name: name, queue: "receipt") {
      let standing = try direct.standing(of: left)
      if fault == .lineCut {
        #expect(standing == .held)
        try direct.cancel(left)
      } else {
        #expect(standing == .cancelled)
      }
    }
    #expect(try server.run("lpstat", "-W", "not-completed") == "")
    #expect(server.receivedDocuments().isEmpty)
  }

  /// A release makes two requests: is it still that job, let it go.
  @Test(arguments: [LossyLine.Fault.requestLost, .answerLost, .lineCut], 1...2)
  func `a release that broke is asked after, and made again`(
    fault: LossyLine.Fault, request: Int
  ) throws {
    let server = try CupsServer.start(withA4: false)
    let direct = Spool(server: server.address)
    let job = try direct.hold([7, 7, 7], order("till/R1-000031/a/1"), queue: "receipt")
    let line = try LossyLine(to: server, losing: fault, ofRequest: request)
    defer { line.stop() }
    let error = #expect(throws: SpoolError.self) { try lossy(line).release(job) }
    #expect(error?.code == .serverUnreachable)
    #expect(error?.fate == (request == 1 ? .notPrinted : .uncertain))
    if request == 2, fault != .requestLost {
      #expect(try ending(of: job, on: direct) == .sent)
    } else {
      #expect(try direct.standing(of: job) == .held)
    }
    try direct.release(job)
    #expect(try ending(of: job, on: direct) == .sent)
    #expect(try server.waitForDocuments(count: 1, timeoutSeconds: 5) == [[7, 7, 7]])
  }

  private func lossy(_ line: LossyLine) -> Spool {
    Spool(
      server: line.address, limits: TimeLimits(connectMilliseconds: 500, answerSeconds: 1))
  }
}
