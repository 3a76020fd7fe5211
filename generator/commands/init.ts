import { existsSync } from 'node:fs';
import { configNames } from '../config/find-config.js';
import { findDocuments } from '../config/find-documents.js';
import { configKeys } from '../config/keys.js';
import { type ConfigContent, type ConfigFormat, configFormats, printConfig } from '../config/print-config.js';
import { type Diagnostics, InputError } from '../diagnostics/diagnostics.js';
import { isAddress } from '../load/read-file.js';
import { configurableFlags, partsOf, readOptions, type Typed } from './flags.js';
import { askText, askWhether, askWhich, canAsk } from './prompts.js';
import { saveFile } from './save-file.js';
import type { Outcome, Terminal } from './verb.js';

/** Keys under which documents stand. */
const documentKeys = ['openapi', 'slate', 'listapis', 'documents'] as const;
/** Where editors find the schema, once the package is installed. */
const schema = './node_modules/cloudstack-codegen/schema/config.schema.json';

/**
 * Writes a config file from what was typed, what is found in the folder, and answers. Where nobody can be asked, or need
 * not be (`--yes`), all documents of the folder are taken, and the usual folder and name.
 */
export async function runInit(typed: Typed, { diagnostics }: Terminal): Promise<Outcome> {
  const asks = canAsk() && !typed.flags.has('yes') && !typed.flags.has('json');
  const format = formatOf(typed, diagnostics);
  // Refuses what generate would refuse.
  readOptions(typed, diagnostics);
  diagnostics.stopIfErrors();
  const file = `cloudstack-codegen.config.${format}`;
  await checkPlace(file, typed.flags.has('force'), asks, diagnostics);
  diagnostics.stopIfErrors();
  const content = await contentOf(typed, asks);
  if (content === null) return { exitCode: 0, disk: 'Nothing was written.', report: { out: null } };
  checkDocuments(content, diagnostics);
  diagnostics.stopIfErrors();
  const text = printConfig(content, format, existsSync(schema) ? schema : null);
  const reason = await saveFile(file, text);
  if (reason !== null) {
    diagnostics.report('config-unwritable', null, { file, reason });
    throw new InputError();
  }
  const disk = `Wrote ${file}; "cloudstack-codegen generate" needs no option now.`;
  return { exitCode: 0, disk, report: { out: file, config: content } };
}

function formatOf({ flags }: Typed, diagnostics: Diagnostics): ConfigFormat {
  const given = flags.get('format')?.at(-1);
  if (given === undefined) return existsSync('tsconfig.json') ? 'ts' : 'json';
  const format = configFormats.find((one) => one === given);
  const wanted = configFormats.join(', ');
  if (format === undefined) diagnostics.report('flag-invalid', null, { flag: '--format', value: given, wanted });
  return format ?? 'json';
}

/** A file of another kind is never replaced: there would be two. */
async function checkPlace(file: string, isForced: boolean, asks: boolean, diagnostics: Diagnostics): Promise<void> {
  for (const name of configNames.filter((one) => existsSync(one))) {
    const question = `${name} exists already. Replace it?`;
    const mayReplace = name === file && (isForced || (asks && (await askWhether(question))));
    if (!mayReplace) diagnostics.report('config-exists', null, { file: name });
  }
}

function checkDocuments(content: ConfigContent, diagnostics: Diagnostics): void {
  const files = filesIn(content);
  if (files.length === 0) diagnostics.report('init-without-documents', null, {});
  for (const file of files) {
    if (!isAddress(file) && !existsSync(file)) diagnostics.report('file-missing', null, { file });
  }
}

function filesIn(content: ConfigContent): readonly string[] {
  return documentKeys.flatMap((key) => content[key] ?? []).filter((file) => typeof file === 'string');
}

/** What the file will hold, in the order of the options; `null` when who is asked goes away. */
async function contentOf(typed: Typed, asks: boolean): Promise<ConfigContent | null> {
  const content: Record<string, string | readonly string[]> = {};
  for (const { key, option, kind, isPath } of configKeys(configurableFlags)) {
    const values = option === 'documents' ? typed.rest : typed.flags.get(option);
    if (values === undefined || values.length === 0 || kind === 'switch') continue;
    // A comma may be part of a path.
    content[key] = kind === 'text' ? (values.at(-1) ?? '') : isPath ? values : values.flatMap(partsOf);
  }
  const documents = await documentsOf(content, asks);
  const out = documents && (await answer(content['out'], './output', 'Folder of the generated package', asks));
  const name = out && (await answer(content['name'], 'cloudstack-client', 'Name of the generated package', asks));
  if (!documents || !out || !name) return null;
  // Who names an address wants it to be fetched.
  const network = filesIn({ ...content, ...documents }).some(isAddress) ? { allowNetwork: true } : {};
  return { ...content, ...documents, ...network, out, name };
}

/** Those that were named; else those of the folder, of which some can be left out. */
async function documentsOf(content: ConfigContent, asks: boolean): Promise<ConfigContent | null> {
  if (documentKeys.some((key) => content[key] !== undefined)) return {};
  const found = findDocuments();
  const all = [...found.openapi, ...found.slate, ...found.listapis];
  if (all.length === 0 && asks) {
    const file = await askText('Which document describes the API?', '');
    return file === null ? null : file === '' ? {} : { documents: [file] };
  }
  const wanted = asks && all.length > 1 ? await askWhich('Which documents describe the API?', all) : all;
  if (wanted === null) return null;
  const kept = Object.entries(found).map(
    ([key, files]) => [key, files.filter((file) => wanted.includes(file))] as const,
  );
  return Object.fromEntries(kept.filter(([, files]) => files.length > 0));
}

async function answer(
  given: ConfigContent[string] | undefined,
  usual: string,
  question: string,
  asks: boolean,
): Promise<string | null> {
  if (typeof given === 'string') return given;
  return asks ? askText(question, usual) : usual;
}
