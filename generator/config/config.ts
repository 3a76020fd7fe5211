import type { Part } from '../model/file-plan.js';

/** What a package is generated from, and how; every member is an option of the command line. */
export interface PackageConfig {
  /** OpenAPI 3.0 or 3.1 documents, YAML or JSON. */
  readonly openapi?: string | readonly string[];
  /** Slate markdown pages. */
  readonly slate?: string | readonly string[];
  /** Answers of `listApis`, as JSON. */
  readonly listapis?: string | readonly string[];
  /** Documents whose format is worked out. */
  readonly documents?: string | readonly string[];
  /** OpenAPI Overlays, applied to the OpenAPI documents in this order. */
  readonly overlay?: string | readonly string[];
  /** Files of facts of your own; they win over every document. */
  readonly overrides?: string | readonly string[];
  /** Module of your own that renames, groups, skips, retypes and documents. */
  readonly hooks?: string;
  /** Commands to keep: names or globs. Default: all. */
  readonly only?: string | readonly string[];
  /** Commands to leave out: names or globs. */
  readonly exclude?: string | readonly string[];
  /** Whether documents may be addresses, such as `https://…`. Default `false`. */
  readonly allowNetwork?: boolean;
  /** Whether warnings are errors. Default `false`. */
  readonly strict?: boolean;
  /** Folder of the generated package. Default `./output`. */
  readonly out?: string;
  /** Parts of the package. Default: client, validators and server. */
  readonly emit?: Part | readonly Part[];
  /** Folder of templates of your own, in the place of those with the same names. */
  readonly templates?: string;
  /** Name of the generated package. Default `cloudstack-client`. */
  readonly name?: string;
  /** Version of the generated package. Default: that of the API. */
  readonly packageVersion?: string;
  /** Whether `dist/` is written, too, so that the package can be published as it is. Default `false`. */
  readonly build?: boolean;
  /** Licence of the generated package, as an SPDX expression. Default `UNLICENSED`. */
  readonly license?: string;
  /** Its repository, such as `https://github.com/acme/cloud`. */
  readonly repository?: string;
  /** Who may install it from the registry. */
  readonly access?: 'public' | 'restricted';
}

/**
 * What a file `cloudstack-codegen.config.ts` (or `.mjs`, `.json`, `.yaml`) holds. Paths are relative to the file, and
 * options of the command line win over it.
 */
export interface Config extends PackageConfig {
  /** Where editors find the JSON schema of the file. */
  readonly $schema?: string;
  /** Several packages. What stands beside this list holds for each of them that does not say otherwise. */
  readonly packages?: readonly PackageConfig[];
}

/** Says what a config file holds, for an editor to check and complete; it changes nothing. */
export function defineConfig(config: Config): Config {
  return config;
}
