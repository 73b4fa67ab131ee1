/// Sorts in ascending order, in linear time: twelve bits at a time from the lowest.
///
/// Bits that are the same in all keys cost nothing: each digit begins with the next one that is
/// not. Equal keys are indistinguishable, so the order is fully determined.
///
/// Bits below `lowBit` are not looked at: where they are ascending at first, they are at the end
/// among keys that are the same above.
func radixSort(_ keys: inout [UInt64], fromBit lowBit: UInt64 = 0) {
  guard keys.count > 512 else {
    keys.sort()
    return
  }
  let first = keys[0]
  var differing: UInt64 = 0
  for key in keys { differing |= key ^ first }
  differing = (differing >> lowBit) << lowBit
  var scratch = [UInt64](repeating: 0, count: keys.count)
  var starts = [Int](repeating: 0, count: digitCount)
  while differing != 0 {
    let shift = UInt64(differing.trailingZeroBitCount)
    distribute(keys, into: &scratch, by: shift, starts: &starts)
    swap(&keys, &scratch)
    differing &= ~(digitMask << shift)
  }
}

private let digitBits = 12
private let digitCount = 1 << digitBits
private let digitMask = UInt64(digitCount - 1)

/// Orders the keys by one digit, those with the same digit as they were.
private func distribute(
  _ keys: [UInt64],
  into scratch: inout [UInt64],
  by shift: UInt64,
  starts: inout [Int]
) {
  precondition(starts.count == digitCount && scratch.count == keys.count)
  let keys = keys.span
  var next = starts.mutableSpan
  for digit in 0..<digitCount { unsafe next[unchecked: digit] = 0 }
  for index in keys.indices {
    let digit = Int(truncatingIfNeeded: unsafe keys[unchecked: index] &>> shift & digitMask)
    unsafe next[unchecked: digit] &+= 1
  }
  var start = 0
  for digit in 0..<digitCount {
    let count = unsafe next[unchecked: digit]
    unsafe next[unchecked: digit] = start
    start += count
  }
  var sorted = scratch.mutableSpan
  for index in keys.indices {
    let key = unsafe keys[unchecked: index]
    let digit = Int(truncatingIfNeeded: key &>> shift & digitMask)
    let place = unsafe next[unchecked: digit]
    unsafe sorted[unchecked: place] = key
    unsafe next[unchecked: digit] = place &+ 1
  }
}
