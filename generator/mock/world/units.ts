/** Bytes of what parameters and offerings tell in gigabytes. */
export function gigabytes(value: unknown): number {
  return Number(value) * 2 ** 30;
}

/** The block of addresses that a gateway is in: `10.9.0.1` and `255.255.255.0` are in `10.9.0.0/24`. */
export function blockOf(gateway: string, netmask: string): string {
  const mask = netmask.split('.').map(Number);
  const base = gateway.split('.').map((part, index) => Number(part) & (mask[index] ?? 0));
  const bits = mask.map((part) => part.toString(2).replaceAll('0', '').length).reduce((sum, count) => sum + count, 0);
  return `${base.join('.')}/${bits}`;
}
