import Glibc
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
    #expect(
      try DeviceAddress("escpos://till-printer.shop/").place
        == .network(host: "till-printer.shop", port: 9_100))
  }

  @Test func `USB and serial printers are paths`() throws {
    var none: [String: String] = [:]
    let usual = try SerialLine(&none)
    #expect(usual.bitsPerSecond == 9_600 && usual.flow == .rtscts)
    let usb = DeviceAddress.Place.file(path: "/dev/usb/lp0", line: usual)
    #expect(try DeviceAddress("escpos:/dev/usb/lp0").place == usb)
    #expect(try DeviceAddress("escpos:///dev/usb/lp0?ack=none").place == usb)
    var options = ["baud": "38400", "flow": "xonxoff"]
    let line = try SerialLine(&options)
    #expect(options.isEmpty)
    #expect(
      try DeviceAddress("escpos:/dev/ttyUSB0?baud=38400&flow=xonxoff").place
        == .file(path: "/dev/ttyUSB0", line: line))
  }

  @Test(arguments: [
    ("", "it begins with escpos:, as in escpos://192.168.1.50:9100"),
    ("socket://a", "it begins with escpos:, as in escpos://192.168.1.50:9100"),
    ("escpos://", "the printer's address is missing, as in escpos://192.168.1.50:9100"),
    ("escpos://:9100", "the printer's address is missing, as in escpos://192.168.1.50:9100"),
    ("escpos://a:0", "a port is a number from 1 to 65535, not 0"),
    ("escpos://a:70000", "a port is a number from 1 to 65535, not 70000"),
    ("escpos://[::1", "the [ is never closed"),
    ("escpos://a%2", "% stands before two hexadecimal digits"),
    ("escpos://a%00", "% stands before two hexadecimal digits"),
    ("escpos:/etc/passwd", "a device is a path under /dev, as in escpos:/dev/usb/lp0"),
    ("escpos:/dev/../etc/a", "a device is a path under /dev, as in escpos:/dev/usb/lp0"),
    ("escpos://a?ack", "the option ack lacks its =value"),
    ("escpos://a?ack=gs-r&ack=none", "the option ack stands there twice"),
    ("escpos://a?ack=yes", "ack is gs-r, gs-h or none, not yes"),
    ("escpos://a?status=on", "status is yes or no, not on"),
    ("escpos://a?timeout=0", "timeout is 1 to 3600 seconds, not 0"),
    ("escpos://a?timeout=3601", "timeout is 1 to 3600 seconds, not 3601"),
    (
      "escpos:/dev/ttyS0?baud=1",
      "baud is one of 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, not 1"
    ),
    ("escpos:/dev/ttyS0?flow=dtr", "flow is rtscts, xonxoff or none, not dtr"),
    (
      "escpos://a?contimeout=3",
      "there is no option contimeout; there are ack, status, timeout, baud and flow"
    ),
  ])
  func `what can't be read is refused in words`(uri: String, words: String) {
    let error = #expect(throws: BackendError.self) { try DeviceAddress(uri) }
    #expect(error?.words == "The device URI can't be read: " + words)
    #expect(error?.ending == .stop)
  }

  @Test func `the job's options, as CUPS writes them, go before the URI's`() throws {
    let options = JobOptions(
      #"media=Custom.80x200mm till-ack=gs-h note='two words' x="a\"b" flag job-uuid=urn:uuid:1 "#)
    #expect(options["till-ack"] == "gs-h" && options["note"] == "two words")
    #expect(options["x"] == #"a"b"# && options["flag"] == nil)
    #expect(options["job-uuid"] == "urn:uuid:1")
    var habits = try DeviceAddress("escpos://a/?ack=none&timeout=3").habits
    try habits.take(options)
    try habits.take(JobOptions("till-status=no"))
    #expect(habits.acknowledgement == .gsH && !habits.answersStatus && habits.timeoutSeconds == 3)
  }

  @Test(arguments: [
    ("till-ack=maybe", "The job can't be printed: till-ack is gs-r, gs-h or none, not maybe"),
    ("till-status=1", "The job can't be printed: till-status is yes or no, not 1"),
  ])
  func `a job's option that means nothing is refused`(text: String, words: String) {
    var habits = PrinterHabits()
    let error = #expect(throws: BackendError.self) { try habits.take(JobOptions(text)) }
    #expect(error?.words == words)
  }

  @Test func `a serial line is set as the URI says`() throws {
    // A terminal made of nothing; its ioctls as in linux/tty.h, for glibc's wrappers are not seen.
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(master) }
    var locked: Int32 = 0
    var number: Int32 = 0
    let isReady =
      ioctl(master, 0x4004_5431, &locked) == 0 && ioctl(master, 0x8004_5430, &number) == 0
    try #require(isReady)
    let name = "/dev/pts/\(number)"
    var options = ["baud": "38400"]
    let line = try SerialLine(&options)
    let link = try Dialling.link(
      to: .file(path: name, line: line), isCancelled: { false })
    var settings = termios()
    #expect(tcgetattr(master, &settings) == 0)
    #expect(cfgetospeed(&settings) == speed_t(B38400))
    #expect(settings.c_cflag & 0o20_000_000_000 != 0 && settings.c_lflag & tcflag_t(ECHO) == 0)
    // Raw: what would be a line's end or an interrupt elsewhere comes through as it is.
    #expect(link.write([0x0A, 0x03, 0x0D]) == .taken(3))
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(read(master, &buffer, 8) == 3 && buffer[..<3] == [0x0A, 0x03, 0x0D])
    #expect(link.read() == .nothing)
  }
}
