internal import Arguments
internal import Remote

/// How many records a page of a list has.
struct PageSize: ArgumentValue {
  let count: Int

  init(count: Int) {
    self.count = count
  }

  init(argument: String) throws(ArgumentValueError) {
    guard let count = Int(argument), ListReader.pageSizes.contains(count) else {
      throw .because(
        "expected a number of \(ListReader.pageSizes.lowerBound) to \(ListReader.pageSizes.upperBound)"
      )
    }
    self.count = count
  }

  var argumentText: String { String(count) }
}
