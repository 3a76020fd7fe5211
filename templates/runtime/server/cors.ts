/** Which pages of other origins may call the server from a browser. */
export interface CorsOptions {
  /** Origins such as `https://ui.example.com`, or `*` for every one. */
  readonly origins: readonly string[] | '*';
  /** Whether their requests may carry the cookies of a login; not with `*`. Default no. */
  readonly credentials?: boolean | undefined;
}

/** How long a browser keeps the answer to a preflight, in seconds. */
const PREFLIGHT_SECONDS = '600';

type Answering = (request: Request) => Promise<Response>;

/**
 * Answers preflights itself with 204, and tells browsers of every other answer whether a page may read it.
 *
 * @throws TypeError for credentials without named origins: every site could act for whoever is logged in.
 */
export function withCors(options: CorsOptions, answer: Answering): Answering {
  const { origins, credentials = false } = options;
  if (credentials && origins === '*') throw new TypeError('The option cors.credentials needs cors.origins by name.');
  return async (request) => {
    const origin = request.headers.get('origin') ?? '';
    const isAllowed = origin !== '' && (origins === '*' || origins.includes(origin));
    const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
    const response = isPreflight && isAllowed ? preflight(request) : await answer(request);
    if (origins !== '*') response.headers.append('vary', 'Origin');
    if (!isAllowed) return response;
    response.headers.set('access-control-allow-origin', origins === '*' ? '*' : origin);
    response.headers.set('access-control-expose-headers', 'X-Description');
    if (credentials) response.headers.set('access-control-allow-credentials', 'true');
    return response;
  };
}

/** No header changes what a command does, so a page may send any that it asks for, such as `traceparent`. */
function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'Content-Type',
      'access-control-max-age': PREFLIGHT_SECONDS,
    },
  });
}
