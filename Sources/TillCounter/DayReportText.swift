import TillCore

/// A day's figures as a person reads them, and as the X report's template names them.
public struct DayReportText {
  let wording: Wording
  let report: DayReport
  let showsExpected: Bool

  /// - Parameter showsExpected: before the blind count nobody without the right sees expected cash.
  public init(_ wording: Wording, _ report: DayReport, showsExpected: Bool) {
    self.wording = wording
    self.report = report
    self.showsExpected = showsExpected
  }

  public var lines: [String] {
    var lines = [
      wording.say("Day \(report.day) · till \(report.desk)", "日期 \(report.day) · \(report.desk) 号机")
    ]
    lines.append(row(wording.say("sales", "销售笔数"), "\(report.salesCount)", nil))
    lines.append(row(wording.say("gross", "销售总额"), nil, report.grossMinor))
    lines.append(row(wording.say("discount", "优惠"), nil, -report.discountMinor))
    lines.append(
      row(wording.say("returns", "退货"), "\(report.returnsCount)", -report.returnsMinor))
    lines.append(row(wording.say("net", "净额"), nil, report.netMinor))
    lines.append(row(wording.say("cancelled", "取消"), "\(report.voidCount)", report.voidMinor))
    for tax in report.taxRows {
      lines.append(
        row(
          wording.say(
            "tax \(tax.band.code) \(tax.band.rate)%", "税 \(tax.band.code) \(tax.band.rate)%"),
          wording.say("net \(wording.money(tax.netMinor))", "不含税 \(wording.money(tax.netMinor))"),
          tax.taxMinor))
    }
    for tender in report.tenders where showsExpected {
      lines.append(
        row(wording.tender(tender.kind), "\(tender.count)", tender.expectedMinor))
    }
    lines.append(row(wording.say("rounding", "舍入"), nil, report.roundingMinor))
    if report.awaitingMinor != 0, showsExpected {
      lines.append(row(wording.say("part payments", "未结付款"), nil, report.awaitingMinor))
    }
    for department in report.departments {
      lines.append(
        row(
          department.name.isEmpty ? "—" : department.name, department.quantity.description,
          department.amountMinor))
    }
    for hour in report.hours {
      lines.append(row("\(hour.hour):00", "\(hour.count)", hour.amountMinor))
    }
    for person in report.cashiers {
      lines.append(row("\(person.id) \(person.name)", "\(person.count)", person.amountMinor))
    }
    if showsExpected {
      lines.append(
        row(wording.say("drawer should hold", "钱箱应有"), nil, report.drawerExpectedMinor))
    }
    return lines
  }

  private func row(_ label: String, _ middle: String?, _ minor: Int64?) -> String {
    "  " + Cells.left(label, 26) + Cells.right(middle ?? "", 16)
      + (minor.map { Cells.right(wording.money($0), 14) } ?? "")
  }
}
