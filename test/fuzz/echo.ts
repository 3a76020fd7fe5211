import { commands } from '../../output/src/commands.js';
import { parameterSchemas } from '../../output/src/runtime/validate.js';
import { createServer, type Handlers, serve } from '../../output/src/server.js';
import { validators } from '../../output/src/validators.js';
import { fuzzerKeys, type KnownCommand, type StartedTarget } from './target.js';

/** Commands that the server answers itself. */
const builtIn = new Set(['listApis', 'listAsyncJobs', 'login', 'logout', 'queryAsyncJobResult']);

/** The generated server with handlers that answer what they were sent, so that odd values travel back as well. */
export async function startEcho(): Promise<StartedTarget> {
  const handlers: Record<string, (params: object) => object> = {};
  for (const { name, mode } of Object.values(commands)) {
    if (builtIn.has(name)) continue;
    handlers[name] = (params) => (mode === 'list' ? { items: [params], count: 1 } : params);
  }
  const mishaps: unknown[] = [];
  const server = createServer({
    accounts: [{ ...fuzzerKeys, username: 'fuzzer', password: fuzzerKeys.secretKey }],
    handlers: handlers as Partial<Handlers>,
    onError: (error) => mishaps.push(error),
  });
  const { url, close } = await serve(server, { port: 0 });
  return { url, ...fuzzerKeys, commands: knownCommands(), mishaps: () => mishaps.splice(0), stop: close };
}

/** Texts that parameters of some type take, with what they are read as. */
const samples: readonly (readonly [text: string, value: unknown])[] = [
  ['7a1c2f52-0d0e-4c62-9a0b-3f6f3f0c5a01', '7a1c2f52-0d0e-4c62-9a0b-3f6f3f0c5a01'],
  ['7', 7],
  ['true', true],
  ['a', ['a']],
];

function knownCommands(): ReadonlyMap<string, KnownCommand> {
  const known = Object.entries(validators).map(([name, { params }]): [string, KnownCommand] => {
    const schemas = Object.entries(parameterSchemas(params));
    const required = schemas.flatMap(([parameter, schema]): [string, string][] => {
      if (schema.safeParse(undefined).success) return [];
      const sample = samples.find(([, value]) => schema.safeParse(value).success);
      return sample === undefined ? [] : [[parameter, sample[0]]];
    });
    return [name, { parameters: schemas.map(([parameter]) => parameter), required }];
  });
  return new Map(known);
}
