import type { Thing } from '../world/state.js';
import { gigabytes } from '../world/units.js';
import type { Values, World } from '../world/world.js';

/**
 * The size of a volume in bytes, which parameters and offerings tell in gigabytes; `undefined` where an offering leaves
 * it to a parameter that is not there.
 */
export function offeredSize({ size, diskofferingid }: Values, { state }: World): number | undefined {
  const offered = Number(state.get('diskoffering', String(diskofferingid))?.fields.get('disksize') ?? 0);
  if (offered > 0) return gigabytes(offered);
  return size === undefined ? undefined : gigabytes(size);
}

/** Gives a volume the size that it is told; where nothing tells one, it stays as it is. */
export function resize(volume: Thing, values: Values, world: World): void {
  const size = offeredSize(values, world);
  if (size !== undefined) world.state.change(volume, [['size', size]]);
}
