import type { Hmac } from '../sign.js';

/** What is used of Node, in place of its types, which only a project for Node has. */
interface NodeProcess {
  getBuiltinModule(name: 'node:crypto'): {
    createHmac(hash: string, key: string): { update(text: string): { digest(encoding: 'base64'): string } };
  };
}

/**
 * The HMAC of `node:crypto`, for a client's option `hmac`. It is done at once, where WebCrypto's goes through another
 * thread: worth it for programs that send hundreds of requests per second.
 */
export const nodeHmac: Hmac = (text, secretKey, hash) => {
  const process: NodeProcess = Reflect.get(globalThis, 'process');
  const { createHmac } = process.getBuiltinModule('node:crypto');
  return createHmac(hash.replace('-', '').toLowerCase(), secretKey).update(text).digest('base64');
};
