import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const program = fileURLToPath(new URL('page.ts', import.meta.url));

/** The program with the generated client in it, minified, as one script that makes a global `page`. */
export async function bundledPage(): Promise<string> {
  const bundle = await rolldown({ input: program, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', name: 'page', minify: true });
  if (output.length !== 1) throw new Error(`The page is ${output.length} files: something in it is loaded later`);
  return output[0].code;
}

/** A call of one of the program's functions, as a script that ends with its promise. */
export function callOf(name: string, argument: object): string {
  return `page.${name}(${JSON.stringify(argument)})`;
}
