/** A text this long cannot open enough brackets to do harm. */
const harmlessLength = 5_000_000;
const tooMany = 100_000;

/**
 * Whether so many brackets are open at once that `JSON.parse`, which keeps some fifty bytes for each, would take
 * gigabytes before it finds that they are never closed. Only very long texts are looked through.
 */
export function opensTooMuch(text: string): boolean {
  if (text.length <= harmlessLength) return false;
  let open = 0;
  for (let at = 0; at < text.length && open <= tooMany; at += 1) {
    const unit = text.charCodeAt(at) | 0x20;
    // `[` and `{` differ from each other by one bit, and so do `]` and `}`.
    if (unit === 0x7b) open += 1;
    else if (unit === 0x7d) open -= 1;
  }
  return open > tooMany;
}
