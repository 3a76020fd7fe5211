import { fileURLToPath } from 'node:url';

/** The folder that holds `package.json`, `templates/` and `specs/`: one above the sources, and one above the build. */
export const home: string = fileURLToPath(new URL('../', import.meta.url));
