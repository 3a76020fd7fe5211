import fc from 'fast-check';

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** What editors, copying and transport do to a text. */
export function damagedText(texts: readonly string[]): fc.Arbitrary<string> {
  const damages = fc.constantFrom('cut', 'repeat', 'lose', 'noise', 'shuffle', 'indent');
  return fc.tuple(fc.constantFrom(...texts), share, share, damages).map(([text, one, other, damage]) => {
    const [from, to] = [one, other].map((part) => Math.floor(part * text.length)).sort((a, b) => a - b) as [
      number,
      number,
    ];
    const piece = text.slice(from, Math.min(to, from + 2_000));
    switch (damage) {
      case 'cut':
        return text.slice(0, to);
      case 'repeat':
        return text.slice(0, from) + piece + piece + text.slice(from);
      case 'lose':
        return text.slice(0, from) + text.slice(from + piece.length);
      case 'noise':
        return new TextDecoder().decode(
          Buffer.concat([
            Buffer.from(text.slice(0, from)),
            Buffer.from([0xff, 0xc3, 0x28]),
            Buffer.from(text.slice(from)),
          ]),
        );
      case 'shuffle':
        return [...text.slice(from).split('\n'), ...text.slice(0, from).split('\n')].join('\n');
      case 'indent':
        return text.slice(0, from) + piece.replaceAll('\n', '\n   ') + text.slice(from + piece.length);
    }
  });
}

/** What people and programs do to a document: some of its values become others, or stand somewhere else. */
export function damagedValue(values: readonly unknown[], oddities: readonly unknown[]): fc.Arbitrary<unknown> {
  const damage = fc.tuple(share, fc.option(share), fc.constantFrom(...oddities));
  return fc
    .tuple(fc.constantFrom(...values), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([value, damages]) => {
      const copy: unknown = structuredClone(value);
      for (const [where, moved, odd] of damages) {
        const places = placesIn(copy);
        const place = places[Math.floor(where * (places.length - 1))];
        const source = moved === null ? undefined : places[Math.floor(moved * (places.length - 1))];
        const put = source === undefined ? odd : structuredClone(Reflect.get(source.holder, source.key) as unknown);
        if (place !== undefined) Reflect.set(place.holder, place.key, structuredClone(put));
      }
      return copy;
    });
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn(Reflect.get(value, key))]);
}
