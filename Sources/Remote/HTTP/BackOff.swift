/// How long to wait before a question is asked again: twice as long each time, and never exactly
/// so, or all that failed together would come back together.
struct BackOff {
  var firstMilliseconds: Int64 = 500
  var mostMilliseconds: Int64 = 30_000

  /// The wait before the `retry`th repetition, counted from 1, in milliseconds.
  ///
  /// Between half and all of the doubled time; at least what the server asked for.
  func milliseconds(
    beforeRetry retry: Int,
    askedFor: Int64?,
    using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    let doubled = retry > 16 ? mostMilliseconds : firstMilliseconds << Int64(max(0, retry - 1))
    let longest = min(doubled, mostMilliseconds)
    let wait = Int64.random(in: (longest / 2)...longest, using: &generator)
    return max(wait, askedFor ?? 0)
  }
}
