import type { Json, JsonObject } from '../json.js';

/** An object without the members that there is nothing to say about. */
export function stated(members: Readonly<Record<string, Json | null | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Json] => member[1] !== null && member[1] !== undefined),
  );
}

/** `true` where it is so; else nothing, since OpenAPI takes `false` for granted. */
export function flag(isSo: boolean): true | null {
  return isSo ? true : null;
}

/**
 * A text of a document as the CommonMark that OpenAPI takes descriptions for: nothing in it can open a tag or run a
 * script in who shows it. The reader of OpenAPI documents takes the entities back.
 */
export function prose(text: string): string;
export function prose(text: string | null): string | null;
export function prose(text: string | null): string | null {
  return (
    text
      ?.replace(/&(?=(?:amp|lt|#58);)/g, '&amp;')
      .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
      .replace(/(javascript):/gi, '$1&#58;') ?? null
  );
}
