/** The cookies of a request by name; of two with one name the first counts, as it has the longer path. */
export function readCookies(request: Request): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=');
    if (!cookies.has(name)) cookies.set(name, value.join('='));
  }
  return cookies;
}

/**
 * A `Set-Cookie` for the folder that the API is in, which scripts cannot read and other sites' forms do not send.
 *
 * @param value An empty one takes the cookie back.
 */
export function writeCookie(name: string, value: string, request: Request): string {
  const { pathname, protocol } = new URL(request.url);
  const folder = /^(\/[\w.~%/-]*)\/[^/]+\/?$/.exec(pathname)?.[1] ?? '/';
  const attributes = [`Path=${folder}`, 'HttpOnly', 'SameSite=Lax'];
  if (value === '') attributes.push('Max-Age=0');
  if (protocol === 'https:') attributes.push('Secure');
  return [`${name}=${value}`, ...attributes].join('; ');
}
