import type { Command, TypeRef } from './api-model.js';

/** The three shapes of a command that clients and servers must know; worked out from execution and result. */
export type Mode = 'sync' | 'async' | 'list';

export function modeOf({ execution, result }: Pick<Command, 'execution' | 'result'>): Mode {
  if (execution === 'async') return 'async';
  return result.kind === 'list' ? 'list' : 'sync';
}

/** The runtime's word for how a value is written; `null` for what is plain text. */
export function wireWord(type: TypeRef): string | null {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'string' || type.scalar === 'id' ? null : type.scalar;
    case 'array':
      return 'list';
    case 'objects':
      return 'objects';
    case 'map':
      return type.encoding === 'json' ? null : type.encoding;
    case 'enum':
    case 'entity':
    case 'unknown':
      return null;
  }
}
