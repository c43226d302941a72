extension DayBook {
  /// Takes in a number that is given out as the book is read: the papers of the close itself.
  public mutating func include(_ number: String, of kind: DocumentKind) {
    guard let index = series.firstIndex(where: { $0.kind == kind }) else {
      series.append(Series(kind: kind, first: number, last: number, count: 1, voidCount: 0))
      return
    }
    let before = series[index]
    series[index] = Series(
      kind: kind, first: before.first, last: number, count: before.count + 1,
      voidCount: before.voidCount)
  }
}
