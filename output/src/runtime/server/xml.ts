import { parseJson, stringifyJson } from '../json.js';
import type { UuidReference } from './fault.js';

/**
 * An answer in XML, CloudStack's default: members are elements, and a list repeats its own. A `null` is left out; a map
 * whose keys cannot all be names is printed as Java prints one. (CloudStack: `ApiResponseSerializer.toXMLSerializedString`.)
 *
 * @param root Name of the only element, which tells the version too.
 * @throws TypeError when the body contains itself.
 */
export function stringifyXml(root: string, body: unknown, version: string): string {
  const name = isName(root) ? root : `_${root.replace(/[^\w.-]/g, '_')}`;
  // By way of JSON, so that both forms hold the same: dates, `toJSON`, what is left out.
  const content = contentOf(parseJson(stringifyJson(body)));
  const opening = `${name} cloud-stack-version="${escapeXml(version)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?><${opening}>${content}</${name}>`;
}

function element(name: string, value: unknown): string {
  if (value === null) return '';
  if (name === 'uuidList' && Array.isArray(value) && value.every(isReference)) return references(value);
  if (Array.isArray(value)) return value.map((item: unknown) => element(name, item)).join('');
  return `<${name}>${contentOf(value)}</${name}>`;
}

/** What an error is about stands side by side in one element, which is absent when there is nothing. */
function references(uuidList: readonly UuidReference[]): string {
  const pairs = uuidList.map(({ uuid, description }) => element('uuid', uuid) + element('uuidProperty', description));
  return pairs.length === 0 ? '' : `<uuidList>${pairs.join('')}</uuidList>`;
}

function isReference(item: unknown): item is UuidReference {
  return typeof item === 'object' && item !== null && 'uuid' in item && 'description' in item;
}

function contentOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? '' : escapeXml(String(value));
  const members = Object.entries(value);
  if (!members.every(([name]) => isName(name))) return escapeXml(javaMap(members));
  return members.map(([name, member]) => element(name, member)).join('');
}

function javaMap(members: readonly [name: string, member: unknown][]): string {
  const texts = members.map(([name, member]) => {
    const isText = typeof member === 'string';
    return `${name}=${isText ? member : stringifyJson(member)}`;
  });
  return `{${texts.join(', ')}}`;
}

function isName(text: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(text);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

/** What XML cannot hold becomes a replacement character. */
function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
      .replace(/[&<>"'\r]/g, (character) => entities[character] ?? character)
  );
}
