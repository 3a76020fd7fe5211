import type { JsonObject } from '../json.js';

/** The form of the answer: servers write XML unless they are asked for JSON (protocol: HTTP details). */
export const jsonOnly: JsonObject = { type: 'string', const: 'json' };

/** Parameters of every request, which belong to no command. */
export const transportParameters: JsonObject = {
  response: {
    name: 'response',
    in: 'query',
    required: true,
    description: 'The form of the answer. Without it servers write XML, which this document does not describe.',
    schema: jsonOnly,
  },
  signatureversion: {
    name: 'signatureversion',
    in: 'query',
    description: 'With version 3, `expires` is checked.',
    schema: { type: 'string', const: '3' },
  },
  expires: {
    name: 'expires',
    in: 'query',
    description: 'When a signed request ends, by the clock of the server; needed with `signatureversion=3`.',
    schema: { type: 'string', examples: ['2026-01-31T12:10:00+0000'] },
  },
};

/** Ways to authenticate (protocol: signing, session login). */
export const securitySchemes: JsonObject = {
  apikey: { type: 'apiKey', in: 'query', name: 'apikey', description: 'The API key, which goes with `signature`.' },
  signature: {
    type: 'apiKey',
    in: 'query',
    name: 'signature',
    description:
      'Sort all other parameters by name; write each as `name=value`, the value percent-encoded; join them by `&`; ' +
      'write it all in lower case; take the HMAC-SHA1 of that with the secret key, in base64.',
  },
  session: { type: 'apiKey', in: 'cookie', name: 'JSESSIONID', description: 'The session that `login` began.' },
  sessionkey: {
    type: 'apiKey',
    in: 'query',
    name: 'sessionkey',
    description: 'The key that `login` answered; servers want it beside the cookie.',
  },
};

/** A signature, or a session. */
export const security: readonly JsonObject[] = [
  { apikey: [], signature: [] },
  { session: [], sessionkey: [] },
];

/** Commands that begin a session or help to: ApiServlet.java runs them before it looks at who is calling. */
export const unauthenticated: ReadonlySet<string> = new Set([
  'getSPMetadata',
  'listIdps',
  'login',
  'oauthlogin',
  'samlSso',
  'verifyOAuthCodeAndGetUser',
]);
