/** `vSphere`, `iSCSI`: a name that begins so has no word of one letter. */
const brand = String.raw`\b[a-z](?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![a-z])|[A-Z][a-z]+)\d*`;
const capitals = String.raw`[A-Z]+(?=[A-Z][a-z])|[A-Z]+(?![a-z])\d*`;
/** A single letter behind a figure belongs to it: `Asa1000v`, but `Ipv6`, `Prefix`. */
const usual = String.raw`[A-Z]?[a-z]+(?:\d+[a-z](?![a-z])|\d+)?|\d+`;
const word = new RegExp(`${brand}|${capitals}|${usual}`, 'g');

/** Words of a name: `NetworkACLLists` → Network, ACL, Lists; `Virtual machine` → Virtual, machine. */
export function wordsOf(name: string): readonly string[] {
  return name.match(word) ?? [];
}
