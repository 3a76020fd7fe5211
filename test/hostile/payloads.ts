/** A statement that leaves a trace when it runs. */
const attack = 'globalThis.pwned = 1';

/** Texts that try to get out of whatever they are printed into: strings, comments, templates, markdown, HTML. */
export const payloads: readonly string[] = [
  `'; ${attack}; '`,
  `"; ${attack}; "`,
  `\`; ${attack}; \``,
  `'"\``,
  `\${${attack}}`,
  `*/ ${attack}; /*`,
  `*\\/ ${attack}; /*`,
  '*/',
  '/*',
  '/** */',
  '-->',
  '<!--',
  `];${attack};//`,
  `});${attack};({`,
  `first\n${attack};\nlast`,
  `first\r\n${attack};\r\nlast`,
  `first\r${attack}`,
  `first\u2028${attack}\u2028//`,
  `first\u2029${attack}\u2029//`,
  `first\u0085${attack}`,
  `\\'; ${attack}; //`,
  `\\"; ${attack}; //`,
  '\\',
  '\\\\',
  '\\u0027',
  '\\n',
  '\\x27',
  'nul\u0000byte',
  'bell\u0007 escape\u001b[31m',
  '\u202eright to left\u202c',
  '\u2066isolate\u2069',
  'zero\u200bwidth\u200dand\ufeffmark',
  'lone \ud800 surrogate \udc00',
  '\u{1f4a5} 中文宽字 e\u0301',
  '{{handlebars}}',
  '{{{raw}}}',
  '{{> header}}',
  '{{#each this}}{{/each}}',
  '{{lookup this "constructor"}}',
  `</script><script>${attack}</script>`,
  `<img src=x onerror="${attack}">`,
  '[click](javascript:alert(1))',
  '```\n# heading\n```',
  '@ts-ignore',
  '@ts-nocheck',
  '@internal @deprecated @jsx evil',
  '// @ts-ignore',
  '// eslint-disable',
  'eslint-disable',
  'prettier-ignore',
  '<!-- prettier-ignore -->',
  '/// <reference path="/etc/passwd" />',
  '//# sourceMappingURL=data:application/json,{}',
  '#!/usr/bin/env node',
  'import("node:child_process")',
  'require("node:fs")',
  `(() => { ${attack} })()`,
  `constructor.constructor("${attack}")()`,
  '[computed]',
  'get trap() {}',
  '...spread',
  '#private',
  'a: string; b',
  '$&',
  '$1',
  '$',
  '%00',
  '| pipe | pipe |',
  '---',
  '- list',
  '1. list',
  '# heading',
  '  blanks around  ',
  '\ttab',
  '1',
  '01',
  '1e3',
  '-1',
  '0x10',
  'a-b',
  'a.b',
  'a b',
  'ünïcödé',
  'prototype',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'undefined',
  'null',
  'true',
  'delete',
  'class',
  'await',
  'default',
  'import',
  'x'.repeat(3_000),
  'word '.repeat(600),
];

/** All of them in one text. */
export const everything = payloads.join(' ');

/** Values of enums; they may be as long as they like. */
export const enumValues: readonly string[] = ['', ' ', '__proto__', ...payloads];

/** Names that every object has something under, so that no parameter or field can have them. */
const inheritedNames: readonly string[] = Object.getOwnPropertyNames(Object.prototype);

/** Names of parameters and fields: anything but inherited names and very long ones. */
export const memberNames: readonly string[] = payloads.filter(
  (name) => name.length <= 60 && !inheritedNames.includes(name),
);

/** What stays what it is in a cell of a markdown table; a dot would make it the name of something nested. */
export const cellTexts: readonly string[] = memberNames.filter(
  (name) => !/[\r\n`.]|<!--|-->/.test(name) && name.trim() === name,
);

/** A title that becomes the name of a class, a folder or a file, which hold no more than 100 characters. */
export const title =
  'Odd\u2028*/ `${x}` \\ {{y}} </script> \'"; globalThis.pwned = 1; // @ts-ignore\n] __proto__ --> \u202e';
