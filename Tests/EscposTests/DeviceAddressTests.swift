import Testing

@testable import EscposBackend

struct DeviceAddressTests {
  @Test func `a network printer's address, with and without its port`() throws {
    let near = try DeviceAddress("escpos://192.168.1.50")
    #expect(near.place == .network(host: "192.168.1.50", port: 9_100))
    #expect(near.habits == PrinterHabits())
    let far = try DeviceAddress("escpos://[fe80::1%25eth0]:9101/?ack=gs-h&status=no&timeout=20")
    #expect(far.place == .network(host: "fe80::1%eth0", port: 9_101))
    #expect(far.habits.acknowledgement == .gsH)
    #expect(!far.habits.answersStatus && far.habits.timeoutSeconds == 20)
  }
}
