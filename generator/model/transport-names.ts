const names: ReadonlySet<string> = new Set(
  'command response apikey signature sessionkey signatureversion expires'.split(' '),
);

/** Whether a parameter belongs to every request (authentication, form of the answer) and so to no command. */
export function isTransportName(name: string): boolean {
  return names.has(name.toLowerCase());
}
