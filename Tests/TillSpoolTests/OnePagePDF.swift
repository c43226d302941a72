/// The smallest proper PDF: one A4 page, one line in Helvetica.
func onePagePDF(saying words: String) -> [UInt8] {
  let drawing = "BT /F1 24 Tf 72 700 Td (\(words)) Tj ET"
  let objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
      + "/Resources << /Font << /F1 5 0 R >> >> >>",
    "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ]
  var file = "%PDF-1.4\n"
  var table = "0000000000 65535 f \n"
  for (index, object) in objects.enumerated() {
    let offset = String(file.utf8.count)
    table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
    file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
  }
  let tableOffset = file.utf8.count
  file += "xref\n0 \(objects.count + 1)\n\(table)trailer\n"
  file += "<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(tableOffset)\n%%EOF\n"
  return Array(file.utf8)
}
