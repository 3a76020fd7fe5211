import fc from 'fast-check';

/** Bytes that are written to a socket, in parts, and how the writing ends. */
export interface RawRequest {
  readonly parts: readonly string[];
  readonly pauseMs: number;
  readonly ending: 'half-close' | 'reset';
}

const methods = ['get', 'PUT', 'TRACE', 'CONNECT', 'PRI', 'G\x00T', ''];
const versions = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', ''];
const escapes = ['%', '%4', '%zz', '%00', '%C0%80', '%ED%A0%80', '%F5%80%80%80', '%25%', '+', '%2B', '&&', '==', ';'];
const paths = ['/client/api', '//client/api', '/client/../client/api', '/', '*', 'http://x/client/api', '\\', '?', '#'];
const oddHeaders = [
  'Host:',
  'Host: b',
  'Content-Length: 10',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 3\r\nContent-Length: 4',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Content-Type: application/x-www-form-urlencoded; charset=utf-16',
  'Content-Type: multipart/form-data; boundary=x',
  'Content-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: the unexpected',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Connection: close',
  'Cookie: JSESSIONID=x; sessionkey=y; =; ;;',
  'Origin: null',
  'X-Folded: a\r\n b',
  'X-Null: \x00',
  ': nameless',
  'nothing',
  `X-Long: ${'x'.repeat(9000)}`,
];
const bodies = ['5\r\nab', 'zz\r\n\r\n', 'ffffffffffffffff\r\n', '0\r\n\r\n', `a=${'b'.repeat(50_000)}`];

const bytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});

/** Mostly one of the sound ones, else something odd. */
function mostly<T>(sound: readonly T[], odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 14, arbitrary: fc.constantFrom(...sound) }, { weight: 1, arbitrary: odd });
}

/**
 * Requests that are wrong as HTTP is concerned, cut into parts, some of them given up.
 *
 * @param signed A query that the server answers well.
 */
export function rawRequest(signed: string): fc.Arbitrary<RawRequest> {
  const oddQuery = fc
    .array(fc.oneof(fc.constantFrom(...escapes, signed, 'response=xml', 'command=', 'a[0].b=c'), bytes), {
      maxLength: 9,
    })
    .map((parts) => parts.join('&'));
  const query = mostly([signed], oddQuery);
  const oddTarget = fc.oneof(
    fc.constantFrom(...paths),
    fc.integer({ min: 7000, max: 20_000 }).map((length) => `/client/api?${'q'.repeat(length)}`),
    bytes,
  );
  const text = fc.record({
    method: mostly(['GET', 'POST'], fc.constantFrom(...methods)),
    target: fc.oneof(
      { weight: 8, arbitrary: query.map((sent) => `/client/api?${sent}`) },
      { weight: 2, arbitrary: oddTarget },
    ),
    version: mostly(['HTTP/1.1'], fc.constantFrom(...versions)),
    host: mostly(['Host: localhost'], fc.constantFrom(...oddHeaders)),
    headers: fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...oddHeaders) }, bytes), { maxLength: 1 }),
    lineEnd: mostly(['\r\n'], fc.constantFrom('\n', '\r', '')),
    framing: mostly(['length', 'chunks'], fc.constant('none')),
    body: fc.oneof(query, oddQuery, bytes, fc.constantFrom(...bodies)),
  });
  const manner = fc.record({
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
    kept: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
    pauseMs: mostly([0], fc.constant(5)),
    ending: mostly<RawRequest['ending']>(['half-close'], fc.constant('reset')),
  });
  return fc.tuple(text, manner).map(([parts, { cuts, kept, pauseMs, ending }]) => {
    const written = textOf(parts);
    return { parts: cut(written.slice(0, Math.ceil(written.length * kept)), cuts), pauseMs, ending };
  });
}

interface RawText {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly host: string;
  readonly headers: readonly string[];
  readonly lineEnd: string;
  readonly framing: string;
  readonly body: string;
}

function textOf({ method, target, version, host, headers, lineEnd, framing, body }: RawText): string {
  const form = framing === 'none' ? [] : ['Content-Type: application/x-www-form-urlencoded'];
  const size = framing === 'length' ? [`Content-Length: ${body.length}`] : [];
  const chunks = framing === 'chunks' ? ['Transfer-Encoding: chunked'] : [];
  const content = framing === 'chunks' ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
  const head = [`${method} ${target} ${version}`, host, ...form, ...size, ...chunks, ...headers];
  return [...head, '', content].join(lineEnd);
}

function cut(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((part) => Math.floor(part * text.length)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}
