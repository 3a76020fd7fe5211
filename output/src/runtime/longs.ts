/** Makes every member of these names a `bigint`, in place: what an answer brought belongs to this call alone. */
export function toBigInts(value: unknown, names: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const members = value as Record<string, unknown>;
  for (const [name, member] of Object.entries(members)) {
    if (typeof member !== 'number') toBigInts(member, names);
    else if (names.includes(name) && Number.isSafeInteger(member)) members[name] = BigInt(member);
  }
}
